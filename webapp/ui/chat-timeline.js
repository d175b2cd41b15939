// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isPressed } from '../state/shortcuts.js';
import { titleOf } from './channel-name.js';
import { Extent } from './extent.js';
import * as icons from './icons.js';
import { linesOf } from './lines.js';
import { MessageList } from './message-list.js';

const NEAR = 60; // px from the bottom that count as being there
const EARLY = 800; // px before an end at which more messages are loaded
const MOST = 2_000; // messages at hand while the reader is at the bottom
const TRIMMED = 1_800;
const UNPAINTED = 250; // ms between renderings of a page that nobody sees

/**
 * What was said, newest at the bottom.
 *
 * *Scrolling.* A reader at the bottom stays there, whatever comes or grows. A reader elsewhere keeps what they read in its
 * place: before each change the first message in view is remembered, after it put back where it stood. In the past, where the end
 * at hand is not the newest message, nobody is at the bottom. Of what is at hand the page has an `Extent`, which moves along.
 */
class ChatTimeline extends MessageList {
    #isAtBottom = true;
    #wasAtEnd = true;
    /** @type {unknown} the last message that the reader looked for, and was brought to */
    #found = null;
    #scrolledTo = 0; // where the last scrolling ended
    #seen = 0; // the newest offset when the reader left the bottom
    /** @type {{element: Element, top: number} | null} */
    #anchor = null;
    #sizes = new ResizeObserver(() => this.#keepBottom());
    #extent = new Extent();
    #part = { start: 0, end: 0 }; // of the messages at hand, which the page has
    #isMoving = false;
    /** @type {unknown} */
    #channel = null;
    /** @type {number | undefined} */
    #midnight;

