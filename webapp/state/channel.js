// @ts-check
import { CHANNEL_DELETED, CLOSE, LONGEST_HISTORY, METHOD, TYPING } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
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
const MARK_AGAIN = 500; // ms between two writings of how far the reader has read

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
 * reader's mark are only counted. The mark is kept by this browser, for all its tabs.
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
    #shelf;
    #mark = -1; // the offset up to which the reader has seen everything; -1 when they never looked
    #counted = 0; // messages behind the mark, while nothing is at hand
    #isOpened = false;
    #hasPage = false; // whether what was said is at hand
    #isLooking = false;
    /** @type {number | undefined} */
    #marking;

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

    /**
     * @param {string} name
     * @param {import('../wire/http.js').Account} reader
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(name, reader, shelf) {
        super();
        this.name = name;
        this.reader = reader;
        this.#shelf = shelf;
        this.#mark = Number(shelf.get(this.#markKey) ?? -1);
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
        if (this.#isLooking) return 0;
        return this.#isOpened ? this.timeline.countAfter(this.#mark, this.reader.id) : this.#counted;
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
        if (!isLooking) this.#keepMark();
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
        if (key !== this.#markKey || !(Number(value) > this.#mark)) return;
        this.#mark = Number(value);
        if (this.#mark >= this.#reached) this.#counted = 0;
        this.changed();
    }

    /**
     * Joins by a new session: resumes, or begins with the newest page.
     * @param {import('../wire/session.js').Session} session
     */
    async join(session) {
        this.leave();
        this.#session = session;
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
    }

    /**
     * Counts what the reader has not seen of a channel that they never opened. What they never looked at at all begins as seen,
     * but for what somebody said to them alone.
     * @param {import('../wire/session.js').Session} session
     * @param {any} reply
     */
    async #count(session, { epoch, offset }) {
        this.#epoch = epoch;
        this.#reached = offset;
        this.#counted = 0;
        if (this.#mark < 0) this.#setMark(this.about?.kind === 'direct' ? 0 : offset);
        if (this.#mark >= offset) return;
        const { publications } = await this.#history({ since: { offset: this.#mark, epoch }, limit: LONGEST_HISTORY });
        if (session === this.#session) this.#counted = publications.filter((publication) => this.#isNews(publication)).length;
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
        else if (this.#mark < 0 && this.#hasPage) this.#markSeen();
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
        if (this.state !== 'ready') return;
        const isNews = this.#mark >= 0 && this.timeline.countAfter(this.#mark, this.reader.id) > 0;
        this.newSince = isNews ? this.#mark : Infinity;
        this.#markSeen();
    }

    #markSeen() {
        const newest = this.timeline.newest?.offset ?? 0;
        if (newest > this.#mark) this.#setMark(newest);
    }

    /** @param {number} offset */
    #setMark(offset) {
        this.#mark = offset;
        if (this.#marking) return;
        this.#keepMark();
        this.#marking = setTimeout(() => this.#keepMark(), MARK_AGAIN);
    }

    /** At once when it is the first for a while, or the reader leaves; so that not every message of many is written. */
    #keepMark() {
        clearTimeout(this.#marking);
        this.#marking = undefined;
        if (this.#mark >= 0 && this.#shelf.get(this.#markKey) !== String(this.#mark)) this.#shelf.set(this.#markKey, String(this.#mark));
    }

    get #markKey() {
        return `mark/${this.reader.id}/${this.name}`;
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
        if (!this.#isOpened) return this.#noticeNews(publication);
        if (this.older === 'loading') this.#meanwhile.push(publication);
        const message = this.timeline.append(publication);
        if (message) {
            this.people.notice(message.author);
            this.typists.forget(message.author.id);
            this.#noticeOwn(message);
        }
        this.outbox.settleHeard();
        if (this.#isLooking) this.#markSeen();
        else this.#slim();
    }

    /** @param {import('./timeline.js').Publication} publication of a channel that was never opened */
    #noticeNews(publication) {
        if (!this.#isNews(publication)) return;
        this.#counted++;
        this.changed();
    }

    /** Of what nobody looks at not everything is kept; nor is it all told of at once. */
    #slim() {
        if (this.timeline.messages.length > UNSEEN) this.timeline.forgetOldest(UNSEEN_KEPT);
        this.changed();
    }

    /** @param {any} data of an event that changes what the channel is called, or the like */
    #learn({ kind, title, topic, archived }) {
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
