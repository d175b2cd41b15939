// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

/**
 * Asks for what an account needs, and says why it cannot be had.
 *
 * - `sign-in`: to an account that there is
 * - `sign-up`: makes one
 * - `reset`: sets a new password
 */
class ChatAccountForm extends ChatElement {
    static properties = { ...ChatElement.properties, purpose: { attribute: false } };

    #isAsking = false;
    #isShown = false;
    /** @type {{reason: string, message?: string} | 'empty' | null} */
    #trouble = null;

    constructor() {
        super();
        /** @type {'sign-in' | 'sign-up' | 'reset'} */
        this.purpose = 'sign-in';
    }

    watched() {
        return [this.words];
    }

    firstUpdated() {
        this.#fields[0].focus();
    }

    render() {
        const { words, purpose } = this;
        return html`
            <form class="account-form" novalidate data-testid="account-form" data-purpose=${purpose} @submit=${this.#submit} @input=${this.#edited}>
                ${purpose === 'reset' ? nothing : this.#name()}
                ${this.#password()}
                ${this.chat.ticket?.kind === 'start' ? this.#place() : nothing}
                <p id="account-about" class="about" role="alert">${this.#about()}</p>
                <button type="submit" class="main" data-testid="account-submit" ?disabled=${this.#isAsking}>${words.say(`account.${purpose}`)}</button>
            </form>`;
    }

    #name() {
        return html`
            <label>${this.words.say('account.name')}
                <input class="field" name="name" dir="auto" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200"
                       data-testid="account-name" aria-describedby="account-about" aria-invalid=${this.#trouble !== null}>
            </label>`;
    }

    #password() {
        const { words, purpose } = this;
        return html`
            <label>${words.say(purpose === 'sign-in' ? 'account.password' : 'account.password.new')}
                <input class="field" name="password" type=${this.#isShown ? 'text' : 'password'} dir="ltr" maxlength="1000"
                       autocomplete=${purpose === 'sign-in' ? 'current-password' : 'new-password'} autocapitalize="none" spellcheck="false"
                       data-testid="account-password" aria-describedby="account-about" aria-invalid=${this.#trouble !== null}>
            </label>
            <label class="tick"><input type="checkbox" data-testid="account-show" .checked=${this.#isShown} @change=${this.#show}>
                ${words.say('account.show')}</label>`;
    }

    #place() {
        return html`
            <label>${this.words.say('account.place')}
                <input class="field" name="place" dir="auto" autocomplete="organization" maxlength="60" data-testid="account-place"
                       .value=${this.chat.place?.name ?? ''} aria-describedby="account-about"></label>`;
    }

    #about() {
        const { words } = this;
        if (this.#trouble === 'empty') return html`<span class="trouble" data-testid="account-error">${words.say('account.empty')}</span>`;
        if (this.#trouble) return html`<span class="trouble" data-testid="account-error">${words.refusal(this.#trouble)}</span>`;
        return this.purpose === 'sign-in' ? nothing : html`<span class="quiet">${words.say('account.hint')}</span>`;
    }

    /** @returns {HTMLInputElement[]} */
    get #fields() {
        return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll('input.field'))];
    }

    #show() {
        this.#isShown = !this.#isShown;
        this.requestUpdate();
    }

    #edited() {
        if (this.#trouble) this.#tell(null);
    }

    /** @param {SubmitEvent} event */
    async #submit(event) {
        event.preventDefault();
        if (this.#isAsking) return;
        const empty = this.#fields.find((field) => !field.value.trim());
        if (empty) return this.#tell('empty', empty);
        this.#isAsking = true;
        this.requestUpdate();
        await this.#ask();
        this.#isAsking = false;
        this.requestUpdate();
    }

    async #ask() {
        const given = Object.fromEntries(this.#fields.map(({ name, value }) => [name, name === 'password' ? value : value.trim()]));
        const { chat } = this;
        try {
            if (this.purpose === 'sign-in') await chat.signIn(given.name, given.password);
            else await chat.useTicket(/** @type {any} */ (given));
        } catch (/** @type {any} */ error) {
            this.#tell(error.reason ? error : { reason: 'no-answer' }, this.#fields[this.#fields.length - 1]);
        }
    }

    /**
     * @param {{reason: string, message?: string} | 'empty' | null} trouble
     * @param {HTMLInputElement} [field] where it is to be mended
     */
    #tell(trouble, field) {
        this.#trouble = trouble;
        this.requestUpdate();
        field?.focus();
    }
}

customElements.define('chat-account-form', ChatAccountForm);
