// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';
import { EDGE, place } from './place.js';

const QUICK = Object.freeze(['👍', '❤️', '😂', '🎉', '👀', '✅']);

/**
 * @typedef {import('../state/timeline.js').Message} Message
 * @typedef {{element: HTMLElement, message: Message}} Subject
 */

/**
 * What the reader may do to a message: a bar beside the one they point to, and a sheet with all of it.
 *
 * Fires `edit-message`, `quote-message` and `mark-unread` with the message, `open-thread` with the offset of its root, and `pick-emoji` with where to show the
 * choice and what to do with it.
 */
export class ChatActions extends ChatElement {
    /** @type {Subject | null} of the bar, while it is shown */
    #pointed = null;
    /** @type {Subject | null} of the sheet: what is pointed to meanwhile does not change it */
    #chosen = null;
    #isOpen = false; // the sheet, or it is about to be
    #isAsking = false; // whether to delete
    #trouble = '';
    #done = '';

    watched() {
        return [this.chat, this.words, this.chat.channel];
    }

    /**
     * Shows the bar beside a message.
     * @param {HTMLElement} element
     * @param {Message} message
     */
    hover(element, message) {
        if (this.#isOpen || (element === this.#pointed?.element && message === this.#pointed.message)) return;
        this.#pointed = { element, message };
        this.requestUpdate();
    }

    leave() {
        if (this.#isOpen || !this.#pointed) return;
        this.#pointed = null;
        this.requestUpdate();
    }

    /**
     * Opens the sheet of a message.
     * @param {HTMLElement} element
     * @param {Message} message
     * @param {string} trouble that something gave just now
     */
    async open(element, message, trouble = '') {
        [this.#chosen, this.#trouble, this.#done, this.#isAsking, this.#isOpen] = [{ element, message }, trouble, '', false, true];
        if (this.#pointed) this.#pointed = this.#chosen;
        this.requestUpdate();
        await this.updateComplete;
        this.#sheet.showPopover();
        this.#place();
        /** @type {HTMLElement | null} */ (this.#sheet.querySelector('button'))?.focus({ preventScroll: true });
    }

    updated() {
        const bar = /** @type {HTMLElement | null} */ (this.querySelector('.bar'));
        const element = this.#pointed?.element;
        if (!bar || !element?.isConnected) return;
        const around = /** @type {Element} */ (this.parentElement).getBoundingClientRect();
        bar.style.insetBlockStart = `${Math.max(4, element.getBoundingClientRect().top - around.top - bar.offsetHeight / 2)}px`;
    }

    render() {
        const { words } = this;
        return html`
            ${this.#pointed && !this.#pointed.message.isDeleted ? this.#bar(this.#pointed) : nothing}
            <div popover="auto" class="message-sheet" role="dialog" aria-label=${words.say('actions.label')} data-testid="actions"
                 @toggle=${this.#toggled} @keydown=${this.#pressed}>
                ${this.#trouble ? html`<p class="trouble" role="alert" data-testid="actions-trouble">${this.#trouble}</p>` : nothing}
                ${this.#done ? html`<p class="done" role="status" data-testid="actions-done">${this.#done}</p>` : nothing}
                ${this.#chosen ? (this.#isAsking ? this.#question(this.#chosen) : this.#choices(this.#chosen)) : nothing}
            </div>`;
    }

    /** @param {Subject} subject */
    #bar(subject) {
        const { words } = this;
        const { element, message } = subject;
        const more = words.say('actions.more', { name: message.author.name });
        return html`
            <div class="bar" role="toolbar" aria-label=${words.say('actions.label')} data-testid="actions-bar">
                ${this.#mayPost ? html`
                    ${QUICK.slice(0, 2).map((reaction) => this.#quick(subject, reaction))}
                    <button type="button" class="tool" data-testid="bar-reply" aria-label=${words.say('actions.reply')} title=${words.say('actions.reply')}
                            @click=${() => this.#fire('open-thread', { offset: message.thread || message.offset })}>${icons.thread()}</button>` : nothing}
                <button type="button" class="tool" data-testid="bar-more" aria-haspopup="dialog" aria-label=${more} title=${more}
                        @click=${() => this.open(element, message)}>${icons.more()}</button>
            </div>`;
    }

    /**
     * @param {Subject} subject
     * @param {string} reaction
     */
    #quick(subject, reaction) {
        const { message } = subject;
        const isMine = message.reactions.some((tally) => tally.reaction === reaction && tally.accounts.includes(this.chat.account?.id ?? ''));
        return html`<button type="button" class="tool emoji" data-testid="quick" aria-pressed=${isMine} aria-label=${this.words.say('actions.react', { reaction })}
            @click=${() => this.#attempt(subject, () => this.chat.channel?.react(message.offset, reaction, !isMine))}>${reaction}</button>`;
    }

    /** @param {Subject} subject */
    #choices(subject) {
        const { message } = subject;
        const isOwn = message.author.id === this.chat.account?.id;
        const mayPost = this.#mayPost && !message.isDeleted;
        const { offset, thread, text } = message;
        return html`
            ${mayPost ? html`<div class="quick">
                ${QUICK.map((reaction) => this.#quick(subject, reaction))}
                <button type="button" class="tool" data-testid="action-emoji" aria-label=${this.words.say('actions.emoji')} title=${this.words.say('actions.emoji')}
                        @click=${() => this.#pick(subject)}>${icons.smile()}</button></div>` : nothing}
            ${mayPost || message.replies ? this.#choice('reply', icons.thread, () => this.#fire('open-thread', { offset: thread || offset })) : nothing}
            ${mayPost && text ? this.#choice('quote', icons.quote, () => this.#fire('quote-message', { message })) : nothing}
            ${mayPost && isOwn && text ? this.#choice('edit', icons.pencil, () => this.#fire('edit-message', { message })) : nothing}
            ${this.#choice('mark-unread', icons.unread, () => this.#fire('mark-unread', { message }))}
            ${text ? this.#choice('copy-text', icons.copy, () => this.#copy(text)) : nothing}
            ${this.#choice('copy-link', icons.link, () => this.#copy(this.#addressOf(offset)))}
            ${mayPost && (isOwn || this.#mayModerate) ? this.#choice('delete', icons.trash, () => this.#ask(true)) : nothing}`;
    }

    /**
     * @param {string} what
     * @param {() => unknown} icon
     * @param {() => void} act
     */
    #choice(what, icon, act) {
        return html`<button type="button" class="choice" data-testid=${`action-${what}`} @click=${act}>${icon()}<span>${this.words.say(`actions.${what}`)}</span></button>`;
    }

    /** @param {Subject} subject */
    #question(subject) {
        const { words } = this;
        return html`
            <p class="question">${words.say('actions.delete.sure')}</p>
            <div class="answers">
                <button type="button" class="side bad" data-testid="delete-yes" @click=${() => this.#attempt(subject, () => this.chat.channel?.delete(subject.message.offset))}>${words.say('actions.delete')}</button>
                <button type="button" class="side" data-testid="delete-no" @click=${() => this.#ask(false)}>${words.say('actions.keep')}</button>
            </div>`;
    }

    get #mayPost() {
        const about = this.chat.channel?.about;
        return !about?.archived && about?.role !== 'read_only';
    }

    get #mayModerate() {
        const about = this.chat.channel?.about;
        const administers = about?.kind === 'public' && this.chat.account?.kind === 'administrator';
        return administers || about?.role === 'owner' || about?.role === 'moderator';
    }

    /** @param {number} offset */
    #addressOf(offset) {
        return new URL(`#channel=${encodeURIComponent(this.chat.channel?.name ?? '')}&at=${offset}`, document.baseURI).href;
    }

    /** @param {boolean} isAsking */
    async #ask(isAsking) {
        [this.#isAsking, this.#trouble] = [isAsking, ''];
        this.requestUpdate();
        await this.updateComplete;
        const first = isAsking ? '[data-testid=delete-no]' : '[data-testid=action-delete]';
        /** @type {HTMLElement | null} */ (this.#sheet.querySelector(first))?.focus();
        this.#place();
    }

    /** @param {Subject} subject */
    #pick({ element: anchor, message }) {
        const { channel } = this.chat;
        const picked = (/** @type {string} */ reaction) => channel?.react(message.offset, reaction, true).catch((error) =>
            this.open(anchor, message, this.words.trouble(error)));
        this.#fire('pick-emoji', { anchor, picked });
    }

    /**
     * Does something and closes; or says in place why it was refused.
     * @param {Subject} subject
     * @param {() => Promise<unknown> | undefined} deed
     */
    async #attempt({ element, message }, deed) {
        try {
            await deed();
            this.#close();
        } catch (error) {
            this.open(element, message, this.words.trouble(error));
        }
    }

    /** @param {string} text */
    async #copy(text) {
        try {
            await navigator.clipboard.writeText(text);
            this.#done = this.words.say('actions.copied');
        } catch {
            this.#trouble = this.words.say('actions.not-copied');
        }
        this.requestUpdate();
        await this.updateComplete;
        this.#place();
    }

    /**
     * @param {string} name
     * @param {object} detail
     */
    #fire(name, detail) {
        this.#close();
        this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    }

    #close() {
        this.#pointed = null;
        if (this.#isOpen) this.#sheet.hidePopover();
        this.requestUpdate();
    }

    /** @param {ToggleEvent} event */
    #toggled(event) {
        this.#isOpen = event.newState === 'open';
        if (!this.#isOpen) this.#pointed = null;
        this.requestUpdate();
    }

    /** @param {KeyboardEvent} event goes from one to the next by arrows */
    #pressed(event) {
        const forth = ['ArrowDown', 'ArrowRight'].includes(event.key);
        if (!forth && !['ArrowUp', 'ArrowLeft'].includes(event.key)) return;
        const all = /** @type {HTMLElement[]} */ ([...this.#sheet.querySelectorAll('button')]);
        const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
        all.at((at + (forth ? 1 : -1)) % all.length)?.focus();
        event.preventDefault();
    }

    /** Puts the sheet beside the message, within the window. On a phone it comes from below, as the style says. */
    #place() {
        const message = /** @type {Subject} */ (this.#chosen).element.getBoundingClientRect();
        const isToTheRight = getComputedStyle(this).direction === 'ltr';
        const left = isToTheRight ? message.right - this.#sheet.offsetWidth - EDGE : message.left + EDGE;
        place(this.#sheet, left, message.top + 2 * EDGE);
    }

    /** @returns {HTMLElement} */
    get #sheet() {
        return /** @type {HTMLElement} */ (this.querySelector('.message-sheet'));
    }
}

customElements.define('chat-actions', ChatActions);
