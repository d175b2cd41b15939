// @ts-check
import { Backoff } from '../wire/backoff.js';
import { Refusal } from '../wire/refusal.js';
import { Observable } from './observable.js';

/**
 * - `waiting`: for the connection, or for its turn
 * - `sending`: the server was asked
 * - `sent`: it is stored; its event is still on the way to us
 * - `failed`: refused for good; the reader decides
 * @typedef {'waiting' | 'sending' | 'sent' | 'failed'} PostState
 *
 * @typedef {{clientId: string, text: string, time: number, state: PostState, offset: number, thread: number, files: import('./timeline.js').Attachment[],
 *            refusal: {reason: string, message?: string} | null}} Post with the offset of what it answers, or 0, and files
 * @typedef {{offset: number}} Receipt
 */

/**
 * The posts of one account in one channel that the server has not taken yet. They survive a reload.
 *
 * *Order.* One at a time, in the order of writing; a temporary refusal holds up those behind it, a final one does not.
 *
 * *Once.* A post keeps its client id for ever, so that a repetition is stored once. All tabs of a browser see the same
 * shelf: each sends what it wrote itself, and after every new connection what it finds there, perhaps left by a tab that is
 * gone. Two tabs may thus send the same post; the server gives both the same receipt.
 */
export class Outbox extends Observable {
    #shelf;
    #place;
    #backoff = new Backoff(1_000, 15_000);
    /** @type {Post[]} */
    #posts = [];
    /** @type {((post: Post) => Promise<Receipt>) | null} */
    #publish = null;
    #isRunning = false;
    /** @type {() => void} */
    #wake = () => {};

    /** @type {(offset: number) => boolean} whether the event at that offset was already heard */
    hasHeard = () => false;

    /**
     * @param {import('./shelf.js').Shelf} shelf
     * @param {string} place the part of the shelf for this account and channel
     */
    constructor(shelf, place) {
        super();
        this.#shelf = shelf;
        this.#place = `outbox/${place}/`;
        this.#collect();
    }

    get posts() {
        return this.#posts;
    }

    /**
     * @param {string} text
     * @param {{thread?: number, files?: import('./timeline.js').Attachment[]}} more
     */
    post(text, { thread = 0, files = [] } = {}) {
        const last = this.#posts.at(-1)?.time ?? 0;
        const time = Math.max(Date.now(), last + 1);
        this.#keep({ clientId: newClientId(), text, time, state: 'waiting', offset: 0, thread, files, refusal: null });
        this.#run();
    }

    /**
     * Sends what waits, and what other tabs have left.
     * @param {(post: Post) => Promise<Receipt>} publish
     */
    resume(publish) {
        this.#publish = publish;
        this.#backoff.reset();
        this.#collect();
        this.#wake();
        this.#run();
    }

    pause() {
        this.#publish = null;
    }

    /** @param {string} clientId */
    retry(clientId) {
        this.#update(clientId, { state: 'waiting', refusal: null });
        this.#run();
    }

    /** @param {string} clientId */
    discard(clientId) {
        this.#shelf.remove(this.#place + clientId);
        this.#drop((post) => post.clientId === clientId);
    }

    /**
     * Takes note that the event of a post was heard.
     * @param {string} clientId
     */
    settle(clientId) {
        if (this.#posts.some((post) => post.clientId === clientId)) this.discard(clientId);
    }

    /** Lets go of the posts whose events were heard, or lie before what is shown. */
    settleHeard() {
        this.#drop((post) => post.state === 'sent' && this.hasHeard(post.offset));
    }

    /**
     * Another tab has taken something off the shelf: it was sent or discarded there.
     * @param {string} key
     */
    noticeGone(key) {
        if (!key.startsWith(this.#place)) return;
        const clientId = key.slice(this.#place.length);
        this.#drop((post) => post.clientId === clientId && (post.state === 'waiting' || post.state === 'failed'));
    }

    async #run() {
        if (this.#isRunning) return;
        this.#isRunning = true;
        for (let post = this.#next(); post && this.#publish; post = this.#next()) await this.#send(post, this.#publish);
        this.#isRunning = false;
    }

    #next() {
        return this.#posts.find((post) => post.state === 'waiting');
    }

    /**
     * @param {Post} post
     * @param {(post: Post) => Promise<Receipt>} publish
     */
    async #send({ clientId, ...rest }, publish) {
        this.#update(clientId, { state: 'sending' });
        try {
            this.#stored(clientId, await publish({ clientId, ...rest }));
        } catch (error) {
            if (error instanceof Refusal && !error.temporary) return this.#fail(clientId, error);
            this.#update(clientId, { state: 'waiting' });
            if (this.#publish === publish) await this.#rest();
        }
    }

    /**
     * @param {string} clientId
     * @param {Receipt} receipt
     */
    #stored(clientId, { offset }) {
        this.#backoff.reset();
        this.#shelf.remove(this.#place + clientId);
        this.#update(clientId, { state: 'sent', offset }, false);
        this.settleHeard();
    }

    /**
     * @param {string} clientId
     * @param {Refusal} refusal
     */
    #fail(clientId, { reason, message }) {
        this.#update(clientId, { state: 'failed', refusal: { reason, message } });
    }

    /** @returns {Promise<void>} */
    #rest() {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, this.#backoff.next());
            this.#wake = () => (clearTimeout(timer), resolve());
        });
    }

    #collect() {
        const known = new Set(this.#posts.map((post) => post.clientId));
        const found = this.#shelf.keys(this.#place).filter((key) => !known.has(key.slice(this.#place.length)));
        const posts = found.map((key) => readPost(this.#shelf.get(key))).filter((post) => post !== null);
        this.#posts = [...this.#posts, ...posts].sort((one, other) => one.time - other.time);
        this.changed();
    }

    /** @param {Post} post */
    #keep(post) {
        this.#posts = [...this.#posts, post];
        this.#write(post);
        this.changed();
    }

    /** @param {Post} post */
    #write(post) {
        this.#shelf.set(this.#place + post.clientId, JSON.stringify(post));
    }

    /**
     * @param {string} clientId
     * @param {Partial<Post>} change
     * @param {boolean} kept whether the shelf keeps it still
     */
    #update(clientId, change, kept = true) {
        const post = this.#posts.find((candidate) => candidate.clientId === clientId);
        if (!post) return;
        const changed = { ...post, ...change };
        this.#posts = this.#posts.map((candidate) => (candidate === post ? changed : candidate));
        if (kept && changed.state !== 'sending') this.#write(changed);
        this.changed();
    }

    /** @param {(post: Post) => boolean} which */
    #drop(which) {
        const rest = this.#posts.filter((post) => !which(post));
        if (rest.length === this.#posts.length) return;
        this.#posts = rest;
        this.changed();
    }
}

/**
 * @param {string | null} text
 * @returns {Post | null}
 */
function readPost(text) {
    try {
        const post = JSON.parse(text ?? 'null');
        return post && { thread: 0, files: [], ...post, state: post.state === 'failed' ? 'failed' : 'waiting' };
    } catch {
        return null;
    }
}

/**
 * Makes an id by hand: `crypto.randomUUID` is missing where the page is served by plain http. It begins with the time, so that the
 * server's index of ids grows at its end.
 */
function newClientId() {
    const time = Date.now().toString(16).padStart(12, '0');
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    return time + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
