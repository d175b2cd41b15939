// @ts-check
/**
 * Says how long to wait before the next attempt: exponential, with full jitter, so that many clients that lost one
 * server do not return all at once.
 */
export class Backoff {
    #attempts = 0;
    #floor;
    #ceiling;
    #random;

    /**
     * @param {number} floor milliseconds, the most that the first wait takes
     * @param {number} ceiling milliseconds, the most that any wait takes
     * @param {() => number} random from 0 to 1
     */
    constructor(floor = 500, ceiling = 20_000, random = Math.random) {
        this.#floor = floor;
        this.#ceiling = ceiling;
        this.#random = random;
    }

    /** How many waits were asked for since the last success. */
    get attempts() {
        return this.#attempts;
    }

    /**
     * @param {number} ceiling milliseconds, where a lower one will do for once
     * @returns {number} milliseconds
     */
    next(ceiling = this.#ceiling) {
        const most = Math.min(ceiling, this.#floor * 2 ** this.#attempts++);
        return Math.round(this.#random() * most);
    }

    reset() {
        this.#attempts = 0;
    }
}
