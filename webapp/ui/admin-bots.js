// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';
import { avatar } from './avatar.js';

const SCOPES = Object.freeze(['read', 'post', 'administer']);

/** @typedef {{id: string, name: string, scopes: string[], created: number, used: number, expires?: number}} Token */

/** Accounts of programs, and the tokens by which they come. */
class AdminBots extends AdminSection {
    /** @type {{bot: {id: string, name: string, kind: string, active: boolean}, tokens: Token[]}[]} */
    #bots = [];

    async load() {
        const { administration } = this;
        const bots = await administration.accounts('bot');
        this.#bots = await Promise.all(bots.map(async (/** @type {any} */ bot) =>
            ({ bot, tokens: (await administration.run(METHOD.listTokens, { user: bot.id })).tokens })));
    }

    render() {
        const { words } = this;
        return html`
            ${this.news()}
            <form class="admin-form" @submit=${this.#make}>
                <label>${words.say('admin.bot.name')}<input class="field" name="name" dir="auto" required maxlength="64" autocomplete="off" data-testid="bot-name"></label>
                <button type="submit" class="main" data-testid="bot-make">${words.say('admin.bot.make')}</button>
            </form>
            ${repeat(this.#bots, ({ bot }) => bot.id, (one) => this.#bot(one))}`;
    }

    /** @param {{bot: {id: string, name: string, kind: string, active: boolean}, tokens: Token[]}} one */
    #bot({ bot, tokens }) {
        const { words } = this;
        return html`
            <section class="admin-card" data-testid="bot" data-name=${bot.name}>
                <h3>${avatar(bot)} <bdi>${bot.name}</bdi></h3>
                <ul class="admin-list">${repeat(tokens, ({ id }) => id, (token) => this.#token(token))}</ul>
                <form class="admin-form" @submit=${(/** @type {SubmitEvent} */ event) => this.#makeToken(event, bot.id)}>
                    <label>${words.say('admin.token.name')}<input class="field" name="name" dir="auto" required maxlength="64" autocomplete="off" data-testid="token-name"></label>
                    <label>${words.say('admin.token.days')}<input class="field" type="number" name="days" min="1" max="3650" placeholder=${words.say('admin.token.ever')} data-testid="token-days"></label>
                    <fieldset><legend>${words.say('admin.token.scopes')}</legend>
                        ${SCOPES.map((scope) => html`<label class="tick"><input type="checkbox" name="scopes" value=${scope} ?checked=${scope !== 'administer'}
                            data-testid="scope-${scope}">${words.say(`admin.scope.${scope}`)}</label>`)}</fieldset>
                    <button type="submit" class="side" data-testid="token-make">${words.say('admin.token.make')}</button>
                </form>
            </section>`;
    }

    /** @param {Token} token */
    #token({ id, name, scopes, used, expires }) {
        const { words } = this;
        return html`
            <li data-testid="token"><span class="what"><bdi>${name}</bdi> <span class="quiet">${scopes.map((scope) => words.say(`admin.scope.${scope}`)).join(', ')}</span></span>
                <span class="quiet">${words.say('admin.used')} ${this.moment(used)}${expires ? html` · ${words.say('admin.until')} ${this.moment(expires)}` : nothing}</span>
                <span class="deeds">${this.button('admin.revoke', 'token-revoke', () => this.act(METHOD.revokeToken, { token: id }), name)}</span></li>`;
    }

    /** @param {SubmitEvent} event */
    async #make(event) {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        if (await this.act(METHOD.createBot, { name: String(new FormData(form).get('name')).trim() })) form.reset();
    }

    /**
     * @param {SubmitEvent} event
     * @param {string} user
     */
    async #makeToken(event, user) {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        const given = new FormData(form);
        const days = Number(given.get('days'));
        const wanted = { user, name: String(given.get('name')).trim(), scopes: given.getAll('scopes'), ...(days && { days }) };
        const made = await this.act(METHOD.createToken, wanted);
        if (!made) return;
        form.reset();
        this.tellOnce(made.token);
    }
}

customElements.define('admin-bots', AdminBots);
