// @ts-check
import { guard } from 'lit/directives/guard.js';
import { isPressed } from '../state/shortcuts.js';
import './chat-actions.js';
import { ChatElement } from './chat-element.js';
import { unheardAt } from './lines.js';
import { message } from './message.js';
import { MessageWalk } from './message-walk.js';
import { namesIn, reading } from './reading.js';

const HELD = 500; // ms of a finger on a message until its actions open
const STILL = 150; // ms after which a list that was scrolled stands still
const SHAKEN = 10; // px that the finger may move meanwhile

/**
 * Messages one can do something to: by pointer, by finger and by keys. What there is to do is shown by the one `<chat-actions>` in it,
 * so that ten thousand messages are no heavier for it.
 *
 * *Keys.* Enter opens what there is to do; from message to message leads `MessageWalk`. *Fingers.* One that rests on a message opens it too.
 */
export class MessageList extends ChatElement {
    /** @type {WeakMap<object, Map<string, string>>} names of those who reacted, by the reactions of a message as they stood */
    #reactors = new WeakMap();
    /** @type {number | undefined} while the list is being scrolled */
    #scrolling;
    #pointedAt = 0; // the offset of the message to whose reactions somebody points
    /** @type {number | undefined} */
    #holding;
    /** @type {{x: number, y: number} | null} where a finger rests */
    #held = null;

