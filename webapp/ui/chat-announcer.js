// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { beginning, isDeed, plainText } from '../state/plain-text.js';
import { ChatElement } from './chat-element.js';

const MOST = 3; // messages told at once word for word; more are counted
const LONGEST = 300; // characters of one that are told
const GATHER = 400; // ms

/**
 * Tells ears what others say in the channel that the reader looks at: each message once, as it comes. What was there already is not told: the list of
 * messages is there to be read. While that stands in the past, and nothing comes to it, the replies of the open thread are told.
 */
class ChatAnnouncer extends ChatElement {
    /** @type {import('../state/timeline.js').Timeline | null} what is told of */
    #source = null;
    #told = 0; // the offset up to which all was told
    #count = 0;
    /** @type {{key: number, text: string}[]} */
    #sentences = [];
    /** @type {number | undefined} */
    #timer;

    watched() {
        const { channel } = this.chat;
        return [this.chat, channel, channel?.talk.timeline, channel?.thread];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearTimeout(this.#timer);
    }

    willUpdate() {
        super.willUpdate();
        const source = this.#growing;
        const newest = source?.newest?.offset ?? 0;
        if (source !== this.#source || newest < this.#told) [this.#source, this.#told] = [source, newest];
        else if (newest > this.#told) this.#timer ??= setTimeout(() => this.#tell(), GATHER);
    }

    render() {
        return html`<div class="unseen" role="log" aria-live="polite" aria-relevant="additions" aria-label=${this.words.say('announce.label')}
            data-testid="announcer">${repeat(this.#sentences, ({ key }) => key, ({ text }) => html`<p dir="auto">${text || nothing}</p>`)}</div>`;
    }

    /** The messages at hand to which the next are added. */
    get #growing() {
        const { channel } = this.chat;
        if (channel?.state !== 'ready') return null;
        if (channel.talk.timeline.isAtEnd) return channel.talk.timeline;
        return channel.thread?.state === 'ready' ? channel.thread.replies : null;
    }

    #tell() {
        this.#timer = undefined;
        const source = this.#source;
        if (!source || source !== this.#growing) return;
        const fresh = source.messages.filter(({ offset, author }) => offset > this.#told && author.id !== this.chat.account?.id);
        this.#told = source.newest?.offset ?? 0;
        const texts = fresh.length > MOST ? [this.words.count('timeline.new', fresh.length)] : fresh.map((message) => this.#sentence(message));
        this.#sentences = texts.map((text) => ({ key: ++this.#count, text }));
        this.requestUpdate();
    }

    /** @param {import('../state/timeline.js').Message} message */
    #sentence({ author, text }) {
        const { words } = this;
        if (!text) return words.say('announce.file', { name: author.name });
        const told = beginning(plainText(text, author.name), LONGEST);
        return isDeed(text) ? told : words.say('announce.message', { name: author.name, text: told });
    }
}

customElements.define('chat-announcer', ChatAnnouncer);
