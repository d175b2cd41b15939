// @ts-check
import { html } from 'lit';

// An address ends at white space, quotes, brackets, and at the signs of scripts that put no space around it.
const ADDRESS = /https?:\/\/[^\s<>"'`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u2018-\u201f\u3000-\u303f\uff00-\uffef]+/giu;
const CLOSING = /** @type {Record<string, string>} */ ({ ')': '(', ']': '[', '}': '{' });

/**
 * Renders a text with its web addresses as links. Everything is a text node or an attribute; nothing is parsed as HTML.
 * @param {string} text
 */
export function linkedText(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(ADDRESS)) {
        const address = withoutPunctuation(match[0]);
        const target = targetOf(address);
        if (!target) continue;
        parts.push(text.slice(end, match.index), link(target, address));
        end = match.index + address.length;
    }
    return parts.length ? [...parts, text.slice(end)] : text;
}

/**
 * @param {string} target
 * @param {string} address
 */
function link(target, address) {
    return html`<a href=${target} target="_blank" rel="noopener noreferrer" dir="ltr">${address}</a>`;
}

/** @param {string} address as it stands in a sentence */
function withoutPunctuation(address) {
    let shorter = address;
    while (/[.,;:!?*_~)\]}]$/.test(shorter) && !closesItsOwn(shorter)) shorter = shorter.slice(0, -1);
    return shorter;
}

/** @param {string} address */
function closesItsOwn(address) {
    const closing = address.at(-1) ?? '';
    const opening = CLOSING[closing];
    return opening !== undefined && address.split(opening).length >= address.split(closing).length;
}

/**
 * @param {string} address
 * @returns {string | null}
 */
function targetOf(address) {
    if (!URL.canParse(address)) return null;
    const { protocol, href } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
}
