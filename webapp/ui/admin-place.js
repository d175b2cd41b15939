// @ts-check
import { html, nothing } from 'lit';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';

/** @typedef {{name: string, guests: boolean, guests_allowed: boolean, sign_up: 'invite' | 'open', edit_seconds: number}} Place */

/** What administrators set for the whole place. */
class AdminPlace extends AdminSection {
    /** @type {Place | null} */
    #place = null;
    #isSaved = false;
    /** @type {{name: string, value: string}[]} the operator's */
    #settings = [];

    async load() {
        const [place, { settings }] = await Promise.all([this.administration.run(METHOD.getPlace), this.administration.run(METHOD.getSettings)]);
        [this.#place, this.#settings] = [place, settings];
    }

    render() {
        const { words } = this;
        const place = this.#place;
        return html`
            ${this.news()}
            ${place ? html`
                <form class="admin-form tall" @submit=${this.#save} @input=${this.#edited}>
                    <label>${words.say('admin.place.name')}
                        <input class="field" name="name" dir="auto" required maxlength="60" .value=${place.name} data-testid="place-name"></label>
                    <label class="tick"><input type="checkbox" name="guests" .checked=${place.guests} ?disabled=${!place.guests_allowed} data-testid="place-guests">
                        <span>${words.say('admin.place.guests')}<small class="quiet">${words.say(place.guests_allowed ? 'admin.place.guests.about' : 'admin.place.guests.never')}</small></span></label>
                    <label class="tick"><input type="checkbox" name="sign_up" .checked=${place.sign_up === 'open'} data-testid="place-open">
                        <span>${words.say('admin.place.open')}<small class="quiet">${words.say('admin.place.open.about')}</small></span></label>
                    <label>${words.say('admin.place.edit')}
                        <input class="field" type="number" name="edit_minutes" min="0" max="5256000" .value=${String(Math.ceil(place.edit_seconds / 60))} data-testid="place-edit">
                        <small class="quiet">${words.say('admin.place.edit.about')}</small></label>
                    <button type="submit" class="main" data-testid="place-save">${words.say('details.save')}</button>
                    <p class="done" role="status" data-testid="place-saved">${this.#isSaved ? words.say('admin.saved') : nothing}</p>
                </form>
                <h3>${words.say('admin.settings')}</h3>
                <p class="quiet">${words.say('admin.settings.about')} ${words.say('admin.settings.limits')}</p>
                <dl class="admin-settings">${this.#settings.map((setting) => this.#setting(setting))}</dl>` : nothing}`;
    }

    /** @param {{name: string, value: string}} setting */
    #setting({ name, value }) {
        const { words } = this;
        return html`
            <div data-testid="setting" data-name=${name}><dt><code dir="ltr">${name}</code></dt><dd><code dir="auto">${value || '–'}</code>
                <small class="quiet">${words.say(`setting.${name}`)}</small></dd></div>`;
    }

    #edited() {
        this.#isSaved = false;
        this.requestUpdate();
    }

    /** @param {SubmitEvent} event */
    async #save(event) {
        event.preventDefault();
        const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
        const saved = await this.act(METHOD.setPlace, {
            name: String(given.get('name')).trim(),
            sign_up: given.get('sign_up') ? 'open' : 'invite',
            edit_seconds: Number(given.get('edit_minutes')) * 60,
            ...(this.#place?.guests_allowed && { guests: given.get('guests') !== null }),
        });
        this.#isSaved = saved !== undefined;
        this.requestUpdate();
    }
}

customElements.define('admin-place', AdminPlace);
