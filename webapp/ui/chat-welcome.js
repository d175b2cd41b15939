// @ts-check
import { html, nothing } from 'lit';
import { REASON } from '../wire/constants.js';
import { ChatElement } from './chat-element.js';
import './chat-account-form.js';
import './chat-name-form.js';
import { languageChoice, themeChoice } from './choices.js';
import * as icons from './icons.js';

/** The way in: by a name for guests, by an account, or by a ticket that makes one. */
class ChatWelcome extends ChatElement {
    /** @type {'name' | 'sign-in' | 'sign-up'} */
    #wanted = 'name';

    watched() {
        return [this.chat, this.words, this.settings];
    }

    render() {
        return html`
            <main class="welcome">
                <div class="card">
                    <p class="brand">${icons.logo()}<bdi>${this.chat.place?.name ?? this.words.say('app.name')}</bdi></p>
                    ${this.#way()}
                </div>
                <div class="choices">
                    ${languageChoice(this.words, this.settings)} ${themeChoice(this.words, this.settings)}
                </div>
            </main>`;
    }

    #way() {
        const { ticket, phase, place } = this.chat;
        if (ticket) return this.#ticket(ticket.kind);
        if (this.#wanted === 'sign-up' && place?.sign_up === 'open') return this.#signUp();
        if (phase === 'barred') return this.#barred();
        return this.#wanted === 'name' ? this.#name() : this.#account();
    }

    /** @param {'start' | 'invite' | 'reset'} kind */
    #ticket(kind) {
        const { words } = this;
        return html`
            <h1>${words.say(`welcome.${kind}`)}</h1>
            <p class="quiet">${words.say(`welcome.${kind}.text`)}</p>
            <chat-account-form .page=${this.page} .purpose=${kind === 'reset' ? 'reset' : 'sign-up'}></chat-account-form>`;
    }

    #account() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.account')}</h1>
            <chat-account-form .page=${this.page}></chat-account-form>
            ${this.#openDoor()}
            ${this.#other('welcome.as-guest', 'as-guest', 'name')}`;
    }

    #signUp() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.sign-up')}</h1>
            <p class="quiet">${words.say('welcome.invite.text')}</p>
            <chat-account-form .page=${this.page} .purpose=${'sign-up'}></chat-account-form>
            ${this.#other('welcome.has-account', 'has-account', 'sign-in')}`;
    }

    /** Where everybody may make an account. */
    #openDoor() {
        return this.chat.place?.sign_up === 'open' ? this.#other('welcome.sign-up', 'sign-up', 'sign-up') : nothing;
    }

    /**
     * @param {string} key
     * @param {string} testId
     * @param {'name' | 'sign-in' | 'sign-up'} wanted
     */
    #other(key, testId, wanted) {
        return html`<p class="other"><button type="button" class="plain" data-testid=${testId} @click=${() => this.#want(wanted)}>
            ${this.words.say(key)}</button></p>`;
    }

    /** @param {'name' | 'sign-in' | 'sign-up'} wanted */
    #want(wanted) {
        this.#wanted = wanted;
        this.requestUpdate();
    }

    #name() {
        const { words } = this;
        return html`
            <h1>${words.say('welcome.title')}</h1>
            <p class="quiet">${words.say('welcome.text')}</p>
            <chat-name-form .page=${this.page}></chat-name-form>
            ${this.#other('welcome.has-account', 'has-account', 'sign-in')}
            ${this.#openDoor()}`;
    }

    #barred() {
        const { chat, words } = this;
        return html`
            <h1>${words.say(chat.place?.guests === false ? 'welcome.account' : 'app.barred')}</h1>
            <p class="quiet" data-testid="barred">${words.refusal(this.#why())}</p>
            <chat-account-form .page=${this.page}></chat-account-form>
            ${chat.ban ? nothing : this.#openDoor()}`;
    }

    /** @returns {{reason: string, message?: string, until?: number}} why somebody is barred */
    #why() {
        const { place, ban, refusal } = this.chat;
        if (place?.guests === false) return { reason: REASON.guestsOff };
        if (ban) return { reason: REASON.addressBanned, ...ban };
        return refusal ?? { reason: REASON.notAllowed };
    }
}

customElements.define('chat-welcome', ChatWelcome);
