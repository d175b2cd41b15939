// @ts-check
import { Observable } from './observable.js';

const APART = 10_000; // ms, the least between two looks

/** The version of the page that the reader has, and whether the server has a newer one. */
export class Edition extends Observable {
    #shell;
    #looked = 0; // when, in ms
    /** @type {number | undefined} */
    #timer;

    /** Whether a newer one can be had. */
    isOld = false;
    /** Whether the reader does not want it now. */
    isPutOff = false;

    /** @param {import('../wire/shell.js').Shell} shell */
    constructor(shell) {
        super();
        this.#shell = shell;
        shell.onNewer = () => this.#become(true, false);
    }

    /** Keeps the page in the browser, and looks whether it is the newest. */
    keep() {
        this.#looked = Date.now();
        this.#shell.keep();
    }

    /** The server may have been changed meanwhile. */
    look() {
        if (!this.#looked || this.isOld || this.#timer) return;
        this.#timer = setTimeout(() => this.#lookNow(), Math.max(0, this.#looked + APART - Date.now()));
    }

    /** Loads the newer one. */
    renew() {
        this.#shell.renew();
    }

    putOff() {
        this.#become(true, true);
    }

    #lookNow() {
        this.#timer = undefined;
        this.#looked = Date.now();
        this.#shell.look();
    }

    /**
     * @param {boolean} isOld
     * @param {boolean} isPutOff
     */
    #become(isOld, isPutOff) {
        Object.assign(this, { isOld, isPutOff });
        this.changed();
    }
}
