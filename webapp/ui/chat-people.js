// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import { mark } from './message.js';

const MOST = 300; // people shown by name
const PAGES = 10; // of members, a hundred each, that are asked for
const MANY = 8; // people from which on one may search

/** @typedef {import('../wire/http.js').Account} Account */

/** Who is here, and who else is a member. Fires `open-profile`. */
class ChatPeople extends ChatElement {
    /** @type {Map<string, {account: Account, role: string}>} */
    #members = new Map();
    #membersOf = '';
    #wanted = '';

    watched() {
        return [this.chat, this.words, this.chat.channel, this.chat.channel?.people];
    }

    /** Who is seen by nobody asks for no members. */
    updated() {
        const { channel } = this.chat;
        const wanted = channel?.state === 'ready' ? `${channel.name} ${channel.memberChanges}` : '';
        if (!wanted || wanted === this.#membersOf || !this.checkVisibility()) return;
        if (!this.#membersOf.startsWith(`${channel?.name} `)) this.#members = new Map();
        this.#membersOf = wanted;
        this.#load(wanted);
    }

    render() {
        const { channel } = this.chat;
        if (!channel) return nothing;
        const { people } = channel;
        const here = people.sorted((one, other) => this.words.compare(one, other));
        const others = this.#others(new Set(here.map(({ id }) => id)));
        return html`
            ${here.length + others.length > MANY ? this.#search() : nothing}
            <p class="count" data-testid="people-count" data-count=${people.count}>${people.count ? this.words.count('people.count', people.count) : nothing}</p>
            ${this.#list(here.filter(this.#isWanted), 'person')}
            ${others.length ? html`<h3 class="count">${this.words.count('people.members', others.length)}</h3>
                ${this.#list(others.filter(this.#isWanted), 'absent')}` : nothing}`;
    }

    #search() {
        const label = this.words.say('people.search');
        return html`<input class="field" type="search" dir="auto" data-testid="people-search" aria-label=${label} placeholder=${label} maxlength="100"
            autocomplete="off" spellcheck="false" .value=${this.#wanted} @input=${this.#searched}>`;
    }

    /**
     * @param {Account[]} people
     * @param {'person' | 'absent'} testId
     */
    #list(people, testId) {
        const reader = this.chat.account?.id;
        return html`
            <ul class="list" data-testid=${testId === 'person' ? 'people' : 'absents'}>
                ${repeat(people.slice(0, MOST), ({ id }) => id, (person) => this.#person(person, person.id === reader, testId))}
            </ul>
            ${people.length > MOST ? html`<p class="count">${this.words.count('people.more', people.length - MOST)}</p>` : nothing}`;
    }

    /**
     * @param {Account} person
     * @param {boolean} isReader
     * @param {string} testId
     */
    #person(person, isReader, testId) {
        const { words } = this;
        const role = this.#members.get(person.id)?.role ?? 'member';
        return html`
            <li data-testid=${testId} ?data-own=${isReader}>
                <button type="button" class="person" aria-haspopup="dialog" @click=${() => this.#open(person)}>
                    ${avatar(person)}<span class="called"><bdi class="name">${person.name}</bdi>${mark(person, isReader, words)}
                    ${role === 'member' ? nothing : html`<span class="mark" data-testid="role">${words.say(`role.${role}`)}</span>`}</span>
                </button>
            </li>`;
    }

    /**
     * @param {Set<string>} here
     * @returns {Account[]} members who are not here
     */
    #others(here) {
        const others = [...this.#members.values()].map(({ account }) => account).filter(({ id }) => !here.has(id));
        return others.sort((one, other) => this.words.compare(one.name, other.name));
    }

    #isWanted = (/** @type {Account} */ { name }) => name.toLocaleLowerCase().includes(this.#wanted.trim().toLocaleLowerCase());

    /** @param {InputEvent} event */
    #searched(event) {
        this.#wanted = /** @type {HTMLInputElement} */ (event.target).value;
        this.requestUpdate();
    }

    /** @param {Account} account */
    #open(account) {
        const role = this.#members.get(account.id)?.role;
        this.dispatchEvent(new CustomEvent('open-profile', { bubbles: true, detail: { account, role } }));
    }

    /** @param {string} wanted whose members, and as of which change */
    async #load(wanted) {
        const { channels, channel } = this.chat;
        if (!channels || !channel) return;
        try {
            const members = await channels.allMembers(channel, PAGES);
            if (wanted !== this.#membersOf) return;
            this.#members = new Map(members.map((member) => [member.account.id, member]));
            this.requestUpdate();
        } catch {
            this.#membersOf = ''; // asked again with the next change
        }
    }
}

customElements.define('chat-people', ChatPeople);
