// @ts-check
import { html, nothing } from 'lit';
import './chat-composer.js';
import './chat-connection.js';
import { ChatElement } from './chat-element.js';
import './chat-people.js';
import './chat-settings.js';
import './chat-timeline.js';
import './chat-typing.js';
import * as icons from './icons.js';

/** The channel the reader sits in: its head, what was said, where to write, who is here. */
class ChatRoom extends ChatElement {
    #hasRoom = matchMedia('(min-width: 56rem)');

    constructor() {
        super();
        this.#hasRoom.onchange = () => this.requestUpdate();
    }

    watched() {
        return [this.chat, this.words, this.settings, this.chat.channel?.people];
    }

    render() {
        const { words, settings } = this;
        const showsPanel = this.#hasRoom.matches && settings.showsPeople;
        return html`
            <a class="skip" href="#composer" @click=${this.#skip}>${words.say('app.skip')}</a>
            <div class="room" ?data-panel=${showsPanel} @posted=${this.#posted}>
                ${this.#header()}
                <main class="talk">
                    <chat-timeline .page=${this.page}></chat-timeline>
                    <chat-typing .page=${this.page}></chat-typing>
                    <chat-composer .page=${this.page}></chat-composer>
                </main>
                ${showsPanel ? html`<aside class="panel" aria-label=${words.say('people.title')}>${this.#people(false)}</aside>` : nothing}
            </div>
            ${this.#hasRoom.matches ? nothing : this.#drawer()}
            <chat-settings .page=${this.page}></chat-settings>`;
    }

    #header() {
        const { chat, words } = this;
        return html`
            <header class="top">
                <h1 class="name"><span aria-hidden="true">#</span><bdi>${chat.channel?.name}</bdi></h1>
                <chat-connection .page=${this.page}></chat-connection>
                <div class="tools">
                    ${this.#peopleButton()}
                    <button type="button" class="tool" data-testid="settings-open" aria-haspopup="dialog" aria-label=${words.say('room.settings')}
                            title=${words.say('room.settings')} @click=${this.#openSettings}>${icons.settings()}</button>
                </div>
            </header>`;
    }

    #peopleButton() {
        const { chat, words, settings } = this;
        const count = chat.channel?.people.count ?? 0;
        const label = `${words.say('room.people')} (${words.number(count)})`;
        return html`
            <button type="button" class="tool wide" data-testid="people-open" aria-label=${label} title=${label}
                    aria-expanded=${this.#hasRoom.matches ? settings.showsPeople : nothing} @click=${this.#togglePeople}>
                ${icons.people()}<span class="number">${words.number(count)}</span>
            </button>`;
    }

    /** @param {boolean} isDrawer */
    #people(isDrawer) {
        const { words } = this;
        return html`
            <header>
                <h2 id="people-title">${words.say('people.title')}</h2>
                ${isDrawer ? html`<button type="button" class="tool" data-testid="people-close" aria-label=${words.say('people.close')}
                    @click=${() => this.#drawerElement.close()}>${icons.close()}</button>` : nothing}
            </header>
            <chat-people .page=${this.page}></chat-people>`;
    }

    #drawer() {
        return html`<dialog class="sheet drawer" aria-labelledby="people-title" @click=${this.#clicked}>
            <div class="inside">${this.#people(true)}</div></dialog>`;
    }

    /** @returns {HTMLDialogElement} */
    get #drawerElement() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog.drawer'));
    }

    #togglePeople() {
        if (this.#hasRoom.matches) this.settings.showsPeople = !this.settings.showsPeople;
        else this.#drawerElement.showModal();
    }

    /** @param {MouseEvent} event closes by a click beside the drawer */
    #clicked(event) {
        if (event.target === this.#drawerElement) this.#drawerElement.close();
    }

    #openSettings() {
        /** @type {any} */ (this.querySelector('chat-settings')).open();
    }

    #posted() {
        /** @type {any} */ (this.querySelector('chat-timeline')).toBottom();
    }

    /** @param {Event} event */
    #skip(event) {
        event.preventDefault();
        /** @type {HTMLElement | null} */ (this.querySelector('#composer'))?.focus();
    }
}

customElements.define('chat-room', ChatRoom);
