// @ts-check
/** What somebody does rather than says. */
const DEED = /^\/me\s+(?=\S)/;

// A text in which none of these stands says what it says.
const MARKS = /[*_~`]|\]\(|^[ \t]*(?:[>#|+-]|:-|\d+[.)])/m;

const FENCE = /^[ \t]*(?:`{3,}|~{3,}).*(?:\n|$)/gm;
const LEADING = /^[ \t]*(?:>[ \t]?|(?:[-+*]|#{1,6})[ \t]+)+/gm;
const INLINE = /\\([\\*_~`])|(`+)(.+?)\2|\[([^\][\n]+)\]\([^()\s]+\)|(\*{1,3}|~~)(?=\S)(.+?)(?<![\s*])\5(?!\*)/g;
const LOOKED_AT = 1_000; // characters of a text: more is shown nowhere, and all of a long one could take long

/**
 * Says whether a text may have marks of Markdown; for those that have none the library is not even loaded.
 * @param {string} text
 */
export function mayBeMarked(text) {
    return MARKS.test(text);
}

/** Says whether a text is what its author does. @param {string} text */
export function isDeed(text) {
    return DEED.test(text);
}

/** @param {string} text that is a deed */
export function deedOf(text) {
    return text.replace(DEED, '');
}

/**
 * Says how a text begins, without its marks, for where it is told in a line. It need not be exact: a mark too many harms nobody.
 * @param {string} text
 * @param {string} author the name of who does it, where it is a deed
 */
export function plainText(text, author) {
    if (isDeed(text)) return `${author} ${deedOf(text)}`;
    if (!mayBeMarked(text)) return text;
    return withoutMarks(text.slice(0, LOOKED_AT).replace(FENCE, '').replace(LEADING, '')).trim() || text;
}

/**
 * Cuts a text short.
 * @param {string} text
 * @param {number} most characters that are shown of it
 */
export function beginning(text, most) {
    const characters = [...text];
    return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/**
 * @param {string} text
 * @returns {string}
 */
function withoutMarks(text) {
    return text.replace(INLINE, (_, escaped, tick, code, label, mark, marked) => escaped ?? code ?? withoutMarks(label ?? marked));
}
