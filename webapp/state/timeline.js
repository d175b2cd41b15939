// @ts-check
import { Observable } from './observable.js';

/**
 * @typedef {{id: string, type: string, size: number, name?: string, width?: number, height?: number}} Attachment
 * @typedef {{reaction: string, count: number, accounts: string[]}} Tally how many have a reaction, and some of them by id
 * @typedef {{offset: number, time: number, author: import('../wire/http.js').Account, text: string, clientId: string,
 *            files: Attachment[], edited: number, isDeleted: boolean, reactions: Tally[], thread: number, replies: number,
 *            lastReply: number}} Message `edited` is a time, or 0; `thread` the offset of what it answers, or 0
 * @typedef {{offset: number, data: any}} Publication
 */

/** What a message has to which nothing happened; an older page may have kept it without. */
const FRESH = Object.freeze({ edited: 0, isDeleted: false, reactions: [], thread: 0, replies: 0, lastReply: 0 });

/**
 * The messages of a channel that are at hand: one stretch without a gap, each once, by offset.
 *
 * Events that are no messages take an offset too; they move the ends of the stretch and show nothing. A stretch of the past
 * does not reach the newest message: what is heard then changes what is at hand, and adds nothing.
 */
export class Timeline extends Observable {
    /** @type {Message[]} */
    #messages = [];
    #first = Infinity;
    #last = 0;

    /** Whether there is nothing older to load. */
    isWhole = false;
    /** Whether it reaches the newest. */
    isAtEnd = true;

    get messages() {
        return this.#messages;
    }

    /** The smallest offset at hand; Infinity when there is none. */
    get first() {
        return this.#first;
    }

    /** The largest offset at hand; 0 when there is none. */
    get last() {
        return this.#last;
    }

    get newest() {
        return this.#messages.at(-1);
    }

    /**
     * @param {number} offset
     * @returns {Message | undefined}
     */
    at(offset) {
        const message = this.#messages[this.#indexOf(offset)];
        return message?.offset === offset ? message : undefined;
    }

    /**
     * @param {number} offset
     * @returns {number} how many messages at hand came before
     */
    countBefore(offset) {
        return this.#indexOf(offset);
    }

    /**
     * Says whether what happened at an offset is at hand.
     * @param {number} offset
     */
    covers(offset) {
        return offset >= this.#first && offset <= this.#last;
    }

    /**
     * Begins anew.
     * @param {Publication[]} publications in any order
     * @param {boolean} isWhole
     * @param {boolean} isAtEnd
     */
    restart(publications, isWhole, isAtEnd = true) {
        this.#messages = [];
        this.#first = Infinity;
        this.#last = 0;
        this.isAtEnd = isAtEnd;
        this.prepend(publications, isWhole);
    }

    /**
     * Shows what this browser has kept, until it begins anew.
     * @param {Message[]} messages
     */
    recall(messages) {
        this.#messages = messages.map((message) => ({ ...FRESH, ...message }));
        this.#first = messages[0]?.offset ?? Infinity;
        this.#last = messages.at(-1)?.offset ?? 0;
        this.isWhole = false;
        this.changed();
    }

