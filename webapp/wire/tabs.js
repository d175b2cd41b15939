// @ts-check
/**
 * The tabs of this browser that show this page: one of them leads, and each tells what it looks at.
 *
 * A lock is let go when its tab is closed or crashes, whatever it was doing; so the next one leads at once. Where there are no locks, each tab
 * is alone.
 */
export class Tabs {
    #locks;
    #path;
    #isLeading = false;
    /** @type {() => void} */
    #lookAway = () => {};
    /** @type {string | null} */
    #looksAt = null;

    /**
     * @param {LockManager | undefined} locks
     * @param {string} path where the page stands: other applications of the server are none of ours
     */
    constructor(locks, path) {
        this.#locks = locks;
        this.#path = path;
        locks?.request(`chat-channel:${path}:lead`, () => {
            this.#isLeading = true;
            return new Promise(() => {}); // as long as the tab is there
        }).catch(() => {}); // it is on its way out
    }

    /** Whether this is the tab that does what one of them should do. */
    get isLeading() {
        return this.#isLeading || !this.#locks;
    }

    /** @param {string | null} channel that the reader looks at in this tab, or none */
    lookAt(channel) {
        if (channel === this.#looksAt) return;
        this.#looksAt = channel;
        this.#lookAway();
        this.#lookAway = () => {};
        if (channel === null) return;
        const looking = new Promise((resolve) => (this.#lookAway = () => resolve(undefined)));
        this.#locks?.request(this.#lookOf(channel), { mode: 'shared' }, () => looking).catch(() => {});
    }

    /** @param {string} channel */
    async isLookedAt(channel) {
        const { held = [] } = (await this.#locks?.query()) ?? {};
        return held.some(({ name }) => name === this.#lookOf(channel));
    }

    /** @param {string} channel */
    #lookOf(channel) {
        return `chat-channel:${this.#path}:look:${channel}`;
    }
}
