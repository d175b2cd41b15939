// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

const MOST = 2; // named

/** Who is typing. It is read when one gets there, and never announced: it would talk over the messages. */
class ChatTyping extends ChatElement {
    watched() {
        return [this.chat, this.words, this.chat.channel?.typists];
    }

    render() {
        const names = this.chat.channel?.typists.names ?? [];
        return html`<p class="typing" data-testid="typing">${names.length ? html`<bdi>${this.#sentence(names)}</bdi>` : nothing}</p>`;
    }

    /** @param {string[]} names */
    #sentence(names) {
        if (names.length > MOST) return this.words.say('typing.several');
        const [one, other] = names.map(isolated);
        return other ? this.words.say('typing.two', { one, other }) : this.words.say('typing.one', { one });
    }
}

/**
 * Keeps a name that is written the other way from turning the sentence around.
 * @param {string} name
 */
function isolated(name) {
    return `\u2068${name}\u2069`;
}

customElements.define('chat-typing', ChatTyping);
