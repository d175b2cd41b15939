// @ts-check
import { html } from 'lit';

// An address ends at white space, quotes, brackets, and at the signs of scripts that put no space around it.
const ADDRESS = /https?:\/\/[^\s<>"'`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u2018-\u201f\u3000-\u303f\uff00-\uffef]+/giu;
const HERE = new RegExp(ADDRESS.source, 'iuy');
const PUNCTUATION = new Set('.,;:!?*_~)]}');
const CLOSING = /** @type {Record<string, string>} */ ({ ')': '(', ']': '[', '}': '{' });

/** @typedef {{target: string, address: string}} Address where it leads, and how it was written */

/**
 * Takes a text apart at its web addresses.
 * @param {string} text
 * @returns {(string | Address)[]}
 */
export function partsOf(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(ADDRESS)) {
        const found = addressOf(match[0]);
        if (!found) continue;
        parts.push(text.slice(end, match.index), found);
        end = match.index + found.address.length;
    }
    return [...parts, text.slice(end)];
}

/**
 * @param {string} text
 * @param {number} index where the address begins
 * @returns {Address | null}
 */
export function addressAt(text, index) {
    HERE.lastIndex = index;
    const [match] = HERE.exec(text) ?? [];
    return match ? addressOf(match) : null;
}

/**
 * Everything is a text node or an attribute; nothing is parsed as HTML.
 * @param {Address} address
 */
export function link({ target, address }) {
    return html`<a href=${target} target="_blank" rel="noopener noreferrer" dir="ltr">${address}</a>`;
}

/**
 * @param {string} address
 * @returns {string | null} where it leads, if it is a web address
 */
export function targetOf(address) {
    if (!URL.canParse(address)) return null;
    const { protocol, href } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/**
 * @param {string} written as it stands in a sentence
 * @returns {Address | null}
 */
function addressOf(written) {
    const address = withoutPunctuation(written);
    const target = targetOf(address);
    return target ? { target, address } : null;
}

/** @param {string} address as it stands in a sentence; the bracket behind it is the sentence's, unless it closes one of its own */
function withoutPunctuation(address) {
    /** @type {Record<string, number>} how many more close than open */
    const surplus = {};
    let end = address.length;
    for (; PUNCTUATION.has(address[end - 1]); end--) {
        const sign = address[end - 1];
        const opening = CLOSING[sign];
        if (!opening) continue;
        surplus[sign] ??= address.split(sign).length - address.split(opening).length;
        if (surplus[sign]-- <= 0) break;
    }
    return address.slice(0, end);
}
