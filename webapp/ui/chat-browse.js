// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { nameOf, signOf } from './channel-name.js';
import { ChatSheet } from './chat-sheet.js';

const PAGE = 30; // channels in one answer
const SOON = 150; // ms without typing before the server is asked

/** @typedef {import('../state/channels.js').Summary} Summary */

/** All public channels that the reader may read, to look into or to join. Fires `went`. */
class ChatBrowse extends ChatSheet {
    /** @type {Summary[]} */
    #channels = [];
    #prefix = '';
    #hasMore = false;
    #trouble = '';
    #asked = 0;
    /** @type {number | undefined} */
    #timer;

    watched() {
        return [this.words];
    }

    open() {
        this.#field.value = this.#prefix = '';
        this.#channels = [];
        this.dialog.showModal();
        this.#ask('');
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet browse" aria-labelledby="browse-title" data-testid="browse">
                <div class="inside">
                    <header>
                        <h2 id="browse-title">${words.say('browse.title')}</h2>
                        ${this.closeButton('browse-close')}
                    </header>
                    <input class="field" type="search" data-testid="browse-input" aria-label=${words.say('browse.prefix')} placeholder=${words.say('browse.prefix')}
                           dir="auto" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="80" @input=${this.#typed}>
                    <p class="trouble" role="alert">${this.#trouble || nothing}</p>
                    <ul>${repeat(this.#channels, ({ name }) => name, (about) => this.#channel(about))}</ul>
                    ${this.#hasMore ? html`<button type="button" class="side" data-testid="browse-more"
                        @click=${() => this.#ask(this.#channels.at(-1)?.name ?? '')}>${words.say('browse.more')}</button>` : nothing}
                    ${this.#channels.length || this.#trouble ? nothing : html`<p class="quiet" role="status">${words.say('find.nothing')}</p>`}
                </div>
            </dialog>`;
    }

    /** @param {Summary} about */
    #channel(about) {
        const { words } = this;
        const channel = { name: about.name, about, reader: /** @type {any} */ (this.chat.account) };
        const name = nameOf(channel, words);
        return html`
            <li data-testid="browsed" data-name=${about.name}>
                <div>
                    <button type="button" class="plain" data-testid="browse-look" @click=${() => this.#go(about)}>${signOf(channel)}<bdi>${name}</bdi></button>
                    ${about.topic ? html`<bdi class="topic">${about.topic}</bdi>` : nothing}
                    <small class="quiet">${words.count('browse.members', about.members)}${about.archived ? ` · ${words.say('room.archived')}` : ''}</small>
                </div>
                ${about.role || about.archived ? nothing : html`<button type="button" class="side small" data-testid="browse-join"
                    aria-label=${words.say('browse.join', { name })} @click=${() => this.#join(about)}>${words.say('room.join')}</button>`}
            </li>`;
    }

    /** @param {InputEvent} event */
    #typed(event) {
        this.#prefix = /** @type {HTMLInputElement} */ (event.target).value.trim().toLocaleLowerCase();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(''), SOON);
    }

    /** @param {string} after the last name at hand; '' for the first page */
    #ask(after) {
        const number = ++this.#asked;
        return this.#attempt(async () => {
            const page = await /** @type {any} */ (this.chat.channels).browse(this.#prefix, after);
            if (number !== this.#asked) return;
            this.#channels = after ? [...this.#channels, ...page] : page;
            this.#hasMore = page.length === PAGE;
        });
    }

    /** @param {Summary} about */
    #join(about) {
        return this.#attempt(async () => {
            await /** @type {any} */ (this.chat.channels).change(METHOD.joinChannel, about);
            await this.chat.channels?.list();
            this.#go(about);
        });
    }

    /** @param {Summary} about */
    #go({ name }) {
        this.dialog.close();
        this.chat.select(name);
        this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
    }

    /** @param {() => Promise<void>} work */
    async #attempt(work) {
        this.#trouble = '';
        try {
            await work();
        } catch (/** @type {any} */ error) {
            this.#trouble = this.words.refusal(error.reason ? error : { reason: 'no-answer' });
        }
        this.requestUpdate();
    }

    /** @returns {HTMLInputElement} */
    get #field() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input'));
    }
}

customElements.define('chat-browse', ChatBrowse);
