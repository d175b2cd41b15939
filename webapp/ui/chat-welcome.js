// @ts-check
import { html } from 'lit';
import { ChatElement } from './chat-element.js';
import './chat-account-form.js';
import './chat-name-form.js';
import { languageChoice, themeChoice } from './choices.js';
import * as icons from './icons.js';

/** The way in: by a name for guests, by an account, or by a ticket that makes one. */
class ChatWelcome extends ChatElement {
    #wantsAccount = false;

    watched() {
        return [this.chat, this.words, this.settings];
    }

    render() {
        return html`
            <main class="welcome">
                <div class="card">
                    <p class="brand">${icons.logo()}<span>${this.words.say('app.name')}</span></p>
                    ${this.#way()}
                </div>
                <div class="choices">
                    ${languageChoice(this.words, this.settings, this.page.languageNames)} ${themeChoice(this.words, this.settings)}
                </div>
            </main>`;
    }

    #way() {
        const { ticket, phase } = this.chat;
        if (ticket) return this.#ticket(ticket.kind);
        if (phase === 'barred') return this.#barred();
        return this.#wantsAccount ? this.#account() : this.#name();
    }

    /** @param {'start' | 'invite' | 'reset'} kind */
    #ticket(kind) {
        const { words } = this;
        return html`
            <h1>${words.say(`welcome.${kind}`)}</h1>
            <p class="quiet">${words.say(`welcome.${kind}.text`)}</p>
            <chat-account-form .page=${this.page} .purpose=${kind === 'reset' ? 'reset' : 'sign-up'}></chat-account-form>`;
    }

    #account() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.account')}</h1>
            <chat-account-form .page=${this.page}></chat-account-form>
            ${this.#other('welcome.as-guest', 'as-guest', false)}`;
    }

    /**
     * @param {string} key
     * @param {string} testId
     * @param {boolean} wantsAccount
     */
    #other(key, testId, wantsAccount) {
        return html`<p class="other"><button type="button" class="plain" data-testid=${testId} @click=${() => this.#want(wantsAccount)}>
            ${this.words.say(key)}</button></p>`;
    }

    /** @param {boolean} account */
    #want(account) {
        this.#wantsAccount = account;
        this.requestUpdate();
    }

    #name() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.title')}</h1>
            <p class="quiet">${words.say('welcome.text')}</p>
            <chat-name-form .page=${this.page}></chat-name-form>
            ${this.#other('welcome.has-account', 'has-account', true)}`;
    }

    #barred() {
        const { chat, words } = this;
        return html`
            <h1>${words.say(chat.refusal?.reason === 'guests-off' ? 'welcome.account' : 'app.barred')}</h1>
            <p class="quiet" data-testid="barred">${words.refusal(chat.refusal ?? { reason: 'not-allowed' })}</p>
            <chat-account-form .page=${this.page}></chat-account-form>`;
    }
}

customElements.define('chat-welcome', ChatWelcome);
