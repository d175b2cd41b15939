// @ts-check
import { CHANNEL_DELETED, CLOSE, METHOD, SUBSCRIBE_AGAIN, TYPING } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { Attention } from './attention.js';
import { Census } from './census.js';
import { ChannelSession } from './channel-session.js';
import { Incoming } from './incoming.js';
import { News } from './news.js';
import { Observable } from './observable.js';
import { Outbox } from './outbox.js';
import { OwnReactions } from './own-reactions.js';
import { People } from './people.js';
import { Roots } from './roots.js';
import { Talk } from './talk.js';
import { Thread } from './thread.js';
import { Typists } from './typists.js';

const TELL_AGAIN = 3_000; // ms between two signs that the reader is typing
const SOON = 2_000; // ms before asking again after a temporary refusal
const MEMBERSHIP = new Set(['join', 'leave', 'invite', 'remove', 'role', 'ban']);

/** @typedef {{session: import('../wire/session.js').Session}} Joining one attempt to join, by that session */

/**
 * One channel as this reader has it: `Incoming` brings what is heard into order, `Talk` is what was said, `News` what of it is new to
 * the reader, `Outbox` what is still to be sent, `People` who is here.
 *
 * *Coming back.* A new session resumes where the last one ended. When the server cannot resume, everything at hand is replaced by the
 * newest page; unsent posts stay.
 */
export class Channel extends Observable {
    #session;
    #incoming;
    #census;
    #ownReactions;
    #isOpened = false;
    /** @type {Joining | null} the one that counts: what another one brings, begun before it, comes too late */
    #joining = null;
    #toldTyping = 0; // when, in ms

    /** @type {Thread | null} that the reader has open */
    thread = null;
    people = new People();
    typists = new Typists();
    /** @type {'loading' | 'ready' | 'refused'} */
    state = 'loading';
    /** @type {Refusal | null} */
    refusal = null;
    /** @type {import('./channels.js').Summary | null} what the server told of it */
    about = null;
    /** How often we heard that its members have changed. */
    memberChanges = 0;

    /**
     * @param {string} name
     * @param {import('../wire/http.js').Account} reader
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(name, reader, shelf) {
        super();
        this.name = name;
        this.reader = reader;
        this.#session = new ChannelSession(name);
        this.#incoming = new Incoming(this.#session);
        this.#incoming.onEvent = (publication) => this.#accept(publication);
        this.#incoming.onSign = (push) => this.#notice(push);
        this.#census = new Census(this.#session, this.people);
        this.#ownReactions = new OwnReactions(this.#session, reader);
        this.talk = new Talk(this.#session);
        this.talk.onBrought = () => (this.#settleSaid(), this.#learnOwnReactions());
        this.talk.onEnd = () => this.news.noticeSeen();
        this.roots = new Roots((offset) => this.#session.message(offset));
        this.outbox = new Outbox(shelf, `${reader.id}/${name}`);
        this.outbox.hasHeard = (offset) => offset <= this.#incoming.reached;
        this.attention = new Attention(shelf, reader, name);
        this.news = new News({ attention: this.attention, session: this.#session, incoming: this.#incoming, talk: this.talk, reader });
        for (const part of [this.talk, this.attention, this.news]) part.watch(() => this.changed());
    }

    /** Whether what is said in it reaches us. */
    get isHeard() {
        return this.#session.session !== null;
    }

