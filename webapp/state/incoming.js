// @ts-check
import { LONGEST_HISTORY } from '../wire/constants.js';

const SOON = 2_000; // ms before asking again for what is missing

/** @typedef {import('./timeline.js').Publication} Publication an event of a channel */

/**
 * What the server tells of one channel, brought into order.
 *
 * *Order.* `reached` is the offset up to which every event was heard, none twice. An event beyond the next offset waits until the gap
 * before it was fetched. While the channel joins, everything is put aside: it may stand in the same frame as the reply that tells where
 * it belongs.
 */
export class Incoming {
    #session;
    /** @type {any[]} pushes that were put aside */
    #early = [];
    /** @type {Publication[]} beyond a gap */
    #ahead = [];
    #isFilling = false;

    reached = 0;
    /** Whether pushes are put aside. */
    isHeld = false;
    /** Called with each event, in order. */
    onEvent = (/** @type {Publication} */ publication) => {};
    /** Called with what is no event: who types, who came, who went. */
    onSign = (/** @type {any} */ push) => {};

    /** @param {import('./channel-session.js').ChannelSession} session */
    constructor(session) {
        this.#session = session;
    }

    /** Puts aside what comes from now on. */
    hold() {
        this.isHeld = true;
    }

    /** Hears what was put aside, and from now on what comes. */
    release() {
        this.isHeld = false;
        for (const push of this.#early.splice(0)) this.#take(push);
    }

    /** Lets go of what came and was not heard: the session is over. */
    clear() {
        this.isHeld = false;
        this.#early = [];
        this.#ahead = [];
    }

    /** @param {any} push */
    hear(push) {
        if (this.isHeld) this.#early.push(push);
        else this.#take(push);
    }

    /** @param {Publication[]} publications in order */
    arrive(publications) {
        for (const publication of publications) {
            if (publication.offset > this.reached + 1) this.#ahead.push(publication);
            else if (publication.offset > this.reached) this.#accept(publication);
        }
        if (this.#ahead.length && !this.#isFilling) this.#fillGap();
    }

    /** @param {any} push */
    #take(push) {
        if (push.pub?.offset) this.arrive([push.pub]);
        else this.onSign(push);
    }

    /** @param {Publication} publication the next one */
    #accept(publication) {
        this.reached = publication.offset;
        this.onEvent(publication);
    }

    /** Fetches what lies between what was heard and what came ahead of it. */
    async #fillGap() {
        const { session } = this.#session;
        this.#isFilling = true;
        try {
            while (session && session === this.#session.session && this.#ahead.length) await this.#fillSome(session);
        } catch {
            setTimeout(() => session === this.#session.session && this.arrive([]), SOON);
        } finally {
            this.#isFilling = false;
        }
        if (session !== this.#session.session) this.arrive([]);
    }

    /** @param {import('../wire/session.js').Session} session */
    async #fillSome(session) {
        const { publications } = await this.#session.after(this.reached, LONGEST_HISTORY);
        if (session !== this.#session.session) return;
        const ahead = this.#ahead.splice(0);
        const next = publications.length ? publications : ahead;
        for (const publication of next) if (publication.offset > this.reached) this.#accept(publication);
        this.#ahead = ahead.filter((publication) => publication.offset > this.reached);
        while (this.#ahead[0]?.offset === this.reached + 1) this.#accept(this.#ahead.splice(0, 1)[0]);
    }
}
