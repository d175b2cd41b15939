// @ts-check
/** What speaks to everybody, behind an `@`. */
export const EVERYBODY = ['all', 'everybody', '所有人', '全体成员'];
const LETTER = /[\p{L}\p{N}_]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u; // scripts without spaces: there a name ends where it ends

/**
 * Says whether a text speaks to somebody: `@name`, in any case, or to everybody. A longer word that begins with the name is another
 * name; a letter before the `@` makes it an address.
 * @param {string} text
 * @param {string} name
 */
export function mentions(text, name) {
    if (!text.includes('@')) return false;
    const said = folded(text);
    return [name, ...EVERYBODY].some((one) => speaksTo(said, `@${folded(one)}`));
}

/**
 * Finds whom a text speaks to at one place.
 * @param {string} text
 * @param {number} at where its `@` stands
 * @param {Iterable<string>} names of whom it may be
 * @returns {string} the longest of them as it was written there, or ''
 */
export function calledAt(text, at, names) {
    if (!endsBefore(text[at - 1] ?? '')) return '';
    let longest = '';
    for (const name of names) {
        const written = text.slice(at + 1, at + 1 + name.length);
        if (name.length <= longest.length || folded(written) !== folded(name)) continue;
        if (endsAfter(name.at(-1) ?? '', text[at + 1 + name.length] ?? '')) longest = written;
    }
    return longest;
}

/**
 * @param {string} said
 * @param {string} call
 */
function speaksTo(said, call) {
    for (let at = said.indexOf(call); at >= 0; at = said.indexOf(call, at + 1)) {
        if (endsBefore(said[at - 1] ?? '') && endsAfter(call.at(-1) ?? '', said[at + call.length] ?? '')) return true;
    }
    return false;
}

/** @param {string} letter before the `@` */
function endsBefore(letter) {
    return !LETTER.test(letter) || UNSPACED.test(letter);
}

/**
 * @param {string} last of the name
 * @param {string} next after it
 */
function endsAfter(last, next) {
    return !LETTER.test(next) || UNSPACED.test(next) || UNSPACED.test(last);
}

/** @param {string} text */
function folded(text) {
    return text.normalize('NFC').toLowerCase();
}
