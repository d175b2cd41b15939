// @ts-check
import { html } from 'lit';
import { THEMES } from '../state/settings.js';

/**
 * @param {import('../state/words.js').Words} words
 * @param {import('../state/settings.js').Settings} settings
 */
export function languageChoice(words, settings) {
    const choose = (/** @type {Event} */ event) => (settings.language = chosen(event));
    return html`
        <label class="choice"><span>${words.say('settings.language')}</span>
            <select data-testid="language" @change=${choose}>
                ${words.languages.map((language) => html`
                    <option value=${language} lang=${language} .selected=${language === words.language}>${words.nameOf(language)}</option>`)}
            </select>
        </label>`;
}

/**
 * @param {import('../state/words.js').Words} words
 * @param {import('../state/settings.js').Settings} settings
 */
export function themeChoice(words, settings) {
    const choose = (/** @type {Event} */ event) => (settings.theme = /** @type {any} */ (chosen(event)));
    return html`
        <label class="choice"><span>${words.say('settings.theme')}</span>
            <select data-testid="theme" @change=${choose}>
                ${THEMES.map((theme) => html`
                    <option value=${theme} .selected=${theme === settings.theme}>${words.say(`theme.${theme}`)}</option>`)}
            </select>
        </label>`;
}

/**
 * @param {import('../state/words.js').Words} words
 * @param {import('../state/settings.js').Settings} settings
 */
export function enterChoice(words, settings) {
    const choose = (/** @type {Event} */ event) => (settings.enterSends = chosen(event) === 'sends');
    return html`
        <label class="choice"><span>${words.say('settings.enter')}</span>
            <select data-testid="enter" @change=${choose}>
                ${['sends', 'breaks'].map((does) => html`
                    <option value=${does} .selected=${(does === 'sends') === settings.enterSends}>${words.say(`settings.enter.${does}`)}</option>`)}
            </select>
        </label>`;
}

/** @param {Event} event */
function chosen(event) {
    return /** @type {HTMLSelectElement} */ (event.target).value;
}
