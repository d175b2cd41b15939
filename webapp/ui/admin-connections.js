// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';
import { avatar } from './avatar.js';
import { mark } from './message.js';

const PAGE = 200; // connections in one answer
const COME_BACK = 3000; // a code that says: connect again
const STAY_OUT = 4500; // a code that says: do not

/**
 * @typedef {{id: string, account: import('../wire/http.js').Account, address: string, since: number, protocol: string, device?: string,
 *            channels: number, behind: number, sending_ms: number}} Connection
 */

/** Who is connected, from where, since when, and how far behind. */
class AdminConnections extends AdminSection {
    /** @type {Connection[]} */
    #connections = [];
    /** @type {{address: string, until?: number, by: import('../wire/http.js').Account, time: number}[]} */
    #bans = [];
    #hasMore = false;
    /** @type {{id: string, host: string, connections: number, here: boolean}[]} */
    #nodes = [];

    async load() {
        const { administration } = this;
        const [{ connections, nodes = [] }, { addresses }] = await Promise.all([
            administration.run(METHOD.listConnections, { limit: PAGE }), administration.run(METHOD.listAddresses, {})]);
        [this.#connections, this.#hasMore, this.#bans, this.#nodes] = [connections, connections.length === PAGE, addresses, nodes];
    }

    render() {
        return html`
            ${this.news()}
            <p>${this.button('admin.again', 'again', () => this.attempt(() => this.load()))}</p>
            ${this.#nodes.length > 1 ? html`<p data-testid="nodes">${this.words.say('admin.nodes')}</p>
                <ul class="admin-list">${repeat(this.#nodes, ({ id }) => id, (node) => this.#node(node))}</ul>` : nothing}
            <ul class="admin-list">${repeat(this.#connections, ({ id }) => id, (connection) => this.#connection(connection))}</ul>
            ${this.#hasMore ? this.button('admin.more', 'more', () => this.#more()) : nothing}
            ${this.#bans.length ? html`<h3>${this.words.say('admin.bans')}</h3>
                <ul class="admin-list">${repeat(this.#bans, ({ address }) => address, (ban) => this.#ban(ban))}</ul>` : nothing}`;
    }

    /** @param {{address: string, until?: number, by: import('../wire/http.js').Account}} ban */
    #ban({ address, until, by }) {
        const { words } = this;
        return html`
            <li data-testid="ban"><span class="what" dir="ltr">${address}</span><span class="quiet"><bdi>${by.name}</bdi>
                ${until ? html` · ${words.say('admin.until')} ${this.moment(until)}` : nothing}</span>
                <span class="deeds">${this.button('admin.unban', 'unban', () => this.act(METHOD.unbanAddress, { address }), address)}</span></li>`;
    }

    /** @param {{id: string, host: string, connections: number, here: boolean}} node */
    #node({ id, host, connections, here }) {
        const { words } = this;
        return html`
            <li data-testid="node"><span class="what" dir="ltr">${host || id}</span>
                <span class="quiet">${words.count('admin.nodes.count', connections)}${here ? ` · ${words.say('admin.nodes.here')}` : ''}</span></li>`;
    }

    /** @param {Connection} connection */
    #connection({ id: client, account, address, since, protocol, channels, behind }) {
        const { words } = this;
        return html`
            <li data-testid="connection-row" data-name=${account.name}>
                ${avatar(account)}<span class="what"><bdi>${account.name}</bdi> ${mark(account, false, words)}
                    <span class="quiet">${address} · ${protocol} · ${words.count('admin.channels.count', channels)}</span></span>
                <span class="quiet">${words.say('admin.since')} ${this.moment(since)}</span>
                <span class=${behind ? 'trouble' : 'quiet'}>${behind ? words.count('admin.behind', behind) : words.say('admin.behind.none')}</span>
                <span class="deeds">
                    ${this.button('admin.close.back', 'close-back', () => this.act(METHOD.closeConnection, { client, code: COME_BACK, reason: 'closed by an administrator' }), account.name)}
                    ${this.button('admin.close.out', 'close-out', () => this.act(METHOD.closeConnection, { client, code: STAY_OUT, reason: 'closed by an administrator' }), account.name)}
                    ${account.kind === 'guest' ? this.button('admin.ban', 'ban-address', () => this.act(METHOD.banAddress, { address }), address) : nothing}
                </span>
            </li>`;
    }

    #more() {
        return this.attempt(async () => {
            const after = this.#connections[this.#connections.length - 1].id;
            const { connections } = await this.administration.run(METHOD.listConnections, { after, limit: PAGE });
            this.#connections = [...this.#connections, ...connections];
            this.#hasMore = connections.length === PAGE;
        });
    }
}

customElements.define('admin-connections', AdminConnections);
