// @ts-check
import { html } from 'lit';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

/** An element that is one dialog. A click beside what stands in it closes it. */
export class ChatSheet extends ChatElement {
    constructor() {
        super();
        this.addEventListener('click', (event) => event.target === this.dialog && this.clickedBeside());
    }

    /** @returns {HTMLDialogElement} */
    get dialog() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    }

    clickedBeside() {
        this.dialog.close();
    }

    /** @param {string} testId */
    closeButton(testId) {
        const label = this.words.say('settings.close');
        return html`<button type="button" class="tool" data-testid=${testId} aria-label=${label} title=${label} @click=${() => this.dialog.close()}>${icons.close()}</button>`;
    }
}
