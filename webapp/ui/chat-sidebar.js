// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { chordOf, keysOf } from '../state/shortcuts.js';
import { nameOf, signOf } from './channel-name.js';
import { grouped } from './channel-order.js';
import './chat-channel-menu.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

const MOST = 99; // unread messages that are told exactly

/** The reader's channels, and the ways to others. Fires `find`, `make`, `browse` and `went`. */
class ChatSidebar extends ChatElement {
    watched() {
        return [this.chat, this.words, this.chat.channels, this.notifications];
    }

    render() {
        const { words } = this;
        const { favourites, others, direct } = grouped(this.chat.channels?.all ?? [], words);
        const isGuest = this.chat.account?.kind === 'guest';
        return html`
            <p class="place"><bdi data-testid="place">${this.chat.place?.name ?? ''}</bdi></p>
            <button type="button" class="find" data-testid="find-open" aria-haspopup="dialog" aria-label=${words.say('find.title')} @click=${() => this.#tell('find')}>
                ${icons.search()}<span>${words.say('sidebar.find')}</span><kbd>${chordOf(keysOf('find')[0], words).join(' ')}</kbd>
            </button>
            <nav aria-label=${words.say('sidebar.channels')}>
                ${favourites.length ? html`${this.#head('sidebar.favourites', nothing)}${this.#list(favourites)}` : nothing}
                ${this.#head('sidebar.channels', isGuest ? nothing : this.#plus('make', 'make.title', 'make-open'))}
                ${this.#list(others)}
                ${isGuest ? nothing : html`<button type="button" class="plain all" data-testid="browse-open" aria-haspopup="dialog"
                    @click=${() => this.#tell('browse')}>${words.say('browse.title')}</button>`}
                ${isGuest ? nothing : html`${this.#head('sidebar.direct', this.#plus('find', 'sidebar.write', 'write-open'))}
                    ${direct.length ? this.#list(direct) : html`<p class="quiet none">${words.say('sidebar.direct.none')}</p>`}`}
            </nav>
            ${this.#offer()}
            <chat-channel-menu .page=${this.page}></chat-channel-menu>`;
    }

    /** Asks once, and quietly, whether the reader wants notifications. */
    #offer() {
        const { words, notifications } = this;
        if (!notifications.mayBeOffered) return nothing;
        return html`
            <div class="offer" data-testid="notify-offer">
                <p>${words.say('notify.offer')}</p>
                <button type="button" class="plain" data-testid="notify-yes" @click=${() => notifications.turnOn()}>${words.say('notify.yes')}</button>
                <button type="button" class="plain" data-testid="notify-no" @click=${() => notifications.turnOff()}>${words.say('notify.no')}</button>
            </div>`;
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
        return html`<ul>${repeat(channels, (channel) => channel.name, (channel) => this.#channel(channel))}</ul>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #channel(channel) {
        const { words } = this;
        const { about, attention } = channel;
        const name = nameOf(channel, words);
        const unread = attention.isMuted ? 0 : channel.news.unread;
        const menu = words.say('channel.menu', { name });
        return html`
            <li>
                <a class="channel" href=${`#channel=${encodeURIComponent(channel.name)}`} data-testid="channel" data-name=${channel.name}
                   data-unread=${unread} data-calls=${channel.news.calls} ?data-muted=${attention.isMuted} ?data-archived=${about?.archived}
                   aria-current=${channel === this.chat.channel ? 'page' : nothing}
                   @click=${(/** @type {MouseEvent} */ event) => this.#go(event, channel.name)}>
                    ${signOf(channel)}<bdi class="name">${name}</bdi>${attention.isMuted ? this.#muted() : nothing}${
                        unread ? this.#badge(unread, channel) : nothing}
                </a>
                <button type="button" class="tool more" data-testid="channel-more" aria-haspopup="menu" aria-label=${menu} title=${menu}
                        @click=${(/** @type {any} */ event) => this.#menu.open(channel, event.currentTarget)}>${icons.more()}</button>
            </li>`;
    }

    #muted() {
        return html`<span class="sign">${icons.bellOff()}</span><span class="unseen">${this.words.say('notify.none')}</span>`;
    }

    /**
     * @param {number} unread
     * @param {import('../state/channel.js').Channel} channel
     */
    #badge(unread, channel) {
        const { words } = this;
        const isDirect = channel.about?.kind === 'direct';
        const calls = isDirect ? 0 : channel.news.calls;
        return html`${calls ? html`<span class="badge" data-testid="mentions" aria-hidden="true">@${this.#short(calls)}</span>
                <span class="unseen">${words.count('sidebar.mentions', calls)}</span>` : nothing}
            <span class=${isDirect ? 'badge' : 'badge calm'} aria-hidden="true">${this.#short(unread)}</span><span class="unseen">${words.count('timeline.new', unread)}</span>`;
    }

    /** @param {number} count */
    #short(count) {
        return count > MOST ? `${this.words.number(MOST)}+` : this.words.number(count);
    }

    /** @returns {any} */
    get #menu() {
        return this.querySelector('chat-channel-menu');
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

customElements.define('chat-sidebar', ChatSidebar);
