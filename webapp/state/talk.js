// @ts-check
import { Observable } from './observable.js';
import { Timeline } from './timeline.js';

const MOST_LOADED = 10_000; // messages at hand, when the reader goes far
const UNSEEN = 500; // messages that nobody looks at, from which on the oldest are let go
const UNSEEN_KEPT = 300;

/** @typedef {import('./channel-session.js').Stretch} Stretch */

/**
 * What was said in one channel, as far as it is at hand, and the ways to more of it.
 *
 * *The past.* Who follows a link into the past has a stretch there that does not reach the newest message. What is heard meanwhile is
 * only counted, until the reader has come to the end, or goes there at once.
 */
export class Talk extends Observable {
    #session;
    /** @type {Set<import('./timeline.js').Publication[]>} what is heard while messages are on their way, which may not show it yet */
    #meanwhile = new Set();

    timeline = new Timeline();
    /** Whether what was said is at hand, as the server told it. */
    isAtHand = false;
    /** Whether what is shown is what this browser has kept of it, as the server could not be asked. */
    isRecalled = false;
    /** @type {{offset: number} | null} the message that the reader looks for; another object each time */
    sought = null;
    /** How many messages of others came since the reader is in the past. */
    behind = 0;
    /** @type {'idle' | 'loading' | 'failed'} how the loading of older messages stands */
    older = 'idle';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of newer messages stands */
    newer = 'idle';
    /** Called when messages came to hand. */
    onBrought = () => {};
    /** Called when it reaches the newest message. */
    onEnd = () => {};

    /** @param {import('./channel-session.js').ChannelSession} session */
    constructor(session) {
        super();
        this.#session = session;
    }

    /**
     * Shows what this browser has kept, as long as the server cannot be asked.
     * @param {import('./timeline.js').Message[]} messages
     */
    recall(messages) {
        if (this.isAtHand || !messages.length) return;
        this.isRecalled = true;
        this.timeline.recall(messages);
        this.changed();
    }

    /** @returns {Promise<Stretch>} what to begin with: what the reader looks for, else the newest */
    beginning() {
        return this.sought ? this.#session.around(this.sought.offset) : this.#session.newest();
    }

    /** Begins anew. @param {Stretch} stretch */
    restart(stretch) {
        this.isRecalled = false;
        this.isAtHand = true;
        this.behind = 0;
        this.#become(stretch);
    }

    /** There is a session again, by which more can be loaded. */
    resume() {
        this.older = this.newer = 'idle';
    }

    /** Goes to a message, wherever it is. @param {number} offset */
    show(offset) {
        this.sought = { offset };
        if (this.isAtHand && !this.timeline.covers(offset)) this.#goTo(() => this.#session.around(offset));
        this.changed();
    }

    /** Goes to the newest message. */
    toNewest() {
        this.sought = null;
        if (this.isAtHand && !this.timeline.isAtEnd) this.#goTo(() => this.#session.newest());
        this.changed();
    }

    async loadOlder() {
        if (!this.#session.session || this.timeline.isWhole || this.older === 'loading') return;
        this.#setOlder('loading');
        const { first } = this.timeline;
        try {
            await this.#bring(() => this.#session.before(first), ({ publications, isWhole }) => {
                if (first === this.timeline.first) this.timeline.prepend(publications, isWhole);
            });
            this.timeline.forgetNewest(MOST_LOADED);
            this.#setOlder('idle');
        } catch {
            this.#setOlder('failed');
        }
    }

    async loadNewer() {
        if (!this.#session.session || this.timeline.isAtEnd || this.newer === 'loading') return;
        this.#setNewer('loading');
        const { last } = this.timeline;
        try {
            await this.#bring(() => this.#session.after(last), ({ publications, isWhole }) => {
                if (last === this.timeline.last) this.timeline.extend(publications, isWhole);
            });
            this.timeline.forgetOldest(MOST_LOADED);
            this.#setNewer('idle');
        } catch {
            this.#setNewer('failed');
        }
        this.#noticeEnd();
    }

    /**
     * @param {import('./timeline.js').Publication} publication
     * @param {boolean} isNews whether somebody else has said something by it
     * @returns {import('./timeline.js').Message | undefined} the message that came to hand, if it is one
     */
    hear(publication, isNews) {
        for (const heard of this.#meanwhile) heard.push(publication);
        if (this.timeline.isAtEnd && this.timeline.messages.length >= MOST_LOADED) this.timeline.isAtEnd = false; // the reader is far above
        if (!this.timeline.isAtEnd && isNews) this.#count();
        return this.timeline.append(publication);
    }

    /** Of what nobody looks at not everything is kept; nor is it all told of at once. */
    slim() {
        if (this.timeline.messages.length > UNSEEN) this.timeline.forgetOldest(UNSEEN_KEPT);
        this.changed();
    }

    #count() {
        this.behind++;
        this.changed();
    }

    /** Replaces what is at hand. @param {() => Promise<Stretch>} read */
    async #goTo(read) {
        const { sought } = this;
        this.#setNewer('loading');
        try {
            await this.#bring(read, (stretch) => sought === this.sought && this.#become(stretch));
            this.#setNewer('idle');
        } catch {
            this.#setNewer('failed');
        }
        this.#noticeEnd();
    }

    /**
     * Reads something, and does to it what was heard meanwhile.
     * @template T
     * @param {() => Promise<T>} read
     * @param {(found: T) => void} take
     */
    async #bring(read, take) {
        /** @type {import('./timeline.js').Publication[]} */
        const heard = [];
        this.#meanwhile.add(heard);
        try {
            take(await read());
            for (const publication of heard) this.timeline.append(publication);
        } finally {
            this.#meanwhile.delete(heard);
        }
        this.onBrought();
    }

    /** @param {Stretch} stretch */
    #become({ publications, isWhole, isAtEnd }) {
        this.timeline.restart(publications, isWhole, isAtEnd);
        this.older = 'idle';
    }

    /** Who has come to the end has seen what was only counted. */
    #noticeEnd() {
        if (!this.timeline.isAtEnd) return;
        this.behind = 0;
        this.onEnd();
        this.changed();
    }

    /** @param {Talk['older']} older */
    #setOlder(older) {
        this.older = older;
        this.changed();
    }

    /** @param {Talk['newer']} newer */
    #setNewer(newer) {
        this.newer = newer;
        this.changed();
    }
}
