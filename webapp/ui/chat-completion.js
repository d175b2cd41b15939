// @ts-check
import { html, nothing } from 'lit';
import { callIn, fitting } from '../state/completion.js';
import { EVERYBODY } from '../state/mentions.js';
import { SLASH_COMMANDS } from '../state/slash-commands.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import { mark } from './message.js';
import { reading } from './reading.js';

const SOON = 120; // ms without typing before the server is asked
const MOST = 8;

/**
 * @typedef {{put: string, said: string, look: unknown}} Found what to put, what was to be typed for it, and how it looks
 * @typedef {import('../state/completion.js').Call} Call
 */

/**
 * Offers people, channels, emoji and commands while one names them. Fires `completed` {start, put}, and `offered` when what it offers
 * has changed.
 *
 * The focus stays in the field, which says by `aria-activedescendant` which one is chosen.
 */
class ChatCompletion extends ChatElement {
    static properties = { ...ChatElement.properties, name: { attribute: false } };

    /** @type {Call | null} */
    #call = null;
    /** @type {Found[]} */
    #found = [];
    #chosen = 0;
    /** @type {number | undefined} */
    #timer;

    constructor() {
        super();
        this.name = ''; // unlike any other in the page
    }

    watched() {
        return [this.words];
    }

    /** The id of the one that is chosen, or '' when nothing is offered. */
    get active() {
        return this.#found.length ? this.#idOf(this.#chosen) : '';
    }

