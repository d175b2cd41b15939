// @ts-check
import { html, nothing } from 'lit';
import { ChatSheet } from './chat-sheet.js';
import * as icons from './icons.js';

/**
 * The pictures of a message, one at a time and as large as there is room. Opens at a bubbling `view-pictures` {pictures, index}
 * from anywhere in the page.
 */
class ChatViewer extends ChatSheet {
    /** @type {import('../state/timeline.js').Attachment[]} */
    #pictures = [];
    #index = 0;
    #listener = (/** @type {any} */ event) => this.open(event.detail);

    connectedCallback() {
        super.connectedCallback();
        document.addEventListener('view-pictures', this.#listener);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('view-pictures', this.#listener);
    }

    watched() {
        return [this.words];
    }

    /** @param {{pictures: import('../state/timeline.js').Attachment[], index: number}} what */
    async open({ pictures, index }) {
        this.#pictures = pictures;
        this.#index = index;
        this.requestUpdate();
        await this.updateComplete;
        if (!this.dialog.open) this.dialog.showModal();
    }

    render() {
        const { words } = this;
        const picture = this.#pictures[this.#index];
        const name = picture?.name ?? words.say('viewer.picture');
        return html`
            <dialog class="viewer" data-testid="viewer" aria-label=${words.say('viewer.title', { name })} @keydown=${this.#pressed} @close=${this.#closed}>
                ${picture ? html`
                    <header>
                        <span class="name"><bdi>${name}</bdi></span>
                        ${this.#pictures.length > 1 ? html`<span class="place" role="status" data-testid="viewer-place">${words.say('viewer.place', {
                            number: words.number(this.#index + 1), count: words.number(this.#pictures.length) })}</span>` : nothing}
                        <a class="tool" href=${this.page.fileAddress(picture.id)} download=${picture.name ?? ''} data-testid="viewer-download"
                           aria-label=${words.say('viewer.download')} title=${words.say('viewer.download')}>${icons.down()}</a>
                        <button type="button" class="tool" data-testid="viewer-close" aria-label=${words.say('viewer.close')} title=${words.say('viewer.close')}
                                @click=${() => this.dialog.close()}>${icons.close()}</button>
                    </header>
                    ${this.#step(-1, 'viewer.before')}
                    <img src=${this.page.fileAddress(picture.id)} alt=${name} width=${picture.width ?? nothing} height=${picture.height ?? nothing}>
                    ${this.#step(1, 'viewer.after')}` : nothing}
            </dialog>`;
    }

    /**
     * @param {1 | -1} step
     * @param {string} key
     */
    #step(step, key) {
        if (this.#pictures.length < 2) return nothing;
        return html`<button type="button" class="tool step" data-step=${step} data-testid=${step < 0 ? 'viewer-before' : 'viewer-after'}
            aria-label=${this.words.say(key)} title=${this.words.say(key)} @click=${() => this.#go(step)}>${icons.onward()}</button>`;
    }

    /** @param {number} step */
    #go(step) {
        const { length } = this.#pictures;
        this.#index = (this.#index + step + length) % length;
        this.requestUpdate();
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const onward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        if (this.#pictures.length > 1) this.#go(event.key === onward ? 1 : -1);
    }

    /** So that no picture stays in memory. */
    #closed() {
        this.#pictures = [];
        this.requestUpdate();
    }
}

customElements.define('chat-viewer', ChatViewer);
