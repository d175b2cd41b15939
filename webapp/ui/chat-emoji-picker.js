// @ts-check
import { html, nothing } from 'lit';
import { ChatSheet } from './chat-sheet.js';
import * as icons from './icons.js';
import { EDGE, place } from './place.js';

const SIGNS = ['😀', '👋', '🐻', '🍎', '✈️', '⚽', '💡', '❤️', '🏁']; // of the groups
const MOST = 90; // found at once

/**
 * All emoji, to be searched and picked. Fires `emoji-picked` {emoji}.
 *
 * One stop of the Tab key: the arrows lead from one emoji to the next. Of the groups one is shown at a time, so that two thousand
 * buttons are never made.
 */
class ChatEmojiPicker extends ChatSheet {
    #text = '';
    #group = -1; // -1 for those used last
    #isOpen = false;
    /** @type {'loading' | 'ready' | 'failed'} */
    #state = 'loading';
    /** @type {(emoji: string) => void} */
    #picked = () => {};
    /** @type {Element | null} */
    #anchor = null;

    watched() {
        return [this.words, this.page.emoji];
    }

    /** @param {{anchor: Element, picked: (emoji: string) => void}} wanted beside what it opens, and who is told */
    async open({ anchor, picked }) {
        await this.updateComplete;
        if (this.dialog.open) return;
        this.#picked = picked;
        this.#anchor = anchor;
        this.#isOpen = true;
        this.#text = this.#field.value = '';
        this.dialog.showModal();
        this.#place();
        await this.#load();
        this.#group = this.page.emoji.recent.length ? -1 : 0;
        this.requestUpdate();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="emoji-picker" aria-label=${words.say('emoji.open')} data-testid="emoji-picker" @close=${this.#closed}>
                <div class="inside">
                    <div class="row">${icons.search()}<input class="field" dir="auto" data-testid="emoji-find" aria-label=${words.say('emoji.find')} placeholder=${words.say('emoji.find')}
                        autocomplete="off" spellcheck="false" maxlength="60" @input=${this.#typed} @keydown=${this.#pressedInField}>
                        ${this.closeButton('emoji-close')}</div>
                    ${this.#isOpen ? this.#content() : nothing}
                </div>
            </dialog>`;
    }

    #content() {
        const { words } = this;
        if (this.#state !== 'ready') {
            return html`<p class="quiet note" role="status">${words.say(`emoji.${this.#state}`)}
                ${this.#state === 'failed' ? html`<button type="button" class="plain" @click=${this.#load}>${words.say('timeline.older.again')}</button>` : nothing}</p>`;
        }
        const shown = this.#shown();
        return html`
            ${this.#text ? nothing : this.#groups()}
            <div class="all" role="group" aria-label=${this.#text ? words.say('emoji.find') : this.#nameOf(this.#group)} @keydown=${this.#walked}>
                ${shown.map(({ emoji, codes, name }, i) => html`<button type="button" data-testid="emoji" tabindex=${i ? -1 : 0} aria-label=${name}
                    title=${codes[0] ? `${name} :${codes[0]}:` : name} @click=${() => this.#pick(emoji)}>${emoji}</button>`)}
            </div>
            ${shown.length ? nothing : html`<p class="quiet note" role="status">${words.say('emoji.none')}</p>`}`;
    }

    #groups() {
        const hasRecent = this.page.emoji.recent.length > 0;
        return html`<div class="groups" role="tablist" @keydown=${this.#walked}>
            ${[...(hasRecent ? [-1] : []), ...SIGNS.keys()].map((group) => html`<button type="button" role="tab" data-testid="emoji-group" tabindex=${group === this.#group ? 0 : -1}
                aria-selected=${group === this.#group} aria-label=${this.#nameOf(group)} title=${this.#nameOf(group)}
                @click=${() => this.#choose(group)}>${group < 0 ? icons.clock() : SIGNS[group]}</button>`)}
        </div>`;
    }

    /** @param {number} group */
    #nameOf(group) {
        return this.words.say(group < 0 ? 'emoji.recent' : `emoji.${group}`);
    }

    #shown() {
        const { emoji } = this.page;
        if (this.#text) return emoji.find(this.#text, MOST);
        return this.#group < 0 ? emoji.recent : emoji.groups[this.#group] ?? [];
    }

    /** @param {number} group */
    #choose(group) {
        this.#group = group;
        this.requestUpdate();
        const all = this.querySelector('.all');
        if (all) all.scrollTop = 0;
    }

    async #load() {
        try {
            this.#state = 'loading';
            this.requestUpdate();
            await this.page.emoji.load(this.words.language);
            this.#state = 'ready';
        } catch {
            this.#state = 'failed';
        }
        this.requestUpdate();
    }

    /** @param {string} emoji */
    #pick(emoji) {
        this.page.emoji.take(emoji);
        this.dialog.close();
        this.#picked(emoji);
        this.dispatchEvent(new CustomEvent('emoji-picked', { bubbles: true, detail: { emoji } }));
    }

    #typed() {
        this.#text = this.#field.value.trim().replaceAll(':', '');
        this.requestUpdate();
    }

    /** @param {KeyboardEvent} event */
    #pressedInField(event) {
        if (event.isComposing) return;
        const first = /** @type {HTMLElement | null} */ (this.querySelector('.all button'));
        if (event.key === 'Enter') first?.click();
        else if (event.key === 'ArrowDown') first?.focus();
        else return;
        event.preventDefault();
    }

    /** @param {KeyboardEvent} event */
    #walked(event) {
        const buttons = /** @type {HTMLElement[]} */ ([.../** @type {Element} */ (event.currentTarget).querySelectorAll('button')]);
        const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
        const line = buttons.findIndex((button) => button.offsetTop > buttons[0].offsetTop);
        const width = line < 0 ? buttons.length : line;
        const ahead = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
        const step = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: width, ArrowUp: -width }[event.key];
        if (!step || at < 0) return;
        event.preventDefault();
        if (at + step < 0 && event.key === 'ArrowUp') return this.#field.focus();
        buttons[Math.min(buttons.length - 1, Math.max(0, at + step))].focus();
    }

    /** Beside what it was opened by, where there is room; a phone has it at the bottom. */
    #place() {
        const dialog = this.dialog;
        dialog.style.top = dialog.style.left = '';
        if (!this.#anchor || !matchMedia('(min-width: 40rem)').matches) return;
        const anchor = this.#anchor.getBoundingClientRect();
        const above = anchor.top - dialog.offsetHeight - EDGE;
        place(dialog, anchor.right - dialog.offsetWidth, above >= EDGE ? above : anchor.bottom + EDGE);
    }

    #closed() {
        this.#isOpen = false;
        this.requestUpdate();
    }

    /** @returns {HTMLInputElement} */
    get #field() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input'));
    }
}

customElements.define('chat-emoji-picker', ChatEmojiPicker);
