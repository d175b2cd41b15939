// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LEVELS } from '../state/attention.js';
import { METHOD } from '../wire/constants.js';
import { avatar } from './avatar.js';
import { nameOf } from './channel-name.js';
import './chat-banned.js';
import { ChatSheet } from './chat-sheet.js';
import * as icons from './icons.js';
import { mark } from './message.js';

const RANK = Object.freeze({ owner: 3, moderator: 2, member: 1, read_only: 0 });
const PAGE = 100; // members in one answer
const SOON = 150; // ms without typing before the server is asked
const FOR_EVER = 10 * 365 * 86_400; // s

/** How long somebody can be muted, in seconds, and by which word. */
const MUTES = Object.freeze(/** @type {const} */ ([[600, 'ten'], [3_600, 'hour'], [86_400, 'day'], [604_800, 'week'], [FOR_EVER, 'ever']]));
const PAUSES = Object.freeze([0, 5, 10, 30, 60, 300, 900, 3_600]); // seconds of slow mode

/** @typedef {{account: import('../wire/http.js').Account, role: 'owner' | 'moderator' | 'member' | 'read_only', muted_until?: number}} Member */

/** What a channel is: its topic and title, who is in it; and what the reader may do about that. Fires `went`. */
class ChatDetails extends ChatSheet {
    /** @type {Member[]} */
    #members = [];
    /** @type {import('../wire/http.js').Account[]} */
    #found = [];
    #trouble = '';
    #isDeleting = false;
    /** @type {string} the account whose member is dealt with, or '' */
    #chosen = '';
    /** @type {number | undefined} */
    #timer;

    watched() {
        return [this.chat, this.words, this.chat.channel];
    }

