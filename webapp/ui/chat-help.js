// @ts-check
import { html } from 'lit';
import { SHORTCUTS, isPressed, isWriting, parts } from '../state/shortcuts.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

const PLACES = Object.freeze(/** @type {const} */ (['anywhere', 'reading', 'writing']));
const SIGNS = Object.freeze({ ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' });

/** The sheet of all keys. Opens by its own key, too. */
class ChatHelp extends ChatElement {
    #press = (/** @type {KeyboardEvent} */ event) => this.#pressed(event);

    connectedCallback() {
        super.connectedCallback();
        addEventListener('keydown', this.#press);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('keydown', this.#press);
    }

    watched() {
        return [this.words];
    }

    open() {
        this.#dialog.showModal();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet help" aria-labelledby="help-title" data-testid="help" @click=${this.#clicked}>
                <div class="inside">
                    <header>
                        <h2 id="help-title">${words.say('help.title')}</h2>
                        <button type="button" class="tool" data-testid="help-close" aria-label=${words.say('settings.close')} title=${words.say('settings.close')}
                                @click=${() => this.#dialog.close()}>${icons.close()}</button>
                    </header>
                    ${PLACES.map((place) => this.#table(place))}
                </div>
            </dialog>`;
    }

    /** @param {typeof PLACES[number]} place */
    #table(place) {
        const { words } = this;
        return html`
            <table class="keys">
                <caption>${words.say(`help.${place}`)}</caption>
                <tbody>
                    ${SHORTCUTS.filter((shortcut) => shortcut.place === place).map(({ id, keys }) => html`
                        <tr><th scope="row">${words.say(`shortcut.${id}`)}</th><td>${keys.map((one) => this.#keys(one))}</td></tr>`)}
                </tbody>
            </table>`;
    }

    /** @param {string} keys */
    #keys(keys) {
        const { modifiers, key } = parts(keys);
        return html`<span class="chord" dir="ltr">${[...modifiers, key].map((one) => html`<kbd>${this.#name(one)}</kbd>`)}</span>`;
    }

    /** @param {string} key */
    #name(key) {
        if (key === 'Mod') return isMac() ? '⌘' : 'Ctrl';
        if (this.words.knows(`key.${key}`)) return this.words.say(`key.${key}`);
        return SIGNS[/** @type {keyof SIGNS} */ (key)] ?? key;
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        if (event.defaultPrevented || !isPressed(event, 'help') || (isWriting(event) && !event.ctrlKey && !event.metaKey)) return;
        if (this.#dialog.open) this.#dialog.close();
        else if (!document.querySelector('dialog[open]')) this.open();
        event.preventDefault();
    }

    /** @returns {HTMLDialogElement} */
    get #dialog() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    }

    /** @param {MouseEvent} event closes by a click beside the sheet */
    #clicked(event) {
        if (event.target === this.#dialog) this.#dialog.close();
    }
}

function isMac() {
    return /Mac|iPhone|iPad/.test(navigator.platform);
}

customElements.define('chat-help', ChatHelp);
