// @ts-check
import { html } from 'lit';
import { ChatElement } from './chat-element.js';
import './chat-notice.js';
import './chat-room.js';
import './chat-welcome.js';
import * as icons from './icons.js';

/** The whole page. */
class ChatApp extends ChatElement {
    watched() {
        return [this.chat, this.words];
    }

    render() {
        return html`${this.#view()}<chat-notice .page=${this.page}></chat-notice>`;
    }

    #view() {
        const { chat, words } = this;
        if (chat.phase === 'inside') {
            return html`<chat-room .page=${this.page}></chat-room>`;
        }
        if (chat.phase === 'arriving' || chat.phase === 'away') {
            return html`<main class="arriving" data-testid="arriving" data-state=${chat.phase}>${icons.logo()}
                <p role="status">${words.say(`app.${chat.phase}`)}</p></main>`;
        }
        return html`<chat-welcome .page=${this.page}></chat-welcome>`;
    }
}

customElements.define('chat-app', ChatApp);
