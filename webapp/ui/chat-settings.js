// @ts-check
import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import './chat-name-form.js';
import './chat-notify-settings.js';
import './chat-own-account.js';
import './chat-own-avatar.js';
import { ChatSheet } from './chat-sheet.js';
import { enterChoice, languageChoice, themeChoice } from './choices.js';

/** What the reader may change: name, language, looks; and the way out. */
class ChatSettings extends ChatSheet {
    #hasFailed = false;

    watched() {
        return [this.chat, this.words, this.settings];
    }

    open() {
        this.#hasFailed = false;
        this.dialog.showModal();
        /** @type {any} */ (this.querySelector('chat-own-account'))?.look();
    }

    render() {
        const { chat, words, settings } = this;
        if (!chat.account) return nothing;
        return html`
            <dialog class="sheet settings" aria-labelledby="settings-title" data-testid="settings">
                <div class="inside">
                    <header>
                        ${avatar(chat.account)}
                        <h2 id="settings-title"><bdi>${chat.account.name}</bdi></h2>
                        ${this.closeButton('settings-close')}
                    </header>
                    <chat-name-form .page=${this.page} .action=${'change'}></chat-name-form>
                    <div class="choices">
                        ${languageChoice(words, settings)} ${themeChoice(words, settings)} ${enterChoice(words, settings)}
                    </div>
                    <chat-notify-settings .page=${this.page}></chat-notify-settings>
                    ${chat.account.kind === 'guest' ? nothing : html`<chat-own-avatar .page=${this.page}></chat-own-avatar> <chat-own-account .page=${this.page}></chat-own-account>`}
                    ${this.#way()}
                </div>
            </dialog>`;
    }

    #way() {
        const { words } = this;
        return html`
            <footer>
                <button type="button" class="side" data-testid="help-open" aria-haspopup="dialog" @click=${this.#help}>${words.say('help.title')}</button>
                <button type="button" class="side" data-testid="sign-out" @click=${this.#signOut}>${words.say('settings.sign-out')}</button>
                <p class="quiet" role="status">${words.say(this.#hasFailed ? 'settings.failed' : this.#signOutHint)}</p>
            </footer>`;
    }

    /** Fires `help`. */
    #help() {
        this.dialog.close();
        this.dispatchEvent(new CustomEvent('help', { bubbles: true }));
    }

    get #signOutHint() {
        return this.chat.account?.kind === 'guest' ? 'settings.sign-out.hint' : 'settings.sign-out.account';
    }

    async #signOut() {
        try {
            await this.chat.signOut();
        } catch {
            this.#hasFailed = true;
            this.requestUpdate();
        }
    }
}

customElements.define('chat-settings', ChatSettings);
