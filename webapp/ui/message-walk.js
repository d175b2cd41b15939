// @ts-check
import { isPressed, isWriting } from '../state/shortcuts.js';

/**
 * The way of the keyboard through a list of messages: the arrows, J and K, `End`, and `Escape` back to where one writes.
 *
 * The focus is not lost with a message that goes: its neighbour takes it.
 */
export class MessageWalk {
    #host;
    /** @type {HTMLElement | null} the message that has the focus, or has something inside that does */
    #current = null;
    #gone = new MutationObserver((changes) => this.#noticeGone(changes));
    #listen = (/** @type {Event} */ event) => this.#handle(event);

    /** @param {import('lit').LitElement} host holds `.message`s in a `.scroller` */
    constructor(host) {
        this.#host = host;
        host.addController(this);
    }

    hostConnected() {
        for (const type of ['keydown', 'focusin']) this.#host.addEventListener(type, this.#listen);
        this.#gone.observe(this.#host, { childList: true, subtree: true });
    }

    hostDisconnected() {
        for (const type of ['keydown', 'focusin']) this.#host.removeEventListener(type, this.#listen);
        this.#gone.disconnect();
    }

    /** @param {Event} event */
    #handle(event) {
        if (event.type === 'focusin') this.#current = messageOf(event.target);
        else this.#pressed(/** @type {KeyboardEvent} */ (event));
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        if (event.defaultPrevented || isWriting(event)) return;
        const target = /** @type {HTMLElement} */ (event.target);
        const message = target.matches('.message') ? target : null;
        const next = message || target.matches('.scroller') ? this.#wanted(event, message) : null;
        if (!next) return;
        event.preventDefault();
        next.focus();
    }

    /**
     * @param {KeyboardEvent} event
     * @param {HTMLElement | null} message
     * @returns {HTMLElement | null | undefined}
     */
    #wanted(event, message) {
        const all = this.#messages;
        const index = message ? all.indexOf(message) : all.length;
        if (isPressed(event, 'message-previous')) return all[index - 1];
        if (isPressed(event, 'message-next')) return all[Math.min(index + 1, all.length - 1)];
        if (isPressed(event, 'message-last')) return all.at(-1);
        if (isPressed(event, 'write')) return this.#host.closest('.talk')?.querySelector('textarea');
        return null;
    }

    /** @returns {HTMLElement[]} */
    get #messages() {
        return [...this.#host.querySelectorAll('.message')].map((one) => /** @type {HTMLElement} */ (one));
    }

    /** @param {MutationRecord[]} changes */
    #noticeGone(changes) {
        const current = this.#current;
        if (!current || current.isConnected) return;
        const change = changes.find(({ removedNodes }) => [...removedNodes].includes(current));
        const next = change && (nearest(change.nextSibling, 'nextSibling') ?? nearest(change.previousSibling, 'previousSibling'));
        this.#current = null;
        if (document.activeElement === document.body) (next ?? /** @type {HTMLElement | null} */ (this.#host.querySelector('.scroller')))?.focus();
    }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function messageOf(target) {
    return target instanceof Element ? target.closest('.message') : null;
}

/**
 * @param {Node | null} node
 * @param {'nextSibling' | 'previousSibling'} step
 * @returns {HTMLElement | null}
 */
function nearest(node, step) {
    for (; node; node = node[step]) if (node instanceof HTMLElement && node.matches('.message')) return node;
    return null;
}
