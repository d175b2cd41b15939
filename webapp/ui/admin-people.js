// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';
import { avatar, avatarChanged } from './avatar.js';
import { mark } from './message.js';

const PAGE = 100; // accounts in one answer

/** @typedef {{id: string, name: string, kind: string, created: number, seen: number, active: boolean}} Person */
/** @typedef {{id: string, uses: number, expires: number, creator: string, created: number}} Invite */

/** Who has an account, and the invitations for more. */
class AdminPeople extends AdminSection {
    /** @type {Person[]} */
    #people = [];
    /** @type {Invite[]} */
    #invites = [];
    #hasMore = false;

    async load() {
        const { administration } = this;
        const [{ accounts }, { invites }] = await Promise.all([
            administration.run(METHOD.listAccounts, {}), administration.run(METHOD.listInvites, {})]);
        [this.#people, this.#hasMore, this.#invites] = [accounts, accounts.length === PAGE, invites];
    }

    render() {
        const { words } = this;
        const people = this.#people.filter(({ kind }) => kind !== 'bot' && kind !== 'operator');
        return html`
            ${this.news()}
            <h3>${words.say('admin.invites')}</h3>
            <form class="admin-form" @submit=${this.#invite}>
                <label>${words.say('admin.invite.uses')}<input class="field" type="number" name="uses" min="1" max="10000" value="1" data-testid="invite-uses"></label>
                <label>${words.say('admin.invite.days')}<input class="field" type="number" name="days" min="1" max="365" value="7" data-testid="invite-days"></label>
                <button type="submit" class="main" data-testid="invite-make">${words.say('invite.make')}</button>
            </form>
            <ul class="admin-list">${repeat(this.#invites, ({ id }) => id, (invite) => this.#invitation(invite))}</ul>
            <h3>${words.say('admin.people')}</h3>
            <ul class="admin-list" data-testid="accounts">${repeat(people, ({ id }) => id, (person) => this.#person(person))}</ul>
            ${this.#hasMore ? this.button('admin.more', 'more', () => this.#more()) : nothing}`;
    }

    /** @param {Invite} invite */
    #invitation({ id, uses, expires }) {
        const { words } = this;
        return html`
            <li data-testid="invitation"><span class="what">${words.count('admin.invite.left', uses)}</span>
                <span class="quiet">${words.say('admin.until')} ${this.moment(expires)}</span>
                <span class="deeds">${this.button('admin.revoke', 'invite-revoke', () => this.act(METHOD.revokeInvite, { invite: id }))}</span></li>`;
    }

    /** @param {Person} person */
    #person(person) {
        const { words } = this;
        const isReader = person.id === this.administration.account?.id;
        const isAdministrator = person.kind === 'administrator';
        const { id: user, name } = person;
        return html`
            <li data-testid="account" data-name=${name} ?data-off=${!person.active}>
                ${avatar(person)}<span class="what"><bdi>${name}</bdi> ${mark(person, isReader, words)}
                    ${person.active ? nothing : html`<span class="mark">${words.say('admin.off')}</span>`}</span>
                <span class="quiet">${words.say('admin.seen')} ${this.moment(person.seen)}</span>
                <span class="deeds">
                    ${isReader ? nothing : this.button(isAdministrator ? 'admin.demote' : 'admin.promote', 'set-kind',
                        () => this.act(METHOD.setAccountKind, { user, kind: isAdministrator ? 'member' : 'administrator' }), name)}
                    ${this.button('admin.reset', 'reset', () => this.#reset(user), name)}
                    ${isReader ? nothing : this.button(person.active ? 'admin.deactivate' : 'admin.reactivate', 'set-active',
                        () => this.act(person.active ? METHOD.deactivateAccount : METHOD.reactivateAccount, { user }), name)}
                    ${this.button('admin.avatar', 'remove-avatar', () => this.#removeAvatar(user), name)}
                </span>
            </li>`;
    }

    /** @param {SubmitEvent} event */
    async #invite(event) {
        event.preventDefault();
        const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
        const made = await this.act(METHOD.createInvite, { uses: Number(given.get('uses')), days: Number(given.get('days')) });
        if (made) this.tellOnce(this.administration.address(`./#invite=${made.code}`));
    }

    /** @param {string} user */
    async #removeAvatar(user) {
        await this.act(METHOD.removeAvatar, { user });
        avatarChanged(user);
    }

    /** @param {string} user */
    async #reset(user) {
        const made = await this.act(METHOD.resetAccount, { user });
        if (made) this.tellOnce(this.administration.address(`./#reset=${made.code}`));
    }

    #more() {
        return this.attempt(async () => {
            const { accounts } = await this.administration.run(METHOD.listAccounts, { after: this.#people[this.#people.length - 1].id });
            this.#people = [...this.#people, ...accounts];
            this.#hasMore = accounts.length === PAGE;
        });
    }
}

customElements.define('admin-people', AdminPeople);
