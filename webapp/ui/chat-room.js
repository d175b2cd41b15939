// @ts-check
import { html, nothing } from 'lit';
import { isPressed, isWriting } from '../state/shortcuts.js';
import { METHOD } from '../wire/constants.js';
import { nameOf, signOf } from './channel-name.js';
import { neighbour } from './channel-order.js';
import './chat-announcer.js';
import './chat-browse.js';
import './chat-composer.js';
import './chat-connection.js';
import './chat-details.js';
import { ChatElement } from './chat-element.js';
import './chat-finder.js';
import './chat-help.js';
import './chat-new-channel.js';
import './chat-people.js';
import './chat-profile.js';
import './chat-search.js';
import './chat-settings.js';
import './chat-sidebar.js';
import './chat-thread.js';
import './chat-timeline.js';
import './chat-typing.js';
import './chat-viewer.js';
import * as icons from './icons.js';

/** The channels, and the one the reader looks at: its head, what was said, where to write, who is here. */
class ChatRoom extends ChatElement {
    #hasRoom = matchMedia('(min-width: 64rem)'); // for who is here
    #hasSide = matchMedia('(min-width: 48rem)'); // for the channels
    /** @type {HTMLElement | null} what opened the thread */
    #openedThread = null;
    #pickEmoji = (/** @type {any} */ event) => this.#openEmoji(event.detail);
    #press = (/** @type {KeyboardEvent} */ event) => this.#pressed(event);
    #closed = () => this.#keepFocus();

    constructor() {
        super();
        this.#hasRoom.onchange = this.#hasSide.onchange = () => this.requestUpdate();
    }

