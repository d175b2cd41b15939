// @ts-check
import { html, nothing } from 'lit';
import { distance } from '../state/completion.js';
import { avatar } from './avatar.js';
import { nameOf, signOf } from './channel-name.js';
import { ChatSheet } from './chat-sheet.js';
import * as icons from './icons.js';
import { mark } from './message.js';

const SOON = 120; // ms without typing before the server is asked
const MOST = 8; // shown of each kind
const MESSAGES = 'found-messages';

/** @typedef {{key: string, look: unknown, go: () => Promise<void> | void}} Found */

/**
 * Finds channels and people while one types, and goes there: the reader's own channels at once, others as the server finds them.
 * Fires `went`; and `search-messages`, with the text, for who looks for messages.
 */
class ChatFinder extends ChatSheet {
    #text = '';
    /** @type {import('../state/channels.js').Summary[]} */
    #channels = [];
    /** @type {import('../wire/http.js').Account[]} */
    #people = [];
    #chosen = 0;
    #asked = 0;
    #answered = ''; // the text to which the server found these
    #hasFailed = false;
    /** @type {number | undefined} */
    #timer;

    watched() {
        return [this.words];
    }

    open() {
        if (this.dialog.open) return;
        this.#field.value = '';
        this.dialog.showModal();
        this.#field.focus();
        this.#typed();
    }

    render() {
        const { words } = this;
        const found = this.#found();
        return html`
            <dialog class="finder" aria-label=${words.say('find.title')} data-testid="finder">
                <div class="inside" @keydown=${this.#pressed}>
                    <div class="row">${icons.search()}
                        <input class="field" dir="auto" data-testid="find-input" role="combobox" aria-expanded="true" aria-controls="find-results"
                               aria-label=${words.say('find.title')} aria-activedescendant=${found[this.#chosen]?.key ?? nothing}
                               placeholder=${words.say('find.placeholder')} autocomplete="off" spellcheck="false" maxlength="100" @input=${this.#typed}>
                        ${this.closeButton('finder-close')}
                    </div>
                    <ul id="find-results" role="listbox" aria-label=${words.say('find.title')}>
                        ${found.map((one, i) => html`<li id=${one.key} role="option" data-testid="found" aria-selected=${i === this.#chosen}
                            @click=${() => this.#go(one)}>${one.look}</li>`)}
                    </ul>
                    ${found.some(({ key }) => key !== MESSAGES) ? nothing : html`<p class="quiet" role="status">${words.say(this.#hasFailed ? 'settings.failed' : 'find.nothing')}</p>`}
                </div>
            </dialog>`;
    }

    /** @returns {Found[]} */
    #found() {
        const { words, chat } = this;
        const wanted = this.#text.toLocaleLowerCase();
        const own = (chat.channels?.all ?? []).filter((channel) => `${channel.name} ${nameOf(channel, words)}`.toLocaleLowerCase().includes(wanted));
        const far = (/** @type {import('../state/channel.js').Channel} */ channel) => Math.min(distance(nameOf(channel, words), wanted), distance(channel.name, wanted));
        own.sort((one, other) => far(one) - far(other) || other.news.unread - one.news.unread || words.compare(nameOf(one, words), nameOf(other, words)));
        const fits = (/** @type {string} */ name) => this.#answered === this.#text || name.toLocaleLowerCase().includes(wanted);
        const others = this.#channels.filter(({ name }) => fits(name) && !own.some((channel) => channel.name === name));
        const written = new Set(own.flatMap(({ about }) => (about?.kind === 'direct' && about.people?.length === 2 ? about.people : [])).map(({ id }) => id));
        return [
            ...own.slice(0, MOST).map((channel) => this.#channel(channel)),
            ...others.slice(0, MOST).map((about) => this.#channel({ name: about.name, about, reader: /** @type {any} */ (chat.account) })),
            ...this.#people.filter(({ id, name }) => fits(name) && !written.has(id)).slice(0, MOST).map((person) => this.#person(person)),
            ...(this.#text ? [this.#messages()] : []),
        ];
    }

    /**
     * @param {{name: string, about: import('../state/channels.js').Summary | null, reader: import('../wire/http.js').Account}} channel
     * @returns {Found}
     */
    #channel(channel) {
        const { words } = this;
        const title = nameOf(channel, words);
        const more = channel.about?.topic || (channel.about?.kind === 'public' && title !== channel.name ? channel.name : '');
        return {
            key: `found-${channel.name}`,
            look: html`${signOf(channel)}<bdi class="name">${title}</bdi>${more ? html`<bdi class="quiet more">${more}</bdi>` : nothing}`,
            go: () => this.chat.select(channel.name),
        };
    }

    /**
     * @param {import('../wire/http.js').Account} person
     * @returns {Found}
     */
    #person(person) {
        return {
            key: `found-${person.id}`,
            look: html`${avatar(person)}<bdi class="name">${person.name}</bdi>${mark(person, false, this.words)}`,
            go: async () => this.chat.select(await /** @type {any} */ (this.chat.channels).direct([person.id])),
        };
    }

    /** @returns {Found} */
    #messages() {
        const text = this.#text;
        return {
            key: MESSAGES,
            look: html`<span class="sign">${icons.search()}</span><span class="name">${this.words.say('find.messages', { text })}</span>`,
            go: () => {
                this.dialog.close();
                this.dispatchEvent(new CustomEvent('search-messages', { bubbles: true, detail: { text } }));
            },
        };
    }

    #typed() {
        this.#text = this.#field.value.trim();
        this.#chosen = 0;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(), this.#text ? SOON : 0);
        this.requestUpdate();
    }

    async #ask() {
        const number = ++this.#asked;
        const text = this.#text;
        const { channels } = this.chat;
        if (!channels) return;
        try {
            const [found, people] = await Promise.all([channels.browse(text.toLocaleLowerCase()), channels.people(text)]);
            if (number !== this.#asked) return;
            [this.#channels, this.#people, this.#answered, this.#hasFailed] = [found, people, text, false];
        } catch {
            this.#hasFailed = true;
        }
        this.requestUpdate();
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const found = this.#found();
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
            event.preventDefault();
            this.#chosen = (this.#chosen + step + found.length) % Math.max(1, found.length);
            this.requestUpdate();
            this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
        } else if (event.key === 'Enter' && !event.isComposing && event.target === this.#field && found[this.#chosen]) {
            event.preventDefault();
            this.#go(found[this.#chosen]);
        }
    }

    /** @param {Found} found */
    async #go(found) {
        try {
            await found.go();
            this.dialog.close();
            this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
        } catch {
            this.#hasFailed = true;
            this.requestUpdate();
        }
    }

    /** @returns {HTMLInputElement} */
    get #field() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input'));
    }
}

customElements.define('chat-finder', ChatFinder);
