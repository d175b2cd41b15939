// @ts-check
import { LitElement } from 'lit';

/**
 * What every element of the page is given.
 * @typedef {{chat: import('../state/chat.js').Chat, words: import('../state/words.js').Words,
 *            settings: import('../state/settings.js').Settings, edition: import('../state/edition.js').Edition, emoji: import('../state/emoji.js').Emoji,
 *            notifications: import('../state/notifications.js').Notifications,
 *            uploads: import('../state/uploads.js').Uploads, setAvatar: (picture: Blob | null) => Promise<void>,
 *            fileAddress: (id: string) => string}} Page
 */

/** An element of this page: in the light DOM, and rendered again whenever something that it watches has changed. */
export class ChatElement extends LitElement {
    static properties = { page: { attribute: false } };

    /** @type {Map<import('../state/observable.js').Observable, () => void>} */
    #watched = new Map();

    constructor() {
        super();
        /** @type {Page} given by the parent before the first rendering */
        this.page = /** @type {any} */ (undefined);
    }

    get chat() {
        return this.page.chat;
    }

    get words() {
        return this.page.words;
    }

    get edition() {
        return this.page.edition;
    }

    get notifications() {
        return this.page.notifications;
    }

    get settings() {
        return this.page.settings;
    }

    createRenderRoot() {
        return this;
    }

    /** @returns {(import('../state/observable.js').Observable | null | undefined)[]} what to watch, as things stand */
    watched() {
        return [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.requestUpdate();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#watchOnly(new Set());
    }

    shouldUpdate() {
        return this.page !== undefined;
    }

    willUpdate() {
        this.#watchOnly(new Set(this.watched().filter((observable) => observable != null)));
    }

    /** @param {Set<import('../state/observable.js').Observable>} wanted */
    #watchOnly(wanted) {
        for (const [observable, lookAway] of this.#watched) {
            if (!wanted.has(observable)) (lookAway(), this.#watched.delete(observable));
        }
        for (const observable of wanted) {
            if (!this.#watched.has(observable)) this.#watched.set(observable, observable.watch(() => this.requestUpdate()));
        }
    }
}
