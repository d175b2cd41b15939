// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LEVELS } from '../state/attention.js';
import { METHOD } from '../wire/constants.js';
import { avatar } from './avatar.js';
import { nameOf } from './channel-name.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';
import { mark } from './message.js';

const RANK = Object.freeze({ owner: 3, moderator: 2, member: 1, read_only: 0 });
const PAGE = 100; // members in one answer
const SOON = 150; // ms without typing before the server is asked

/** @typedef {{account: import('../wire/http.js').Account, role: 'owner' | 'moderator' | 'member' | 'read_only', muted_until?: number}} Member */

/** What a channel is: its topic and title, who is in it; and what the reader may do about that. Fires `went`. */
class ChatDetails extends ChatElement {
    /** @type {Member[]} */
    #members = [];
    /** @type {import('../wire/http.js').Account[]} */
    #found = [];
    #trouble = '';
    #isDeleting = false;
    /** @type {number | undefined} */
    #timer;

    watched() {
        return [this.chat, this.words, this.chat.channel];
    }

    async open() {
        [this.#members, this.#found, this.#trouble, this.#isDeleting] = [[], [], '', false];
        this.requestUpdate();
        this.#dialog.showModal();
        await this.#attempt(() => this.#list());
    }

    render() {
        const { words } = this;
        const channel = this.chat.channel;
        if (!channel) return nothing;
        const about = channel.about;
        return html`
            <dialog class="sheet details" aria-labelledby="details-title" data-testid="details" @click=${this.#clicked}>
                <div class="inside">
                    <header>
                        <h2 id="details-title"><bdi>${nameOf(channel, words)}</bdi></h2>
                        <button type="button" class="tool" data-testid="details-close" aria-label=${words.say('settings.close')}
                                @click=${() => this.#dialog.close()}>${icons.close()}</button>
                    </header>
                    <p class="trouble" role="alert" data-testid="details-trouble">${this.#trouble || nothing}</p>
                    ${this.#mayModerate ? this.#names() : about?.topic ? html`<p class="topic" dir="auto">${about.topic}</p>` : nothing}
                    ${this.#wishes(channel)}
                    ${about?.kind === 'private' && about.role !== 'read_only' ? this.#invite() : nothing}
                    <section class="own">
                        <h3>${words.say('details.members')} <span class="quiet">${words.number(this.#members.length < PAGE ? this.#members.length : about?.members ?? PAGE)}</span></h3>
                        <ul class="members" data-testid="members">
                            ${repeat(this.#members, ({ account }) => account.id, (member) => this.#member(member))}
                        </ul>
                    </section>
                    ${about && about.kind !== 'direct' ? this.#ways(about) : nothing}
                </div>
            </dialog>`;
    }

    #names() {
        const { words } = this;
        const about = this.chat.channel?.about;
        return html`
            <form class="account-form" @submit=${this.#rename}>
                <label>${words.say('details.title')}
                    <input class="field" name="title" dir="auto" maxlength="100" data-testid="details-title" .value=${about?.title ?? ''}></label>
                <label>${words.say('details.topic')}
                    <textarea class="field" name="topic" dir="auto" rows="2" maxlength="500" data-testid="details-topic" .value=${about?.topic ?? ''}></textarea></label>
                <button type="submit" class="side" data-testid="details-save">${words.say('details.save')}</button>
            </form>`;
    }

