// @ts-check
import { html, nothing } from 'lit';
import './admin-audit.js';
import './admin-bots.js';
import './admin-channels.js';
import './admin-connections.js';
import './admin-guests.js';
import './admin-people.js';
import './admin-place.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

const PARTS = Object.freeze(/** @type {const} */ (['people', 'guests', 'bots', 'channels', 'connections', 'place', 'audit']));

/** The administration page: a part at a time, as the address says. */
class AdminApp extends ChatElement {
    #turn = () => this.requestUpdate();

    connectedCallback() {
        super.connectedCallback();
        addEventListener('hashchange', this.#turn);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('hashchange', this.#turn);
    }

    watched() {
        return [this.words, this.#administration];
    }

    render() {
        const { words } = this;
        const { phase } = this.#administration;
        if (phase === 'inside') return this.#inside();
        return html`
            <main class="arriving" data-testid="admin-${phase}">${icons.logo()}
                <p role="status">${words.say(phase === 'barred' ? 'admin.barred' : `app.${phase}`)}</p>
                ${phase === 'barred' ? html`<p><a href="./">${words.say('admin.back')}</a></p>` : nothing}
            </main>`;
    }

    #inside() {
        const { words } = this;
        const part = PARTS.find((one) => location.hash === `#${one}`) ?? PARTS[0];
        return html`
            <div class="admin" data-testid="admin">
                <header class="admin-head">
                    <h1>${words.say('admin.title')}</h1>
                    <a href="./" data-testid="admin-back">${words.say('admin.back')}</a>
                </header>
                <nav class="admin-parts" aria-label=${words.say('admin.title')}>
                    ${PARTS.map((one) => html`<a href="#${one}" data-testid="part-${one}" aria-current=${one === part ? 'page' : nothing}>${words.say(`admin.${one}`)}</a>`)}
                </nav>
                <main class="admin-part">
                    <h2>${words.say(`admin.${part}`)}</h2>
                    <p class="quiet">${words.say(`admin.${part}.about`)}</p>
                    ${this.#part(part)}
                </main>
            </div>`;
    }

    /** @param {typeof PARTS[number]} part */
    #part(part) {
        const { page } = this;
        return {
            people: () => html`<admin-people .page=${page}></admin-people>`,
            guests: () => html`<admin-guests .page=${page}></admin-guests>`,
            bots: () => html`<admin-bots .page=${page}></admin-bots>`,
            channels: () => html`<admin-channels .page=${page}></admin-channels>`,
            connections: () => html`<admin-connections .page=${page}></admin-connections>`,
            place: () => html`<admin-place .page=${page}></admin-place>`,
            audit: () => html`<admin-audit .page=${page}></admin-audit>`,
        }[part]();
    }

    /** @returns {import('../state/administration.js').Administration} */
    get #administration() {
        return /** @type {any} */ (this.page).administration;
    }
}

customElements.define('admin-app', AdminApp);
