// @ts-check
import { LONGEST_HISTORY } from '../wire/constants.js';
import { Observable } from './observable.js';

/** @typedef {import('./timeline.js').Publication} Publication */

/**
 * What is new to the reader in one channel: the messages of others behind their mark.
 *
 * *Unread.* A channel is heard before the reader has ever opened it. Then nothing of it is at hand, and the messages behind the mark are
 * only counted: by the server, in the list of channels, or by ourselves, where something came between.
 *
 * *Seen.* Who looks at the newest messages has seen them, unless they want to come back to one: then it stays unread until they look
 * again.
 */
export class News extends Observable {
    #attention;
    #session;
    #incoming;
    #talk;
    #reader;
    /** @type {import('./channels.js').Summary | null} with what the server counted behind the mark */
    #listed = null;
    #isHeldBack = false; // whether the reader wants to come back to what they see: it stays unread

    /** Whether the reader looks at the channel, and at the page. */
    isLooking = false;
    /** The offset after which everything was new when the reader came to look. */
    newSince = Infinity;
    /** Called with each message of somebody else that was heard and is behind the mark. */
    onNews = (/** @type {Publication} */ publication) => {};

    /**
     * @param {{attention: import('./attention.js').Attention, session: import('./channel-session.js').ChannelSession,
     *          incoming: import('./incoming.js').Incoming, talk: import('./talk.js').Talk, reader: import('../wire/http.js').Account}} channel
     */
    constructor({ attention, session, incoming, talk, reader }) {
        super();
        this.#attention = attention;
        this.#session = session;
        this.#incoming = incoming;
        this.#talk = talk;
        this.#reader = reader;
    }

    /** How many messages of others the reader has not seen; a hundred for all that is more. */
    get unread() {
        return this.isSeen ? 0 : this.#attention.unread;
    }

    /** How many of them the reader is called by. */
    get calls() {
        return this.isSeen ? 0 : this.#attention.calls;
    }

    /** Whether the reader sees what comes, and does not want to come back to it. */
    get isSeen() {
        return this.isLooking && !this.#isHeldBack;
    }

    /**
     * Takes note of what the server listed of the reader's attention.
     * @param {import('./channels.js').Summary | null} about
     * @param {number} askedAt when, in ms
     */
    attend(about, askedAt) {
        if (!about) return;
        this.#listed = about;
        if (this.#attention.learn(about, askedAt)) this.#markMoved();
    }

    /**
     * The server tells how far the reader has read, or how they want the channel, as it was said elsewhere.
     * @param {any} told
     */
    hearOwn(told) {
        if (told.kind === 'preference') this.#attention.adoptWish(told);
        else if (this.#attention.adopt(told.offset)) this.#markMoved();
    }

    /**
     * Another tab has kept something.
     * @param {string} key
     * @param {string} value
     */
    notice(key, value) {
        if (this.#attention.notice(key, value)) this.#markMoved();
    }

    /** The reader has seen everything there is. */
    markRead() {
        this.#isHeldBack = false;
        this.newSince = Infinity;
        this.#attention.count({ unread: 0, mentions: 0 });
        this.#attention.moveTo(this.#incoming.reached);
        this.#attention.settle();
        this.changed();
    }

    /** The reader wants to come back to this message and what follows. @param {number} offset */
    markUnread(offset) {
        this.#isHeldBack = true;
        this.newSince = offset - 1;
        this.#attention.moveBackTo(offset - 1);
        this.#markMoved();
    }

    /**
     * The channel begins, or begins anew. What the reader never looked at begins as seen, but for what somebody said to them alone.
     * @param {boolean} isDirect
     */
    async begin(isDirect) {
        const { reached } = this.#incoming;
        this.#attention.noMoreThan(reached);
        if (this.#attention.mark < 0) this.#attention.moveTo(isDirect ? 0 : reached);
        if (!this.isSeen) await this.#recount();
    }

    /**
     * @param {boolean} isLooking whether the reader sees what comes
     * @param {boolean} isReady whether there is something to see
     */
    look(isLooking, isReady) {
        if (isLooking && !this.isLooking) this.comeToLook(isReady);
        if (!isLooking) this.#lookAway();
        this.isLooking = isLooking;
    }

    /** What came while the reader looked elsewhere is new to them, until they look elsewhere again. */
    comeToLook(isReady = true) {
        this.#isHeldBack = false;
        if (!isReady) return;
        const { mark } = this.#attention;
        const isNews = mark >= 0 && this.#talk.timeline.countAfter(mark, this.#reader.id) > 0;
        this.newSince = isNews ? mark : Infinity;
        this.#markSeen();
    }

    /** @param {Publication} publication */
    isNews({ data }) {
        return data?.kind === 'message' && !data.deleted && data.author.id !== this.#reader.id;
    }

    /** @param {Publication} publication that was heard now */
    hear(publication) {
        if (!this.isNews(publication) || publication.offset <= this.#attention.mark) return;
        this.onNews(publication);
        if (!this.isSeen || !this.#talk.timeline.isAtEnd) this.#attention.hear(publication.data.text ?? '');
    }

    /** What was deleted is no news any more. @param {Publication} publication that was heard now */
    forget({ data }) {
        if (data?.kind === 'delete' && data.target > this.#attention.mark && this.#attention.unread > 0) this.#markMoved();
    }

    /** Takes note that the reader sees what is at hand, if they look. */
    noticeSeen() {
        if (this.isLooking) this.#markSeen();
    }

    /** Who is in the past has not seen the newest. */
    #lookAway() {
        this.#attention.settle();
        if (this.isLooking && !this.#talk.timeline.isAtEnd) this.#markMoved();
    }

    #markSeen() {
        if (!this.#talk.isAtHand || this.#isHeldBack || !this.#talk.timeline.isAtEnd) return;
        this.#attention.moveTo(this.#incoming.reached);
        this.#attention.count({ unread: 0, mentions: 0 });
    }

    /** The mark has moved otherwise than by what came. */
    #markMoved() {
        if (this.#session.session && !this.#incoming.isHeld) this.#recount().catch(() => {}); // the next list counts again
        this.changed();
    }

    /** Counts what is behind the mark: nothing, or what the server has counted, unless something came since. */
    async #recount() {
        const { session } = this.#session;
        const { reached } = this.#incoming;
        const { mark } = this.#attention;
        if (mark >= reached) return this.#attention.count({ unread: 0, mentions: 0 });
        if (this.#listed?.mark === mark && this.#listed.offset === reached) {
            return this.#attention.count({ unread: this.#listed.unread ?? 0, mentions: this.#listed.mentions ?? 0 });
        }
        const { publications } = await this.#session.history({ reverse: true, limit: LONGEST_HISTORY });
        if (session !== this.#session.session || mark !== this.#attention.mark) return;
        const news = publications.filter((publication) => publication.offset > mark && this.isNews(publication));
        const mentions = news.filter(({ data }) => this.#attention.isCalled(data.text ?? '')).length;
        this.#attention.count({ unread: news.length, mentions });
    }
}
