// @ts-check
import { html } from 'lit';
import { avatar, avatarChanged } from './avatar.js';
import { ChatElement } from './chat-element.js';

const LARGEST = 4 << 20; // bytes

/** The reader's own picture: to choose one, and to have none. */
class ChatOwnAvatar extends ChatElement {
    /** @type {{text: string, isBad: boolean} | null} */
    #news = null;

    watched() {
        return [this.chat, this.words];
    }

    render() {
        const { chat, words } = this;
        if (!chat.account) return html``;
        return html`
            <section class="own">
                <h3>${words.say('avatar.title')}</h3>
                <div class="row">
                    ${avatar(chat.account)}
                    <button type="button" class="side" data-testid="avatar-choose" @click=${() => this.#input.click()}>${words.say('avatar.choose')}</button>
                    <button type="button" class="side" data-testid="avatar-remove" @click=${() => this.#set(null, 'avatar.none')}>${words.say('avatar.remove')}</button>
                    <input type="file" accept="image/png,image/jpeg,image/gif" hidden data-testid="avatar-input" @change=${this.#chosen}>
                </div>
                <p class="quiet" role="status" data-testid="avatar-news" ?data-bad=${this.#news?.isBad}>${this.#news?.text ?? words.say('avatar.hint')}</p>
            </section>`;
    }

    /** @returns {HTMLInputElement} */
    get #input() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input'));
    }

    #chosen() {
        const [file] = this.#input.files ?? [];
        this.#input.value = '';
        if (!file) return;
        if (file.size > LARGEST) this.#tell(this.words.refusal({ reason: 'file-too-large' }), true);
        else this.#set(file, 'avatar.set');
    }

    /**
     * @param {Blob | null} picture
     * @param {string} done what to say then
     */
    async #set(picture, done) {
        try {
            await this.page.setAvatar(picture);
            avatarChanged(this.chat.account?.id ?? '');
            this.#tell(this.words.say(done), false);
        } catch (error) {
            const { reason = 'no-answer' } = /** @type {any} */ (error);
            this.#tell(this.words.refusal({ reason: REASONS[reason] ?? reason }), true);
        }
    }

    /**
     * @param {string} text
     * @param {boolean} isBad
     */
    #tell(text, isBad) {
        this.#news = { text, isBad };
        this.requestUpdate();
    }
}

/** @type {Readonly<Record<string, string>>} what a refusal means where it is about a picture */
const REASONS = Object.freeze({ 'bad-request': 'no-picture', 'too-long': 'file-too-large' });

customElements.define('chat-own-avatar', ChatOwnAvatar);
