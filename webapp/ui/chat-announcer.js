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
 * messages is there to be read.
 */
class ChatAnnouncer extends ChatElement {
    /** @type {import('../state/channel.js').Channel | null} */
    #channel = null;
    #told = 0; // the offset up to which all was told
    #count = 0;
    /** @type {{key: number, text: string}[]} */
    #sentences = [];
    /** @type {number | undefined} */
    #timer;

    watched() {
        const { channel } = this.chat;
        return [this.chat, channel, channel?.timeline];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearTimeout(this.#timer);
    }

    willUpdate() {
        super.willUpdate();
        const { channel } = this.chat;
        const newest = channel?.timeline.newest?.offset ?? 0;
        const isAnother = channel !== this.#channel || channel?.state !== 'ready' || newest < this.#told;
        if (isAnother) [this.#channel, this.#told] = [channel?.state === 'ready' ? channel : null, newest];
        else if (newest > this.#told) this.#timer ??= setTimeout(() => this.#tell(), GATHER);
    }

    render() {
        return html`<div class="unseen" role="log" aria-live="polite" aria-relevant="additions" aria-label=${this.words.say('announce.label')}
            data-testid="announcer">${repeat(this.#sentences, ({ key }) => key, ({ text }) => html`<p dir="auto">${text || nothing}</p>`)}</div>`;
    }

    #tell() {
        this.#timer = undefined;
        const channel = this.#channel;
        if (!channel || channel !== this.chat.channel) return;
        const fresh = channel.timeline.messages.filter(({ offset, author }) => offset > this.#told && author.id !== channel.reader.id);
        this.#told = channel.timeline.newest?.offset ?? 0;
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