    constructor() {
        super();
        this.addEventListener('keydown', (event) => this.#pressed(event), { capture: true });
    }

    watched() {
        const { chat, words } = this;
        const { channel } = chat;
        return [chat, words, chat.connection, channel, channel?.talk.timeline, channel?.roots, channel?.outbox, channel?.people];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#sizes.disconnect();
        clearTimeout(this.#midnight);
    }

    /** Shows the newest, from now on. */
    toBottom() {
        this.#isAtBottom = true;
        this.chat.channel?.talk.toNewest();
        this.requestUpdate();
        this.chat.changed(); // the address names no message any more
    }

    /** @param {number} offset */
    heardAt(offset) {
        return this.chat.channel?.talk.timeline.at(offset);
    }

    /** Renders at most once in a frame, however much comes. */
    async scheduleUpdate() {
        await nextFrame();
        return super.scheduleUpdate();
    }

    willUpdate() {
        super.willUpdate();
        const { channel } = this.chat;
        if (channel !== this.#channel) [this.#isAtBottom, this.#extent] = [true, new Extent()];
        this.#channel = channel;
        if (channel) this.#choosePart(channel.talk);
        this.#anchor = this.#sticks ? null : this.#firstInView();
    }

    /** @param {import('../state/talk.js').Talk} talk */
    #choosePart({ timeline, sought }) {
        if (sought && sought !== this.#found && timeline.covers(sought.offset)) {
            this.#isAtBottom = false;
            this.#extent.moveTo(timeline, sought.offset);
        }
        if (this.#sticks) timeline.forgetOldest(timeline.messages.length > MOST ? TRIMMED : MOST);
        this.#part = this.#extent.of(timeline, this.#sticks);
    }

    firstUpdated() {
        this.#sizes.observe(this.#scroller);
        this.#sizes.observe(/** @type {Element} */ (this.querySelector('.lines')));
        this.#awaitMidnight();
    }

    updated() {
        super.updated();
        this.#isMoving = false;
        if (this.#anchor?.element.isConnected) this.#scroller.scrollTop += topOf(this.#anchor.element) - this.#anchor.top;
        this.#keepBottom();
        this.#bringToSought();
        this.#noticeEnd();
        this.#loadIfNear();
    }

    render() {
        const { channel, account } = this.chat;
        if (!channel || !account) return nothing;
        const isQuiet = channel.state === 'loading' || channel.talk.older === 'loading' || channel.talk.newer === 'loading';
        return html`
            <div class="scroller" role="log" aria-live="off" tabindex="0"
                 aria-label=${this.words.say('timeline.label', { channel: titleOf(channel, this.words) })} aria-busy=${isQuiet}
                 data-testid="timeline" @scroll=${this.#scrolled}>
                <div class="lines" @load=${{ handleEvent: () => this.#keepBottom(), capture: true }}>
                    ${this.#top(channel)}
                    ${repeat(linesOf(channel, account, this.words, this.#part), (line) => line.key, (line) => this.#line(line))}
                    ${this.#bottom(channel)}
                </div>
            </div>
            ${this.#newMessages(channel, account)}
            <chat-actions .page=${this.page}></chat-actions>`;
    }

    /** @param {import('./message.js').Line | import('./lines.js').Day | import('./lines.js').New} line */
    #line(line) {
        const { words } = this;
        if ('isNew' in line) return html`<p class="unread" data-testid="unread"><span>${words.say('timeline.unread')}</span></p>`;
        if ('day' in line) return html`<h2 class="day"><span>${words.day(line.day, Date.now())}</span></h2>`;
        return this.line(line, 'timeline');
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #top(channel) {
        const { words } = this;
        if (channel.talk.isRecalled) return html`<p class="note" data-testid="recalled">${words.say('timeline.recalled')}</p>`;
        if (channel.state === 'loading') return this.#skeleton();
        if (channel.state === 'refused') return html`<p class="note">${words.refusal(channel.refusal ?? { reason: 'internal' })}</p>`;
        if (this.#part.start > 0) return nothing;
        if (channel.talk.older === 'loading') return html`<p class="note">${words.say('timeline.older')}</p>`;
        if (channel.talk.older === 'failed') return this.#olderFailed(channel);
        if (!channel.talk.timeline.isWhole) return nothing;
        if (channel.talk.timeline.messages.length || channel.outbox.posts.length) {
            const who = { channel: titleOf(channel, words) };
            const isDirect = channel.about?.kind === 'direct';
            return html`<p class="note">${isDirect ? words.say('timeline.beginning.direct', who) : words.say('timeline.beginning', who)}</p>`;
        }
        return html`
            <div class="empty" data-testid="empty">
                ${icons.silence()}
                <p class="title">${words.say('timeline.empty')}</p>
                <p>${words.say('timeline.empty.text')}</p>
            </div>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #olderFailed(channel) {
        return html`
            <p class="note">${this.words.say('timeline.older.failed')}
                <button type="button" class="plain" @click=${() => channel.talk.loadOlder()}>${this.words.say('timeline.older.again')}</button>
            </p>`;
    }

    /** @param {import('../state/channel.js').Channel} channel where newer messages are still to be loaded */
    #bottom(channel) {
        const { words } = this;
        if (!this.#extent.reachesEnd) return nothing;
        if (channel.talk.newer === 'loading') return html`<p class="note">${words.say('timeline.newer')}</p>`;
        if (channel.talk.newer !== 'failed') return nothing;
        return html`
            <p class="note">${words.say('timeline.newer.failed')}
                <button type="button" class="plain" @click=${() => channel.talk.loadNewer()}>${words.say('timeline.older.again')}</button>
            </p>`;
    }

    #skeleton() {
        const row = html`<div class="shadow"><i></i><b></b><b></b></div>`;
        return html`<span class="unseen">${this.words.say('timeline.loading')}</span>
            <div class="skeleton" aria-hidden="true">${[row, row, row, row, row]}</div>`;
    }

    /**
     * @param {import('../state/channel.js').Channel} channel
     * @param {import('../wire/http.js').Account} account
     */
    #newMessages(channel, account) {
        if (this.#sticks) return nothing;
        const count = this.#hasNewest ? channel.talk.timeline.countAfter(this.#seen, account.id) : channel.talk.behind;
        const text = count ? this.words.count('timeline.new', count) : this.words.say('timeline.bottom');
        return html`
            <button type="button" class="newest" data-testid="new-messages" data-count=${count} ?data-new=${count > 0}
                    aria-label=${text} title=${text} @click=${this.toBottom}>
                ${count ? html`<span>${text}</span>` : nothing}${icons.down()}
            </button>`;
    }

    /** @returns {HTMLElement} */
    get #scroller() {
        return /** @type {HTMLElement} */ (this.querySelector('.scroller'));
    }

    /** Whether the reader is to see whatever comes. */
    get #sticks() {
        return this.#isAtBottom && this.#hasNewest;
    }

    #scrolled() {
        const { scrollTop } = this.#scroller;
        const hasOnlyGrown = this.#sticks && scrollTop >= this.#scrolledTo; // since the scrolling that this event tells of
        const isAtBottom = hasOnlyGrown || (this.#isAtEnd && this.#below < NEAR);
        this.#scrolledTo = scrollTop;
        if (isAtBottom !== this.#isAtBottom) {
            this.#isAtBottom = isAtBottom;
            this.#seen = this.chat.channel?.talk.timeline.newest?.offset ?? 0;
            this.requestUpdate();
        }
        this.#loadIfNear();
    }

    /** Whether the newest message is at hand. */
    get #hasNewest() {
        return this.chat.channel?.talk.timeline.isAtEnd !== false;
    }

    /** Whether it stands in the page. */
    get #isAtEnd() {
        return this.#hasNewest && this.#extent.reachesEnd;
    }

    /** How much there is below what the reader sees, in px. */
    get #below() {
        const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
        return scrollHeight - scrollTop - clientHeight;
    }

    /** Who has come to the newest message by reading on is at the bottom. */
    #noticeEnd() {
        if (this.#isAtEnd && !this.#wasAtEnd) this.#scrolled();
        this.#wasAtEnd = this.#isAtEnd;
    }

    /** Brings the reader to the message that they look for; where it is gone, to the one before. */
    #bringToSought() {
        const { sought, timeline } = this.chat.channel?.talk ?? {};
        if (!sought || !timeline || sought === this.#found || !timeline.covers(sought.offset)) return;
        this.#found = sought;
        this.#isAtBottom = false;
        this.#seen = timeline.newest?.offset ?? 0;
        const lines = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.message[data-offset]'));
        const after = firstIndex(lines.length, (i) => Number(lines[i].dataset.offset) > sought.offset);
        const element = lines[Math.max(0, after - 1)];
        element?.scrollIntoView({ block: 'center', behavior: 'instant' });
        requestAnimationFrame(() => element?.scrollIntoView({ block: 'center', behavior: 'instant' })); // what came into view has its true size now
        element?.focus({ preventScroll: true });
        this.requestUpdate();
    }

    #keepBottom() {
        if (!this.#sticks || !this.#scroller) return;
        this.#scroller.scrollTop = this.#scroller.scrollHeight;
        this.#scrolledTo = this.#scroller.scrollTop;
    }

    #loadIfNear() {
        const { channel } = this.chat;
        if (!channel) return;
        if (this.#scroller.scrollTop < EARLY) this.#goUp(channel);
        if (this.#below < EARLY) this.#goDown(channel);
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #goUp({ state, talk }) {
        if (this.#part.start > 0) this.#move(() => this.#extent.moveUp(talk.timeline));
        else if (state === 'ready' && talk.older === 'idle') talk.loadOlder();
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #goDown({ state, talk }) {
        if (!this.#extent.reachesEnd) this.#move(() => this.#extent.moveDown(talk.timeline));
        else if (state === 'ready' && talk.newer === 'idle') talk.loadNewer();
    }

    /** Moves the part that the page has, once until that is seen. @param {() => void} step */
    #move(step) {
        if (this.#sticks || this.#isMoving) return;
        this.#isMoving = true;
        step();
        this.requestUpdate();
    }

    /** @param {KeyboardEvent} event that leads to the last message: it is to stand in the page */
    #pressed(event) {
        const { timeline } = this.chat.channel?.talk ?? {};
        if (!timeline?.newest || this.#extent.reachesEnd || !isPressed(event, 'message-last')) return;
        this.#extent.moveTo(timeline, timeline.newest.offset);
        this.requestUpdate();
        this.performUpdate();
    }

    #firstInView() {
        if (!this.#scroller) return null;
        const edge = this.#scroller.getBoundingClientRect().top;
        const lines = this.querySelectorAll('.message');
        const element = lines[firstIndex(lines.length, (i) => lines[i].getBoundingClientRect().bottom > edge)];
        return element ? { element, top: topOf(element) } : null;
    }

    /** Says the days anew when another one begins. */
    #awaitMidnight() {
        const now = Date.now();
        this.#midnight = setTimeout(() => (this.requestUpdate(), this.#awaitMidnight()), new Date(now).setHours(24, 0, 1, 0) - now);
    }
}

/** @returns {Promise<unknown>} the next painting; or soon, when nothing is painted */
function nextFrame() {
    return new Promise((resolve) => (requestAnimationFrame(resolve), setTimeout(resolve, UNPAINTED)));
}

/** @param {Element} element */
function topOf(element) {
    return element.getBoundingClientRect().top;
}

/**
 * Finds by halving where a condition that stays true becomes true.
 * @param {number} length
 * @param {(index: number) => boolean} holds
 */
function firstIndex(length, holds) {
    let low = 0;
    let high = length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (holds(middle)) high = middle;
        else low = middle + 1;
    }
    return low;
}

customElements.define('chat-timeline', ChatTimeline);