    /** @param {import('../state/channel.js').Channel} channel */
    #wishes({ attention }) {
        const { words } = this;
        const prefer = (/** @type {{notify?: import('../state/attention.js').Level, favourite?: boolean}} */ wish) =>
            this.#attempt(() => attention.prefer(wish));
        return html`
            <section class="own wishes">
                <label class="choice"><span>${words.say('notify.title')}</span>
                    <select data-testid="details-notify" @change=${(/** @type {any} */ event) => prefer({ notify: event.target.value })}>
                        ${LEVELS.map((level) => html`<option value=${level} .selected=${level === attention.level}>${words.say(`notify.${level}`)}</option>`)}
                    </select></label>
                <label class="tick"><input type="checkbox" data-testid="details-favourite" .checked=${attention.isFavourite}
                    @change=${(/** @type {any} */ event) => prefer({ favourite: event.target.checked })}>${words.say('favourite.title')}</label>
            </section>`;
    }

    #invite() {
        const { words } = this;
        return html`
            <section class="own account-form">
                <label>${words.say('details.invite')}
                    <input class="field" dir="auto" autocomplete="off" maxlength="100" data-testid="invite-search" placeholder=${words.say('details.invite.hint')}
                           @input=${this.#searched}></label>
                <ul class="members">
                    ${this.#found.map((person) => html`<li class="person">${avatar(person)}<bdi class="name">${person.name}</bdi>${mark(person, false, words)}
                        <button type="button" class="plain" data-testid="invite-person" @click=${() => this.#bringIn(person)}>${words.say('details.invite.do')}</button></li>`)}
                </ul>
            </section>`;
    }

    /** @param {Member} member */
    #member({ account, role }) {
        const { words } = this;
        const isReader = account.id === this.chat.account?.id;
        const isBelow = this.#mayModerate && !isReader && account.kind !== 'guest' && RANK[role] < this.#rank;
        return html`
            <li class="person" data-testid="member" data-role=${role}>
                ${avatar(account)}<bdi class="name">${account.name}</bdi>${mark(account, isReader, words)}
                ${isBelow ? this.#choices(account, role) : role === 'member' ? nothing : html`<span class="quiet">${words.say(`role.${role}`)}</span>`}
            </li>`;
    }

    /**
     * @param {import('../wire/http.js').Account} account
     * @param {Member['role']} role
     */
    #choices(account, role) {
        const { words } = this;
        const about = { name: account.name };
        const roles = /** @type {Member['role'][]} */ (['owner', 'moderator', 'member', 'read_only']).filter((one) => RANK[one] <= this.#rank);
        return html`
            <select class="field" data-testid="member-role" aria-label=${words.say('details.role', about)}
                    @change=${(/** @type {any} */ event) => this.#act(METHOD.setRole, { account: account.id, role: event.target.value })}>
                ${roles.map((one) => html`<option value=${one} ?selected=${one === role}>${words.say(`role.${one}`)}</option>`)}
            </select>
            <button type="button" class="tool" data-testid="member-remove" aria-label=${words.say('details.remove', about)} title=${words.say('details.remove', about)}
                    @click=${() => this.#act(METHOD.removeMember, { account: account.id })}>${icons.close()}</button>`;
    }

    /** @param {import('../state/channels.js').Summary} about */
    #ways(about) {
        const { words } = this;
        const archive = about.archived ? METHOD.unarchiveChannel : METHOD.archiveChannel;
        return html`
            <footer>
                ${about.role ? html`<button type="button" class="side" data-testid="channel-leave" @click=${this.#leave}>${words.say('details.leave')}</button>` : nothing}
                ${this.#mayOwn ? html`
                    <button type="button" class="side" data-testid="channel-archive" @click=${() => this.#act(archive)}>
                        ${words.say(about.archived ? 'details.unarchive' : 'details.archive')}</button>
                    ${this.#isDeleting ? this.#lastQuestion() : html`<button type="button" class="side bad" data-testid="channel-delete"
                        @click=${() => this.#ask(true)}>${words.say('details.delete')}</button>`}` : nothing}
            </footer>`;
    }

    #lastQuestion() {
        const { words } = this;
        const name = nameOf(/** @type {any} */ (this.chat.channel), words);
        return html`
            <form class="account-form" data-testid="delete-form" @submit=${this.#delete}>
                <label>${words.say('details.delete.sure', { name })}
                    <input class="field" name="name" dir="auto" autocomplete="off" autocapitalize="none" spellcheck="false" data-testid="delete-name"></label>
                <div class="choices">
                    <button type="submit" class="side bad" data-testid="delete-submit">${words.say('details.delete')}</button>
                    <button type="button" class="side" @click=${() => this.#ask(false)}>${words.say('details.keep')}</button>
                </div>
            </form>`;
    }

    get #rank() {
        const about = this.chat.channel?.about;
        const administers = about?.kind === 'public' && this.chat.account?.kind === 'administrator';
        if (administers) return RANK.owner + 1;
        return about?.role === 'owner' ? RANK.owner : RANK[/** @type {Member['role']} */ (about?.role)] ?? -1;
    }

    get #mayModerate() {
        return this.chat.channel?.about?.kind !== 'direct' && this.#rank >= RANK.moderator;
    }

    get #mayOwn() {
        return this.#rank >= RANK.owner;
    }

    /** @param {boolean} isDeleting */
    #ask(isDeleting) {
        this.#isDeleting = isDeleting;
        this.requestUpdate();
        if (isDeleting) this.updateComplete.then(() => this.querySelector(`[data-testid=delete-name]`)?.focus());
    }

    /** @param {SubmitEvent} event */
    #rename(event) {
        event.preventDefault();
        const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
        const [title, topic] = [String(given.get('title')).trim(), String(given.get('topic')).trim()];
        const about = this.chat.channel?.about;
        return this.#attempt(async () => {
            if (title !== (about?.title ?? '')) await this.#change(METHOD.renameChannel, { title });
            if (topic !== (about?.topic ?? '')) await this.#change(METHOD.setTopic, { topic });
            this.#dialog.close();
        });
    }

    /** @param {InputEvent} event */
    #searched(event) {
        const text = /** @type {HTMLInputElement} */ (event.target).value.trim();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#attempt(async () => {
            const people = text ? await /** @type {any} */ (this.chat.channels).people(text) : [];
            const inside = new Set(this.#members.map(({ account }) => account.id));
            this.#found = people.filter((/** @type {{id: string}} */ { id }) => !inside.has(id)).slice(0, 6);
        }), SOON);
    }

    /** @param {import('../wire/http.js').Account} person */
    async #bringIn(person) {
        await this.#act(METHOD.inviteMember, { account: person.id });
        if (this.#trouble) return;
        this.#found = [];
        const field = /** @type {HTMLInputElement} */ (this.querySelector('[data-testid=invite-search]'));
        field.value = '';
        field.focus();
        this.requestUpdate();
    }

    #leave() {
        return this.#attempt(async () => {
            await this.#change(METHOD.leaveChannel);
            this.#goHome();
        });
    }

    /** @param {SubmitEvent} event */
    #delete(event) {
        event.preventDefault();
        const channel = /** @type {import('../state/channel.js').Channel} */ (this.chat.channel);
        const given = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('name')).trim();
        const isMeant = given === channel.name || given === nameOf(channel, this.words);
        return this.#attempt(async () => {
            if (!isMeant) throw Object.assign(new Error(), { reason: 'other-name' });
            await this.#change(METHOD.deleteChannel, { name: channel.name });
            this.#goHome();
        });
    }

    #goHome() {
        this.#dialog.close();
        this.chat.select('');
        this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
    }

    /**
     * @param {string} method
     * @param {object} params
     */
    #act(method, params = {}) {
        return this.#attempt(async () => {
            await this.#change(method, params);
            await this.#list();
        });
    }

    /**
     * @param {string} method
     * @param {object} [params]
     */
    #change(method, params) {
        const { channels, channel } = this.chat;
        return /** @type {any} */ (channels).change(method, channel, params);
    }

    async #list() {
        const { channels, channel } = this.chat;
        const members = await /** @type {any} */ (channels).members(channel);
        members.sort((/** @type {Member} */ one, /** @type {Member} */ other) =>
            RANK[other.role] - RANK[one.role] || this.words.compare(one.account.name, other.account.name));
        this.#members = members;
    }

    /** @param {() => Promise<void>} work */
    async #attempt(work) {
        this.#trouble = '';
        try {
            await work();
        } catch (/** @type {any} */ error) {
            this.#trouble = this.words.refusal(error.reason ? error : { reason: 'no-answer' });
        }
        this.requestUpdate();
    }

    /** @param {MouseEvent} event closes by a click beside the sheet */
    #clicked(event) {
        if (event.target === this.#dialog) this.#dialog.close();
    }

    /** @returns {HTMLDialogElement} */
    get #dialog() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    }
}

customElements.define('chat-details', ChatDetails);
