// @ts-check
import { Observable } from './observable.js';
import { Timeline } from './timeline.js';

const PAGE = 50; // replies loaded at once

/** A message and the replies to it, as far as they are at hand; then all that is heard of them. */
export class Thread extends Observable {
    #session;
    #root = new Timeline();
    /** @type {Set<import('./timeline.js').Publication[]>} what is heard while replies are on their way, which may not show it yet */
    #meanwhile = new Set();

    replies = new Timeline();
    /** @type {'loading' | 'ready' | 'failed'} */
    state = 'loading';
    /** @type {'idle' | 'loading' | 'failed'} how the loading of older replies stands */
    older = 'idle';
    /** Whether it is at hand as the server told it. */
    isAtHand = false;
    /** Called when messages came to hand. */
    onBrought = () => {};

    /**
     * @param {number} offset of the root
     * @param {import('./channel-session.js').ChannelSession} session
     */
    constructor(offset, session) {
        super();
        this.offset = offset;
        this.#session = session;
        this.replies.watch(() => this.changed());
        this.#root.watch(() => this.changed());
    }

    /** @returns {import('./timeline.js').Message | undefined} */
    get root() {
        return this.#root.at(this.offset);
    }

    /** Brings the root and the newest replies to hand. */
    async load() {
        this.#become(this.root ? 'ready' : 'loading');
        try {
            await this.#bring(() => this.#newest(), ([root, newest]) => {
                this.#root.restart(root.publications, true, false);
                this.replies.restart(newest.publications, newest.isWhole);
                this.isAtHand = true;
            });
            this.#become('ready');
        } catch {
            this.#become('failed');
        }
    }

    /** What is at hand may be no more: the channel begins anew. */
    expire() {
        this.isAtHand = false;
    }

    #newest() {
        return Promise.all([
            this.#session.after(this.offset - 1, 1),
            this.#session.history({ thread: this.offset, reverse: true, limit: PAGE }),
        ]);
    }

    async loadOlder() {
        if (this.older === 'loading' || this.replies.isWhole || this.state !== 'ready') return;
        this.#setOlder('loading');
        const { first } = this.replies;
        try {
            const older = { thread: this.offset, reverse: true, since: this.#session.at(first), limit: PAGE };
            await this.#bring(() => this.#session.history(older), (page) => {
                if (first === this.replies.first) this.replies.prepend(page.publications, page.isWhole);
            });
            this.#setOlder('idle');
        } catch {
            this.#setOlder('failed');
        }
    }

    /** @param {import('./timeline.js').Publication} publication */
    hear(publication) {
        for (const heard of this.#meanwhile) heard.push(publication);
        this.#take(publication);
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
            for (const publication of heard) this.#take(publication);
        } finally {
            this.#meanwhile.delete(heard);
        }
        this.onBrought();
    }

    /** Takes note that the reader has a reaction. @type {Timeline['claim']} */
    claim(offset, reaction, account) {
        this.#root.claim(offset, reaction, account);
        this.replies.claim(offset, reaction, account);
    }

    /** @param {import('./timeline.js').Publication} publication */
    #take(publication) {
        this.#root.change(publication.data);
        if (publication.data.kind === 'message' && publication.data.thread === this.offset) this.replies.append(publication);
        else this.replies.change(publication.data);
    }

    /** @param {Thread['state']} state */
    #become(state) {
        this.state = state;
        this.changed();
    }

    /** @param {Thread['older']} older */
    #setOlder(older) {
        this.older = older;
        this.changed();
    }
}
