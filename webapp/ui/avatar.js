// @ts-check
import { html, nothing } from 'lit';

const HUES = 12;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** @type {Set<string>} accounts that are known to have no picture */
const without = new Set();
/** @type {Map<string, number>} how often a picture has changed while this page was open */
const changes = new Map();

/**
 * A round mark with the first sign of the name, in a colour that stays with the account; and over it their picture, where they have one. Guests have none.
 * @param {{id: string, name: string, kind?: string}} account
 */
export function avatar({ id, name, kind }) {
    const picture = kind === 'guest' || without.has(id) ? nothing : html`<img data-account=${id} src=${addressOf(id)} alt="" decoding="async" hidden @load=${show} @error=${note}>`;
    return html`<span class="avatar" data-hue=${hueOf(id)} aria-hidden="true">${initialOf(name)}${picture}</span>`;
}

/**
 * Takes note that somebody's picture is another one now, wherever it is shown.
 * @param {string} id
 */
export function avatarChanged(id) {
    without.delete(id);
    changes.set(id, (changes.get(id) ?? 0) + 1);
    const shown = /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(`img[data-account="${CSS.escape(id)}"]`));
    for (const image of shown) image.src = addressOf(id);
}

/** @param {string} id */
function addressOf(id) {
    const change = changes.get(id);
    return `avatars/${id}${change ? `?${change}` : ''}`;
}

/** @param {Event} event */
function show({ target }) {
    reveal(/** @type {HTMLImageElement} */ (target), true);
}

/** @param {Event} event who has no picture is not asked for again */
function note({ target }) {
    const image = /** @type {HTMLImageElement} */ (target);
    reveal(image, false);
    without.add(image.dataset.account ?? '');
}

/**
 * @param {HTMLImageElement} image
 * @param {boolean} isThere
 */
function reveal(image, isThere) {
    image.hidden = !isThere;
    image.parentElement?.toggleAttribute('data-pictured', isThere);
}

/** @param {string} name */
function initialOf(name) {
    const [first] = graphemes.segment(name);
    return first?.segment.toLocaleUpperCase() ?? '';
}

/** @param {string} id */
function hueOf(id) {
    let hash = 0x811c9dc5;
    for (const sign of id) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 8) % HUES;
}
