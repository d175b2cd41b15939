// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

/** @typedef {{id: string, device: string, address: string, used: number, current: boolean}} OwnSession */
/** @typedef {'invite' | 'profile' | 'sessions' | 'password'} About */

/** What people with an account look after: invitations for others, their time zone, where they are signed in, their password. */
class ChatOwnAccount extends ChatElement {
    /** @type {OwnSession[] | null} null until they are known */
    #sessions = null;
    /** @type {string} the link of the invitation made last, or '' */
    #link = '';
    /** @type {{about: About, text: string, isBad: boolean} | null} */
    #news = null;

    watched() {
        return [this.chat, this.words];
    }

    /** Learns anew what may have changed. */
    async look() {
        await this.#attempt('sessions', () => this.#list());
    }

    render() {
        return html`${this.chat.account?.kind === 'administrator' ? this.#invite() : nothing} ${this.#profile()} ${this.#devices()} ${this.#password()}`;
    }

    #invite() {
        const { words } = this;
        return html`
            <section class="own">
                <p><a href="admin" data-testid="admin-open">${words.say('admin.open')}</a></p>
                <h3>${words.say('invite.title')}</h3>
                <p class="quiet">${words.say('invite.text')}</p>
                ${this.#link ? html`
                    <div class="row">
                        <input class="field" readonly dir="ltr" data-testid="invite-link" aria-label=${words.say('invite.link')} .value=${this.#link}
                               @focus=${(/** @type {any} */ event) => event.target.select()}>
                        <button type="button" class="side" data-testid="invite-copy" @click=${this.#copy}>${words.say('invite.copy')}</button>
                    </div>` : nothing}
                <button type="button" class="side" data-testid="invite-make" @click=${this.#makeInvite}>${words.say('invite.make')}</button>
                ${this.#say('invite')}
            </section>`;
    }

    /** The zone of this browser comes first, since it is nearly always the one. */
    #profile() {
        const { words } = this;
        const own = this.chat.account?.time_zone ?? '';
        const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const others = (Intl.supportedValuesOf?.('timeZone') ?? []).filter((zone) => zone !== here && zone !== own);
        const zones = [...new Set([here, own])].filter(Boolean);
        return html`
            <section class="own">
                <label class="choice"><span>${words.say('profile.zone')}</span>
                    <select data-testid="time-zone" @change=${this.#chooseZone}>
                        <option value="" .selected=${own === ''}>${words.say('profile.zone.none')}</option>
                        ${[...zones, ...others].map((zone) => html`<option value=${zone} .selected=${zone === own}>${
                            zone === here ? words.say('profile.zone.here', { zone: named(zone) }) : named(zone)}</option>`)}
                    </select>
                </label>
                <p class="quiet">${words.say('profile.zone.about')}</p>
                ${this.#say('profile')}
            </section>`;
    }

    #devices() {
        const { words } = this;
        const hasOthers = (this.#sessions ?? []).length > 1;
        return html`
            <section class="own">
                <h3>${words.say('sessions.title')}</h3>
                <ul class="sessions" data-testid="sessions">${(this.#sessions ?? []).map((session) => this.#session(session))}</ul>
                ${hasOthers ? html`<button type="button" class="side" data-testid="sessions-end-others" @click=${this.#endOthers}>${words.say('sessions.end-others')}</button>` : nothing}
                ${this.#say('sessions')}
            </section>`;
    }

    /** @param {OwnSession} session */
    #session(session) {
        const { words } = this;
        const end = () => this.#attempt('sessions', async () => {
            await this.chat.endSession(session.id);
            await this.#list();
        });
        return html`
            <li data-testid="session" ?data-current=${session.current}>
                <div><bdi>${device(session.device) || words.say('sessions.unknown')}</bdi>
                    <small class="quiet">${session.address} · ${session.current ? words.say('sessions.here') : words.moment(session.used)}</small></div>
                ${session.current ? nothing : html`<button type="button" class="plain" data-testid="session-end" @click=${end}>
                    ${words.say('sessions.end')}</button>`}
            </li>`;
    }

    #password() {
        const { words } = this;
        return html`
            <section class="own">
                <h3>${words.say('password.title')}</h3>
                <form class="account-form" novalidate @submit=${this.#changePassword}>
                    <input class="unseen" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${this.chat.account?.name ?? ''}>
                    <label>${words.say('password.old')}
                        <input class="field" type="password" name="old" autocomplete="current-password" dir="ltr" maxlength="1000" data-testid="password-old"></label>
                    <label>${words.say('account.password.new')}
                        <input class="field" type="password" name="password" autocomplete="new-password" dir="ltr" maxlength="1000" data-testid="password-new"></label>
                    <button type="submit" class="side" data-testid="password-change">${words.say('password.change')}</button>
                </form>
                ${this.#say('password')}
            </section>`;
    }

    /** @param {About} about */
    #say(about) {
        const news = this.#news?.about === about ? this.#news : null;
        return html`<p class=${news?.isBad ? 'trouble' : 'done'} role="status" data-testid=${`${about}-news`}>${news?.text ?? nothing}</p>`;
    }

    #makeInvite() {
        return this.#attempt('invite', async () => {
            this.#link = await this.chat.invite();
        });
    }

    #copy() {
        return this.#attempt('invite', async () => {
            await navigator.clipboard.writeText(this.#link);
            this.#news = { about: 'invite', text: this.words.say('invite.copied'), isBad: false };
        });
    }

    /** @param {SubmitEvent} event */
    #changePassword(event) {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        const given = new FormData(form);
        return this.#attempt('password', async () => {
            await this.chat.changePassword(String(given.get('old')), String(given.get('password')));
            form.reset();
            await this.#list();
            this.#news = { about: 'password', text: this.words.say('password.changed'), isBad: false };
        });
    }

    #endOthers() {
        return this.#attempt('sessions', async () => {
            await this.chat.endOtherSessions();
            await this.#list();
            this.#news = { about: 'sessions', text: this.words.say('sessions.ended-others'), isBad: false };
        });
    }

    /** @param {Event} event */
    #chooseZone(event) {
        const zone = /** @type {HTMLSelectElement} */ (event.target).value;
        return this.#attempt('profile', async () => {
            await this.chat.keepZone(zone);
            this.#news = { about: 'profile', text: this.words.say('profile.zone.kept'), isBad: false };
        });
    }

    async #list() {
        this.#sessions = await this.chat.ownSessions();
    }

    /**
     * @param {About} about
     * @param {() => Promise<void>} work
     */
    async #attempt(about, work) {
        this.#news = null;
        try {
            await work();
        } catch (/** @type {any} */ error) {
            const text = this.words.refusal(error.reason ? error : { reason: 'no-answer' });
            this.#news = { about, text, isBad: true };
        }
        this.requestUpdate();
    }
}

/**
 * Shortens how a browser calls itself to what people know it by.
 * @param {string} agent
 */
function device(agent) {
    const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1];
    const system = /(iPhone|iPad|Android|Windows|Mac OS|Linux)/.exec(agent)?.[1];
    if (!browser || !system) return agent.slice(0, 60);
    return `${{ Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser} · ${system}`;
}

/** @param {string} zone as the database of zones calls it: `America/New_York` */
function named(zone) {
    return zone.replaceAll('_', ' ');
}

customElements.define('chat-own-account', ChatOwnAccount);
