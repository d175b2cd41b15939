// @ts-check
import { Observable } from './observable.js';

/**
 * @typedef {Readonly<Record<string, string>>} Dictionary
 * @typedef {{name: string, load: () => Promise<{default: Dictionary}>}} Language as it calls itself, and what brings its words
 */

const DAY = 86_400_000; // ms
const QUARTER = 900_000; // ms
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/**
 * Says everything in the reader's language: words, numbers, times.
 *
 * Of all languages only the words of the one that is spoken are loaded. Until those of another one have come, or where they do not, it stays at the last.
 */
export class Words extends Observable {
    #languages;
    #settings;
    #preferred;
    /** @type {Dictionary} */
    #dictionary = {};
    /** @type {Map<string, any>} formats are dear to make */
    #formats = new Map();
    #wanted = '';
    #language = '';
    #locale = '';
    #zone = ''; // or '' for the device's
    /** @type {Map<number, number>} */
    #days = new Map();

    /** Fulfilled when there is something to speak. @type {Promise<void>} */
    ready;

    /**
     * @param {Readonly<Record<string, Language>>} languages by tag; the first is the one to fall back to
     * @param {import('./settings.js').Settings} settings
     * @param {readonly string[]} preferred the browser's languages, the dearest first
     */
    constructor(languages, settings, preferred) {
        super();
        this.#languages = languages;
        this.#settings = settings;
        this.#preferred = preferred;
        this.ready = this.#choose();
        settings.watch(() => this.#choose().catch(() => {})); // it stays at the last
    }

    get language() {
        return this.#language;
    }

    /** The time zone in which times are told, of IANA; '' or one that the browser does not know for the device's. */
    get zone() {
        return this.#zone;
    }

    set zone(zone) {
        const known = knowsZone(zone) ? zone : '';
        if (known === this.#zone) return;
        this.#zone = known;
        this.#formats.clear();
        this.#days.clear();
        this.changed();
    }

    get languages() {
        return Object.keys(this.#languages);
    }

    /**
     * @param {string} language
     * @returns {string} what it calls itself
     */
    nameOf(language) {
        return this.#languages[language].name;
    }

    /**
     * @param {string} key
     * @param {Record<string, string | number>} values for the places in braces
     */
    say(key, values = {}) {
        const sentence = this.#dictionary[key] ?? key;
        return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
    }

    /** @param {string} key */
    knows(key) {
        return key in this.#dictionary;
    }

    /**
     * Says a sentence that depends on a number, which stands at `{count}`.
     * @param {string} key
     * @param {number} count
     */
    count(key, count) {
        const form = this.#format('plural', () => new Intl.PluralRules(this.#language)).select(count);
        const known = this.knows(`${key}.${form}`) ? form : 'other';
        return this.say(`${key}.${known}`, { count: this.number(count) });
    }

    /**
     * Says why something was refused, and until when where that is known: in our words where we have them, else in the server's.
     * @param {{reason: string, message?: string, until?: number}} refusal
     */
    refusal(refusal) {
        const key = `refusal.${refusal.reason}`;
        if (refusal.until && this.knows(`${key}.until`)) return this.say(`${key}.until`, { until: this.moment(refusal.until) });
        return this.knows(key) ? this.say(key) : refusal.message || this.say('refusal.internal');
    }

    /**
     * Says what went wrong with something that was asked of the server.
     * @param {any} error
     */
    trouble(error) {
        return this.refusal(error?.reason ? error : { reason: 'no-answer' });
    }

    /** @param {string[]} names */
    list(names) {
        return this.#format('list', () => new Intl.ListFormat(this.#locale, { type: 'conjunction' })).format(names);
    }

    /** @param {number} number */
    number(number) {
        return this.#format('number', () => new Intl.NumberFormat(this.#locale)).format(number);
    }

    /** @param {number} bytes */
    size(bytes) {
        const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
        const options = { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits: 1 };
        return this.#format(`size${step}`, () => new Intl.NumberFormat(this.#locale, /** @type {any} */ (options)))
            .format(bytes / 1024 ** step);
    }

    /** @param {number} time */
    clock(time) {
        return this.#date('clock', { hour: 'numeric', minute: '2-digit' }).format(time);
    }

    /** @param {number} time */
    moment(time) {
        return this.#date('moment', { dateStyle: 'full', timeStyle: 'short' }).format(time);
    }

    /**
     * @param {number} time
     * @param {number} now
     */
    day(time, now) {
        const days = this.dayOf(now) - this.dayOf(time);
        if (days === 0) return this.say('day.today');
        if (days === 1) return this.say('day.yesterday');
        const sameYear = new Date(this.dayOf(time) * DAY).getUTCFullYear() === new Date(this.dayOf(now) * DAY).getUTCFullYear();
        const options = /** @type {const} */ ({ weekday: 'long', day: 'numeric', month: 'long' });
        return this.#date(`day${sameYear}`, sameYear ? options : { ...options, year: 'numeric' }).format(time);
    }

    /**
     * @param {number} time
     * @returns {number} its day in the reader's zone; the next day is one more
     */
    dayOf(time) {
        const quarter = Math.floor(time / QUARTER); // in no zone a day begins within one
        if (!this.#days.has(quarter)) this.#days.set(quarter, this.#countDays(time));
        return /** @type {number} */ (this.#days.get(quarter));
    }

    /** @param {number} time */
    #countDays(time) {
        const format = this.#date('days', { year: 'numeric', month: 'numeric', day: 'numeric' }, 'en-u-ca-gregory-nu-latn');
        const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
        return Math.round(Date.UTC(parts.year, parts.month - 1, parts.day) / DAY);
    }

    /**
     * @param {string} one
     * @param {string} other
     */
    compare(one, other) {
        return this.#format('order', () => new Intl.Collator(this.#locale, { numeric: true })).compare(one, other);
    }

    /**
     * @param {string} name
     * @param {Intl.DateTimeFormatOptions} options
     * @param {string} locale
     * @returns {Intl.DateTimeFormat}
     */
    #date(name, options, locale = this.#locale) {
        return this.#format(name, () => new Intl.DateTimeFormat(locale, { ...options, timeZone: this.#zone || undefined }));
    }

    /**
     * @param {string} name
     * @param {() => any} make
     */
    #format(name, make) {
        if (!this.#formats.has(name)) this.#formats.set(name, make());
        return this.#formats.get(name);
    }

    async #choose() {
        const language = this.#chosen();
        if (language === this.#wanted) return;
        this.#wanted = language;
        try {
            const { default: dictionary } = await this.#languages[language].load();
            if (language === this.#wanted) this.#speak(language, dictionary);
        } catch (error) {
            if (language === this.#wanted) this.#wanted = this.#language;
            throw error;
        }
    }

    /**
     * @param {string} language
     * @param {Dictionary} dictionary
     */
    #speak(language, dictionary) {
        this.#dictionary = dictionary;
        this.#language = language;
        this.#locale = this.#preferred.find((tag) => speaks(tag, language)) ?? language;
        this.#formats.clear();
        this.changed();
    }

    #chosen() {
        if (this.languages.includes(this.#settings.language)) return this.#settings.language;
        for (const tag of this.#preferred) {
            const known = this.languages.find((language) => speaks(tag, language));
            if (known) return known;
        }
        return this.languages[0];
    }
}

/**
 * @param {string} tag
 * @param {string} language
 */
function speaks(tag, language) {
    return tag.split('-')[0].toLowerCase() === language.split('-')[0];
}

/** @param {string} zone */
function knowsZone(zone) {
    try {
        return Boolean(zone && new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
        return false;
    }
}
