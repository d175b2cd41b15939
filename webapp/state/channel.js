// @ts-check
import { CHANNEL_DELETED, CLOSE, LONGEST_HISTORY, METHOD, REASON, SUBSCRIBE_AGAIN, TYPING } from '../wire/constants.js';
import { NoAnswer, Refusal } from '../wire/refusal.js';
import { Attention } from './attention.js';
import { Observable } from './observable.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Roots } from './roots.js';
import { Thread } from './thread.js';
import { read, Timeline } from './timeline.js';
import { Typists } from './typists.js';

const PAGE = 50; // messages loaded at once
const AROUND = 25; // messages on each side of one that is looked for
const MOST_LOADED = 10_000; // messages at hand, when the reader goes far
const CENSUS = 60_000; // ms between looks at who is here, as joins and leaves may be lost
const TELL_AGAIN = 3_000; // ms between two signs that the reader is typing
const SOON = 2_000; // ms before asking again after a temporary refusal
const UNSEEN = 500; // messages of a channel that nobody looks at, from which on the oldest are let go
const UNSEEN_KEPT = 300;
const MEMBERSHIP = new Set(['join', 'leave', 'invite', 'remove', 'role', 'ban']);

/** @typedef {import('./thread.js').Page & {isAtEnd: boolean}} Stretch */

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
 * *The past.* Who follows a link into the past has a stretch there that does not reach the newest message. What is heard meanwhile is
 * only counted, until the reader has come to the end, or goes there at once.
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
    /** @type {Set<import('./timeline.js').Publication[]>} what is heard while messages are on their way, which may not show it yet */
    #meanwhile = new Set();
    /** @type {number | undefined} */
    #census;
    #toldTyping = 0; // when, in ms
    /** @type {import('./channels.js').Summary | null} with what the server counted behind the mark */
    #listed = null;
    #counted = 0; // messages that came since the reader is in the past
    #isOpened = false;
    #hasPage = false; // whether what was said is at hand
    #isLooking = false;
    /** @type {Set<number>} messages for which the server was asked whether a reaction is the reader's */
    #asked = new Set();
    #isHeldBack = false; // whether the reader wants to come back to what they see: it stays unread

    timeline = new Timeline();
    roots = new Roots((offset) => this.#message(offset));
    /** @type {Thread | null} that the reader has open */
    thread = null;
    /** @type {{offset: number} | null} the message that the reader looks for; another object each time */
    sought = null;
    people = new People();
    typists = new Typists();
    /** @type {'loading' | 'ready' | 'refused'} */
    state = 'loading';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of older messages stands */
    older = 'idle';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of newer messages stands */
    newer = 'idle';
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

    /** How many messages of others came since the reader is in the past. */
    get behind() {
        return this.#counted;
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
        if (!isLooking) this.#lookAway();
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

    /**
     * Says something.
     * @param {string} text
     * @param {{thread?: number, files?: import('./timeline.js').Attachment[]}} more the offset of the message that it answers; files that it carries
     */
    post(text, { thread = 0, files = [] } = {}) {
        this.outbox.post(text, { thread, files });
        this.#toldTyping = 0;
        if (thread) return;
        this.newSince = Infinity;
        this.toNewest();
    }

    /**
     * Says anew what the reader has said. Fails with a `Refusal`, or `NoAnswer`.
     * @param {number} offset
     * @param {string} text
     */
    async edit(offset, text) {
        await this.#change(METHOD.editMessage, { offset, text });
    }

    /** Takes back what was said. Fails as `edit` does. @param {number} offset */
    async delete(offset) {
        await this.#change(METHOD.deleteMessage, { offset });
    }

    /**
     * Reacts to a message, or takes that back. Fails as `edit` does.
     * @param {number} offset
     * @param {string} reaction
     * @param {boolean} isAdded
     */
    async react(offset, reaction, isAdded) {
        await this.#change(isAdded ? METHOD.addReaction : METHOD.removeReaction, { offset, reaction });
    }

    /**
     * @param {number} offset
     * @returns {Promise<{reaction: string, count: number, people: import('../wire/http.js').Account[]}[]>} who reacted to a message
     */
    async reactions(offset) {
        return (await this.#rpc(METHOD.listReactions, { offset })).reactions;
    }

    /** Opens the thread of a message. @param {number} offset */
    openThread(offset) {
        if (this.thread?.offset === offset) return;
        this.thread = new Thread(offset, (range) => this.#readThread(range));
        this.thread.onBrought = () => this.#learnOwnReactionsAnew();
        if (!this.#isJoining) this.thread.load();
        this.changed();
    }

    closeThread() {
        this.thread = null;
        this.changed();
    }

    /** Goes to a message, wherever it is. @param {number} offset */
    show(offset) {
        this.sought = { offset };
        if (this.#hasPage && !this.timeline.covers(offset)) this.#goTo(() => this.#around(offset));
        this.changed();
    }

    /** Goes to the newest message. */
    toNewest() {
        this.sought = null;
        if (this.#hasPage && !this.timeline.isAtEnd) this.#goTo(() => this.#newest());
        this.changed();
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
        if (push.unsubscribe) this.#cutOff(push.unsubscribe);
        else if (this.#isJoining) this.#early.push(push);
        else this.#take(push);
    }

    async loadOlder() {
        if (!this.#session || this.timeline.isWhole || this.older === 'loading') return;
        this.#setOlder('loading');
        const { first } = this.timeline;
        try {
            await this.#bring(() => this.#before(first, PAGE), ({ publications, isWhole }) => {
                if (first === this.timeline.first) this.timeline.prepend(publications, isWhole);
            });
            this.timeline.forgetNewest(MOST_LOADED);
            this.#setOlder('idle');
        } catch {
            this.#setOlder('failed');
        }
    }

    async loadNewer() {
        if (!this.#session || this.timeline.isAtEnd || this.newer === 'loading') return;
        this.#setNewer('loading');
        const { last } = this.timeline;
        try {
            await this.#bring(() => this.#after(last, PAGE), ({ publications, isWhole }) => {
                if (last === this.timeline.last) this.timeline.extend(publications, isWhole);
            });
            this.timeline.forgetOldest(MOST_LOADED);
            this.#setNewer('idle');
        } catch {
            this.#setNewer('failed');
        }
        this.#noticeEnd();
    }

    /** Replaces what is at hand. @param {() => Promise<Stretch>} read */
    async #goTo(read) {
        const { sought } = this;
        this.#setNewer('loading');
        try {
            await this.#bring(read, (stretch) => sought === this.sought && this.#begin(stretch));
            this.#setNewer('idle');
        } catch {
            this.#setNewer('failed');
        }
        this.#noticeEnd();
    }

    /**
     * Reads something, and does to it what was heard meanwhile.
     * @template T
     * @param {() => Promise<T>} read
     * @param {(found: T) => void} take
     */
    async #bring(read, take) {
        /** @type {import('./timeline.js').Publication[]} */
        const heard = [];
        this.#meanwhile.add(heard);
        try {
            take(await read());
            for (const publication of heard) this.timeline.append(publication);
        } finally {
            this.#meanwhile.delete(heard);
        }
        this.#learnOwnReactions();
    }

    /** @param {Stretch} stretch */
    #begin({ publications, isWhole, isAtEnd }) {
        this.timeline.restart(publications, isWhole, isAtEnd);
        this.older = 'idle';
        for (const message of this.timeline.messages) this.#noticeOwn(message);
    }

    /** Who has come to the end has seen what was only counted. */
    #noticeEnd() {
        if (!this.timeline.isAtEnd) return;
        this.#counted = 0;
        if (this.#isLooking) this.#markSeen();
        this.changed();
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
        if (this.#hasPage) this.sought = null; // offsets may mean something else now
        this.#epoch = reply.epoch;
        const stretch = this.sought ? await this.#around(this.sought.offset) : await this.#newest();
        if (session !== this.#session) return;
        const offsets = stretch.isAtEnd ? stretch.publications.map((publication) => publication.offset) : [];
        this.#reached = Math.max(reply.offset, ...offsets);
        this.isRecalled = false;
        this.#begin(stretch);
        this.#counted = 0;
        this.#hasPage = true;
        this.thread?.load();
        this.#beginMark();
        if (!this.isSeen) await this.#recount(session);
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {any} reply
     */
    async #count(session, { epoch, offset }) {
        this.#epoch = epoch;
        this.#reached = offset;
        this.#beginMark();
        await this.#recount(session);
    }

    /** What the reader never looked at begins as seen, but for what somebody said to them alone. */
    #beginMark() {
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
        this.older = this.newer = 'idle';
        if (this.thread?.state === 'failed') this.thread.load();
        for (const push of this.#early.splice(0)) this.#take(push);
        this.#learnOwnReactions();
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

    /** @param {{code: number, reason: string}} why the reader hears it no longer, or not from where they were */
    #cutOff(why) {
        if (why.code >= SUBSCRIBE_AGAIN && this.#session) this.join(this.#session);
        else this.#putOut(why);
    }

    /** @param {{code: number, reason: string}} why */
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

    /** Who is in the past has not seen the newest. */
    #lookAway() {
        this.attention.settle();
        if (this.#isLooking && !this.timeline.isAtEnd) this.#markMoved();
    }

    #markSeen() {
        if (!this.#hasPage || this.#isHeldBack || !this.timeline.isAtEnd) return;
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
        for (const heard of this.#meanwhile) heard.push(publication);
        this.thread?.hear(publication);
        this.roots.forget(publication.data.target ?? publication.data.thread);
        if (this.timeline.isAtEnd && this.timeline.messages.length >= MOST_LOADED) this.timeline.isAtEnd = false; // the reader is far above
        if (!this.timeline.isAtEnd) this.#noticeNews(publication);
        const message = this.timeline.append(publication);
        if (message) {
            this.people.notice(message.author);
            this.typists.forget(message.author.id);
            this.#noticeOwn(message);
        }
        this.outbox.settleHeard();
        if (this.#isLooking) this.#markSeen();
        else this.#slim();
        this.#forgetNews(publication);
    }

    /** @param {import('./timeline.js').Publication} publication of somebody else */
    #hearNews(publication) {
        this.onNews(publication);
        if (!this.isSeen || !this.timeline.isAtEnd) this.attention.hear(publication.data.text ?? '');
    }

    /** What was deleted is no news any more. @param {import('./timeline.js').Publication} publication */
    #forgetNews({ data }) {
        if (data?.kind === 'delete' && data.target > this.attention.mark && this.attention.unread > 0) this.#markMoved();
    }

    /** @param {import('./timeline.js').Publication} publication that is not at hand */
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

    /** What came to hand once more does not show what was learnt of it before. */
    #learnOwnReactionsAnew() {
        this.#asked.clear();
        this.#learnOwnReactions();
    }

    /** Of reactions that many people have, the server names some. Asks whether the reader is one of the others. */
    async #learnOwnReactions() {
        const isUnclear = (/** @type {import('./timeline.js').Tally} */ { count, accounts }) => count > accounts.length && !accounts.includes(this.reader.id);
        const { root, replies } = this.thread ?? {};
        const all = [...this.timeline.messages, ...(root ? [root] : []), ...(replies?.messages ?? [])];
        const unclear = new Set(all.filter(({ reactions }) => reactions.some(isUnclear)).map(({ offset }) => offset));
        const offsets = [...unclear].filter((offset) => !this.#asked.has(offset)).slice(-LONGEST_HISTORY);
        if (!offsets.length) return;
        for (const offset of offsets) this.#asked.add(offset);
        const { reactions } = await this.#rpc(METHOD.listOwnReactions, { offsets }).catch(() => ({ reactions: [] }));
        for (const { offset, reaction } of reactions) {
            this.timeline.claim(offset, reaction, this.reader.id);
            this.thread?.claim(offset, reaction, this.reader.id);
        }
    }

    /** @param {number} offset */
    async #message(offset) {
        const { publications } = await this.#after(offset - 1, 1);
        return publications.flatMap(read)[0] ?? null;
    }

    /** @returns {Promise<Stretch>} */
    async #newest() {
        return { ...(await this.#history({ reverse: true, limit: PAGE })), isAtEnd: true };
    }

    /**
     * @param {number} offset
     * @returns {Promise<Stretch>} what was said there, before and after
     */
    async #around(offset) {
        const [before, after] = await Promise.all([this.#before(offset + 1, AROUND + 1), this.#after(offset, AROUND)]);
        return { publications: [...before.publications, ...after.publications], isWhole: before.isWhole, isAtEnd: after.isWhole };
    }

    /**
     * @param {number} offset
     * @param {number} limit
     */
    #before(offset, limit) {
        return this.#history({ reverse: true, since: { offset, epoch: this.#epoch }, limit });
    }

    /**
     * @param {number} offset
     * @param {number} limit
     */
    #after(offset, limit) {
        return this.#history({ since: { offset, epoch: this.#epoch }, limit });
    }

    /** @param {import('./thread.js').Range} range */
    #readThread({ before, after, ...range }) {
        const offset = before ?? after;
        return this.#history({ ...range, ...(offset === undefined ? {} : { since: { offset, epoch: this.#epoch } }) });
    }

    /**
     * @param {string} method
     * @param {object} params
     */
    async #change(method, params) {
        try {
            await this.#rpc(method, params);
        } catch (error) {
            if (!(error instanceof Refusal && error.reason === REASON.nothingChanged)) throw error;
        }
    }

    /**
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>}
     */
    async #rpc(method, params) {
        if (!this.#session) throw new NoAnswer(method);
        return (await this.#session.ask(METHOD.rpc, { method, data: { channel: this.name, ...params } })).data;
    }

    /**
     * @param {{since?: {offset: number, epoch: string}, reverse?: boolean, thread?: number, limit: number}} range
     * @returns {Promise<import('./thread.js').Page>}
     */
    async #history(range) {
        const session = this.#session;
        if (!session) throw new NoAnswer(METHOD.history);
        const { publications = [], epoch } = await session.ask(METHOD.history, { channel: this.name, ...range });
        if (range.since && epoch !== range.since.epoch) session.end(CLOSE.silence, 'another epoch');
        return { publications, isWhole: publications.length < range.limit };
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {import('./outbox.js').Post} post
     * @returns {Promise<import('./outbox.js').Receipt>}
     */
    #publish(session, { text, clientId, thread, files }) {
        const more = { ...(thread ? { thread } : {}), ...(files?.length ? { files: files.map(({ id }) => id) } : {}) };
        return session.ask(METHOD.publish, { channel: this.name, data: { text, client_id: clientId, ...more } });
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

    /** @param {Channel['older']} older */
    #setOlder(older) {
        this.older = older;
        this.changed();
    }

    /** @param {Channel['newer']} newer */
    #setNewer(newer) {
        this.newer = newer;
        this.changed();
    }
}
