// @ts-check
import { CLOSE, METHOD, REASON } from '../wire/constants.js';
import { NoAnswer, Refusal } from '../wire/refusal.js';
import { read } from './timeline.js';

const PAGE = 50; // messages loaded at once
const AROUND = 25; // messages on each side of one that is looked for

/**
 * @typedef {{limit: number, reverse?: boolean, thread?: number, since?: {offset: number, epoch: string}}} Range of history
 * @typedef {{publications: import('./timeline.js').Publication[], isWhole: boolean}} Page whether nothing follows it
 * @typedef {Page & {isAtEnd: boolean}} Stretch of a channel
 */

/**
 * The present session as one channel speaks by it: all questions are about that channel, and its offsets count in that epoch.
 *
 * Each of them fails with a `Refusal`, or `NoAnswer`; the latter at once where there is no session.
 */
export class ChannelSession {
    #name;

    /** @type {import('../wire/session.js').Session | null} */
    session = null;
    epoch = '';

    /** @param {string} name of the channel */
    constructor(name) {
        this.#name = name;
    }

    /**
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>} its result
     */
    async ask(method, params = {}) {
        if (!this.session) throw new NoAnswer(method);
        return this.session.ask(method, { channel: this.#name, ...params });
    }

    /**
     * Runs a command that only chats have.
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>} its result
     */
    async command(method, params = {}) {
        if (!this.session) throw new NoAnswer(method);
        return (await this.session.ask(METHOD.rpc, { method, data: { channel: this.#name, ...params } })).data;
    }

    /**
     * Runs a command after which something is as wanted, also where it was so before.
     * @param {string} method
     * @param {object} params
     */
    async change(method, params) {
        try {
            await this.command(method, params);
        } catch (error) {
            if (!(error instanceof Refusal && error.reason === REASON.nothingChanged)) throw error;
        }
    }

    /**
     * Reads what was said. In another epoch the offsets mean something else: then the session ends, and the next one begins anew.
     * @param {Range} range
     * @returns {Promise<Page>}
     */
    async history(range) {
        const { session } = this;
        const { publications = [], epoch } = await this.ask(METHOD.history, range);
        if (range.since && epoch !== range.since.epoch) session?.end(CLOSE.silence, 'another epoch');
        return { publications, isWhole: publications.length < range.limit };
    }

    /** @returns {Promise<Stretch>} the newest page */
    async newest() {
        return { ...(await this.history({ reverse: true, limit: PAGE })), isAtEnd: true };
    }

    /**
     * @param {number} offset
     * @returns {Promise<Stretch>} what was said there, before and after
     */
    async around(offset) {
        const [before, after] = await Promise.all([this.before(offset + 1, AROUND + 1), this.after(offset, AROUND)]);
        return { publications: [...before.publications, ...after.publications], isWhole: before.isWhole, isAtEnd: after.isWhole };
    }

    /**
     * @param {number} offset
     * @param {number} limit
     */
    before(offset, limit = PAGE) {
        return this.history({ reverse: true, since: this.at(offset), limit });
    }

    /**
     * @param {number} offset
     * @param {number} limit
     */
    after(offset, limit = PAGE) {
        return this.history({ since: this.at(offset), limit });
    }

    /**
     * @param {number} offset
     * @returns {Promise<import('./timeline.js').Message | null>} what was said there; null when it is gone
     */
    async message(offset) {
        const { publications } = await this.after(offset - 1, 1);
        return publications.flatMap(read)[0] ?? null;
    }

    /** @param {number} offset */
    at(offset) {
        return { offset, epoch: this.epoch };
    }
}
