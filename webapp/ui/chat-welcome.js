// @ts-check
import { html } from 'lit';
import { ChatElement } from './chat-element.js';
import './chat-name-form.js';
import { languageChoice, themeChoice } from './choices.js';
import * as icons from './icons.js';

/** The way in: asks for a name, or says why there is no way in. */
class ChatWelcome extends ChatElement {
    watched() {
        return [this.chat, this.words, this.settings];
    }

    render() {
        return html`
            <main class="welcome">
                <div class="card">
                    <p class="brand">${icons.logo()}<span>${this.words.say('app.name')}</span></p>
                    ${this.chat.phase === 'barred' ? this.#barred() : this.#form()}
                </div>
                <div class="choices">
                    ${languageChoice(this.words, this.settings, this.page.languageNames)} ${themeChoice(this.words, this.settings)}
                </div>
            </main>`;
    }

    #form() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.title')}</h1>
            <p class="quiet">${words.say('welcome.text')}</p>
            <chat-name-form .page=${this.page}></chat-name-form>`;
    }

    #barred() {
        const { chat, words } = this;
        return html`
            <h1>${words.say('app.barred')}</h1>
            <p class="quiet" data-testid="barred">${words.refusal(chat.refusal ?? { reason: 'not-allowed' })}</p>
            <button type="button" class="main" @click=${() => chat.arrive()}>${words.say('message.again')}</button>`;
    }
}

customElements.define('chat-welcome', ChatWelcome);
