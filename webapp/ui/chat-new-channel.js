// @ts-check
import { html, nothing } from 'lit';
import { ChatSheet } from './chat-sheet.js';

/** @type {Readonly<Record<string, string>>} what this form says to a refusal in its own words */
const REFUSALS = Object.freeze({ 'name-taken': 'make.taken', 'name-refused': 'make.refused', 'bad-request': 'make.refused' });

/** Makes a channel, and says why it cannot be made. Fires `went`. */
class ChatNewChannel extends ChatSheet {
    #isPrivate = false;
    #isAsking = false;
    #trouble = '';

    watched() {
        return [this.words];
    }

    open() {
        this.#trouble = '';
        this.#form.reset();
        this.#isPrivate = false;
        this.requestUpdate();
        this.dialog.showModal();
        /** @type {HTMLElement | null} */ (this.#form.querySelector('input.field'))?.focus();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet" aria-labelledby="make-title" data-testid="make">
                <form class="inside account-form" novalidate @submit=${this.#submit} @input=${this.#edited}>
                    <header>
                        <h2 id="make-title">${words.say('make.title')}</h2>
                        ${this.closeButton('make-close')}
                    </header>
                    <label>${words.say(this.#isPrivate ? 'make.called' : 'make.name')}
                        <input class="field" name="name" dir="auto" autocomplete="off" autocapitalize="none" maxlength=${this.#isPrivate ? 100 : 64}
                               data-testid="make-name" aria-describedby="make-about" aria-invalid=${this.#trouble !== ''}></label>
                    <fieldset>
                        <legend>${words.say('make.who')}</legend>
                        ${this.#kind(false, 'make.public')} ${this.#kind(true, 'make.private')}
                    </fieldset>
                    <p id="make-about" class="about" role="alert">${this.#trouble
                        ? html`<span class="trouble" data-testid="make-error">${this.#trouble}</span>` : nothing}</p>
                    <button type="submit" class="main" data-testid="make-submit" ?disabled=${this.#isAsking}>${words.say('make.do')}</button>
                </form>
            </dialog>`;
    }

    /**
     * @param {boolean} isPrivate
     * @param {string} key
     */
    #kind(isPrivate, key) {
        return html`<label class="tick"><input type="radio" name="kind" value=${isPrivate ? 'private' : 'public'} data-testid=${key}
            .checked=${this.#isPrivate === isPrivate} @change=${() => this.#choose(isPrivate)}>${this.words.say(key)}</label>`;
    }

    /** @param {boolean} isPrivate */
    #choose(isPrivate) {
        this.#isPrivate = isPrivate;
        this.requestUpdate();
    }

    #edited() {
        if (this.#trouble) this.#tell('');
    }

    /** @param {SubmitEvent} event */
    async #submit(event) {
        event.preventDefault();
        const name = String(new FormData(this.#form).get('name') ?? '').trim();
        if (this.#isAsking) return;
        if (!name) return this.#tell(this.words.say('account.empty'));
        this.#isAsking = true;
        this.requestUpdate();
        await this.#make(name);
        this.#isAsking = false;
        this.requestUpdate();
    }

    /**
     * What people type need not be a channel's name: then it becomes its title.
     * @param {string} called
     */
    async #make(called) {
        const { chat, words } = this;
        const name = called.toLocaleLowerCase().replace(/^#/, '').replace(/\s+/g, '-');
        const wanted = this.#isPrivate ? { kind: 'private', title: called } : { kind: 'public', name, ...(name !== called && { title: called }) };
        try {
            chat.select(await /** @type {any} */ (chat.channels).create(wanted));
            this.dialog.close();
            this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
        } catch (/** @type {any} */ error) {
            const own = REFUSALS[error.reason];
            this.#tell(own ? words.say(own) : words.refusal(error.reason ? error : { reason: 'no-answer' }));
        }
    }

    /** @param {string} trouble */
    #tell(trouble) {
        this.#trouble = trouble;
        this.requestUpdate();
    }

    /** @returns {HTMLFormElement} */
    get #form() {
        return /** @type {HTMLFormElement} */ (this.querySelector('form'));
    }
}

customElements.define('chat-new-channel', ChatNewChannel);
