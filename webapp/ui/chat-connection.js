// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

const LONG = 1_500; // ms of waiting from which on a countdown is worth reading

/** How the connection stands, as it is. */
class ChatConnection extends ChatElement {
    /** @type {number | undefined} */
    #tick;

    watched() {
        return [this.chat.connection, this.words];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearTimeout(this.#tick);
    }

    updated() {
        clearTimeout(this.#tick);
        if (this.chat.connection.retryAt !== null) this.#tick = setTimeout(() => this.requestUpdate(), 500);
    }

    render() {
        const { state, why } = this.chat.connection;
        return html`
            <div class="connection" data-testid="connection" data-state=${state}>
                <span class="dot" aria-hidden="true"></span>
                <span class="words">
                    <span role="status">
                        <span class="state">${this.words.say(`connection.${state}`)}</span>
                        ${saysMore(state, why) ? html`<span class="why">${this.#why()}</span>` : nothing}
                    </span>
                    ${this.#countdown()}
                    ${isAway(state) ? html`<span class="still">${this.words.say('connection.still')}</span>` : nothing}
                </span>
                ${this.#button()}
            </div>`;
    }

    #why() {
        const { why, refusal } = this.chat.connection;
        const about = why === 'refused' && refusal?.message ? `: ${refusal.message}` : '';
        return this.words.say(`why.${why}`) + about;
    }

    #countdown() {
        const left = (this.chat.connection.retryAt ?? 0) - Date.now();
        if (left < LONG) return nothing;
        return html`<span class="countdown">${this.words.say('connection.in', { count: this.words.number(Math.ceil(left / 1000)) })}</span>`;
    }

    #button() {
        const { connection } = this.chat;
        const isRefused = connection.state === 'refused';
        if (!isRefused && connection.retryAt === null) return nothing;
        const key = isRefused ? 'connection.again' : 'connection.now';
        return html`<button type="button" class="plain" data-testid="reconnect" @click=${() => connection.now()}>${this.words.say(key)}</button>`;
    }
}

/** @param {import('../state/connection.js').ConnectionState} state */
function isAway(state) {
    return state === 'reconnecting' || state === 'restarting' || state === 'offline';
}

/**
 * Says whether the cause tells more than the state does.
 * @param {import('../state/connection.js').ConnectionState} state
 * @param {string} why
 */
function saysMore(state, why) {
    if (state === 'restarting') return why !== '' && why !== 'away';
    return why !== '' && state !== 'offline';
}

customElements.define('chat-connection', ChatConnection);
