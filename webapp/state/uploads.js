// @ts-check
import { NoAnswer, Refusal } from '../wire/refusal.js';
import { Observable } from './observable.js';

const AT_ONCE = 3; // files on their way from this page; the server takes four of one account
const MOST_TRIES = 5; // to bring a file, before only the reader goes on with it
const KEPT = 55 * 60_000; // ms that a file waits here for its message; the server forgets it soon after

/** @type {Readonly<Record<string, string>>} what a refusal means where it is about a file */
const REASONS = Object.freeze({ 'too-long': 'file-too-large', 'limit-exceeded': 'too-many-files', blank: 'file-empty' });

/** Refusals of a file for what it is: they stay, however often it is sent. */
const FOR_GOOD = Object.freeze(['file-too-large', 'file-empty']);

/** Files to one message. */
export const MOST_FILES = 10;

/**
 * - `waiting`: for its turn
 * - `sending`
 * - `kept`: the server has it
 * - `failed`: refused, or no answer; goes on with the next connection where that may help (`goesOn`), else the reader decides
 * - `lost`: the page was loaded anew before it was there
 * @typedef {'waiting' | 'sending' | 'kept' | 'failed' | 'lost'} ItemState
 *
 * @typedef {{key: string, name: string, type: string, size: number, state: ItemState, part: number, time: number, tries: number,
 *            content: Blob | null, attachment: import('./timeline.js').Attachment | null,
 *            refusal: {reason: string, message?: string} | null}} Item `part` of it is there, 0 to 1
 */

/** What sends files: so many at once, for all trays together. */
class Line {
    #free = AT_ONCE;
    /** @type {(() => void)[]} */
    #waiting = [];

    /**
     * @template T
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    async run(work) {
        if (this.#free > 0) this.#free--;
        else await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
        try {
            return await work();
        } finally {
            const next = this.#waiting.shift();
            if (next) next();
            else this.#free++;
        }
    }
}

/**
 * The files that are to go with the next message of one draft. Those that the server has stay there over a reload; of the others only
 * the names are left, and that is told.
 */
export class Tray extends Observable {
    #http;
    #shelf;
    #place;
    #channel;
    #line;
    /** @type {Map<string, AbortController>} */
    #sending = new Map();
    /** @type {Item[]} */
    #items;

    /**
     * @param {import('../wire/http.js').Http} http
     * @param {import('./shelf.js').Shelf} shelf
     * @param {string} place the part of the shelf for this account, channel and thread
     * @param {string} channel
     * @param {Line} line
     */
    constructor(http, shelf, place, channel, line) {
        super();
        this.#http = http;
        this.#shelf = shelf;
        this.#place = `files/${place}`;
        this.#channel = channel;
        this.#line = line;
        this.#items = readItems(shelf.get(this.#place));
    }

    get items() {
        return this.#items;
    }

    /** Whether some are still on their way. */
    get isBusy() {
        return this.#items.some(({ state }) => state === 'waiting' || state === 'sending');
    }

    /** Whether all that is there can go with a message. */
    get isReady() {
        return this.#items.length > 0 && this.#items.every(({ state }) => state === 'kept');
    }

    /**
     * Takes files in and begins to send them.
     * @param {Iterable<File>} files
     * @param {number} most bytes that one may have
     * @returns {number} how many were too many
     */
    add(files, most) {
        const all = [...files];
        const taken = all.slice(0, MOST_FILES - this.#items.length);
        const added = taken.map((file) => newItem(file, most));
        this.#become([...this.#items, ...added]);
        for (const { key, state } of added) if (state === 'waiting') this.#send(key);
        return all.length - taken.length;
    }

    /** Takes one out, wherever it stands. @param {string} key */
    remove(key) {
        this.#sending.get(key)?.abort();
        this.#become(this.#items.filter((item) => item.key !== key));
    }

    /** Goes on at the wish of the reader. @param {string} key */
    retry(key) {
        this.#update(key, { tries: 0 });
        this.#sendAgain(key);
    }

    /** There is a connection again: goes on with what had none. */
    resume() {
        for (const item of this.#items) if (goesOn(item)) this.#sendAgain(item.key);
    }

    /** Gives what a message carries, and is empty afterwards. @returns {import('./timeline.js').Attachment[]} */
    take() {
        const files = this.#items.flatMap(({ attachment }) => attachment ?? []);
        this.#become([]);
        return files;
    }

    /** Stops all that waits or is on its way; what the server has stays on the shelf. */
    stop() {
        for (const stop of this.#sending.values()) stop.abort();
    }

    /** @param {string} key */
    #sendAgain(key) {
        this.#update(key, { state: 'waiting', part: 0, refusal: null });
        this.#send(key);
    }

    /** @param {string} key */
    #send(key) {
        const stop = new AbortController();
        this.#sending.set(key, stop);
        return this.#line.run(() => this.#sendNow(key, stop.signal)).finally(() => this.#sending.delete(key));
    }

    /**
     * @param {string} key
     * @param {AbortSignal} signal
     */
    async #sendNow(key, signal) {
        const item = this.#items.find((one) => one.key === key);
        if (!item?.content || signal.aborted) return; // it was taken out while it waited, or its account has gone
        const tries = item.tries + 1;
        this.#update(key, { state: 'sending', tries });
        try {
            const onPart = (/** @type {number} */ part) => this.#update(key, { part });
            const attachment = await this.#http.bring(this.#channel, item.name, item.content, { onPart, signal });
            this.#update(key, { state: 'kept', part: 1, attachment, refusal: null, time: Date.now() });
        } catch (error) {
            if (!signal.aborted) this.#update(key, { state: 'failed', refusal: refusalOf(error), tries: isPassing(error) ? tries : MOST_TRIES });
        }
    }

