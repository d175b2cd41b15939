// @ts-check
import { html } from 'lit';

const HUES = 12;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A round mark with the first sign of the name, in a colour that stays with the account.
 * @param {import('../wire/http.js').Account} account
 */
export function avatar({ id, name }) {
    return html`<span class="avatar" data-hue=${hueOf(id)} aria-hidden="true">${initialOf(name)}</span>`;
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
