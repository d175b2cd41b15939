// @ts-check
import { Observable } from './observable.js';

/** @typedef {'auto' | 'light' | 'dark'} Theme */

export const THEMES = Object.freeze(/** @type {Theme[]} */ (['auto', 'light', 'dark']));

/** What the reader chose for this browser. */
export class Settings extends Observable {
    #shelf;

    /** @param {import('./shelf.js').Shelf} shelf */
    constructor(shelf) {
        super();
        this.#shelf = shelf;
    }

    /** @returns {Theme} */
    get theme() {
        const kept = /** @type {Theme} */ (this.#shelf.get('theme'));
        return THEMES.includes(kept) ? kept : 'auto';
    }

    set theme(theme) {
        this.#keep('theme', theme);
    }

    /** The language chosen, or '' for that of the browser. */
    get language() {
        return this.#shelf.get('language') ?? '';
    }

    set language(language) {
        this.#keep('language', language);
    }

    /** Whether the panel of people stands open where there is room for it. */
    get showsPeople() {
        return this.#shelf.get('people') !== 'closed';
    }

    set showsPeople(shows) {
        this.#keep('people', shows ? 'open' : 'closed');
    }

    /** Whether Enter sends; otherwise it begins a new line, and Ctrl+Enter sends. */
    get enterSends() {
        return this.#shelf.get('enter') !== 'breaks';
    }

    set enterSends(sends) {
        this.#keep('enter', sends ? 'sends' : 'breaks');
    }

    /** Whether the row of marks stands above what one writes; null while the reader has not chosen. */
    get showsMarks() {
        const kept = this.#shelf.get('marks');
        return kept === null ? null : kept === 'shown';
    }

    set showsMarks(shows) {
        this.#keep('marks', shows ? 'shown' : 'hidden');
    }

    /** Whether the reader wants notifications on the desktop; the browser may forbid them all the same. */
    get notifies() {
        return this.#shelf.get('notifies') === 'on';
    }

    set notifies(notifies) {
        this.#keep('notifies', notifies ? 'on' : 'off');
    }

    get hasAnsweredNotifications() {
        return this.#shelf.get('notifies') !== null;
    }

    /** Whether notifications are heard. */
    get sounds() {
        return this.#shelf.get('sounds') === 'on';
    }

    set sounds(sounds) {
        this.#keep('sounds', sounds ? 'on' : 'off');
    }

    /** Until when the reader is not to be disturbed, in ms since 1970. */
    get quietUntil() {
        return Number(this.#shelf.get('quiet') ?? 0);
    }

    set quietUntil(until) {
        this.#keep('quiet', String(until));
    }

    /**
     * @param {string} key
     * @param {string} value
     */
    #keep(key, value) {
        this.#shelf.set(key, value);
        this.changed();
    }
}
