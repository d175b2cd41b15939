// @ts-check
import { METHOD } from '../wire/constants.js';
import { mentions } from './mentions.js';
import { Observable } from './observable.js';

const AGAIN = 2_000; // ms between two tellings of how far the reader has read

/** @typedef {'all' | 'mentions' | 'none'} Level of what in a channel one wants to be told */

export const LEVELS = Object.freeze(/** @type {Level[]} */ (['all', 'mentions', 'none']));

/**
 * What the reader has of one channel: how far they have read it, what is new behind that mark, and how they want to have it.
 *
 * *Where.* With an account the server keeps it, for all devices, and tells all of them at once; of a guest this browser does, for all its tabs.
 * The mark stands in the browser in any case: what was read offline is told when there is a connection again. So the browser also keeps what
 * the server knows; only what is beyond that is news to it.
 */
export class Attention extends Observable {
    #shelf;
    #reader;
    #name;
    /** @type {import('../wire/session.js').Session | null} */
    #session = null;
    #told = -1; // the mark that the server has, as far as we know
    #toldAt = 0; // when we learnt that, in ms
    /** @type {{notify?: Level, favourite?: boolean}} */
    #wish = {};
    #kind = '';
    /** @type {number | undefined} */
    #telling;

    /** The offset up to which the reader has seen everything; -1 when they never looked. */
    mark = -1;
    /** Messages of others behind the mark; a hundred for all that is more. */
    unread = 0;
    /** Those of them that speak to the reader, or to everybody. */
    mentions = 0;

