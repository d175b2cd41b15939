// @ts-check
import { html, nothing } from 'lit';
import { LEVELS } from '../state/attention.js';
import { nameOf } from './channel-name.js';
import { ChatElement } from './chat-element.js';
import { place } from './place.js';

/** What the reader may do about one of their channels, as a menu beside the button that opens it. */
class ChatChannelMenu extends ChatElement {
    /** @type {import('../state/channel.js').Channel | null} */
    #channel = null;

    watched() {
        return [this.words, this.#channel];
    }

    /**
     * @param {import('../state/channel.js').Channel} channel
     * @param {HTMLElement} button
     */
    async open(channel, button) {
        this.#channel = channel;
        this.requestUpdate();
        await this.updateComplete;
        const menu = this.#menu;
        menu.showPopover();
        const beside = button.getBoundingClientRect();
        const isRightToLeft = getComputedStyle(this).direction === 'rtl';
        place(menu, isRightToLeft ? beside.right - menu.offsetWidth : beside.left, beside.bottom);
        this.#items[0].focus();
    }

    render() {
        const { words } = this;
        const channel = this.#channel;
        return html`
            <div popover="auto" class="menu-sheet" role="menu" data-testid="channel-menu" aria-label=${channel ? nameOf(channel, words) : nothing} @keydown=${this.#pressed}>
                ${channel ? html`
                    <div role="group" aria-labelledby="menu-notify">
                        <p class="quiet" id="menu-notify">${words.say('notify.title')}</p>
                        ${LEVELS.map((level) => html`<button type="button" role="menuitemradio" tabindex="-1" data-testid=${`menu-notify-${level}`}
                            aria-checked=${channel.attention.level === level} @click=${() => this.#do(() => channel.attention.prefer({ notify: level }))}>
                            ${words.say(`notify.${level}`)}</button>`)}
                    </div>
                    <hr>
                    <button type="button" role="menuitemcheckbox" tabindex="-1" data-testid="menu-favourite" aria-checked=${channel.attention.isFavourite}
                            @click=${() => this.#do(() => channel.attention.prefer({ favourite: !channel.attention.isFavourite }))}>${words.say('favourite.title')}</button>
                    <button type="button" role="menuitem" tabindex="-1" data-testid="menu-read" ?disabled=${!channel.news.unread}
                            @click=${() => this.#do(() => channel.news.markRead())}>${words.say('read.channel')}</button>` : nothing}
            </div>`;
    }

    /** @returns {HTMLElement} */
    get #menu() {
        return /** @type {HTMLElement} */ (this.querySelector('[popover]'));
    }

    /** @returns {HTMLButtonElement[]} */
    get #items() {
        return [...this.querySelectorAll('button')].filter((item) => !item.disabled);
    }

    /** @param {() => Promise<void> | void} work whose failure shows by nothing having changed */
    async #do(work) {
        this.#menu.hidePopover();
        try {
            await work();
        } catch {
            // what it was before still stands there
        }
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        if (event.key === 'Tab') return this.#menu.hidePopover();
        const items = this.#items;
        const at = items.indexOf(/** @type {any} */ (document.activeElement));
        const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
        if (next === undefined || event.altKey) return;
        event.preventDefault();
        items.at(next % items.length)?.focus();
    }
}

customElements.define('chat-channel-menu', ChatChannelMenu);
