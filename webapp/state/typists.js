// @ts-check
import { Observable } from './observable.js';

const LASTS = 6_000; // ms from the last we heard

/** Who is writing at this moment, as far as we were told. */
export class Typists extends Observable {
    /** @type {Map<string, {name: string, timer: number}>} */
    #byId = new Map();

    /** @returns {string[]} those who began first come first */
    get names() {
        return [...this.#byId.values()].map((typist) => typist.name);
    }

    /** @param {import('../wire/http.js').Account} author */
    notice({ id, name }) {
        clearTimeout(this.#byId.get(id)?.timer);
        this.#byId.set(id, { name, timer: setTimeout(() => this.forget(id), LASTS) });
        this.changed();
    }

    /** @param {string} id */
    forget(id) {
        clearTimeout(this.#byId.get(id)?.timer);
        if (this.#byId.delete(id)) this.changed();
    }

    clear() {
        for (const id of [...this.#byId.keys()]) this.forget(id);
    }
}
