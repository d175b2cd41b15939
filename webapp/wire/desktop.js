// @ts-check
/**
 * @typedef {{title: string, text: string, icon: string, tag: string, onOpen: () => void}} Notice
 */

/** The notifications of the desktop, as far as the browser has them and the reader allows them. */
export class Desktop {
    /** @type {Map<string, Notification>} those that stand there, by tag */
    #shown = new Map();

    /** @returns {'default' | 'granted' | 'denied'} `default`: nobody was asked yet */
    get permission() {
        return globalThis.Notification?.permission ?? 'denied';
    }

    /** Asks the reader; browsers let it be asked only while they handle a click. @returns {Promise<boolean>} */
    async ask() {
        if (this.permission !== 'default') return this.permission === 'granted';
        return (await Notification.requestPermission()) === 'granted';
    }

    /** Shows a notice in the place of another of its tag. Without a sound: that is ours to make. @param {Notice} notice */
    show({ title, text, icon, tag, onOpen }) {
        const options = /** @type {NotificationOptions} */ ({ body: text, icon, tag, renotify: true, silent: true });
        try {
            const shown = new Notification(title, options);
            shown.onclick = () => (globalThis.focus(), shown.close(), onOpen());
            shown.onclose = () => this.#shown.get(tag) === shown && this.#shown.delete(tag);
            this.#shown.set(tag, shown);
        } catch {
            // A browser that shows them from a service worker only, as on Android; there the page is seldom open unseen.
        }
    }

    /** @param {string} tag */
    close(tag) {
        this.#shown.get(tag)?.close();
        this.#shown.delete(tag);
    }
}
