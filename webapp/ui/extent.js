// @ts-check
const SHOWN = 200; // messages in the page while the reader is at the newest
const MOST = 300; // while they are elsewhere
const STEP = 25; // by which the part moves on

/**
 * Which part of the messages at hand stands in the page. However many are at hand, the browser has no more to lay out than that.
 *
 * At the newest it is the last of them; elsewhere it begins and ends at an offset, so that it stays where it is while others come before and
 * behind it, and moves on as the reader nears one of its ends.
 */
export class Extent {
    #from = 0; // the offset of the first
    #to = Infinity; // of the last; Infinity for whatever comes behind it

    /** Whether it reaches the last message at hand. */
    reachesEnd = true;

    /**
     * @param {import('../state/timeline.js').Timeline} timeline
     * @param {boolean} isAtNewest
     * @returns {{start: number, end: number}} indexes of messages
     */
    of(timeline, isAtNewest) {
        const { length } = timeline.messages;
        if (isAtNewest) return this.#hold(timeline, length - SHOWN, length);
        const start = timeline.countBefore(this.#from);
        const end = this.#to === Infinity ? length : timeline.countBefore(this.#to + 1);
        if (start >= end) return this.#hold(timeline, length - SHOWN, length); // what was there is not at hand any more
        return this.#hold(timeline, start, Math.min(end, start + MOST));
    }

    /** Moves towards older messages. @param {import('../state/timeline.js').Timeline} timeline */
    moveUp(timeline) {
        this.#hold(timeline, timeline.countBefore(this.#from) - STEP, timeline.countBefore(this.#to + 1));
    }

    /** Moves towards newer messages. @param {import('../state/timeline.js').Timeline} timeline */
    moveDown(timeline) {
        const end = Math.min(timeline.countBefore(this.#to + 1) + STEP, timeline.messages.length);
        this.#hold(timeline, end - MOST, end);
    }

    /**
     * Moves to a message.
     * @param {import('../state/timeline.js').Timeline} timeline
     * @param {number} offset
     */
    moveTo(timeline, offset) {
        const start = timeline.countBefore(offset) - MOST / 2;
        this.#hold(timeline, start, start + MOST);
    }

    /**
     * @param {import('../state/timeline.js').Timeline} timeline
     * @param {number} wantedStart
     * @param {number} wantedEnd
     */
    #hold({ messages }, wantedStart, wantedEnd) {
        const start = Math.max(0, wantedStart);
        const end = Math.min(messages.length, Math.max(wantedEnd, start));
        this.reachesEnd = end === messages.length;
        this.#from = messages[start]?.offset ?? 0;
        this.#to = this.reachesEnd ? Infinity : messages[end - 1]?.offset ?? 0;
        return { start, end };
    }
}