    /**
     * @param {import('./shelf.js').Shelf} shelf
     * @param {import('../wire/http.js').Account} reader
     * @param {string} name of the channel
     */
    constructor(shelf, reader, name) {
        super();
        this.#shelf = shelf;
        this.#reader = reader;
        this.#name = name;
        this.mark = Number(shelf.get(this.#markKey) ?? -1);
        this.#told = Number(shelf.get(this.#toldKey) ?? -1);
        if (this.#isGuest) this.#wish = read(shelf.get(this.#wishKey));
    }

    /** @returns {Level} */
    get level() {
        return this.#wish.notify ?? (this.#kind === 'direct' ? 'all' : 'mentions');
    }

    get isFavourite() {
        return this.#wish.favourite === true;
    }

    get isMuted() {
        return this.level === 'none';
    }

    /** How many messages the reader is called by: everything that is said to few, and elsewhere what mentions them. */
    get calls() {
        if (this.isMuted) return 0;
        return this.#kind === 'direct' ? this.unread : this.mentions;
    }

    /** The session by which the server is told; null when there is none. */
    set session(/** @type {import('../wire/session.js').Session | null} */ session) {
        this.#session = session;
        if (session && this.mark > this.#told) this.#tell();
    }

    /**
     * Takes note of what the server listed.
     * @param {import('./channels.js').Summary} about
     * @param {number} askedAt when, in ms: what we learnt since is newer
     * @returns {boolean} whether the mark moved
     */
    learn(about, askedAt) {
        this.#kind = about.kind;
        if (this.#isGuest) return false;
        this.#wish = { notify: about.notify, favourite: about.favourite };
        if (askedAt < this.#toldAt) return false;
        return this.adopt(about.mark ?? -1);
    }

    /**
     * The server says where the mark is; ours stays when it is further than the server knew.
     * @param {number} offset
     * @returns {boolean} whether it moved ours
     */
    adopt(offset) {
        const isAhead = this.mark > this.#told || offset < 0;
        this.#told = offset;
        this.#toldAt = Date.now();
        this.#shelf.set(this.#toldKey, String(offset));
        if (offset === this.mark || (isAhead && this.mark > offset)) return false;
        this.mark = offset;
        this.#keep();
        return true;
    }

    /**
     * The server says how the reader wants the channel.
     * @param {{notify?: Level, favourite?: boolean}} wish
     */
    adoptWish({ notify, favourite }) {
        this.#wish = { notify, favourite };
        this.changed();
    }

    /** A channel that was made anew under an old name is shorter than what was read. @param {number} head */
    noMoreThan(head) {
        if (this.mark > head) this.mark = head;
    }

    /** The reader has seen everything up to there. @param {number} offset */
    moveTo(offset) {
        if (offset <= this.mark) return;
        this.mark = offset;
        if (this.#telling) return;
        this.settle();
        this.#telling = setTimeout(() => this.settle(), AGAIN);
    }

    /** The reader wants to come back to what is behind there. @param {number} offset */
    moveBackTo(offset) {
        this.mark = offset;
        this.#keep();
        this.#tell(true);
    }

    /** Keeps the mark now: it is the first for a while, or the reader leaves. Not every message of many is told. */
    settle() {
        clearTimeout(this.#telling);
        this.#telling = undefined;
        if (this.mark < 0) return;
        this.#keep();
        if (this.mark > this.#told) this.#tell();
    }

    /** @param {{unread: number, mentions: number}} counted */
    count({ unread, mentions }) {
        if (unread === this.unread && mentions === this.mentions) return;
        this.unread = unread;
        this.mentions = mentions;
        this.changed();
    }

    /** Somebody else has said something that the reader did not see. @param {string} text */
    hear(text) {
        this.count({ unread: this.unread + 1, mentions: this.mentions + (this.isCalled(text) ? 1 : 0) });
    }

    /** @param {string} text */
    isCalled(text) {
        return mentions(text, this.#reader.name);
    }

    /**
     * Wants the channel otherwise from now on. Fails with the `Refusal`.
     * @param {{notify?: Level, favourite?: boolean}} wish
     */
    async prefer(wish) {
        if (this.#isGuest) return this.#keepWish(wish);
        if (!this.#session) throw new Error('no session');
        const { data } = await this.#command(METHOD.preferChannel, wish);
        this.adoptWish(data);
    }

    /**
     * Another tab has kept something.
     * @param {string} key
     * @param {string} value
     * @returns {boolean} whether the mark moved
     */
    notice(key, value) {
        if (key === this.#wishKey) this.adoptWish(read(value));
        if (key !== this.#markKey || Number(value) === this.mark || !this.#isGuest) return false;
        this.mark = Number(value);
        return true;
    }

    get #isGuest() {
        return this.#reader.kind === 'guest';
    }

    /** @param {{notify?: Level, favourite?: boolean}} wish of a guest */
    #keepWish(wish) {
        this.adoptWish({ ...this.#wish, ...wish });
        this.#shelf.set(this.#wishKey, JSON.stringify(this.#wish));
    }

    #keep() {
        if (this.#shelf.get(this.#markKey) !== String(this.mark)) this.#shelf.set(this.#markKey, String(this.mark));
    }

    /** Tells the server; where that fails, the next session does it again. */
    #tell(back = false) {
        if (this.#isGuest || !this.#session) return;
        const { mark } = this;
        this.#toldAt = Date.now();
        this.#command(METHOD.markChannel, back ? { offset: mark, back } : { offset: mark })
            .then(({ data }) => (this.adopt(data.offset) ? this.changed() : undefined), () => {});
    }

    /**
     * @param {string} method
     * @param {object} params
     */
    #command(method, params) {
        const session = /** @type {import('../wire/session.js').Session} */ (this.#session);
        return session.ask(METHOD.rpc, { method, data: { channel: this.#name, ...params } });
    }

    get #markKey() {
        return `mark/${this.#reader.id}/${this.#name}`;
    }

    get #toldKey() {
        return `told/${this.#reader.id}/${this.#name}`;
    }

    get #wishKey() {
        return `wish/${this.#reader.id}/${this.#name}`;
    }
}

/**
 * @param {string | null} kept
 * @returns {{notify?: Level, favourite?: boolean}}
 */
function read(kept) {
    try {
        return JSON.parse(kept ?? '{}');
    } catch {
        return {};
    }
}
