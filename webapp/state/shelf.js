// @ts-check
/**
 * What this browser keeps for this page over a reload. Where the browser keeps nothing, it lasts as long as the page.
 *
 * All applications of one server share one storage, so every key begins with the page's path.
 */
export class Shelf {
    #prefix;
    #storage;

    /**
     * @param {string} path where the page stands
     * @param {Storage | null} storage
     */
    constructor(path, storage) {
        this.#prefix = `chat-channel:${path}:`;
        this.#storage = storage;
        /** @type {Map<string, string>} */
        this.memory = new Map();
    }

    /**
     * @param {string} key
     * @returns {string | null}
     */
    get(key) {
        return this.memory.get(key) ?? this.#attempt((storage) => storage.getItem(this.#prefix + key)) ?? null;
    }

    /**
     * @param {string} key
     * @param {string} value
     */
    set(key, value) {
        const kept = this.#attempt((storage) => (storage.setItem(this.#prefix + key, value), true));
        if (kept) this.memory.delete(key);
        else this.memory.set(key, value);
    }

    /** @param {string} key */
    remove(key) {
        this.memory.delete(key);
        this.#attempt((storage) => storage.removeItem(this.#prefix + key));
    }

    /**
     * @param {string} beginning
     * @returns {string[]} the keys that begin so
     */
    keys(beginning) {
        const kept = this.#attempt((storage) => Object.keys(storage)) ?? [];
        const own = kept.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
        return [...own, ...this.memory.keys()].filter((key) => key.startsWith(beginning));
    }

    /**
     * @param {string | null} storageKey of a change that another tab made
     * @returns {string | null} our key, or null when it is not one of ours
     */
    keyOf(storageKey) {
        return storageKey?.startsWith(this.#prefix) ? storageKey.slice(this.#prefix.length) : null;
    }

    /**
     * @template T
     * @param {(storage: Storage) => T} use
     * @returns {T | undefined} nothing when the browser refuses, or its space is used up
     */
    #attempt(use) {
        try {
            return this.#storage ? use(this.#storage) : undefined;
        } catch {
            return undefined;
        }
    }
}