    connectedCallback() {
        super.connectedCallback();
        addEventListener('keydown', this.#press);
        addEventListener('close', this.#closed, true);
        this.addEventListener('pick-emoji', this.#pickEmoji);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('keydown', this.#press);
        removeEventListener('close', this.#closed, true);
        this.removeEventListener('pick-emoji', this.#pickEmoji);
    }

    updated() {
        const dialog = /** @type {HTMLDialogElement | null} */ (this.querySelector('dialog.thread'));
        if (dialog && !dialog.open) dialog.showModal();
    }

    watched() {
        const { chat, words, settings } = this;
        return [chat, words, settings, chat.channels, chat.channel, chat.channel?.people];
    }

    render() {
        const { words, settings } = this;
        const thread = this.chat.channel?.thread;
        const showsPanel = this.#hasRoom.matches && settings.showsPeople && !thread;
        return html`
            <a class="skip" href="#composer" @click=${this.#skip}>${words.say('app.skip')}</a>
            <div class="room" ?data-panel=${showsPanel} ?data-thread=${thread && this.#hasRoom.matches} ?data-side=${this.#hasSide.matches} @posted=${this.#posted}
                 @open-thread=${this.#openThread} @close-thread=${this.#closeThread} @edit-message=${this.#edit} @quote-message=${this.#quote}
                 @mark-unread=${this.#markUnread} @open-profile=${this.#openProfile}
                 @find=${() => this.#open('chat-finder')} @make=${() => this.#open('chat-new-channel')} @browse=${() => this.#open('chat-browse')} @went=${this.#went}>
                ${this.#hasSide.matches ? html`<aside class="side-panel" aria-label=${words.say('sidebar.channels')}><chat-sidebar .page=${this.page}></chat-sidebar></aside>` : nothing}
                ${this.#header()}
                <main class="talk">
                    <chat-timeline .page=${this.page}></chat-timeline>
                    ${thread && !this.#hasRoom.matches ? nothing : this.#announcer()}
                    <chat-typing .page=${this.page}></chat-typing>
                    <chat-composer .page=${this.page}></chat-composer>
                </main>
                ${showsPanel ? html`<aside class="panel" aria-label=${words.say('people.title')}>${this.#people(false)}</aside>` : nothing}
                ${thread ? this.#thread() : nothing}
            </div>
            <div @went=${this.#went} @search-messages=${this.#search} @help=${() => this.#open('chat-help')} @open-profile=${this.#openProfile} @mention=${this.#mention} @find=${() => this.#open('chat-finder')} @make=${() => this.#open('chat-new-channel')} @browse=${() => this.#open('chat-browse')}>
                ${this.#hasSide.matches ? nothing : this.#sideDrawer()}
                ${this.#hasRoom.matches ? nothing : this.#drawer()}
                <chat-settings .page=${this.page}></chat-settings>
                <chat-help .page=${this.page}></chat-help>
                <chat-finder .page=${this.page}></chat-finder>
                <chat-search .page=${this.page}></chat-search>
                <chat-browse .page=${this.page}></chat-browse>
                <chat-new-channel .page=${this.page}></chat-new-channel>
                <chat-details .page=${this.page}></chat-details>
                <chat-emoji-picker .page=${this.page}></chat-emoji-picker>
                <chat-profile .page=${this.page}></chat-profile>
                <chat-viewer .page=${this.page}></chat-viewer>
            </div>`;
    }

    /** Beside the talk where there is room, else over it. */
    #thread() {
        const thread = html`<chat-thread .page=${this.page}></chat-thread>`;
        if (this.#hasRoom.matches) return html`<aside class="thread" aria-labelledby="thread-title" data-testid="thread" @keydown=${this.#pressedInThread}>${thread}</aside>`;
        return html`<dialog class="thread over" aria-labelledby="thread-title" data-testid="thread" @close=${this.#closeThread}>${this.#announcer()}${thread}</dialog>`;
    }

    /** Behind an open dialog nothing is told; so it goes there. */
    #announcer() {
        return html`<chat-announcer .page=${this.page}></chat-announcer>`;
    }

    #header() {
        const { words } = this;
        return html`
            <header class="top">
                ${this.#hasSide.matches ? nothing : this.#sideButton()}
                ${this.#title()}
                <chat-connection .page=${this.page}></chat-connection>
                <div class="tools">
                    <button type="button" class="tool" data-testid="search-open" aria-haspopup="dialog" aria-keyshortcuts="Control+Shift+F /" aria-label=${words.say('search.title')}
                            title=${words.say('search.title')} @click=${() => this.#open('chat-search')}>${icons.search()}</button>
                    ${this.#peopleButton()}
                    <button type="button" class="tool" data-testid="settings-open" aria-haspopup="dialog" aria-label=${words.say('room.settings')}
                            title=${words.say('room.settings')} @click=${() => this.#open('chat-settings')}>${icons.settings()}</button>
                </div>
            </header>`;
    }

    #title() {
        const { chat, words } = this;
        const { channel } = chat;
        if (!channel) return nothing;
        const topic = channel.about?.topic ?? '';
        return html`
            <div class="heading">
                <h1><button type="button" class="name" data-testid="details-open" aria-haspopup="dialog" title=${words.say('details.open')}
                        @click=${() => this.#open('chat-details')}>${signOf(channel)}<bdi>${nameOf(channel, words)}</bdi></button></h1>
                ${topic ? html`<bdi class="topic" data-testid="topic" title=${topic}>${topic}</bdi>` : nothing}
            </div>
            ${this.#star(channel)}
            ${this.#join(channel)}`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #star(channel) {
        const { isFavourite } = channel.attention;
        const label = this.words.say('favourite.title');
        return html`<button type="button" class="tool star" data-testid="favourite" aria-pressed=${isFavourite} aria-label=${label} title=${label}
            @click=${() => channel.attention.prefer({ favourite: !isFavourite }).catch(() => {})}>${isFavourite ? icons.starred() : icons.star()}</button>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #join(channel) {
        const { about, reader } = channel;
        if (about?.archived) return html`<span class="mark" data-testid="archived">${this.words.say('room.archived')}</span>`;
        if (about?.kind !== 'public' || about.role || reader.kind === 'guest') return nothing;
        return html`<button type="button" class="side small" data-testid="channel-join" @click=${() => this.#joinNow(channel)}>
            ${this.words.say('room.join')}</button>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    async #joinNow(channel) {
        const { channels } = this.chat;
        await channels?.change(METHOD.joinChannel, channel).catch(() => {}); // then the button is still there
        await channels?.list();
    }

    #sideButton() {
        const { chat, words } = this;
        const elsewhere = chat.channels?.unread ?? 0;
        const label = words.say('sidebar.channels') + (elsewhere ? ` (${words.count('timeline.new', elsewhere)})` : '');
        return html`
            <button type="button" class="tool menu" data-testid="side-open" aria-haspopup="dialog" aria-label=${label} title=${label}
                    @click=${() => this.#sideElement.showModal()}>${icons.menu()}${elsewhere ? html`<span class="dot"></span>` : nothing}</button>`;
    }

    #sideDrawer() {
        const { words } = this;
        return html`<dialog class="sheet from-side" aria-label=${words.say('sidebar.channels')} @click=${this.#clicked}>
            <div class="inside">
                <header><h2>${words.say('sidebar.channels')}</h2>
                    <button type="button" class="tool" data-testid="side-close" aria-label=${words.say('settings.close')}
                            @click=${() => this.#sideElement.close()}>${icons.close()}</button></header>
                <chat-sidebar .page=${this.page}></chat-sidebar>
            </div></dialog>`;
    }

    #peopleButton() {
        const { chat, words, settings } = this;
        const count = chat.channel?.people.count ?? 0;
        const label = words.say('room.people') + (count ? ` (${words.number(count)})` : ''); // nobody: they were not counted yet
        return html`
            <button type="button" class="tool wide" data-testid="people-open" aria-label=${label} title=${label}
                    aria-expanded=${this.#hasRoom.matches ? settings.showsPeople : nothing} @click=${this.#togglePeople}>
                ${icons.people()}${count ? html`<span class="number">${words.number(count)}</span>` : nothing}
            </button>`;
    }

    /** @param {boolean} isDrawer */
    #people(isDrawer) {
        const { words } = this;
        return html`
            <header>
                <h2 id="people-title">${words.say('people.title')}</h2>
                ${isDrawer ? html`<button type="button" class="tool" data-testid="people-close" aria-label=${words.say('people.close')}
                    @click=${() => this.#drawerElement.close()}>${icons.close()}</button>` : nothing}
            </header>
            <chat-people .page=${this.page}></chat-people>`;
    }

    #drawer() {
        return html`<dialog class="sheet drawer" aria-labelledby="people-title" @click=${this.#clicked}>
            <div class="inside">${this.#people(true)}</div></dialog>`;
    }

    /** @returns {HTMLDialogElement} */
    get #drawerElement() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog.drawer'));
    }

    /** @returns {HTMLDialogElement} */
    get #sideElement() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog.from-side'));
    }

    #togglePeople() {
        if (this.#hasRoom.matches) this.settings.showsPeople = !this.settings.showsPeople;
        else this.#showDrawer();
    }

    #showDrawer() {
        this.#drawerElement.showModal();
        /** @type {any} */ (this.querySelector('chat-people')).requestUpdate();
    }

    /** @param {CustomEvent<{account: import('../wire/http.js').Account, role?: string}>} event */
    #openProfile({ detail }) {
        this.#drawerElement?.close();
        /** @type {any} */ (this.querySelector('chat-profile')).open(detail.account, detail.role);
    }

    /** @param {CustomEvent<{name: string}>} event */
    #mention({ detail }) {
        /** @type {any} */ (this.querySelector('.talk > chat-composer')).insert?.(`@${detail.name} `);
    }

    /** @param {MouseEvent} event closes by a click beside the drawer */
    #clicked(event) {
        if (event.target === event.currentTarget) /** @type {HTMLDialogElement} */ (event.target).close();
    }

    /**
     * @param {string} element
     * @param {string} [text] to open it with
     */
    #open(element, text) {
        this.#went();
        /** @type {any} */ (this.querySelector(element)).open(text);
    }

    /** @param {CustomEvent<{text: string}>} event */
    #search({ detail }) {
        this.#open('chat-search', detail.text);
    }

