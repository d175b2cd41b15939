// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';

const HOUR = 3_600_000; // ms

/** How the reader wants to be told of what they do not see: on the desktop, by a sound, or for a while not at all. */
class ChatNotifySettings extends ChatElement {
    watched() {
        return [this.words, this.settings, this.notifications];
    }

    render() {
        const { words, settings, notifications } = this;
        return html`
            <section class="own">
                <h3>${words.say('notify.heading')}</h3>
                <label class="tick"><input type="checkbox" data-testid="notify-desktop" .checked=${notifications.areOn} ?disabled=${notifications.areForbidden}
                    @change=${this.#toggle}>${words.say('notify.desktop')}</label>
                ${notifications.areForbidden ? html`<p class="quiet" data-testid="notify-forbidden">${words.say('notify.forbidden')}</p>` : nothing}
                <label class="tick"><input type="checkbox" data-testid="notify-sound" .checked=${settings.sounds}
                    @change=${(/** @type {any} */ event) => notifications.sound(event.target.checked)}>${words.say('notify.sound')}</label>
                <label class="choice"><span>${words.say('quiet.title')}</span>
                    <select data-testid="quiet" @change=${this.#rest}>
                        ${this.#rests().map(([value, text]) => html`<option value=${value} .selected=${value === this.#resting}>${text}</option>`)}
                    </select></label>
                <p class="quiet">${words.say('notify.where')}</p>
            </section>`;
    }

    get #resting() {
        return this.settings.quietUntil > Date.now() ? 'now' : '';
    }

    /** @returns {string[][]} */
    #rests() {
        const { words, settings } = this;
        const until = this.#resting ? [['now', words.say('quiet.until', { time: words.clock(settings.quietUntil) })]] : [];
        return [['', words.say('quiet.off')], ...until, ['hour', words.say('quiet.hour')], ['hours', words.say('quiet.hours')], ['tomorrow', words.say('quiet.tomorrow')]];
    }

    /** @param {any} event */
    async #toggle({ target }) {
        if (target.checked) await this.notifications.turnOn();
        else this.notifications.turnOff();
        target.checked = this.notifications.areOn;
    }

    /** @param {any} event */
    #rest({ target }) {
        if (target.value === 'now') return;
        const now = Date.now();
        const ends = { hour: now + HOUR, hours: now + 4 * HOUR, tomorrow: new Date(now).setHours(32, 0, 0, 0) }[/** @type {string} */ (target.value)];
        this.settings.quietUntil = ends ?? 0;
    }
}

customElements.define('chat-notify-settings', ChatNotifySettings);
