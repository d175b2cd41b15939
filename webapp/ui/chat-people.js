// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import { mark } from './message.js';

const MOST = 300; // people shown by name

/** Who is here. */
class ChatPeople extends ChatElement {
    watched() {
        return [this.chat, this.words, this.chat.channel?.people];
    }

    render() {
        const { channel, account } = this.chat;
        if (!channel) return nothing;
        const { people } = channel;
        const shown = people.sorted((one, other) => this.words.compare(one, other)).slice(0, MOST);
        return html`
            <p class="count" data-testid="people-count" data-count=${people.count}>${people.count ? this.words.count('people.count', people.count) : nothing}</p>
            <ul class="list" data-testid="people">
                ${repeat(shown, (person) => person.id, (person) => this.#person(person, person.id === account?.id))}
            </ul>
            ${people.count > MOST ? html`<p class="count">${this.words.count('people.more', people.count - MOST)}</p>` : nothing}`;
    }

    /**
     * @param {import('../wire/http.js').Account} person
     * @param {boolean} isReader
     */
    #person(person, isReader) {
        return html`
            <li class="person" data-testid="person" ?data-own=${isReader}>
                ${avatar(person)}<bdi class="name">${person.name}</bdi>${mark(person, isReader, this.words)}
            </li>`;
    }
}

customElements.define('chat-people', ChatPeople);
