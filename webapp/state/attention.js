// @ts-check
import { Observable } from './observable.js';

/** What was said while the reader looked elsewhere. */
export class Attention extends Observable {
    #chat;
    #isLooking;
    #seen = Infinity;
    #unwatch = () => {};

    /**
     * @param {import('./chat.js').Chat} chat
     * @param {boolean} isLooking
     */
    constructor(chat, isLooking) {
        super();
        this.#chat = chat;
        this.#isLooking = isLooking;
        chat.watch(() => this.#follow());
    }

    /** How many messages of others came since. */
    get unread() {
        const { channel } = this.#chat;
        if (this.#isLooking || !channel) return 0;
        return channel.timeline.countAfter(this.#seen, channel.reader.id);
    }

    /** @param {boolean} isLooking */
    look(isLooking) {
        this.#isLooking = isLooking;
        this.#markSeen();
        this.changed();
    }

    #follow() {
        this.#unwatch();
        this.#markSeen();
        this.#unwatch = this.#chat.channel?.timeline.watch(() => this.changed()) ?? (() => {});
        this.changed();
    }

    #markSeen() {
        this.#seen = this.#chat.channel?.timeline.newest?.offset ?? Infinity;
    }
}
