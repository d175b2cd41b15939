// @ts-check
const NAME = 40; // the longest name that is looked for
const CALL = /(?:^|[^\p{L}\p{N}_/&:.])([@#:])([^@#:\n]*)$/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]([@#:])([^@#:\n]*)$/u;
const COMMAND = /^\/([a-z]*)$/;
const CODE = /^[\p{L}\p{N}_+-]{2,}$/u;

/** @typedef {{kind: 'person' | 'channel' | 'emoji' | 'command', word: string, start: number}} Call what is being written, and where it begins */

/**
 * Says whom or what the writer is about to name.
 * @param {string} text up to the caret
 * @returns {Call | null}
 */
export function callIn(text) {
    const command = COMMAND.exec(text);
    if (command) return { kind: 'command', word: command[1], start: 0 };
    const [, sign, word] = CALL.exec(text.slice(-NAME)) ?? UNSPACED.exec(text.slice(-NAME)) ?? [];
    if (sign === undefined || /^\s/.test(word)) return null;
    const start = text.length - word.length - 1;
    if (sign === '@') return word.split(' ').length <= 3 ? { kind: 'person', word, start } : null;
    if (sign === '#') return /\s/.test(word) ? null : { kind: 'channel', word, start };
    return CODE.test(word) ? { kind: 'emoji', word, start } : null;
}

/**
 * Orders names by how well they fit what was written: those that begin so, then those with a word that begins so.
 * @param {Iterable<string>} names
 * @param {string} word
 * @returns {string[]} each once
 */
export function fitting(names, word) {
    const wanted = folded(word);
    const all = [...new Set(names)];
    const distances = new Map(all.map((name) => [name, distance(name, word)]));
    const beginning = all.filter((name) => distances.get(name) === 0);
    const inside = all.filter((name) => distances.get(name) === 1);
    beginning.sort((one, other) => Number(folded(other) === wanted) - Number(folded(one) === wanted));
    return [...beginning, ...inside];
}

/**
 * How far a name is from a text: 0 when it begins with it, 1 when one of its words does, else 2.
 * @param {string} name
 * @param {string} text
 */
export function distance(name, text) {
    const wanted = folded(text);
    if (folded(name).startsWith(wanted)) return 0;
    return folded(name).split(/[\s._-]+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
}

/** @param {string} text */
export function folded(text) {
    return text.normalize('NFC').toLowerCase();
}
