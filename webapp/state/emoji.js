// @ts-check
import { Observable } from './observable.js';

const CODE = /:([a-z0-9_+-]{1,40}):/g;
const AS_WRITTEN = /(```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/\S+)/; // code and addresses
const RECENT = 24;

/** @typedef {{emoji: string, codes: string[], name: string, words: string}} Entry what an emoji is called in one language, and found by */

/** All emoji, in the reader's language, and those that they took last. They come when they are first needed. */
export class Emoji extends Observable {
    #fetch;
    #shelf;
    #language = '';
    /** @type {Promise<void> | null} */
    #loading = null;
    /** @type {Entry[][]} */
    #groups = [];
    /** @type {Map<string, Entry>} */
    #byCode = new Map();

    /**
     * @param {(language: string) => Promise<[string, string, string, string][][]>} fetch brings the sheet of a language
     * @param {import('./shelf.js').Shelf} shelf
     */
    constructor(fetch, shelf) {
        super();
        this.#fetch = fetch;
        this.#shelf = shelf;
    }

    /** Smileys, people, animals, food, places, activities, objects, signs, flags; nothing while they are on their way. */
    get groups() {
        return this.#groups;
    }

    /** @returns {Entry[]} those taken last, the latest first */
    get recent() {
        const all = this.#groups.flat();
        return this.#taken.flatMap((emoji) => all.find((entry) => entry.emoji === emoji) ?? []);
    }

    /**
     * Brings them, in this language. Fails when the server does not answer.
     * @param {string} language
     * @returns {Promise<void>}
     */
    async load(language) {
        if (language !== this.#language) this.#loading = null;
        this.#language = language;
        this.#loading ??= this.#bring(language);
        try {
            await this.#loading;
        } catch (failure) {
            this.#loading = null;
            throw failure;
        }
    }

    /**
     * @param {string} text a part of a code, of the name, or of a word
     * @param {number} most
     * @returns {Entry[]} the best first
     */
    find(text, most) {
        const wanted = text.toLowerCase();
        /** @type {Entry[][]} */
        const ranks = [[], [], [], []];
        for (const entry of this.#groups.flat()) ranks[rankOf(entry, wanted)]?.push(entry);
        return ranks.flat().slice(0, most);
    }

    /**
     * Puts emoji for their `:codes:`, but not in code.
     * @param {string} text
     */
    instead(text) {
        if (!text.includes(':') || !this.#byCode.size) return text;
        const parts = text.split(AS_WRITTEN);
        return parts.map((part, i) => (i % 2 ? part : part.replace(CODE, (all, code) => this.#byCode.get(code)?.emoji ?? all))).join('');
    }

    /** Takes note that the reader took one. @param {string} emoji */
    take(emoji) {
        const taken = [emoji, ...this.#taken.filter((other) => other !== emoji)].slice(0, RECENT);
        this.#shelf.set('emoji', JSON.stringify(taken));
        this.changed();
    }

    /** @returns {string[]} */
    get #taken() {
        try {
            const taken = JSON.parse(this.#shelf.get('emoji') ?? '[]');
            return Array.isArray(taken) ? taken : [];
        } catch {
            return [];
        }
    }

    /** @param {string} language */
    async #bring(language) {
        const sheet = await this.#fetch(language);
        if (language !== this.#language) return;
        this.#groups = sheet.map((group) => group.map(([emoji, codes, name, words]) => ({ emoji, codes: codes.split(' '), name, words })));
        this.#byCode = new Map(this.#groups.flat().flatMap((entry) => entry.codes.map((code) => [code, entry])));
        this.changed();
    }
}

/**
 * @param {Entry} entry
 * @param {string} wanted
 * @returns {number} 0 when it is called so, up to 3 when it has to do with it; -1 when not
 */
function rankOf({ codes, name, words }, wanted) {
    if (codes.includes(wanted)) return 0;
    if (codes.some((code) => code.startsWith(wanted))) return 1;
    if (name.toLowerCase().includes(wanted) || codes.some((code) => code.includes(wanted))) return 2;
    return words.split(' ').some((word) => word.startsWith(wanted)) ? 3 : -1;
}
