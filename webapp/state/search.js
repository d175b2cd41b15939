// @ts-check
import { METHOD, REASON } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { Observable } from './observable.js';

const SOON = 180; // ms without typing before the server is asked
const AGAIN = 1_000; // ms before it is asked again for what was not in its index, or when we asked too often
const PAGE = 30;
const LONGEST = 300; // characters typed; the filters have room beside them

/**
 * @typedef {{key: string, channel: string, offset: number, time: number, author: import('../wire/http.js').Account, text: string, hasFile: boolean}} Hit
 * @typedef {{channel: string, from: string, after: string, before: string, has: string}} Filters `channel` by its name, days as `2026-01-31`
 */

/** @type {Filters} */
const NO_FILTERS = Object.freeze({ channel: '', from: '', after: '', before: '', has: '' });

/** What the reader looks for in all that was said, and what was found of it so far. */
export class Search extends Observable {
    #http;
    #asked = 0;
    #cursor = '';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;

    text = '';
    filters = NO_FILTERS;
    /**
     * - `idle`: nothing is looked for
     * - `searching`: there is no answer yet to what is looked for now
     * - `found`: or not: see `hits` and `problem`
     * - `failed`: the server does not answer, or refuses
     * @type {'idle' | 'searching' | 'found' | 'failed'}
     */
    phase = 'idle';
    /** @type {Hit[]} the newest first */
    hits = [];
    /** @type {string[]} the words and phrases that the server understood */
    words = [];
    /** @type {{reason: string, about: string} | null} why nothing can be found */
    problem = null;
    /** Whether the server had everything in its index. */
    isIndexed = true;

    /** @param {import('../wire/http.js').Http} http */
    constructor(http) {
        super();
        this.#http = http;
    }

    get hasMore() {
        return this.#cursor !== '';
    }

    get hasFilters() {
        return Object.values(this.filters).some((value) => value);
    }

    /** @param {string} text as it is being typed */
    type(text) {
        this.text = text.slice(0, LONGEST);
        this.#askIn(SOON);
    }

    /** @param {Partial<Filters>} filters those that are other than before */
    narrow(filters) {
        this.filters = { ...this.filters, ...filters };
        this.#askIn(0);
    }

    /** Looks for the next page. */
    async more() {
        if (!this.hasMore || this.phase !== 'found') return;
        await this.#ask(this.#cursor);
    }

    /** @param {number} delay in milliseconds */
    #askIn(delay) {
        this.#asked++; // what is on its way is no answer any more
        clearTimeout(this.#timer);
        if (!this.text.trim() && !this.hasFilters) return this.#become('idle');
        this.#timer = setTimeout(() => this.#ask(''), delay);
        this.#become('searching');
    }

    /** @param {string} cursor of the page before, or '' */
    async #ask(cursor) {
        const number = ++this.#asked;
        this.#become('searching');
        try {
            const found = await this.#http.command(METHOD.search, { ...this.#params(), ...(cursor ? { cursor } : {}) });
            if (number === this.#asked) this.#take(found, cursor !== '');
        } catch (error) {
            if (number === this.#asked) this.#missed(error);
        }
    }

    #params() {
        const { channel, from, after, before, has } = this.filters;
        const named = { from: from && `"${from.replaceAll('"', '')}"`, after, before, has };
        const filters = Object.entries(named).filter(([, value]) => value).map(([name, value]) => `${name}:${value} `);
        const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
        const zone = timeZone?.includes('/') ? { zone: timeZone } : {};
        return { text: filters.join('') + this.text, limit: PAGE, ...zone, ...(channel ? { channel } : {}) };
    }

    /**
     * @param {any} found
     * @param {boolean} isMore whether it goes on where the page before ended
     */
    #take({ results, cursor = '', words, problem = null, indexed }, isMore) {
        const hits = results.map(hit);
        this.hits = isMore ? [...this.hits, ...hits] : hits;
        this.words = words;
        this.problem = problem;
        this.isIndexed = indexed;
        this.#cursor = cursor;
        if (!indexed && !isMore) this.#timer = setTimeout(() => this.#ask(''), AGAIN);
        this.#become('found');
    }

    /** @param {unknown} error */
    #missed(error) {
        const isTooOften = error instanceof Refusal && error.reason === REASON.rateLimited;
        if (isTooOften) this.#timer = setTimeout(() => this.#ask(''), AGAIN);
        else this.#become('failed');
    }

    /** @param {Search['phase']} phase */
    #become(phase) {
        if (phase === 'idle' || phase === 'failed') [this.hits, this.words, this.problem, this.isIndexed, this.#cursor] = [[], [], null, true, ''];
        this.phase = phase;
        this.changed();
    }
}

/** @param {any} result @returns {Hit} */
function hit({ channel, offset, data }) {
    return { key: `hit-${channel}-${offset}`, channel, offset, time: data.time, author: data.author, text: data.text, hasFile: Boolean(data.file ?? data.files?.length) };
}
