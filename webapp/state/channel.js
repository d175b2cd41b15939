// @ts-check
import { CHANNEL_DELETED, CLOSE, LONGEST_HISTORY, METHOD, TYPING } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { Attention } from './attention.js';
import { Observable } from './observable.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Timeline } from './timeline.js';
import { Typists } from './typists.js';

const PAGE = 50; // messages loaded at once
const CENSUS = 60_000; // ms between looks at who is here, as joins and leaves may be lost
const TELL_AGAIN = 3_000; // ms between two signs that the reader is typing
const SOON = 2_000; // ms before asking again after a temporary refusal
const UNSEEN = 500; // messages of a channel that nobody looks at, from which on the oldest are let go
const UNSEEN_KEPT = 300;
const MEMBERSHIP = new Set(['join', 'leave', 'invite', 'remove', 'role', 'ban']);

/**
 * One channel as this reader has it: what was said, what is still to be sent, who is here.
 *
 * *Order.* `#reached` is the offset up to which every event was heard, none twice. A push beyond the next offset waits
 * until the gap before it was fetched. While we join, pushes are put aside: they may stand in the same frame as the reply
 * that tells where they belong.
 *
 * *Coming back.* A new session resumes at `#reached`. When the server cannot resume, everything at hand is replaced by the
 * newest page; unsent posts stay.
 *
 * *Unread.* A channel is heard before the reader has ever opened it. Then nothing of it is at hand, and the messages behind the
 * reader's mark are only counted: by the server, in the list of channels, or by ourselves, where something came between.
 */
export class Channel extends Observable {
    /** @type {import('../wire/session.js').Session | null} */
    #session = null;
    #epoch = '';
    #reached = 0;
    #isJoining = false;
    #isFilling = false;
    /** @type {any[]} */
    #early = [];
    /** @type {import('./timeline.js').Publication[]} */
    #ahead = [];
    /** @type {import('./timeline.js').Publication[]} heard while older messages were on their way, which may not show them yet */
    #meanwhile = [];
    /** @type {number | undefined} */
    #census;
    #toldTyping = 0; // when, in ms
    /** @type {import('./channels.js').Summary | null} with what the server counted behind the mark */
    #listed = null;
    #isOpened = false;
    #hasPage = false; // whether what was said is at hand
    #isLooking = false;
    #isHeldBack = false; // whether the reader wants to come back to what they see: it stays unread

    timeline = new Timeline();
    people = new People();
    typists = new Typists();
    /** @type {'loading' | 'ready' | 'refused'} */
    state = 'loading';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of older messages stands */
    older = 'idle';
    /** @type {Refusal | null} */
    refusal = null;
    /** @type {import('./channels.js').Summary | null} what the server told of it */
    about = null;
    /** Whether what is shown is what this browser has kept of it, as the server could not be asked. */
    isRecalled = false;
    /** The offset after which everything was new when the reader came to look. */
    newSince = Infinity;
    /** How often we heard that its members have changed. */
    memberChanges = 0;
    /** Called with each message of somebody else that was heard and is behind the mark. */
    onNews = (/** @type {import('./timeline.js').Publication} */ publication) => {};

    /**
     * @param {string} name
     * @param {import('../wire/http.js').Account} reader
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(name, reader, shelf) {
        super();
        this.name = name;
        this.reader = reader;
        this.attention = new Attention(shelf, reader, name);
        this.attention.watch(() => this.changed());
        this.outbox = new Outbox(shelf, `${reader.id}/${name}`);
        this.outbox.hasHeard = (offset) => offset <= this.#reached;
    }

    /** Whether what is said in it reaches us. */
    get isHeard() {
        return this.#session !== null;
    }

    /** Whether what was said is at hand, as the server told it. */
    get isAtHand() {
        return this.#hasPage;
    }