    /** Up to where every event was heard. */
    get position() {
        return this.#session.at(this.#incoming.reached);
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
        if (!this.#incoming.isHeld) this.#load();
    }

    /** @param {boolean} isLooking whether the reader sees what comes */
    look(isLooking) {
        this.news.look(isLooking, this.state === 'ready');
        this.#takeCensus();
        this.changed();
    }

    /**
     * Joins by a new session: resumes, or begins with the newest page.
     * @param {import('../wire/session.js').Session} session
     */
    async join(session) {
        this.leave();
        this.attention.session = this.#session.session = session;
        await this.#enter(session, () => this.#session.ask(METHOD.subscribe, this.#resumption()));
    }

    /** The session is over; what was heard stays. */
    leave() {
        this.attention.session = this.#session.session = this.#joining = null;
        this.#census.end();
        this.#incoming.clear();
        this.outbox.pause();
        this.typists.clear();
    }

    /** @param {any} push */
    hear(push) {
        if (push.unsubscribe) this.#cutOff(push.unsubscribe);
        else this.#incoming.hear(push);
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
        this.news.newSince = Infinity;
        this.talk.toNewest();
    }

    /**
     * Says anew what the reader has said. Fails with a `Refusal`, or `NoAnswer`.
     * @param {number} offset
     * @param {string} text
     */
    async edit(offset, text) {
        await this.#session.change(METHOD.editMessage, { offset, text });
    }

    /** Takes back what was said. Fails as `edit` does. @param {number} offset */
    async delete(offset) {
        await this.#session.change(METHOD.deleteMessage, { offset });
    }

    /**
     * Reacts to a message, or takes that back. Fails as `edit` does.
     * @param {number} offset
     * @param {string} reaction
     * @param {boolean} isAdded
     */
    async react(offset, reaction, isAdded) {
        await this.#session.change(isAdded ? METHOD.addReaction : METHOD.removeReaction, { offset, reaction });
    }

    /**
     * @param {number} offset
     * @returns {Promise<{reaction: string, count: number, people: import('../wire/http.js').Account[]}[]>} who reacted to a message
     */
    async reactions(offset) {
        return (await this.#session.command(METHOD.listReactions, { offset })).reactions;
    }

    /** Opens the thread of a message. @param {number} offset */
    openThread(offset) {
        if (this.thread?.offset === offset) return;
        this.thread = new Thread(offset, this.#session);
        this.thread.onBrought = () => this.#learnOwnReactionsAnew();
        if (!this.#incoming.isHeld) this.thread.load();
        this.changed();
    }

    closeThread() {
        this.thread = null;
        this.changed();
    }

    /** Tells the others that the reader is typing: now and then, and only while they can hear it. */
    tellTyping() {
        const now = Date.now();
        if (!this.isHeard || this.#incoming.isHeld || now - this.#toldTyping < TELL_AGAIN) return;
        this.#toldTyping = now;
        this.#session.command(METHOD.typing).catch(() => {}); // it may be lost
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {() => Promise<any>} subscribe tells where we stand
     */
    async #enter(session, subscribe) {
        const joining = (this.#joining = { session });
        this.#incoming.hold();
        try {
            const reply = await subscribe();
            if (joining === this.#joining) await this.#catchUp(joining, reply);
            if (joining === this.#joining) this.#joined();
        } catch (error) {
            if (joining === this.#joining) this.#notJoined(joining, error);
        }
    }

    /** Brings what was said to hand, of a channel that was only heard. */
    #load() {
        const { session } = this.#session;
        if (session) this.#enter(session, async () => this.position);
    }

    #resumption() {
        return this.talk.isAtHand ? { recover: true, ...this.position } : {};
    }

    /**
     * @param {Joining} joining
     * @param {any} reply
     */
    async #catchUp(joining, reply) {
        if (this.talk.isAtHand && reply.recovered) return this.#incoming.arrive(reply.publications ?? []);
        this.#session.epoch = reply.epoch;
        if (this.#isOpened) await this.#begin(joining, reply.offset);
        else this.#incoming.reached = reply.offset;
        if (joining === this.#joining) await this.news.begin(this.about?.kind === 'direct');
    }

    /**
     * @param {Joining} joining
     * @param {number} head
     */
    async #begin(joining, head) {
        if (this.talk.isAtHand) this.talk.sought = null; // offsets may mean something else now
        const stretch = await this.talk.beginning();
        if (joining !== this.#joining) return;
        const offsets = stretch.isAtEnd ? stretch.publications.map(({ offset }) => offset) : [];
        this.#incoming.reached = Math.max(head, ...offsets);
        this.talk.restart(stretch);
        this.#settleSaid();
        this.thread?.expire();
    }

    #joined() {
        const isFirst = this.state !== 'ready';
        this.state = this.#isOpened && !this.talk.isAtHand ? 'loading' : 'ready';
        this.refusal = null;
        this.talk.resume();
        if (this.thread && !this.thread.isAtHand) this.thread.load();
        this.#incoming.release();
        this.#learnOwnReactions();
        if (isFirst && this.news.isLooking) this.news.comeToLook();
        this.outbox.settleHeard();
        this.outbox.resume((post) => this.#publish(post));
        this.#takeCensus();
        this.changed();
        if (this.state === 'loading') this.#load(); // it was opened meanwhile
    }

    /**
     * @param {Joining} joining
     * @param {unknown} error
     */
    #notJoined(joining, error) {
        if (!(error instanceof Refusal)) return joining.session.end(CLOSE.silence, 'no answer');
        if (error.temporary) return void setTimeout(() => this.#joinAgain(joining), SOON);
        this.state = 'refused';
        this.refusal = error;
        this.changed();
    }

    /**
     * The subscription itself may have been taken before something else was refused.
     * @param {Joining} joining
     */
    async #joinAgain(joining) {
        if (joining !== this.#joining) return;
        await this.#session.ask(METHOD.unsubscribe).catch(() => null);
        if (joining === this.#joining) this.join(joining.session);
    }

    /** @param {{code: number, reason: string}} why the reader hears it no longer, or not from where they were */
    #cutOff(why) {
        const { session } = this.#session;
        if (why.code >= SUBSCRIBE_AGAIN && session) this.join(session);
        else this.#putOut(why);
    }

    /** @param {{code: number, reason: string}} why */
    #putOut({ code }) {
        this.leave();
        this.state = 'refused';
        this.refusal = new Refusal({ reason: code === CHANNEL_DELETED ? 'channel-deleted' : 'put-out' });
        this.changed();
    }

    /** Looks who is here, while the reader looks too. */
    #takeCensus() {
        if (this.isHeard && !this.#incoming.isHeld && this.news.isLooking) this.#census.begin();
        else this.#census.end();
    }

    /** @param {any} push that is no event */
    #notice(push) {
        if (push.pub?.data?.kind === TYPING) this.typists.notice(push.pub.data.author);
        if (push.join) this.people.join(push.join.info);
        if (push.leave) this.people.leave(push.leave.info);
    }

    /** @param {import('./timeline.js').Publication} publication the next one */
    #accept(publication) {
        this.#learn(publication.data);
        this.news.hear(publication);
        if (this.#isOpened) this.#show(publication);
        this.news.forget(publication);
    }

    /** @param {import('./timeline.js').Publication} publication */
    #show(publication) {
        this.thread?.hear(publication);
        this.roots.forget(publication.data.target ?? publication.data.thread);
        const message = this.talk.hear(publication, this.news.isNews(publication));
        if (message) this.#noticeSaid(message);
        this.outbox.settleHeard();
        if (this.news.isLooking) this.news.noticeSeen();
        else this.talk.slim();
    }

    /** @param {import('./timeline.js').Message} message */
    #noticeSaid(message) {
        this.people.notice(message.author);
        this.typists.forget(message.author.id);
        this.#noticeOwn(message);
    }

    /** @param {import('./timeline.js').Message} message */
    #noticeOwn({ author, clientId }) {
        if (author.id === this.reader.id && clientId) this.outbox.settle(clientId);
    }

    /** @param {any} data of an event that changes what the channel is called, or the like */
    #learn({ kind, title, topic, archived, seconds }) {
        if (MEMBERSHIP.has(kind)) this.memberChanges++;
        if (!this.about) return;
        if (kind === 'title') this.describe({ ...this.about, title });
        if (kind === 'topic') this.describe({ ...this.about, topic });
        if (kind === 'archive') this.describe({ ...this.about, archived });
        if (kind === 'slow') this.describe({ ...this.about, slow: seconds });
    }

    /** Messages came to hand that were not heard one by one. */
    #settleSaid() {
        for (const message of this.talk.timeline.messages) this.#noticeOwn(message);
    }

    /** What came to hand once more does not show what was learnt of it before. */
    #learnOwnReactionsAnew() {
        this.#ownReactions.forget();
        this.#learnOwnReactions();
    }

    #learnOwnReactions() {
        const { root, replies } = this.thread ?? {};
        const messages = [...this.talk.timeline.messages, ...(root ? [root] : []), ...(replies?.messages ?? [])];
        this.#ownReactions.learn(messages, (offset, reaction) => {
            this.talk.timeline.claim(offset, reaction, this.reader.id);
            this.thread?.claim(offset, reaction, this.reader.id);
        });
    }

    /**
     * @param {import('./outbox.js').Post} post
     * @returns {Promise<import('./outbox.js').Receipt>}
     */
    #publish({ text, clientId, thread, files }) {
        const more = { ...(thread ? { thread } : {}), ...(files?.length ? { files: files.map(({ id }) => id) } : {}) };
        return this.#session.ask(METHOD.publish, { data: { text, client_id: clientId, ...more } });
    }
}