    /** @param {{anchor: Element, picked: (emoji: string) => void}} wanted */
    async #openEmoji(wanted) {
        await import('./chat-emoji-picker.js');
        /** @type {any} */ (this.querySelector('chat-emoji-picker')).open(wanted);
    }

    #went() {
        this.#sideElement?.close();
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const doing = document.querySelector('dialog:modal, :popover-open') ? undefined : this.#shortcut(event);
        if (!doing) return;
        event.preventDefault();
        doing();
    }

    /**
     * @param {KeyboardEvent} event
     * @returns {(() => void) | undefined} what the keys mean
     */
    #shortcut(event) {
        if (event.isComposing) return undefined;
        if (isPressed(event, 'find')) return () => this.#open('chat-finder');
        if (isPressed(event, 'search') && (event.key !== '/' || !isWriting(event))) return () => this.#open('chat-search');
        if (isPressed(event, 'all-read')) return () => this.chat.channels?.markAllRead();
        if (isPressed(event, 'channel-next')) return () => this.#step(1, false);
        if (isPressed(event, 'channel-previous')) return () => this.#step(-1, false);
        if (isPressed(event, 'unread-next')) return () => this.#step(1, true);
        if (isPressed(event, 'unread-previous')) return () => this.#step(-1, true);
        return undefined;
    }

    /**
     * Goes on to the next channel of the list, or back.
     * @param {1 | -1} step
     * @param {boolean} onlyUnread
     */
    #step(step, onlyUnread) {
        const { chat, words } = this;
        if (!chat.channels || !chat.channel) return;
        const isWanted = (/** @type {import('../state/channel.js').Channel} */ channel) => !onlyUnread || (channel.news.unread > 0 && !channel.attention.isMuted);
        const next = neighbour(chat.channels.all, chat.channel, step, words, isWanted);
        if (next) chat.select(next.name);
    }

    /** @param {CustomEvent<{message: {offset: number}}>} event */
    #markUnread({ detail }) {
        this.chat.channel?.news.markUnread(detail.message.offset);
    }

    /** @param {CustomEvent<{offset: number}>} event */
    #openThread({ detail, target }) {
        this.#openedThread ??= /** @type {HTMLElement} */ (target);
        this.chat.channel?.openThread(detail.offset);
    }

    #closeThread() {
        const { channel } = this.chat;
        if (!channel?.thread) return;
        const root = this.querySelector(`chat-timeline [data-offset="${channel.thread.offset}"]`);
        channel.closeThread();
        const before = this.#openedThread?.matches('button') && this.#openedThread.isConnected ? this.#openedThread : root;
        /** @type {HTMLElement | null} */ (before ?? this.querySelector('#composer'))?.focus();
        this.#openedThread = null;
    }

    /** @param {KeyboardEvent} event that nobody inside has taken */
    #pressedInThread(event) {
        if (event.key === 'Escape' && !event.defaultPrevented && !this.querySelector(':popover-open')) this.#closeThread();
    }

    /** @param {CustomEvent<{message: import('../state/timeline.js').Message}>} event */
    #edit({ detail, target }) {
        this.#composerBeside(target)?.edit?.(detail.message);
    }

    /** @param {CustomEvent<{message: import('../state/timeline.js').Message}>} event */
    #quote({ detail, target }) {
        const lines = detail.message.text.trim().split('\n').map((line) => `> ${line}`);
        this.#composerBeside(target)?.insert?.(`${lines.join('\n')}\n\n`);
    }

    /**
     * @param {EventTarget | null} target in the talk, or in its thread
     * @returns {any}
     */
    #composerBeside(target) {
        const place = /** @type {Element} */ (target).closest('chat-thread') ?? this.querySelector('.talk');
        return place?.querySelector('chat-composer');
    }

    /** A dialog that closes gives the focus back to where it was; if that is gone, it is better in the composer than nowhere. */
    #keepFocus() {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (isLost && !document.querySelector('dialog[open]')) this.querySelector('textarea')?.focus();
    }

    /** @param {Event} event */
    #posted({ target }) {
        if (/** @type {Element} */ (target).closest('chat-thread')) return;
        /** @type {any} */ (this.querySelector('chat-timeline')).toBottom();
    }

    /** @param {Event} event */
    #skip(event) {
        event.preventDefault();
        /** @type {HTMLElement | null} */ (this.querySelector('#composer'))?.focus();
    }
}

customElements.define('chat-room', ChatRoom);
