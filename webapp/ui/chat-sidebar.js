// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { nameOf, signOf } from './channel-name.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

const MOST = 99; // unread messages that are told exactly

/** The reader's channels, and the ways to others. Fires `find`, `make` and `went`. */
class ChatSidebar extends ChatElement {
    watched() {
        return [this.chat, this.words, this.chat.channels];
    }

    render() {
        const { words } = this;
        const all = this.chat.channels?.all ?? [];
        const direct = all.filter((channel) => channel.about?.kind === 'direct');
        const others = all.filter((channel) => channel.about?.kind !== 'direct');
        const isGuest = this.chat.account?.kind === 'guest';
        return html`
            <p class="place"><bdi data-testid="place">${this.chat.place?.name ?? ''}</bdi></p>
            <button type="button" class="find" data-testid="find-open" aria-haspopup="dialog" aria-label=${words.say('find.title')} @click=${() => this.#tell('find')}>
                ${icons.search()}<span>${words.say('sidebar.find')}</span><kbd>${shortcut()}</kbd>
            </button>
            <nav aria-label=${words.say('sidebar.channels')}>
                ${this.#head('sidebar.channels', isGuest ? nothing : this.#plus('make', 'make.title', 'make-open'))}
                ${this.#list(others)}
                ${isGuest ? nothing : html`${this.#head('sidebar.direct', this.#plus('find', 'sidebar.write', 'write-open'))}
                    ${direct.length ? this.#list(direct) : html`<p class="quiet none">${words.say('sidebar.direct.none')}</p>`}`}
            </nav>`;
    }

    /**
     * @param {string} key
     * @param {unknown} button
     */
    #head(key, button) {
        return html`<div class="head"><h2>${this.words.say(key)}</h2>${button}</div>`;
    }

    /**
     * @param {'make' | 'find'} event
     * @param {string} key
     * @param {string} testId
     */
    #plus(event, key, testId) {
        const label = this.words.say(key);
        return html`<button type="button" class="tool" data-testid=${testId} aria-haspopup="dialog" aria-label=${label} title=${label}
            @click=${() => this.#tell(event)}>${icons.plus()}</button>`;
    }

    /** @param {import('../state/channel.js').Channel[]} channels */
    #list(channels) {
        const { words } = this;
        const sorted = [...channels].sort((one, other) => words.compare(nameOf(one, words), nameOf(other, words)));
        return html`<ul>${repeat(sorted, (channel) => channel.name, (channel) => this.#channel(channel))}</ul>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #channel(channel) {
        const { unread, about } = channel;
        return html`
            <li>
                <a class="channel" href=${`#channel=${encodeURIComponent(channel.name)}`} data-testid="channel" data-name=${channel.name}
                   data-unread=${unread} ?data-archived=${about?.archived} aria-current=${channel === this.chat.channel ? 'page' : nothing}
                   @click=${(/** @type {MouseEvent} */ event) => this.#go(event, channel.name)}>
                    ${signOf(channel)}<bdi class="name">${nameOf(channel, this.words)}</bdi>${unread ? this.#badge(unread) : nothing}
                </a>
            </li>`;
    }

    /** @param {number} unread */
    #badge(unread) {
        const { words } = this;
        const short = unread > MOST ? `${words.number(MOST)}+` : words.number(unread);
        return html`<span class="badge" aria-hidden="true">${short}</span><span class="unseen">${words.count('timeline.new', unread)}</span>`;
    }

    /**
     * @param {MouseEvent} event
     * @param {string} name
     */
    #go(event, name) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab, as the reader wishes
        event.preventDefault();
        this.chat.select(name);
        this.#tell('went');
    }

    /** @param {string} what */
    #tell(what) {
        this.dispatchEvent(new CustomEvent(what, { bubbles: true }));
    }
}

function shortcut() {
    return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K';
}

customElements.define('chat-sidebar', ChatSidebar);
