// @ts-check
import { CLOSE, LONGEST_HISTORY, METHOD, TYPING } from '../wire/constants.js';
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

/**
 * One channel as this reader has it: what was said, what is still to be sent, who is here.
 *
 * *Order.* `#reached` is the offset up to which every event was heard, none twice. A push beyond the next offset waits
 * until the gap before it was fetched. While we join, pushes are put aside: they may stand in the same frame as the reply
 * that tells where they belong.
 *
 * *Coming back.* A new session resumes at `#reached`. When the server cannot resume, everything at hand is replaced by the
 * newest page; unsent posts stay.
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

    timeline = new Timeline();
    people = new People();
    typists = new Typists();
    /** @type {'loading' | 'ready' | 'refused'} */
    state = 'loading';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of older messages stands */
    older = 'idle';
    /** @type {Refusal | null} */
    refusal = null;

    /**
     * @param {string} name
     * @param {import('../wire/http.js').Account} reader
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(name, reader, shelf) {
        super();
        this.name = name;
        this.reader = reader;
        this.outbox = new Outbox(shelf, `${reader.id}/${name}`);
        this.outbox.hasHeard = (offset) => offset <= this.#reached;
    }

    /**
     * Joins by a new session: resumes, or begins with the newest page.
     * @param {import('../wire/session.js').Session} session
     */
    async join(session) {
        this.leave();
        this.#session = session;
        this.#isJoining = true;
        try {
            await this.#catchUp(session, await session.ask(METHOD.subscribe, this.#subscription()));
            if (session === this.#session) this.#joined(session);
        } catch (error) {
            if (session === this.#session) this.#notJoined(session, error);
        }
    }

    /** The session is over; what was heard stays. */
    leave() {
        clearInterval(this.#census);
        this.#session = null;
        this.#early = [];
        this.#ahead = [];
        this.outbox.pause();
        this.typists.clear();
    }

    /** Says something. @param {string} text */
    post(text) {
        this.outbox.post(text);
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
        if (push.channel !== this.name) return;
        if (this.#isJoining) this.#early.push(push);
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
        const resume = this.#epoch ? { recover: true, epoch: this.#epoch, offset: this.#reached } : {};
        return { channel: this.name, ...resume };
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {any} reply
     */
    async #catchUp(session, reply) {
        if (this.#epoch && reply.recovered) return this.#arrive(reply.publications ?? []);
        const page = await this.#history({ reverse: true, limit: PAGE });
        if (session !== this.#session) return;
        this.#epoch = reply.epoch;
        this.#reached = Math.max(reply.offset, ...page.publications.map((publication) => publication.offset));
        this.timeline.restart(page.publications, page.isWhole);
        for (const message of this.timeline.messages) this.#noticeOwn(message);
    }

    /** @param {import('../wire/session.js').Session} session */
    #joined(session) {
        this.#isJoining = false;
        this.state = 'ready';
        this.refusal = null;
        this.older = 'idle';
        for (const push of this.#early.splice(0)) this.#take(push);
        this.outbox.settleHeard();
        this.outbox.resume((post) => this.#publish(session, post));
        this.#census = setInterval(() => this.#countPeople(session), CENSUS);
        this.#countPeople(session);
        this.changed();
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
        if (this.older === 'loading') this.#meanwhile.push(publication);
        const message = this.timeline.append(publication);
        if (message) {
            this.people.notice(message.author);
            this.typists.forget(message.author.id);
            this.#noticeOwn(message);
        }
        this.outbox.settleHeard();
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
