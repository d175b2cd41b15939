// @ts-check
import { html } from 'lit';
import { ChatElement } from './chat-element.js';

/** Asks for a name, and says why it cannot be had. Fires `named`. */
class ChatNameForm extends ChatElement {
    static properties = { ...ChatElement.properties, action: { attribute: false } };

    #isAsking = false;
    /** @type {{reason: string, message?: string} | 'empty' | null} */
    #trouble = null;
    #isDone = false;

    constructor() {
        super();
        /** @type {'enter' | 'change'} */
        this.action = 'enter';
    }

    watched() {
        return [this.words];
    }

    firstUpdated() {
        this.#field.value = this.chat.account?.name ?? '';
        if (this.action === 'enter') this.#field.focus();
    }

    render() {
        const { words, action } = this;
        return html`
            <form class="name-form" novalidate @submit=${this.#submit}>
                <label for="name">${words.say('name.label')}</label>
                <div class="row">
                    <input id="name" class="field" name="name" dir="auto" autocomplete="nickname" autocapitalize="words" spellcheck="false"
                           maxlength="200" data-testid="name-input" aria-describedby="name-about" aria-invalid=${this.#trouble !== null}
                           @input=${this.#edited}>
                    <button type="submit" class="main" data-testid="name-submit" ?disabled=${this.#isAsking}>${words.say(`name.${action}`)}</button>
                </div>
                <p id="name-about" class="about" role="alert">${this.#about()}</p>
            </form>`;
    }

    #about() {
        if (this.#trouble) return html`<span class="trouble" data-testid="name-error">${this.#reason()}</span>`;
        if (this.#isDone) return html`<span class="done" data-testid="name-done">${this.words.say('name.changed')}</span>`;
        return html`<span class="quiet">${this.words.say('name.hint')}</span>`;
    }

    #reason() {
        return this.#trouble === 'empty' ? this.words.say('name.empty') : this.words.refusal(this.#trouble ?? { reason: 'internal' });
    }

    /** @returns {HTMLInputElement} */
    get #field() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input'));
    }

    #edited() {
        if (this.#trouble || this.#isDone) this.#tell(null);
    }

    /** @param {SubmitEvent} event */
    async #submit(event) {
        event.preventDefault();
        const name = this.#field.value.trim();
        if (!name) return this.#tell('empty');
        if (this.#isAsking) return;
        this.#isAsking = true;
        this.requestUpdate();
        await this.#take(name);
        this.#isAsking = false;
        this.requestUpdate();
    }

    /** @param {string} name */
    async #take(name) {
        try {
            await this.chat.takeName(name);
            this.#tell(null, true);
            this.dispatchEvent(new CustomEvent('named', { bubbles: true }));
        } catch (/** @type {any} */ error) {
            this.#tell(error.reason ? error : { reason: 'no-answer' });
            this.#field.focus();
        }
    }

    /**
     * @param {{reason: string, message?: string} | 'empty' | null} trouble
     * @param {boolean} isDone
     */
    #tell(trouble, isDone = false) {
        this.#trouble = trouble;
        this.#isDone = isDone;
        this.requestUpdate();
    }
}

customElements.define('chat-name-form', ChatNameForm);