    /**
     * @param {string} key
     * @param {Partial<Item>} change
     */
    #update(key, change) {
        this.#become(this.#items.map((item) => (item.key === key ? { ...item, ...change } : item)));
    }

    /** @param {Item[]} items */
    #become(items) {
        this.#items = items;
        if (items.length) this.#shelf.set(this.#place, JSON.stringify(items.map(({ content, ...kept }) => kept)));
        else this.#shelf.remove(this.#place);
        this.changed();
    }
}

/** The trays of all drafts of one visit. */
export class Uploads {
    #http;
    #shelf;
    #line = new Line();
    /** @type {Map<string, Tray>} */
    #trays = new Map();
    #account = '';

    /**
     * @param {import('../wire/http.js').Http} http
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(http, shelf) {
        this.#http = http;
        this.#shelf = shelf;
    }

    /**
     * Whatever still waits of another account is not sent: it would go as this one's.
     * @param {string} account whose files are sent from now on; '' for nobody's
     */
    belongTo(account) {
        if (account === this.#account) return;
        this.#account = account;
        for (const tray of this.#trays.values()) tray.stop();
        this.#trays.clear();
    }

    /** There is a connection again. */
    resume() {
        for (const tray of this.#trays.values()) tray.resume();
    }

    /**
     * @param {import('./channel.js').Channel} channel
     * @param {number} thread offset of what is answered, or 0
     * @returns {Tray}
     */
    of({ reader, name }, thread) {
        const place = `${reader.id}/${name}/${thread}`;
        const tray = this.#trays.get(place) ?? new Tray(this.#http, this.#shelf, place, name, this.#line);
        this.#trays.set(place, tray);
        return tray;
    }
}

/** Says whether it goes on by itself when there is a connection again. @param {Item} item */
export function goesOn({ state, content, tries }) {
    return state === 'failed' && content !== null && tries < MOST_TRIES;
}

/** Says whether it may go better when the reader wants it sent again. @param {Item} item */
export function maySendAgain({ state, content, refusal }) {
    return state === 'failed' && content !== null && !FOR_GOOD.includes(refusal?.reason ?? '');
}

/**
 * What is too large is not sent at all: the server would cut the line in the middle.
 * @param {File} file
 * @param {number} most
 * @returns {Item}
 */
function newItem(file, most) {
    const { name, type, size } = file;
    const item = { key: newKey(), name, type, size, part: 0, tries: 0, time: Date.now(), attachment: null };
    if (size <= most) return { ...item, state: 'waiting', content: file, refusal: null };
    return { ...item, state: 'failed', content: null, refusal: { reason: 'file-too-large' } };
}

/**
 * What was on its way when the page was left is gone; what the server has by now forgotten too.
 * @param {string | null} text
 * @returns {Item[]}
 */
function readItems(text) {
    try {
        return JSON.parse(text ?? '[]').map((/** @type {Item} */ item) => {
            const isThere = item.attachment !== null && Date.now() - item.time < KEPT;
            return { ...item, content: null, state: isThere ? 'kept' : 'lost', attachment: isThere ? item.attachment : null, refusal: null };
        });
    } catch {
        return [];
    }
}

/** Says whether it may go better another time. @param {unknown} error */
function isPassing(error) {
    return error instanceof NoAnswer || (error instanceof Refusal && error.temporary);
}

/** @param {unknown} error */
function refusalOf(error) {
    if (error instanceof Refusal) return { reason: REASONS[error.reason] ?? error.reason, message: error.message };
    return { reason: error instanceof NoAnswer ? 'no-answer' : 'internal' };
}

function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
