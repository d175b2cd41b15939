// @ts-check
import { Observable } from './observable.js';

const MOST = 300; // messages kept

/** @typedef {import('./timeline.js').Message} Message */

/** The messages that replies answer and that are not at hand otherwise: asked for one by one, when they are to be shown. */
export class Roots extends Observable {
    #fetch;
    /** @type {Map<number, Message | null>} null while it is on its way, or when it is not there */
    #known = new Map();
    /** @type {Promise<void>} */
    #last = Promise.resolve();

    /** @param {(offset: number) => Promise<Message | null>} fetch */
    constructor(fetch) {
        super();
        this.#fetch = fetch;
    }

    /**
     * @param {number} offset
     * @returns {Message | null} null when it is not known yet
     */
    get(offset) {
        const known = this.#known.get(offset);
        if (known === undefined) this.#ask(offset);
        return known ?? null;
    }

    /** Something happened to it. @param {number} offset */
    forget(offset) {
        if (this.#known.delete(offset)) this.changed();
    }

    /** @param {number} offset */
    #ask(offset) {
        if (this.#known.size >= MOST) this.#known.clear();
        this.#known.set(offset, null);
        this.#last = this.#last.then(() => this.#bring(offset));
    }

    /** @param {number} offset */
    async #bring(offset) {
        const message = await this.#fetch(offset).catch(() => null); // then the reply stands without it
        if (!message || !this.#known.has(offset)) return;
        this.#known.set(offset, message);
        this.changed();
    }
}