    constructor() {
        super();
        new MessageWalk(this);
        this.addEventListener('pointerover', (event) => this.#scrolling || this.#pointed(event));
        this.addEventListener('pointerleave', () => this.#actions?.leave());
        this.addEventListener('scroll', () => this.#passes(), { capture: true });
        this.addEventListener('focusin', (event) => this.#pointed(event));
        this.addEventListener('keydown', (event) => this.#pressed(event));
        this.addEventListener('pointerdown', (event) => this.#touched(event));
        this.addEventListener('pointermove', (event) => this.#moved(event));
        for (const end of ['pointerup', 'pointercancel']) this.addEventListener(end, () => this.#letGo());
        this.addEventListener('contextmenu', (event) => this.#held && event.preventDefault()); // a finger's; of a mouse there is none held
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#letGo();
        clearTimeout(this.#scrolling);
        this.#scrolling = undefined;
    }

    updated() {
        if (this.#pointedAt) this.#learnReactors(); // there may be others than before
    }

    /**
     * @param {number} _offset
     * @returns {import('../state/timeline.js').Message | null | undefined} the message as it is now, if its event was heard
     */
    heardAt(_offset) {
        return undefined;
    }

    /**
     * @param {number} offset
     * @returns {import('../state/timeline.js').Message | undefined} the message as it is now
     */
    messageAt(offset) {
        const { channel, account } = this.chat;
        if (!channel || !account) return undefined;
        return this.heardAt(offset) ?? unheardAt(offset, channel, account);
    }

    /**
     * @param {import('./message.js').Line} line
     * @param {import('./message.js').Around['place']} place
     */
    line(line, place) {
        const { words } = this;
        const state = line.state === 'waiting' && this.chat.connection.isOnline ? 'sending' : line.state;
        const isSought = place === 'timeline' && line.state === 'sent' && line.offset === this.chat.channel?.talk.sought?.offset;
        const looks = [
            line.key, line.offset, line.text, line.author.name, line.isFirst, line.isOwn && line.isLast, state, line.refusal, words.language, line.edited, line.isDeleted,
            line.reactions, this.#reactors.get(line.reactions), line.replies, line.lastReply, line.root, isSought, namesIn(line.text, this.chat),
        ];
        return guard(looks, () => message({ ...line, state, isSought }, this.#around(place)));
    }

    /**
     * @param {import('./message.js').Around['place']} place
     * @returns {import('./message.js').Around}
     */
    #around(place) {
        return {
            words: this.words,
            place,
            ...reading(this.chat),
            fileAddress: this.page.fileAddress,
            reactors: (reactions, reaction) => this.#reactors.get(reactions)?.get(reaction) ?? '',
            react: (offset, reaction, isAdded) => this.#react(offset, reaction, isAdded),
            retry: (clientId) => this.chat.channel?.outbox.retry(clientId),
            discard: (clientId) => this.chat.channel?.outbox.discard(clientId),
        };
    }

    /**
     * @param {number} offset
     * @param {string} reaction
     * @param {boolean} isAdded
     */
    async #react(offset, reaction, isAdded) {
        try {
            await this.chat.channel?.react(offset, reaction, isAdded);
        } catch (error) {
            const element = this.#elementAt(offset);
            const said = this.messageAt(offset);
            if (element && said) this.#actions?.open(element, said, this.words.trouble(error));
        }
    }

    /** The messages pass below the pointer: nobody points to them. */
    #passes() {
        if (!this.#scrolling) this.#actions?.leave();
        clearTimeout(this.#scrolling);
        this.#scrolling = setTimeout(() => this.#stands(), STILL);
    }

    #stands() {
        this.#scrolling = undefined;
        const target = this.querySelector('.reaction:hover') ?? this.querySelector('.message:hover');
        if (target) this.#pointed({ target });
    }

    /** @param {{target: EventTarget | null}} event over a message, or over something in it */
    #pointed(event) {
        const target = /** @type {Element} */ (event.target);
        if (target.closest('chat-actions')) return;
        const element = this.#messageOf(target);
        const said = element && this.messageAt(offsetOf(element));
        if (element && said) this.#actions?.hover(element, said);
        else this.#actions?.leave();
        this.#pointedAt = target.closest('.reaction') && said ? said.offset : 0;
        this.#learnReactors();
    }

    /** Asks who reacted, where somebody points to it. */
    async #learnReactors() {
        const offset = this.#pointedAt;
        const reactions = this.messageAt(offset)?.reactions;
        if (!reactions || this.#reactors.has(reactions)) return;
        this.#reactors.set(reactions, new Map());
        const all = (await this.chat.channel?.reactions(offset).catch(() => [])) ?? [];
        const named = all.map(({ reaction, count, people }) => /** @type {[string, string]} */ ([reaction, this.#namesOf(count, people)]));
        this.#reactors.set(reactions, new Map(named));
        this.requestUpdate();
    }

    /**
     * @param {number} count
     * @param {import('../wire/http.js').Account[]} people
     */
    #namesOf(count, people) {
        const { words } = this;
        const names = people.map(({ id, name }) => (id === this.chat.account?.id ? words.say('message.you') : name));
        if (count > names.length) names.push(words.count('message.others', count - names.length));
        return words.list(names);
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const target = /** @type {HTMLElement} */ (event.target);
        if (target.matches('.message') && isPressed(event, 'message-actions')) this.#openBy(event, target);
    }

    /**
     * @param {Event} event
     * @param {HTMLElement} element
     */
    #openBy(event, element) {
        const said = this.messageAt(offsetOf(element));
        if (!said) return;
        event.preventDefault();
        this.#actions?.open(element, said);
    }

    /** @param {PointerEvent} event */
    #touched(event) {
        this.#letGo();
        const target = /** @type {Element} */ (event.target);
        const element = this.#messageOf(target);
        if (event.pointerType !== 'touch' || !element || target.closest('a, button, img, video, audio')) return;
        this.#holding = setTimeout(() => {
            this.#held = { x: event.clientX, y: event.clientY };
            this.#openBy(event, element);
        }, HELD);
        this.#held = { x: event.clientX, y: event.clientY };
    }

    /** @param {PointerEvent} event */
    #moved({ clientX, clientY }) {
        if (this.#held && Math.hypot(clientX - this.#held.x, clientY - this.#held.y) > SHAKEN) this.#letGo();
    }

    #letGo() {
        clearTimeout(this.#holding);
        this.#held = null;
    }

    /** @param {Element} target */
    #messageOf(target) {
        return /** @type {HTMLElement | null} */ (target.closest('.message[data-offset]'));
    }

    /** @param {number} offset */
    #elementAt(offset) {
        return /** @type {HTMLElement | null} */ (this.querySelector(`.message[data-offset="${offset}"]`));
    }

    /** @returns {import('./chat-actions.js').ChatActions | null} */
    get #actions() {
        return /** @type {any} */ ([...this.children].findLast((child) => child.localName === 'chat-actions') ?? null); // a selector would look through all messages
    }
}

/** @param {HTMLElement} element of a message */
function offsetOf(element) {
    return Number(element.dataset.offset);
}