    /**
     * Adds what comes right before the first.
     * @param {Publication[]} publications in any order
     * @param {boolean} isWhole
     */
    prepend(publications, isWhole) {
        const older = inOrder(publications).filter(({ offset }) => offset < this.#first);
        this.#stretch(older);
        this.#messages = [...older.flatMap(read), ...this.#messages];
        this.isWhole = isWhole;
        this.changed();
    }

    /**
     * Adds what comes right after the last.
     * @param {Publication[]} publications in any order
     * @param {boolean} isAtEnd
     */
    extend(publications, isAtEnd) {
        const newer = inOrder(publications).filter(({ offset }) => offset > this.#last);
        this.#stretch(newer);
        this.#messages = [...this.#messages, ...newer.flatMap(read)];
        this.isAtEnd = isAtEnd;
        this.changed();
    }

    /**
     * Takes what was heard: adds it after the last, if the stretch reaches so far, and does to a message at hand what it says.
     * @param {Publication} publication
     * @returns {Message | undefined} the message that was added, if it is one
     */
    append(publication) {
        this.change(publication.data);
        if (!this.isAtEnd || publication.offset <= this.#last) return undefined;
        this.#stretch([publication]);
        const [message] = read(publication);
        if (!message) return undefined;
        this.#messages = [...this.#messages, message];
        this.changed();
        return message;
    }

    /**
     * Does to a message at hand what an event says, also for the second time. Other events of the channel show nothing.
     * @param {any} data
     */
    change({ kind, target, thread, replies, last_reply: lastReply = 0, ...how }) {
        if (thread) this.#alter(thread, (root) => withReplies(root, replies, lastReply));
        if (kind === 'edit') this.#alter(target, (message) => edited(message, how));
        if (kind === 'delete') this.#alter(target, deleted);
        if (kind === 'react') this.#alter(target, (message) => reacted(message, how, true));
        if (kind === 'unreact') this.#alter(target, (message) => reacted(message, how, false));
    }

    /**
     * Takes note that somebody has a reaction, which was counted already.
     * @param {number} offset
     * @param {string} reaction
     * @param {string} account
     */
    claim(offset, reaction, account) {
        this.#alter(offset, (message) => ({
            ...message,
            reactions: message.reactions.map((tally) =>
                tally.reaction === reaction ? { ...tally, accounts: [...without(tally.accounts, account), account] } : tally),
        }));
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
     * Lets the newest go; they can be loaded again.
     * @param {number} keep how many stay
     */
    forgetNewest(keep) {
        if (this.#messages.length <= keep) return;
        this.#messages = this.#messages.slice(0, keep);
        this.#last = this.#messages[keep - 1].offset;
        this.isAtEnd = false;
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

    /** @param {Publication[]} publications in order, which are at hand now */
    #stretch(publications) {
        if (!publications.length) return;
        this.#first = Math.min(this.#first, publications[0].offset);
        this.#last = Math.max(this.#last, publications[publications.length - 1].offset);
    }

    /**
     * @param {number} offset of the message to change
     * @param {(message: Message) => Message | null} how null when nothing of it is left to show
     */
    #alter(offset, how) {
        const index = this.#indexOf(offset);
        const message = this.#messages[index];
        if (message?.offset !== offset) return;
        const changed = how(message);
        this.#messages = this.#messages.toSpliced(index, 1, ...(changed ? [changed] : []));
        this.changed();
    }

    /** @param {number} offset */
    #indexOf(offset) {
        let low = 0;
        let high = this.#messages.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.#messages[middle].offset < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/** @param {Publication[]} publications */
function inOrder(publications) {
    return publications.toSorted((one, other) => one.offset - other.offset);
}

/**
 * @param {Publication} publication
 * @returns {Message[]} the message, if it is one of which there is something to show
 */
export function read({ offset, data }) {
    if (data?.kind !== 'message') return [];
    const { time, author, text = '', client_id: clientId = '', file, files = file ? [file] : [], edited = 0, reactions = [], thread = 0 } = data;
    const [replies, lastReply] = thread ? [0, 0] : [data.replies ?? 0, data.last_reply ?? 0];
    if (data.deleted && !replies) return [];
    return [{ offset, time, author, text, clientId, files, edited, isDeleted: data.deleted === true, reactions, thread, replies, lastReply }];
}

/**
 * @param {Message} message
 * @param {{text: string, time: number}} edit empty when the message was deleted since
 * @returns {Message | null}
 */
function edited(message, { text, time }) {
    if (message.isDeleted) return message;
    return text || message.files.length ? { ...message, text, edited: time } : deleted(message);
}

/**
 * What is left keeps the replies to it together.
 * @param {Message} message
 * @returns {Message | null}
 */
function deleted(message) {
    return message.replies ? { ...message, text: '', files: [], reactions: [], isDeleted: true } : null;
}

/**
 * @param {Message} root
 * @param {number} replies
 * @param {number} lastReply
 * @returns {Message | null}
 */
function withReplies(root, replies, lastReply) {
    return root.isDeleted && !replies ? null : { ...root, replies, lastReply };
}

/**
 * @param {Message} message
 * @param {{reaction: string, count: number, author: import('../wire/http.js').Account}} event
 * @param {boolean} isAdded
 * @returns {Message}
 */
function reacted(message, { reaction, count, author }, isAdded) {
    if (message.isDeleted) return message;
    const known = message.reactions.find((tally) => tally.reaction === reaction)?.accounts ?? [];
    const accounts = isAdded ? [...without(known, author.id), author.id] : without(known, author.id);
    const tally = { reaction, count, accounts };
    const isNew = !message.reactions.some((one) => one.reaction === reaction);
    const all = isNew ? [...message.reactions, tally] : message.reactions.map((one) => (one.reaction === reaction ? tally : one));
    return { ...message, reactions: all.filter((one) => one.count > 0) };
}

/**
 * @param {string[]} accounts
 * @param {string} account
 */
function without(accounts, account) {
    return accounts.filter((one) => one !== account);
}
