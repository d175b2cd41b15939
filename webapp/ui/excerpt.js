// @ts-check
import { html } from 'lit';

const BEFORE = 60; // characters before the first hit
const LONGEST = 240;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;

/**
 * A part of a text around the first of these words, all of them marked, as text nodes.
 * @param {string} text
 * @param {readonly string[]} words each a word or a phrase; the last one may be a beginning
 */
export function excerpt(text, words) {
    const flat = text.replace(/\s+/gu, ' ').trim();
    const hits = hitsIn(flat, words);
    const begin = hits.length && hits[0].begin > BEFORE ? start(flat, hits[0].begin - BEFORE) : 0;
    const end = Math.min(flat.length, begin + LONGEST);
    return html`${begin ? '…' : ''}${pieces(flat, hits, begin, end).map(({ part, isHit }) => (isHit ? html`<mark>${part}</mark>` : part))}${end < flat.length ? '…' : ''}`;
}

/**
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {{begin: number, end: number}[]} in order, apart from each other
 */
function hitsIn(text, words) {
    const pattern = patternOf(words);
    if (!pattern) return [];
    const { folded, places } = fold(text);
    return [...folded.matchAll(pattern)].map(({ index, 0: { length } }) => ({ begin: places[index], end: places[index + length] }));
}

/** @param {readonly string[]} words */
function patternOf(words) {
    const patterns = words.map((word, i) => patternOfOne(word, i === words.length - 1)).filter((pattern) => pattern);
    return patterns.length ? new RegExp(patterns.sort((one, other) => other.length - one.length).join('|'), 'gu') : null;
}

/**
 * @param {string} word
 * @param {boolean} isOpen whether it may be the beginning of one
 */
function patternOfOne(word, isOpen) {
    const parts = fold(word).folded.match(/[\p{L}\p{N}\p{M}\p{So}]+/gu);
    if (!parts) return '';
    const joined = parts.join('[^\\p{L}\\p{N}\\p{M}\\p{So}]+'); // letters, digits and signs mean nothing in a pattern
    const letters = [...parts.join('')];
    const begins = UNSPACED.test(letters[0]) ? '' : '(?<![\\p{L}\\p{N}\\p{M}])';
    const ends = isOpen || UNSPACED.test(letters[letters.length - 1]) ? '' : '(?![\\p{L}\\p{N}\\p{M}])';
    return begins + joined + ends;
}

/**
 * The text without case and accents, and where each of its characters comes from.
 * @param {string} text
 */
function fold(text) {
    let folded = '';
    /** @type {number[]} */
    const places = [];
    let at = 0;
    for (const letter of text) {
        const bare = letter.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toUpperCase().toLowerCase().replace('ς', 'σ');
        for (let i = 0; i < bare.length; i++) places.push(at);
        folded += bare;
        at += letter.length;
    }
    places.push(at);
    return { folded, places };
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} where the word begins in which that is, if it is near
 */
function start(text, at) {
    const space = text.indexOf(' ', at);
    const begin = space >= 0 && space < at + BEFORE / 2 ? space + 1 : at;
    return /[\udc00-\udfff]/.test(text[begin]) ? begin + 1 : begin; // not into the middle of a character
}

/**
 * @param {string} text
 * @param {{begin: number, end: number}[]} hits
 * @param {number} begin
 * @param {number} end
 */
function pieces(text, hits, begin, end) {
    const all = [];
    let at = begin;
    for (const hit of hits) {
        if (hit.begin < at || hit.begin >= end) continue;
        all.push({ part: text.slice(at, hit.begin), isHit: false }, { part: text.slice(hit.begin, Math.min(hit.end, end)), isHit: true });
        at = Math.min(hit.end, end);
    }
    all.push({ part: text.slice(at, end), isHit: false });
    return all;
}
