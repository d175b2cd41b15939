// @ts-check
import { LONGEST_HISTORY, METHOD } from '../wire/constants.js';

/** Of reactions that many people have, the server names some. This asks whether the reader is one of the others: once for each message. */
export class OwnReactions {
    #session;
    #reader;
    /** @type {Set<number>} messages for which the server was asked */
    #asked = new Set();

    /**
     * @param {import('./channel-session.js').ChannelSession} session
     * @param {import('../wire/http.js').Account} reader
     */
    constructor(session, reader) {
        this.#session = session;
        this.#reader = reader;
    }

    /** What comes to hand once more does not show what was learnt of it before. */
    forget() {
        this.#asked.clear();
    }

    /**
     * @param {import('./timeline.js').Message[]} messages
     * @param {(offset: number, reaction: string) => void} claim is told which are the reader's
     */
    async learn(messages, claim) {
        const unclear = new Set(messages.filter((message) => this.#isUnclear(message)).map(({ offset }) => offset));
        const offsets = [...unclear].filter((offset) => !this.#asked.has(offset)).slice(-LONGEST_HISTORY);
        if (!offsets.length) return;
        for (const offset of offsets) this.#asked.add(offset);
        const { reactions } = await this.#session.command(METHOD.listOwnReactions, { offsets }).catch(() => ({ reactions: [] }));
        for (const { offset, reaction } of reactions) claim(offset, reaction);
    }

    /** @param {import('./timeline.js').Message} message */
    #isUnclear({ reactions }) {
        return reactions.some(({ count, accounts }) => count > accounts.length && !accounts.includes(this.#reader.id));
    }
}
