// @ts-check
import { Observable } from './observable.js';

/**
 * @typedef {{id: string, type: string, size: number}} Attachment
 * @typedef {{offset: number, time: number, author: import('../wire/http.js').Account, text: string, clientId: string,
 *            file: Attachment | null}} Message
 * @typedef {{offset: number, data: any}} Publication
 */

/**
 * The messages of a channel that are at hand: one stretch without a gap, each once, by offset.
 *
 * Events that are no messages take an offset too; they move the ends of the stretch and show nothing.
 */
export class Timeline extends Observable {
    /** @type {Message[]} */
    #messages = [];
    #first = Infinity;

    /** Whether there is nothing older to load. */
    isWhole = false;

    get messages() {
        return this.#messages;
    }

    /** The smallest offset at hand; Infinity when there is none. */
    get first() {
        return this.#first;
    }

    get newest() {
        return this.#messages.at(-1);
    }

    /**
     * Begins anew.
     * @param {Publication[]} publications in any order
     * @param {boolean} isWhole
     */
    restart(publications, isWhole) {
        this.#messages = [];
        this.#first = Infinity;
        this.prepend(publications, isWhole);
    }

    /**
     * Shows what this browser has kept, until it begins anew.
     * @param {Message[]} messages
     */
    recall(messages) {
        this.#messages = messages;
        this.#first = messages[0]?.offset ?? Infinity;
        this.isWhole = false;
        this.changed();
    }

    /**
     * Adds what comes right before the first.
     * @param {Publication[]} publications in any order
     * @param {boolean} isWhole
     */
    prepend(publications, isWhole) {
        const older = publications.filter((publication) => publication.offset < this.#first);
        older.sort((one, other) => one.offset - other.offset);
        if (older.length) this.#first = older[0].offset;
        this.#messages = [...older.flatMap(read), ...this.#messages];
        this.isWhole = isWhole;
        this.changed();
    }

    /**
     * Adds what comes right after the newest, or does to an older message what it says.
     * @param {Publication} publication
     * @returns {Message | undefined} the message, if it is one
     */
    append(publication) {
        this.#first = Math.min(this.#first, publication.offset);
        const [message] = read(publication);
        if (!message) return this.change(publication.data);
        this.#messages = [...this.#messages, message];
        this.changed();
        return message;
    }

    /**
     * Edits or deletes a message at hand, also for the second time. Other events of the channel show nothing.
     * @param {any} data
     * @returns {undefined}
     */
    change({ kind, target, text }) {
        if (kind !== 'edit' && kind !== 'delete') return;
        const isGone = kind === 'delete' || !text;
        this.#messages = this.#messages.flatMap((message) =>
            message.offset !== target ? [message] : isGone ? [] : [{ ...message, text }]);
        this.changed();
    }

    /**
     * Lets the oldest go; they can be loaded again.
     * @param {number} keep how many stay
     */
    forgetOldest(keep) {
        if (this.#messages.length <= keep) return;
        this.#messages = this.#messages.slice(-keep);
        this.#first = this.#messages[0].offset;
        this.isWhole = false;
        this.changed();
    }

    /**
     * Counts what others have said after that offset.
     * @param {number} offset
     * @param {string} reader an account's id
     */
    countAfter(offset, reader) {
        let count = 0;
        for (let i = this.#messages.length - 1; i >= 0 && this.#messages[i].offset > offset; i--) {
            if (this.#messages[i].author.id !== reader) count++;
        }
        return count;
    }
}

/**
 * @param {Publication} publication
 * @returns {Message[]} the message, if it is one that is still there
 */
function read({ offset, data }) {
    if (data?.kind !== 'message' || data.deleted) return [];
    const { time, author, text = '', client_id: clientId = '', file = null } = data;
    return [{ offset, time, author, text, clientId, file }];
}
