// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';

const PAGE = 100; // deeds in one answer

/** @typedef {{id: string, time: number, actor: string, name: string, action: string, target: string, detail?: string}} Deed */

/** What administrators and moderators did. Nobody changes it here. */
class AdminAudit extends AdminSection {
    /** @type {Deed[]} */
    #deeds = [];
    #hasMore = false;

    async load() {
        const { deeds } = await this.administration.run(METHOD.listDeeds, {});
        [this.#deeds, this.#hasMore] = [deeds, deeds.length === PAGE];
    }

    render() {
        return html`
            ${this.news()}
            <ul class="admin-list">${repeat(this.#deeds, ({ id }) => id, (deed) => this.#deed(deed))}</ul>
            ${this.#hasMore ? this.button('admin.more', 'more', () => this.#more()) : nothing}`;
    }

    /** @param {Deed} deed */
    #deed({ time, name, action, target, detail }) {
        return html`<li data-testid="deed" data-action=${action}><span class="what"><bdi>${name}</bdi> <code>${action}</code> ${detail ? html`<bdi>${detail}</bdi>` : nothing}</span>
            <span class="quiet target" dir="ltr">${target}</span><span class="quiet">${this.moment(time)}</span></li>`;
    }

    #more() {
        return this.attempt(async () => {
            const { deeds } = await this.administration.run(METHOD.listDeeds, { before: this.#deeds[this.#deeds.length - 1].id });
            this.#deeds = [...this.#deeds, ...deeds];
            this.#hasMore = deeds.length === PAGE;
        });
    }
}

customElements.define('admin-audit', AdminAudit);
