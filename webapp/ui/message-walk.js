// @ts-check
import { isPressed, isWriting } from '../state/shortcuts.js';

const CONTROLS = 'button:not(:disabled), a[href], [tabindex="0"]';

/**
 * Lets the keyboard walk through the messages of a list, one at a time: `Tab` leads to the list, arrows from message to message, `Enter` to what can be
 * done with one, `Escape` back.
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
        const message = messageOf(target);
        const isAtMessage = target === message;
        if (!isAtMessage && !target.matches('.scroller')) return this.#back(event, message);
        const next = this.#wanted(event, message);
        if (next) [event.preventDefault(), focus(next)];
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
        if (message && isPressed(event, 'message-actions')) return message.querySelector(`.actions :is(${CONTROLS})`) ?? message.querySelector(CONTROLS);
        if (isPressed(event, 'write')) return document.querySelector('#composer, chat-composer textarea');
        return null;
    }

    /**
     * From a control of a message back to the message.
     * @param {KeyboardEvent} event
     * @param {HTMLElement | null} message
     */
    #back(event, message) {
        if (message && isPressed(event, 'close')) [event.preventDefault(), focus(message)];
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
        if (document.activeElement === document.body) focus(next ?? this.#host.querySelector('.scroller'));
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

/** @param {HTMLElement | null} element */
function focus(element) {
    if (element?.matches('.message')) {
        element.tabIndex = -1;
        element.role = 'article';
    }
    element?.focus();
    element?.scrollIntoView?.({ block: 'nearest' });
}