    async open() {
        [this.#members, this.#found, this.#trouble, this.#isDeleting, this.#chosen] = [[], [], '', false, ''];
        this.requestUpdate();
        this.dialog.showModal();
        await this.#attempt(() => this.#list());
    }

    render() {
        const { words } = this;
        const channel = this.chat.channel;
        if (!channel) return nothing;
        const about = channel.about;
        return html`
            <dialog class="sheet details" aria-labelledby="details-title" data-testid="details">
                <div class="inside">
                    <header>
                        <h2 id="details-title"><bdi>${nameOf(channel, words)}</bdi></h2>
                        ${this.closeButton('details-close')}
                    </header>
                    <p class="trouble" role="alert" data-testid="details-trouble">${this.#trouble || nothing}</p>
                    ${this.#mayModerate ? html`${this.#names()} ${this.#pause()}` : about?.topic ? html`<p class="topic" dir="auto">${about.topic}</p>` : nothing}
                    ${this.#wishes(channel)}
                    ${this.#mayInvite || this.#mayModerate ? this.#others() : nothing}
                    <section class="own">
                        <h3>${words.say('details.members')} <span class="quiet">${words.number(this.#members.length < PAGE ? this.#members.length : about?.members ?? PAGE)}</span></h3>
                        <ul class="members" data-testid="members">
                            ${repeat(this.#members, ({ account }) => account.id, (member) => this.#member(member))}
                        </ul>
                    </section>
                    ${this.#mayModerate ? html`<chat-banned .page=${this.page}></chat-banned>` : nothing}
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

    /** People who are not in the channel: to be invited, or banned. */
    #others() {
        const { words } = this;
        return html`
            <section class="own account-form">
                <label>${words.say(this.#mayInvite ? 'details.invite' : 'details.others')}
                    <input class="field" dir="auto" autocomplete="off" maxlength="100" data-testid="invite-search" placeholder=${words.say('details.invite.hint')}
                           @input=${this.#searched}></label>
                <ul class="members">
                    ${this.#found.map((person) => html`<li class="person">${avatar(person)}<bdi class="name">${person.name}</bdi>${mark(person, false, words)}
                        ${this.#mayInvite ? html`<button type="button" class="plain" data-testid="invite-person" @click=${() => this.#bringIn(person)}>
                            ${words.say('details.invite.do')}</button>` : nothing}
                        ${this.#mayModerate ? html`
                            <button type="button" class="plain" data-testid="ban-person" @click=${() => this.#ban(person)}>${words.say('details.ban')}</button>` : nothing}</li>`)}
                </ul>
            </section>`;
    }

    /** @param {Member} member */
    #member(member) {
        const { words } = this;
        const { account, role } = member;
        const isReader = account.id === this.chat.account?.id;
        const isBelow = this.#mayModerate && !isReader && RANK[role] < this.#rank;
        const isMuted = (member.muted_until ?? 0) > Date.now();
        return html`
            <li class="person" data-testid="member" data-role=${role} data-name=${account.name}>
                ${avatar(account)}<bdi class="name">${account.name}</bdi>${mark(account, isReader, words)}
                ${isMuted ? html`<span class="quiet" data-testid="member-muted">${words.say('details.muted')}</span>` : nothing}
                ${isBelow ? this.#choices(member, isMuted) : role === 'member' ? nothing : html`<span class="quiet">${words.say(`role.${role}`)}</span>`}
            </li>`;
    }

    /**
     * @param {Member} member
     * @param {boolean} isMuted
     */
    #choices({ account, role }, isMuted) {
        const { words } = this;
        const about = { name: account.name };
        const isChosen = this.#chosen === account.id;
        const roles = /** @type {Member['role'][]} */ (['owner', 'moderator', 'member', 'read_only']).filter((one) => RANK[one] <= this.#rank);
        return html`
            ${account.kind === 'guest' ? nothing : html`<select class="field" data-testid="member-role" aria-label=${words.say('details.role', about)}
                    @change=${(/** @type {any} */ event) => this.#act(METHOD.setRole, { account: account.id, role: event.target.value })}>
                ${roles.map((one) => html`<option value=${one} ?selected=${one === role}>${words.say(`role.${one}`)}</option>`)}
            </select>`}
            <button type="button" class="tool" data-testid="member-more" aria-expanded=${isChosen} aria-label=${words.say('details.more', about)} title=${words.say('details.more', about)}
                    @click=${() => this.#choose(isChosen ? '' : account.id)}>${icons.settings()}</button>
            <button type="button" class="tool" data-testid="member-remove" aria-label=${words.say('details.remove', about)} title=${words.say('details.remove', about)}
                    @click=${() => this.#act(METHOD.removeMember, { account: account.id })}>${icons.close()}</button>
            ${isChosen ? this.#restraints(account, isMuted) : nothing}`;
    }

    /**
     * @param {import('../wire/http.js').Account} account
     * @param {boolean} isMuted
     */
    #restraints(account, isMuted) {
        const { words } = this;
        const mute = (/** @type {any} */ event) => this.#mute(account.id, Number(event.target.value));
        return html`
            <div class="restraints" data-testid="restraints">
                ${isMuted ? html`<button type="button" class="side" data-testid="member-unmute" @click=${() => this.#mute(account.id, 0)}>${words.say('details.unmute')}</button>` : html`
                    <select class="field" data-testid="member-mute" aria-label=${words.say('details.mute.label', { name: account.name })} @change=${mute}>
                        <option value="" selected>${words.say('details.mute')}</option>
                        ${MUTES.map(([seconds, word]) => html`<option value=${seconds}>${words.say(`details.mute.${word}`)}</option>`)}
                    </select>`}
                <button type="button" class="side bad" data-testid="member-ban" @click=${() => this.#ban(account)}>${words.say('details.ban')}</button>
            </div>`;
    }

    #pause() {
        const { words } = this;
        const now = this.chat.channel?.about?.slow ?? 0;
        const pauses = [...new Set([...PAUSES, now])].sort((one, other) => one - other);
        const choose = (/** @type {any} */ event) => this.#act(METHOD.slowMode, { seconds: Number(event.target.value) });
        const slow = (/** @type {number} */ seconds) => seconds % 60 ? words.count('details.slow.seconds', seconds) : words.count('details.slow.minutes', seconds / 60);
        return html`
            <label class="choice"><span>${words.say('details.slow')}</span>
                <select data-testid="slow-mode" @change=${choose}>
                    ${pauses.map((seconds) => html`<option value=${seconds} .selected=${seconds === now}>${seconds ? slow(seconds) : words.say('details.slow.none')}</option>`)}
                </select></label>`;
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

    get #mayInvite() {
        const about = this.chat.channel?.about;
        return about?.kind === 'private' && about.role !== 'read_only';
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
        if (isDeleting) this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('[data-testid=delete-name]'))?.focus());
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
            this.dialog.close();
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

    /** @param {string} account or '' */
    #choose(account) {
        this.#chosen = account;
        this.requestUpdate();
    }

    /**
     * @param {string} account
     * @param {number} seconds 0 gives the word back
     */
    #mute(account, seconds) {
        return this.#act(METHOD.muteMember, { account, seconds });
    }

    /** @param {import('../wire/http.js').Account} person */
    #ban(person) {
        return this.#actOn(METHOD.banAccount, person);
    }

    /** @param {import('../wire/http.js').Account} person */
    #bringIn(person) {
        return this.#actOn(METHOD.inviteMember, person);
    }

    /**
     * @param {string} method
     * @param {import('../wire/http.js').Account} person
     */
    async #actOn(method, person) {
        const wasFound = this.#found.length > 0;
        await this.#act(method, { account: person.id });
        if (this.#trouble || !wasFound) return;
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
        this.dialog.close();
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
        await /** @type {any} */ (this.querySelector('chat-banned'))?.load();
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
}

customElements.define('chat-details', ChatDetails);
