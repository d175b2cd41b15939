// @ts-check
import { METHOD } from '../wire/constants.js';

const EACH = 60_000; // ms between two looks

/** Looks who is in a channel, now and then, as joins and leaves may be lost. */
export class Census {
    #session;
    #people;
    /** @type {number | undefined} */
    #timer;

    /**
     * @param {import('./channel-session.js').ChannelSession} session
     * @param {import('./people.js').People} people
     */
    constructor(session, people) {
        this.#session = session;
        this.#people = people;
    }

    /** Looks now, and from now on. */
    begin() {
        this.end();
        this.#timer = setInterval(() => this.#take(), EACH);
        this.#take();
    }

    end() {
        clearInterval(this.#timer);
    }

    async #take() {
        const { session } = this.#session;
        try {
            const { presence } = await this.#session.ask(METHOD.presence);
            if (session === this.#session.session) this.#people.replace(presence ?? {});
        } catch {
            // The next look comes in a minute.
        }
    }
}
