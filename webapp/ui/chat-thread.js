// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './chat-composer.js';
import * as icons from './icons.js';
import { repliesOf, rootLineOf } from './lines.js';
import { MessageList } from './message-list.js';

const NEAR = 60; // px from the bottom that count as being there

/** A message and what was answered to it, and where to answer. Fires `close-thread`. */
class ChatThread extends MessageList {
    #isAtBottom = true;
    #shown = 0; // the thread that was rendered last
    #sizes = new ResizeObserver(() => this.#keepBottom());

    watched() {
        const { chat, words } = this;
        const { channel } = chat;
        return [chat, words, chat.connection, channel, channel?.thread, channel?.outbox, channel?.people];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#sizes.disconnect();
    }

    /** @param {number} offset */
    heardAt(offset) {
        const thread = this.chat.channel?.thread;
        return thread?.offset === offset ? thread.root : thread?.replies.at(offset);
    }

    willUpdate() {
        super.willUpdate();
        const offset = this.chat.channel?.thread?.offset ?? 0;
        if (offset !== this.#shown) this.#isAtBottom = true;
        this.#shown = offset;
    }

    updated() {
        super.updated();
        const lines = this.querySelector('.lines');
        if (lines) this.#sizes.observe(lines);
        this.#keepBottom();
    }

    render() {
        const { words } = this;
        const { channel, account } = this.chat;
        const thread = channel?.thread;
        if (!channel || !thread || !account) return nothing;
        const isQuiet = thread.state === 'loading' || thread.older === 'loading';
        return html`
            <header>
                <h2 id="thread-title">${words.say('thread.title')}</h2>
                <button type="button" class="tool" data-testid="thread-close" aria-label=${words.say('thread.close')} title=${words.say('thread.close')}
                        @click=${this.#close}>${icons.close()}</button>
            </header>
            <div class="scroller" role="log" aria-live="off" aria-busy=${isQuiet} tabindex="0"
                 aria-labelledby="thread-title" data-testid="thread-messages" @scroll=${this.#scrolled}>
                <div class="lines">
                    ${thread.state === 'loading' ? html`<p class="note">${words.say('thread.loading')}</p>` : nothing}
                    ${thread.state === 'failed' ? this.#again('thread.failed', () => thread.load()) : nothing}
                    ${thread.root ? this.line(rootLineOf(thread.root, account), 'thread') : nothing}
                    ${thread.root?.replies ? html`<p class="day">${words.count('thread.replies', thread.root.replies)}</p>` : nothing}
                    ${this.#older(thread)}
                    ${repeat(repliesOf(thread, channel, account, this.words), (line) => line.key, (line) => this.#line(line))}
                </div>
            </div>
            ${thread.root?.isDeleted ? html`<p class="note">${words.say('thread.over')}</p>`
                : html`<chat-composer .page=${this.page} .thread=${thread.offset}></chat-composer>`}
            <chat-actions .page=${this.page}></chat-actions>`;
    }

    /** @param {import('./message.js').Line | import('./lines.js').Day | import('./lines.js').New} line */
    #line(line) {
        if ('isNew' in line) return nothing; // the talk says where that begins
        if ('day' in line) return html`<h3 class="day"><span>${this.words.day(line.day, Date.now())}</span></h3>`;
        return this.line(line, 'thread');
    }

    /** @param {import('../state/thread.js').Thread} thread */
    #older(thread) {
        if (thread.state !== 'ready' || thread.replies.isWhole) return nothing;
        if (thread.older === 'loading') return html`<p class="note">${this.words.say('timeline.older')}</p>`;
        return html`<p class="note"><button type="button" class="plain" data-testid="thread-older" @click=${() => thread.loadOlder()}>
            ${this.words.say(thread.older === 'failed' ? 'timeline.older.again' : 'thread.older')}</button></p>`;
    }

    /**
     * @param {string} key
     * @param {() => void} again
     */
    #again(key, again) {
        return html`<p class="note">${this.words.say(key)}
            <button type="button" class="plain" @click=${again}>${this.words.say('timeline.older.again')}</button></p>`;
    }

    #close() {
        this.dispatchEvent(new CustomEvent('close-thread', { bubbles: true }));
    }

    #scrolled() {
        const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
        this.#isAtBottom = scrollHeight - scrollTop - clientHeight < NEAR;
    }

    #keepBottom() {
        const scroller = this.#scroller;
        if (this.#isAtBottom && scroller) scroller.scrollTop = scroller.scrollHeight;
    }

    /** @returns {HTMLElement} */
    get #scroller() {
        return /** @type {HTMLElement} */ (this.querySelector('.scroller'));
    }
}

customElements.define('chat-thread', ChatThread);
