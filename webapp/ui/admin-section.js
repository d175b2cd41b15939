// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

/** A part of the administration page: asks, tells what went wrong, and shows what was made and is told only once. */
export class AdminSection extends ChatElement {
    #trouble = '';
    #made = '';

    /** @returns {import('../state/administration.js').Administration} */
    get administration() {
        return /** @type {any} */ (this.page).administration;
    }

    watched() {
        return [this.words];
    }

    firstUpdated() {
        this.attempt(() => this.load());
    }

    /** Learns what is shown. @returns {Promise<void>} */
    async load() {}

    /**
     * Runs a command, and learns anew what is shown.
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>}
     */
    async act(method, params = {}) {
        /** @type {any} */
        let result;
        await this.attempt(async () => {
            result = await this.administration.run(method, params);
            await this.load();
        });
        return result;
    }

    /** @param {() => Promise<void>} work */
    async attempt(work) {
        this.#trouble = '';
        try {
            await work();
        } catch (/** @type {any} */ error) {
            const isOwn = error.reason === 'bad-request' || error.reason === 'not-allowed' || error.reason === 'nothing-changed';
            this.#trouble = isOwn ? error.message : this.words.refusal(error.reason ? error : { reason: 'no-answer' });
        }
        this.requestUpdate();
    }

    /** @param {string} text to be copied now: it is not told again */
    tellOnce(text) {
        this.#made = text;
        this.requestUpdate();
        this.updateComplete.then(() => /** @type {HTMLInputElement | null} */ (this.querySelector('.once input'))?.select());
    }

    /** What went wrong, and what is told only once. */
    news() {
        const { words } = this;
        return html`
            <p class="trouble" role="alert" data-testid="trouble">${this.#trouble || nothing}</p>
            ${this.#made ? html`
                <div class="once" role="status"><label>${words.say('admin.once')}
                    <input class="field" readonly dir="ltr" data-testid="once" .value=${this.#made}></label>
                    <button type="button" class="side" @click=${() => navigator.clipboard?.writeText(this.#made)}>${words.say('invite.copy')}</button>
                    <button type="button" class="side" data-testid="once-done" @click=${() => this.tellOnce('')}>${words.say('admin.done')}</button>
                </div>` : nothing}`;
    }

    /**
     * @param {string} key
     * @param {string} testId
     * @param {() => unknown} click
     * @param {string} about what it concerns, for those who hear the page
     */
    button(key, testId, click, about = '') {
        const label = this.words.say(key);
        return html`<button type="button" class="side small" data-testid=${testId} aria-label=${about ? `${label}: ${about}` : nothing} @click=${click}>${label}</button>`;
    }

    /** @param {number} time */
    moment(time) {
        return html`<time datetime=${new Date(time).toISOString()} title=${this.words.moment(time)}>${this.words.day(time, Date.now())}, ${this.words.clock(time)}</time>`;
    }
}
