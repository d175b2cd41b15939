// @ts-check
/** Something that tells its watchers when it has changed; they look for themselves what. */
export class Observable {
    /** @type {Set<() => void>} */
    #watchers = new Set();

    /**
     * @param {() => void} watcher
     * @returns {() => void} call it to look away
     */
    watch(watcher) {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
    }

    changed() {
        for (const watcher of [...this.#watchers]) watcher();
    }
}
