// @ts-check
import { html, nothing } from 'lit';
import { goesOn, maySendAgain, MOST_FILES } from '../state/uploads.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';
import { isPicture } from './attachment.js';

/**
 * The files that go with the next message: chosen, pasted, or dropped anywhere onto the talk around it. Fires `trayed` when they change.
 */
class ChatUploads extends ChatElement {
    static properties = { ...ChatElement.properties, thread: { attribute: false } };

    /** @type {HTMLElement | null} */
    #talk = null;
    #depth = 0; // elements that what is dragged is over
    #tooMany = 0;
    /** @type {Map<string, {content: Blob, address: string}>} previews, by the keys of items */
    #previews = new Map();
    #drags = {
        dragenter: (/** @type {DragEvent} */ event) => this.#dragged(event, 1),
        dragleave: (/** @type {DragEvent} */ event) => this.#dragged(event, -1),
        dragover: (/** @type {DragEvent} */ event) => this.#dragged(event, 0),
        drop: (/** @type {DragEvent} */ event) => this.#dropped(event),
    };

    constructor() {
        super();
        this.thread = 0;
    }

    connectedCallback() {
        super.connectedCallback();
        this.#talk = this.closest('[data-drop]') ?? this.closest('main, aside');
        for (const [type, listener] of Object.entries(this.#drags)) this.#talk?.addEventListener(type, /** @type {any} */ (listener));
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        for (const [type, listener] of Object.entries(this.#drags)) this.#talk?.removeEventListener(type, /** @type {any} */ (listener));
        for (const { address } of this.#previews.values()) URL.revokeObjectURL(address);
        this.#previews.clear();
    }

    watched() {
        return [this.chat, this.words, this.chat.connection, this.chat.channel, this.tray];
    }

    /** @returns {import('../state/uploads.js').Tray | null} */
    get tray() {
        return this.chat.channel ? this.page.uploads.of(this.chat.channel, this.thread) : null;
    }

    /** Whether a message may go now as far as its files are concerned. */
    get isReady() {
        return this.tray?.isReady === true;
    }

    /** Whether there is something that cannot go yet. */
    get isHeldUp() {
        return Boolean(this.tray?.items.length) && !this.isReady;
    }

    /** Gives the files of the message that goes now. */
    take() {
        this.#tooMany = 0;
        return this.tray?.take() ?? [];
    }

    /** Asks the reader for files. */
    choose() {
        /** @type {HTMLInputElement} */ (this.querySelector('input')).click();
    }

    /**
     * Takes the files of a paste, if it has some.
     * @param {ClipboardEvent} event
     * @returns {boolean}
     */
    paste(event) {
        const files = [...(event.clipboardData?.files ?? [])];
        if (!files.length || event.clipboardData?.types.includes('text/plain')) return false; // office programs add a picture to their text
        event.preventDefault();
        this.#add(files);
        return true;
    }

    updated() {
        this.dispatchEvent(new CustomEvent('trayed', { bubbles: true }));
    }

    render() {
        const { words } = this;
        const items = this.tray?.items ?? [];
        this.#forgetPreviews(items);
        return html`
            <input type="file" multiple hidden data-testid="file-input" @change=${this.#chosen}>
            ${items.length ? html`<ul class="tray" data-testid="tray" aria-label=${words.say('files.tray')}>${items.map((item) => this.#item(item))}</ul>` : nothing}
            ${this.#tooMany ? html`<p class="held" role="status">${words.say('files.too-many', { count: words.number(MOST_FILES) })}</p>` : nothing}
            <span class="unseen" role="status">${this.#news(items)}</span>`;
    }

    /** @param {import('../state/uploads.js').Item} item */
    #item(item) {
        const { words, tray } = this;
        const { key, name, state } = item;
        return html`
            <li class="item" data-testid="upload" data-state=${state} ?data-goes-on=${this.#goesOn(item)}>
                ${this.#preview(item)}
                <span class="what"><bdi class="called" title=${name}>${name}</bdi>${this.#about(item)}</span>
                ${maySendAgain(item) ? html`<button type="button" class="plain" data-testid="upload-retry" @click=${() => tray?.retry(key)}>${words.say('files.again')}</button>` : nothing}
                <button type="button" class="tool" data-testid="upload-remove" aria-label=${words.say('files.remove', { name })} title=${words.say('files.remove', { name })}
                        @click=${() => this.#remove(key)}>${icons.close()}</button>
            </li>`;
    }

    /** @param {import('../state/uploads.js').Item} item */
    #about(item) {
        const { words } = this;
        const { name, size, state, part, refusal } = item;
        if (this.#goesOn(item)) return html`<span class="about">${words.say('files.away')}</span>`;
        if (state === 'failed') return html`<span class="about bad">${words.refusal(refusal ?? { reason: 'internal' })}</span>`;
        if (state === 'lost') return html`<span class="about bad">${words.say('files.lost')}</span>`;
        if (state === 'kept') return html`<span class="about">${words.size(size)}</span>`;
        return html`<span class="about"><progress max="1" .value=${part} aria-label=${words.say('files.sending', { name })}></progress>${words.size(size)}</span>`;
    }

    /** Says whether it waits for the connection. @param {import('../state/uploads.js').Item} item */
    #goesOn(item) {
        return goesOn(item) && !this.chat.connection.isOnline;
    }

    /** @param {import('../state/uploads.js').Item} item */
    #preview({ key, content, attachment, type }) {
        if (attachment && isPicture(attachment)) return html`<img class="preview" src=${`${this.page.fileAddress(attachment.id)}/thumbnail`} alt="">`;
        if (!content || !isPicture({ type })) return html`<span class="preview">${icons.file()}</span>`;
        const made = this.#previews.get(key) ?? { content, address: URL.createObjectURL(content) };
        this.#previews.set(key, made);
        return html`<img class="preview" src=${made.address} alt="">`;
    }

    /** @param {import('../state/uploads.js').Item[]} items */
    #forgetPreviews(items) {
        for (const [key, { address }] of this.#previews) {
            if (items.some((item) => item.key === key && item.state !== 'kept')) continue;
            URL.revokeObjectURL(address);
            this.#previews.delete(key);
        }
    }

    /** @param {import('../state/uploads.js').Item[]} items */
    #news(items) {
        if (!items.length) return '';
        if (this.tray?.isBusy) return this.words.say('files.busy');
        return this.words.say(this.isReady ? 'files.ready' : 'files.held-up');
    }

    /** @param {File[]} files */
    #add(files) {
        const most = this.chat.place?.file_bytes ?? Infinity;
        this.#tooMany = this.tray?.add(files, most) ?? 0;
        this.requestUpdate();
    }

    /** Who took one out by keyboard goes on from the next, or the place to write. @param {string} key */
    #remove(key) {
        const { tray } = this;
        const index = tray?.items.findIndex((item) => item.key === key) ?? 0;
        tray?.remove(key);
        this.#tooMany = 0;
        this.updateComplete.then(() => {
            const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-testid=upload-remove]'));
            const next = buttons[Math.min(index, buttons.length - 1)] ?? this.closest('chat-composer')?.querySelector('textarea');
            next?.focus();
        });
    }

    /** @param {Event} event */
    #chosen({ target }) {
        const input = /** @type {HTMLInputElement} */ (target);
        this.#add([...(input.files ?? [])]);
        input.value = ''; // so that the same may be chosen again
    }

    /**
     * @param {DragEvent} event
     * @param {number} step
     */
    #dragged(event, step) {
        if (!event.dataTransfer?.types.includes('Files') || !this.#mayDrop) return;
        event.preventDefault();
        this.#depth += step;
        this.#show(this.#depth > 0);
    }

    /** @param {DragEvent} event */
    #dropped(event) {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        this.#depth = 0;
        this.#show(false);
        if (this.#mayDrop) this.#add([...event.dataTransfer.files]);
    }

    get #mayDrop() {
        return this.chat.channel !== null && this.chat.channel.about?.archived !== true;
    }

    /** @param {boolean} isOver */
    #show(isOver) {
        this.#talk?.toggleAttribute('data-dropping', isOver);
        if (isOver) this.#talk?.setAttribute('data-drop-hint', this.words.say('files.drop'));
    }
}

customElements.define('chat-uploads', ChatUploads);
