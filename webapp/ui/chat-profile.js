// @ts-check
import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import { ChatSheet } from './chat-sheet.js';
import { mark } from './message.js';

/** Who somebody is, and how to speak to them. Fires `mention` and `went`. */
class ChatProfile extends ChatSheet {
    /** @type {import('../wire/http.js').Account | null} */
    #account = null;
    #role = '';
    #trouble = '';

    watched() {
        return [this.words, this.chat.channel?.people];
    }

    /**
     * @param {import('../wire/http.js').Account} account
     * @param {string} [role] in the channel, where it is known
     */
    async open(account, role = '') {
        [this.#account, this.#role, this.#trouble] = [account, role, ''];
        this.requestUpdate();
        await this.updateComplete;
        this.dialog.showModal();
    }

    render() {
        const { words } = this;
        const account = this.#account;
        return html`
            <dialog class="card" aria-labelledby="profile-name" data-testid="profile">
                ${account ? html`
                    <div class="inside">
                        ${this.closeButton('profile-close')}
                        ${avatar(account)}
                        <h2 id="profile-name"><bdi>${account.name}</bdi></h2>
                        <p class="quiet">${mark(account, this.#isReader, words)}
                            ${this.#role && this.#role !== 'member' ? html`<span class="mark">${words.say(`role.${this.#role}`)}</span>` : nothing}
                            ${this.#isHere ? html`<span class="here">${words.say('profile.here')}</span>` : nothing}</p>
                        ${this.#isReader ? nothing : this.#ways(account)}
                        <p class="trouble" role="alert">${this.#trouble || nothing}</p>
                    </div>` : nothing}
            </dialog>`;
    }

    /** @param {import('../wire/http.js').Account} account */
    #ways(account) {
        const { words } = this;
        const mayWrite = this.chat.account?.kind !== 'guest' && account.kind !== 'guest';
        return html`
            <div class="choices">
                ${mayWrite ? html`<button type="button" class="main" data-testid="profile-write" @click=${() => this.#write(account)}>${words.say('profile.write')}</button>` : nothing}
                <button type="button" class="side" data-testid="profile-mention" @click=${() => this.#mention(account)}>${words.say('profile.mention')}</button>
            </div>`;
    }

    get #isReader() {
        return this.#account?.id === this.chat.account?.id;
    }

    get #isHere() {
        return this.chat.channel?.people.has(this.#account?.id ?? '');
    }

    /** @param {import('../wire/http.js').Account} account */
    async #write(account) {
        const { channels } = this.chat;
        try {
            this.chat.select(await /** @type {any} */ (channels).direct([account.id]));
            this.dialog.close();
            this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
        } catch (/** @type {any} */ error) {
            this.#trouble = this.words.refusal(error.reason ? error : { reason: 'no-answer' });
            this.requestUpdate();
        }
    }

    /** @param {import('../wire/http.js').Account} account */
    #mention({ name }) {
        this.dialog.close();
        this.dispatchEvent(new CustomEvent('mention', { bubbles: true, detail: { name } }));
    }
}

customElements.define('chat-profile', ChatProfile);
