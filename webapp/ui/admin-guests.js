// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';
import { avatar } from './avatar.js';

const PAGE = 100; // accounts in one answer
const HERE = 200; // connections in one answer

/** @typedef {{id: string, name: string, kind: string, seen: number}} Guest */
/** @typedef {{id: string, account: Guest, address: string, since: number}} Connection */

/** Who is here without an account, or was lately; and whether guests are let in at all. */
class AdminGuests extends AdminSection {
    /** @type {import('./admin-place.js').Place | null} */
    #place = null;
    /** @type {Connection[]} */
    #here = [];
    /** @type {Guest[]} */
    #lately = [];
    #hasMore = false;

    async load() {
        const { administration } = this;
        const [place, here, { accounts }] = await Promise.all([
            administration.run(METHOD.getPlace), this.#connections(), administration.run(METHOD.listAccounts, { kind: 'guest' })]);
        [this.#place, this.#here, this.#lately, this.#hasMore] = [place, here, accounts, accounts.length === PAGE];
    }

    render() {
        const { words } = this;
        const place = this.#place;
        const away = this.#lately.filter(({ id }) => this.#here.every(({ account }) => account.id !== id));
        if (!place) return this.news();
        return html`
            ${this.news()}
            <p data-testid="guests-let-in" data-state=${place.guests ? 'in' : 'out'}>${words.say(place.guests_allowed ? place.guests ? 'admin.guests.are-in' : 'admin.guests.are-out' : 'admin.place.guests.never')}
                ${place.guests_allowed ? this.button(place.guests ? 'admin.guests.off' : 'admin.guests.on', 'guests-switch',
                    () => this.act(METHOD.setPlace, { guests: !place.guests })) : nothing}</p>
            <h3>${words.say('admin.guests.here')}</h3>
            ${this.#here.length ? nothing : html`<p class="quiet">${words.say('admin.guests.nobody')}</p>`}
            <ul class="admin-list" data-testid="guests-here">${repeat(this.#here, ({ id }) => id, (connection) => this.#connection(connection))}</ul>
            <h3>${words.say('admin.guests.lately')}</h3>
            <p class="quiet">${words.say('admin.guests.lately.about')}</p>
            <ul class="admin-list" data-testid="guests-lately">${repeat(away, ({ id }) => id, (guest) => this.#guest(guest))}</ul>
            ${this.#hasMore ? this.button('admin.more', 'more', () => this.#more()) : nothing}`;
    }

    /** @param {Connection} connection */
    #connection({ account, address, since }) {
        const { words } = this;
        return html`
            <li data-testid="guest" data-name=${account.name}>${avatar(account)}<span class="what"><bdi>${account.name}</bdi> <span class="quiet" dir="ltr">${address}</span></span>
                <span class="quiet">${words.say('admin.since')} ${this.moment(since)}</span>
                <span class="deeds">${this.button('admin.ban', 'guest-ban', () => this.act(METHOD.banAddress, { address }), account.name)}</span></li>`;
    }

    /** @param {Guest} guest */
    #guest(guest) {
        const { words } = this;
        return html`
            <li data-testid="guest" data-name=${guest.name}>${avatar(guest)}<span class="what"><bdi>${guest.name}</bdi></span>
                <span class="quiet">${words.say('admin.seen')} ${this.moment(guest.seen)}</span>
                <span class="deeds">${this.button('admin.ban', 'guest-ban', () => this.act(METHOD.banAddress, { user: guest.id }), guest.name)}</span></li>`;
    }

    /** @returns {Promise<Connection[]>} of guests, looked for on all pages */
    async #connections() {
        /** @type {Connection[]} */
        const all = [];
        let page;
        do {
            page = await this.administration.run(METHOD.listConnections, { limit: HERE, ...(all.length && { after: all[all.length - 1].id }) });
            all.push(...page.connections);
        } while (page.connections.length === HERE);
        return all.filter(({ account }) => account.kind === 'guest');
    }

    #more() {
        return this.attempt(async () => {
            const after = this.#lately[this.#lately.length - 1].id;
            const { accounts } = await this.administration.run(METHOD.listAccounts, { kind: 'guest', after });
            this.#lately = [...this.#lately, ...accounts];
            this.#hasMore = accounts.length === PAGE;
        });
    }
}

customElements.define('admin-guests', AdminGuests);
