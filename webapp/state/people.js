// @ts-check
import { Observable } from './observable.js';

/** @typedef {{user: string, conn_info?: {name?: string, kind?: string}}} Presence as it comes over the wire */

/** Who is here, by person. */
export class People extends Observable {
    /** @type {Map<string, import('../wire/http.js').Account>} */
    #byId = new Map();

    get count() {
        return this.#byId.size;
    }

    get all() {
        return [...this.#byId.values()];
    }

    /** @returns {string[]} */
    get names() {
        return this.all.map(({ name }) => name);
    }

    /** @param {string} id */
    has(id) {
        return this.#byId.has(id);
    }

    /** @param {(one: string, other: string) => number} compare orders names */
    sorted(compare) {
        return [...this.#byId.values()].sort((one, other) => compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
    }

    /** @param {Record<string, Presence>} presence by connection */
    replace(presence) {
        this.#byId = new Map(Object.values(presence).map((info) => [info.user, personOf(info)]));
        this.changed();
    }

    /** @param {Presence} info */
    join(info) {
        this.#byId.set(info.user, personOf(info));
        this.changed();
    }

    /** @param {Presence} info */
    leave(info) {
        if (this.#byId.delete(info.user)) this.changed();
    }

    /**
     * Takes note of the name somebody speaks under now.
     * @param {import('../wire/http.js').Account} author
     */
    notice(author) {
        const person = this.#byId.get(author.id);
        if (!person || person.name === author.name) return;
        this.#byId.set(author.id, { ...person, name: author.name });
        this.changed();
    }
}

/**
 * @param {Presence} info
 * @returns {import('../wire/http.js').Account}
 */
function personOf({ user, conn_info: about }) {
    return { id: user, name: about?.name ?? '', kind: about?.kind ?? '' };
}
