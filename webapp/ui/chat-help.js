// @ts-check
import { html } from 'lit';
import { SHORTCUTS, chordOf, isPressed, isWriting, keysOf } from '../state/shortcuts.js';
import { ChatSheet } from './chat-sheet.js';

const PLACES = Object.freeze(/** @type {const} */ (['anywhere', 'reading', 'writing']));

/** The sheet of all keys. Opens by its own key, too. */
class ChatHelp extends ChatSheet {
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
        return [this.words, this.settings];
    }

    open() {
        this.dialog.showModal();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet help" aria-labelledby="help-title" data-testid="help">
                <div class="inside">
                    <header>
                        <h2 id="help-title">${words.say('help.title')}</h2>
                        ${this.closeButton('help-close')}
                    </header>
                    ${PLACES.map((place) => this.#table(place))}
                </div>
            </dialog>`;
    }

    /** @param {typeof PLACES[number]} place */
    #table(place) {
        const { words, settings } = this;
        return html`
            <table class="keys">
                <caption>${words.say(`help.${place}`)}</caption>
                <tbody>
                    ${SHORTCUTS.filter((shortcut) => shortcut.place === place).map(({ id }) => html`
                        <tr><th scope="row">${words.say(`shortcut.${id}`)}</th><td>${keysOf(id, settings.enterSends).map((keys) => this.#chord(keys))}</td></tr>`)}
                </tbody>
            </table>`;
    }

    /** @param {string} keys */
    #chord(keys) {
        return html`<span class="chord" dir="ltr">${chordOf(keys, this.words).map((one) => html`<kbd>${one}</kbd>`)}</span>`;
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        if (event.defaultPrevented || !isPressed(event, 'help') || (isWriting(event) && !event.ctrlKey && !event.metaKey)) return;
        if (this.dialog.open) this.dialog.close();
        else if (!document.querySelector('dialog[open]')) this.open();
        event.preventDefault();
    }
}

customElements.define('chat-help', ChatHelp);