    /** @param {string} text up to the caret */
    look(text) {
        const call = callIn(text);
        const isSame = call && this.#call && call.kind === this.#call.kind && call.word === this.#call.word && call.start === this.#call.start;
        if (isSame || (!call && !this.#call)) return;
        this.#call = call;
        this.#offer(call ? this.#here(call) : []);
        clearTimeout(this.#timer);
        if (call) this.#timer = setTimeout(() => this.#ask(call), call.kind === 'emoji' ? 0 : SOON);
    }

    close() {
        this.#call = null;
        clearTimeout(this.#timer);
        if (this.#found.length) this.#offer([]);
    }

    /**
     * @param {KeyboardEvent} event in the field
     * @returns {boolean} whether it was for us
     */
    pressed(event) {
        if (!this.#found.length) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) this.#choose((this.#chosen + step + this.#found.length) % this.#found.length);
        else if (event.key === 'Escape') this.close();
        else if (event.key === 'Tab' && !event.shiftKey || event.key === 'Enter' && !event.shiftKey && !this.#isTyped) this.#complete(this.#found[this.#chosen]);
        else return false;
        event.preventDefault();
        event.stopPropagation();
        return true;
    }

    render() {
        const { words } = this;
        const count = this.#found.length;
        return html`
            <p class="unseen" role="status">${count ? words.count('complete.count', count) : ''}</p>
            ${count ? html`<ul class="completion" id=${this.name} role="listbox" aria-label=${words.say('complete.title')} data-testid="completion">
                ${this.#found.map((one, i) => html`<li id=${this.#idOf(i)} role="option" data-testid="option" aria-selected=${i === this.#chosen}
                    @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#complete(one)}>${one.look}</li>`)}
            </ul>` : nothing}`;
    }

    /** @param {number} index */
    #idOf(index) {
        return `${this.name}-${index}`;
    }

    /** Whether the chosen one stands there already, so that Enter may send. */
    get #isTyped() {
        return this.#found[this.#chosen].said.toLowerCase() === this.#call?.word.toLowerCase();
    }

    /** @param {number} index */
    #choose(index) {
        this.#chosen = index;
        this.#offered();
        this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    }

    /** @param {Found[]} found */
    #offer(found) {
        this.#found = found.slice(0, MOST);
        this.#chosen = 0;
        this.#offered();
    }

    #offered() {
        this.requestUpdate();
        this.dispatchEvent(new CustomEvent('offered', { bubbles: true }));
    }

    /** @param {Found} found */
    #complete({ put }) {
        const start = this.#call?.start ?? 0;
        this.close();
        this.dispatchEvent(new CustomEvent('completed', { bubbles: true, detail: { start, put: `${put} ` } }));
    }

    /**
     * What the page knows without asking.
     * @param {Call} call
     * @returns {Found[]}
     */
    #here({ kind, word }) {
        if (kind === 'person') return this.#people(word, []);
        if (kind === 'channel') return this.#channels(word);
        if (kind === 'emoji') return this.#emoji(word);
        return fitting(SLASH_COMMANDS.map(({ name }) => name), word).map((name) => this.#command(name));
    }

    /** @param {Call} call asks for what the page does not know yet */
    async #ask(call) {
        try {
            const found = await this.#there(call);
            if (call !== this.#call) return;
            if (JSON.stringify(found.map(({ put }) => put)) !== JSON.stringify(this.#found.map(({ put }) => put))) this.#offer(found.slice(0, MOST));
        } catch {
            // What is known already is offered still.
        }
    }

    /**
     * @param {Call} call
     * @returns {Promise<Found[]>}
     */
    async #there({ kind, word }) {
        if (kind === 'person') return this.#people(word, (await this.chat.channels?.people(word.split(' ')[0])) ?? []);
        if (kind === 'emoji') await this.page.emoji.load(this.words.language);
        if (kind === 'channel') await this.chat.channels?.browse(word.toLowerCase());
        return this.#here({ kind, word, start: 0 });
    }

    /**
     * @param {string} word
     * @param {import('../wire/http.js').Account[]} others with an account
     * @returns {Found[]}
     */
    #people(word, others) {
        const { channel } = this.chat;
        const known = new Map([...others, ...(channel?.talk.timeline.messages.map(({ author }) => author) ?? []), ...(channel?.people.all ?? [])].map((one) => [one.name, one]));
        const everybody = EVERYBODY.filter((name) => /[a-z]/.test(name) === !this.words.language.startsWith('zh'))[0];
        return fitting([...reading(this.chat).people(), ...known.keys(), everybody], word)
            .map((name) => ({ put: `@${name}`, said: name, look: name === everybody ? this.#all(name) : this.#person(known.get(name), name) }));
    }

    /** @param {string} name */
    #all(name) {
        return html`<span class="sign">@</span><bdi class="name">${name}</bdi><span class="quiet more">${this.words.say('complete.all')}</span>`;
    }

    /**
     * @param {import('../wire/http.js').Account | undefined} person
     * @param {string} name
     */
    #person(person, name) {
        if (!person) return html`<bdi class="name">${name}</bdi>`;
        return html`${avatar(person)}<bdi class="name">${name}</bdi>${mark(person, person.id === this.chat.account?.id, this.words)}`;
    }

    /** @param {string} word */
    #channels(word) {
        return fitting([...(this.chat.channels?.names ?? [])].filter((name) => this.#isPublic(name)), word)
            .map((name) => ({ put: `#${name}`, said: name, look: html`<span class="sign">#</span><bdi class="name">${name}</bdi>` }));
    }

    /** @param {string} name private channels have names that only machines read */
    #isPublic(name) {
        return (this.chat.channels?.all.find((channel) => channel.name === name)?.about?.kind ?? 'public') === 'public';
    }

    /**
     * @param {string} word
     * @returns {Found[]}
     */
    #emoji(word) {
        return this.page.emoji.find(word, MOST).map(({ emoji, codes, name }) => ({
            put: emoji,
            said: '',
            look: html`<span class="sign">${emoji}</span><span class="name">${codes[0] ? `:${codes[0]}:` : name}</span><span class="quiet more">${name}</span>`,
        }));
    }

    /** @param {string} name */
    #command(name) {
        const { words } = this;
        return { put: `/${name}`, said: name, look: html`<span class="name">/${name}</span><span class="quiet more">${words.say(`slash.${name}`)}</span>` };
    }
}

customElements.define('chat-completion', ChatCompletion);