    /** Up to where every event was heard. */
    get position() {
        return { offset: this.#reached, epoch: this.#epoch };
    }

    /** How many messages of others the reader has not seen; a hundred for all that is more. */
    get unread() {
        return this.isSeen ? 0 : this.attention.unread;
    }

    /** How many of them the reader is called by. */
    get calls() {
        return this.isSeen ? 0 : this.attention.calls;
    }

    /** Whether the reader looks at it, and at the page. */
    get isLookedAt() {
        return this.#isLooking;
    }

    /** Whether the reader sees what comes, and does not want to come back to it. */
    get isSeen() {
        return this.#isLooking && !this.#isHeldBack;
    }

    /**
     * Takes note of what the server listed of the reader's attention.
     * @param {import('./channels.js').Summary | null} about
     * @param {number} askedAt when, in ms
     */
    attend(about, askedAt) {
        if (!about) return;
        this.#listed = about;
        if (this.attention.learn(about, askedAt)) this.#markMoved();
    }

    /**
     * The server tells how far the reader has read, or how they want the channel, as it was said elsewhere.
     * @param {any} told
     */
    hearOwn(told) {
        if (told.kind === 'preference') this.attention.adoptWish(told);
        else if (this.attention.adopt(told.offset)) this.#markMoved();
    }

    /** The reader has seen everything there is. */
    markRead() {
        this.#isHeldBack = false;
        this.newSince = Infinity;
        this.attention.count({ unread: 0, mentions: 0 });
        this.attention.moveTo(this.#reached);
        this.attention.settle();
        this.changed();
    }

    /** The reader wants to come back to this message and what follows. @param {number} offset */
    markUnread(offset) {
        this.#isHeldBack = true;
        this.newSince = offset - 1;
        this.attention.moveBackTo(offset - 1);
        this.#markMoved();
    }

    /** @param {import('./channels.js').Summary | null} about */
    describe(about) {
        if (!about || JSON.stringify(about) === JSON.stringify(this.about)) return;
        this.about = about;
        this.changed();
    }

    /** The reader wants to see it: from now on what was said is at hand. */
    open() {
        if (this.#isOpened) return;
        this.#isOpened = true;
        if (this.state === 'ready') this.state = 'loading';
        if (!this.#isJoining) this.#load();
    }

    /**
     * Shows what this browser has kept, as long as the server cannot be asked.
     * @param {import('./timeline.js').Message[]} messages
     */
    recall(messages) {
        if (this.#hasPage || !messages.length) return;
        this.isRecalled = true;
        this.timeline.recall(messages);
        this.changed();
    }

    /** @param {boolean} isLooking whether the reader sees what comes */
    look(isLooking) {
        if (isLooking && !this.#isLooking) this.#comeToLook();
        if (!isLooking) this.attention.settle();
        this.#isLooking = isLooking;
        this.#takeCensus();
        this.changed();
    }

    /**
     * Another tab has kept something.
     * @param {string} key
     * @param {string} value
     */
    noticeMark(key, value) {
        if (this.attention.notice(key, value)) this.#markMoved();
    }

    /**
     * Joins by a new session: resumes, or begins with the newest page.
     * @param {import('../wire/session.js').Session} session
     */
    async join(session) {
        this.leave();
        this.#session = session;
        this.attention.session = session;
        await this.#enter(session, () => session.ask(METHOD.subscribe, this.#subscription()));
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {() => Promise<any>} subscribe tells where we stand
     */
    async #enter(session, subscribe) {
        this.#isJoining = true;
        try {
            await this.#catchUp(session, await subscribe());
            if (session === this.#session) this.#joined(session);
        } catch (error) {
            if (session === this.#session) this.#notJoined(session, error);
        }
    }

    /** The session is over; what was heard stays. */
    leave() {
        clearInterval(this.#census);
        this.#session = null;
        this.attention.session = null;
        this.#isJoining = false;
        this.#early = [];
        this.#ahead = [];
        this.outbox.pause();
        this.typists.clear();
    }

    /** Says something. @param {string} text */
    post(text) {
        this.outbox.post(text);
        this.newSince = Infinity;
        this.#toldTyping = 0;
    }

    /** Tells the others that the reader is typing: now and then, and only while they can hear it. */
    tellTyping() {
        const now = Date.now();
        if (!this.#session || this.#isJoining || now - this.#toldTyping < TELL_AGAIN) return;
        this.#toldTyping = now;
        const call = { method: METHOD.typing, data: { channel: this.name } };
        this.#session.ask(METHOD.rpc, call).catch(() => {}); // it may be lost
    }

    /** @param {any} push */
    hear(push) {
        if (push.unsubscribe) this.#putOut(push.unsubscribe);
        else if (this.#isJoining) this.#early.push(push);
        else this.#take(push);
    }

    async loadOlder() {
        if (!this.#session || this.timeline.isWhole || this.older === 'loading') return;
        this.#meanwhile = [];
        this.#setOlder('loading');
        const { first } = this.timeline;
        try {
            const page = await this.#history({ reverse: true, since: { offset: first, epoch: this.#epoch }, limit: PAGE });
            if (first === this.timeline.first) this.#prepend(page);
            this.#setOlder('idle');
        } catch {
            this.#setOlder('failed');
        }
    }

    /** @param {{publications: import('./timeline.js').Publication[], isWhole: boolean}} page */
    #prepend({ publications, isWhole }) {
        this.timeline.prepend(publications, isWhole);
        for (const { data } of this.#meanwhile.splice(0)) this.timeline.change(data);
    }

    #subscription() {
        const resume = this.#hasPage ? { recover: true, epoch: this.#epoch, offset: this.#reached } : {};
        return { channel: this.name, ...resume };
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {any} reply
     */
    async #catchUp(session, reply) {
        if (!this.#isOpened) return this.#count(session, reply);
        if (this.#hasPage && reply.recovered) return this.#arrive(reply.publications ?? []);
        const page = await this.#history({ reverse: true, limit: PAGE });
        if (session !== this.#session) return;
        this.#epoch = reply.epoch;
        this.#reached = Math.max(reply.offset, ...page.publications.map((publication) => publication.offset));
        this.isRecalled = false;
        this.timeline.restart(page.publications, page.isWhole);
        for (const message of this.timeline.messages) this.#noticeOwn(message);
        this.#hasPage = true;
        this.#begin();
        if (!this.isSeen) await this.#recount(session);
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {any} reply
     */
    async #count(session, { epoch, offset }) {
        this.#epoch = epoch;
        this.#reached = offset;
        this.#begin();
        await this.#recount(session);
    }

    /** What the reader never looked at begins as seen, but for what somebody said to them alone. */
    #begin() {
        this.attention.noMoreThan(this.#reached);
        if (this.attention.mark < 0) this.attention.moveTo(this.about?.kind === 'direct' ? 0 : this.#reached);
    }

    /**
     * Counts what is behind the mark: nothing, or what the server has counted, unless something came since.
     * @param {import('../wire/session.js').Session} session
     */
    async #recount(session) {
        const { mark } = this.attention;
        const listed = this.#listed;
        if (mark >= this.#reached) return this.attention.count({ unread: 0, mentions: 0 });
        if (listed?.mark === mark && listed.offset === this.#reached) {
            return this.attention.count({ unread: listed.unread ?? 0, mentions: listed.mentions ?? 0 });
        }
        const { publications } = await this.#history({ reverse: true, limit: LONGEST_HISTORY });
        if (session !== this.#session || mark !== this.attention.mark) return;
        const news = publications.filter((publication) => publication.offset > mark && this.#isNews(publication));
        const mentions = news.filter(({ data }) => this.attention.isCalled(data.text ?? '')).length;
        this.attention.count({ unread: news.length, mentions });
    }

    /** The mark has moved otherwise than by what came. */
    #markMoved() {
        const session = this.#session;
        if (session && !this.#isJoining) this.#recount(session).catch(() => {}); // the next list counts again
        this.changed();
    }

    /** @param {import('./timeline.js').Publication} publication */
    #isNews({ data }) {
        return data?.kind === 'message' && !data.deleted && data.author.id !== this.reader.id;
    }

    /** @param {import('../wire/session.js').Session} session */
    #joined(session) {
        this.#isJoining = false;
        const isFirst = this.state !== 'ready';
        this.state = this.#isOpened && !this.#hasPage ? 'loading' : 'ready';
        this.refusal = null;
        this.older = 'idle';
        for (const push of this.#early.splice(0)) this.#take(push);
        if (isFirst && this.#isLooking) this.#comeToLook();
        this.outbox.settleHeard();
        this.outbox.resume((post) => this.#publish(session, post));
        this.#takeCensus();
        this.changed();
        if (this.state === 'loading') this.#load(); // it was opened meanwhile
    }

    /** Brings what was said to hand, of a channel that was only heard. */
    #load() {
        const session = this.#session;
        if (session) this.#enter(session, async () => ({ epoch: this.#epoch, offset: this.#reached }));
    }

    /** Looks who is here, now and then, while the reader looks too. */
    #takeCensus() {
        clearInterval(this.#census);
        const session = this.#session;
        if (!session || this.#isJoining || !this.#isLooking) return;
        this.#census = setInterval(() => this.#countPeople(session), CENSUS);
        this.#countPeople(session);
    }

    /** @param {{code: number, reason: string}} why the reader hears it no longer */
    #putOut({ code }) {
        this.leave();
        this.state = 'refused';
        this.refusal = new Refusal({ reason: code === CHANNEL_DELETED ? 'channel-deleted' : 'put-out' });
        this.changed();
    }

    /** What came while the reader looked elsewhere is new to them, until they look elsewhere again. */
    #comeToLook() {
        this.#isHeldBack = false;
        if (this.state !== 'ready') return;
        const { mark } = this.attention;
        const isNews = mark >= 0 && this.timeline.countAfter(mark, this.reader.id) > 0;
        this.newSince = isNews ? mark : Infinity;
        this.#markSeen();
    }

    #markSeen() {
        if (!this.#hasPage) return;
        this.attention.moveTo(this.#reached);
        this.attention.count({ unread: 0, mentions: 0 });
    }

    /**
     * The subscription itself may have been taken before something else was refused.
     * @param {import('../wire/session.js').Session} session
     */
    async #joinAgain(session) {
        if (session !== this.#session) return;
        await session.ask(METHOD.unsubscribe, { channel: this.name }).catch(() => null);
        if (session === this.#session) this.join(session);
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {unknown} error
     */
    #notJoined(session, error) {
        if (!(error instanceof Refusal)) return session.end(CLOSE.silence, 'no answer');
        if (error.temporary) return void setTimeout(() => this.#joinAgain(session), SOON);
        this.state = 'refused';
        this.refusal = error;
        this.changed();
    }

    /** @param {any} push */
    #take(push) {
        if (push.pub?.offset) this.#arrive([push.pub]);
        else if (push.pub?.data?.kind === TYPING) this.typists.notice(push.pub.data.author);
        if (push.join) this.people.join(push.join.info);
        if (push.leave) this.people.leave(push.leave.info);
    }

    /** @param {import('./timeline.js').Publication[]} publications in order */
    #arrive(publications) {
        for (const publication of publications) {
            if (publication.offset > this.#reached + 1) this.#ahead.push(publication);
            else if (publication.offset > this.#reached) this.#accept(publication);
        }
        if (this.#ahead.length && !this.#isFilling) this.#fillGap();
    }

    /** @param {import('./timeline.js').Publication} publication the next one */
    #accept(publication) {
        this.#reached = publication.offset;
        this.#learn(publication.data);
        if (this.#isNews(publication) && publication.offset > this.attention.mark) this.#hearNews(publication);
        if (!this.#isOpened) return this.#forgetNews(publication);
        if (this.older === 'loading') this.#meanwhile.push(publication);
        const message = this.timeline.append(publication);
        if (message) {
            this.people.notice(message.author);
            this.typists.forget(message.author.id);
            this.#noticeOwn(message);
        }
        this.outbox.settleHeard();
        if (this.isSeen) this.#markSeen();
        else if (!this.#isLooking) this.#slim();
        this.#forgetNews(publication);
    }

    /** @param {import('./timeline.js').Publication} publication of somebody else */
    #hearNews(publication) {
        this.onNews(publication);
        if (!this.isSeen) this.attention.hear(publication.data.text ?? '');
    }

    /** What was deleted is no news any more. @param {import('./timeline.js').Publication} publication */
    #forgetNews({ data }) {
        if (data?.kind === 'delete' && data.target > this.attention.mark && this.attention.unread > 0) this.#markMoved();
    }

    /** Of what nobody looks at not everything is kept; nor is it all told of at once. */
    #slim() {
        if (this.timeline.messages.length > UNSEEN) this.timeline.forgetOldest(UNSEEN_KEPT);
        this.changed();
    }

    /** @param {any} data of an event that changes what the channel is called, or the like */
    #learn({ kind, title, topic, archived }) {
        if (MEMBERSHIP.has(kind)) this.memberChanges++;
        if (!this.about) return;
        if (kind === 'title') this.describe({ ...this.about, title });
        if (kind === 'topic') this.describe({ ...this.about, topic });
        if (kind === 'archive') this.describe({ ...this.about, archived });
    }

    /** @param {import('./timeline.js').Message} message */
    #noticeOwn(message) {
        if (message.author.id === this.reader.id && message.clientId) this.outbox.settle(message.clientId);
    }

    /** Fetches what lies between what was heard and what came ahead of it. */
    async #fillGap() {
        const session = this.#session;
        this.#isFilling = true;
        try {
            while (session && session === this.#session && this.#ahead.length) await this.#fillSome(session);
        } catch {
            setTimeout(() => session === this.#session && this.#arrive([]), SOON);
        } finally {
            this.#isFilling = false;
        }
        if (session !== this.#session) this.#arrive([]);
    }

    /** @param {import('../wire/session.js').Session} session */
    async #fillSome(session) {
        const since = { offset: this.#reached, epoch: this.#epoch };
        const { publications } = await this.#history({ since, limit: LONGEST_HISTORY });
        if (session !== this.#session) return;
        const ahead = this.#ahead.splice(0);
        const next = publications.length ? publications : ahead;
        for (const publication of next) if (publication.offset > this.#reached) this.#accept(publication);
        this.#ahead = ahead.filter((publication) => publication.offset > this.#reached);
        while (this.#ahead[0]?.offset === this.#reached + 1) this.#accept(this.#ahead.splice(0, 1)[0]);
    }

    /**
     * @param {{since?: {offset: number, epoch: string}, reverse?: boolean, limit: number}} range
     * @returns {Promise<{publications: import('./timeline.js').Publication[], isWhole: boolean}>}
     */
    async #history(range) {
        const session = this.#session;
        if (!session) throw new Error('no session');
        const { publications = [], epoch } = await session.ask(METHOD.history, { channel: this.name, ...range });
        if (range.since && epoch !== range.since.epoch) session.end(CLOSE.silence, 'another epoch');
        return { publications, isWhole: publications.length < range.limit };
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {import('./outbox.js').Post} post
     * @returns {Promise<import('./outbox.js').Receipt>}
     */
    #publish(session, { text, clientId }) {
        return session.ask(METHOD.publish, { channel: this.name, data: { text, client_id: clientId } });
    }

    /** @param {import('../wire/session.js').Session} session */
    async #countPeople(session) {
        try {
            const { presence } = await session.ask(METHOD.presence, { channel: this.name });
            if (session === this.#session) this.people.replace(presence ?? {});
        } catch {
            // The next census comes in a minute.
        }
    }

    /** @param {'idle' | 'loading' | 'failed'} older */
    #setOlder(older) {
        this.older = older;
        this.changed();
    }
}
