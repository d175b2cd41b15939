// @ts-check
import { html, nothing } from 'lit';
import { METHOD } from '../wire/constants.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import { mark } from './message.js';

/** Who is banned in the channel, to be let in again: for those who moderate. */
class ChatBanned extends ChatElement {
    /** @type {import('../wire/http.js').Account[]} */
    #people = [];
    #hasMore = false;
    #trouble = '';

    watched() {
        return [this.words];
    }

    /** Shows those who are banned now. */
    load() {
        this.#people = [];
        return this.#attempt(() => this.#page());
    }

    render() {
        const { words } = this;
        if (!this.#people.length && !this.#trouble) return nothing;
        return html`
            <section class="own">
                <h3>${words.say('details.banned')}</h3>
                <p class="trouble" role="alert">${this.#trouble || nothing}</p>
                <ul class="members" data-testid="banned">
                    ${this.#people.map((person) => html`<li class="person" data-testid="banned-person" data-name=${person.name}>${avatar(person)}<bdi class="name">${person.name}</bdi>${mark(person, false, words)}
                        <button type="button" class="plain" data-testid="unban-person" aria-label=${words.say('details.unban.label', { name: person.name })}
                                @click=${() => this.#letIn(person)}>${words.say('details.unban')}</button></li>`)}
                </ul>
                ${this.#hasMore ? html`<button type="button" class="side small" @click=${() => this.#attempt(() => this.#page())}>${words.say('details.banned.more')}</button>` : nothing}
            </section>`;
    }

    async #page() {
        const { channels, channel } = this.chat;
        if (!channels || !channel) return;
        const { people, hasMore } = await channels.banned(channel, this.#people.at(-1)?.id);
        if (channel !== this.chat.channel) return;
        this.#people = [...this.#people, ...people];
        this.#hasMore = hasMore;
    }

    /** @param {import('../wire/http.js').Account} person */
    #letIn(person) {
        const { channels, channel } = this.chat;
        return this.#attempt(async () => {
            await channels?.change(METHOD.unbanAccount, /** @type {import('../state/channel.js').Channel} */ (channel), { account: person.id });
            this.#people = this.#people.filter(({ id }) => id !== person.id);
        });
    }

    /** @param {() => Promise<void>} work */
    async #attempt(work) {
        this.#trouble = '';
        try {
            await work();
        } catch (error) {
            this.#trouble = this.words.trouble(error);
        }
        this.requestUpdate();
    }
}

customElements.define('chat-banned', ChatBanned);
