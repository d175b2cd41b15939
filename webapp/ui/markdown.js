// @ts-check
import { addressAt, targetOf } from './linked-text.js';
import { script } from './script.js';

const DEEPEST = 20; // marks inside of marks
const MOST = 4_000; // marks in one text; what has more was not written to be read
const KEPT = 500; // texts

// Headlines underlined by a dash, code by indentation, addresses kept at the end of a text: in a chat they come by accident.
const LEFT_OUT = ['code', 'lheading', 'reference', 'html_block', 'html_inline', 'image', 'autolink', 'entity', 'newline'];

/**
 * A piece of a marked text: a word of the library for what it is, and what is inside of it.
 * @typedef {{type: string, tag: string, text: string, attributes: Record<string, string>, inside: Piece[]}} Piece
 */

/** @type {Map<string, readonly Piece[] | null>} the pieces of texts, the latest asked for last */
const known = new Map();
/** @type {any} */
let library = null;
/** @type {Promise<void> | null} */
let loading = null;

/** Whether `piecesOf` may be asked. */
export function isReady() {
    return library !== null;
}

/** Loads the library, once. @returns {Promise<void>} */
export function ready() {
    loading ??= script(import.meta.resolve('markdown-it')).then(prepare, again);
    return loading;
}

/**
 * Takes a text apart at its marks. Nothing of it becomes HTML here: it is for who shows the pieces to say which elements they are.
 * @param {string} text
 * @returns {readonly Piece[] | null} null for a text that is nested too deeply, or has too many marks, to be worth it
 */
export function piecesOf(text) {
    const pieces = known.get(text) ?? parse(text);
    known.delete(text);
    known.set(text, pieces);
    if (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
    return pieces;
}

/** @param {Error} failure @returns {never} and the next text tries again */
function again(failure) {
    loading = null;
    throw failure;
}

function prepare() {
    library = /** @type {any} */ (globalThis).markdownit({ html: false, linkify: false, maxNesting: DEEPEST });
    library.disable(LEFT_OUT);
    library.inline.ruler.before('backticks', 'address', address);
    library.normalizeLink = (/** @type {string} */ link) => targetOf(link) ?? '';
    library.validateLink = (/** @type {string} */ link) => link !== '';
}

/**
 * @param {string} text
 * @returns {readonly Piece[] | null}
 */
function parse(text) {
    const tokens = library.parse(text, {});
    const count = tokens.reduce((/** @type {number} */ sum, /** @type {any} */ token) => sum + 1 + (token.children?.length ?? 0), 0);
    const isTooDeep = tokens.some((/** @type {any} */ { level }) => level >= DEEPEST - 1); // the library leaves out what is deeper
    return count > MOST || isTooDeep ? null : treeOf(tokens);
}

/**
 * @param {any[]} tokens that open, close, and stand for themselves
 * @returns {Piece[]}
 */
function treeOf(tokens) {
    /** @type {Piece[][]} */
    const open = [[]];
    for (const token of tokens) {
        if (token.nesting < 0) {
            open.pop();
            continue;
        }
        const piece = pieceOf(token);
        open[open.length - 1].push(piece);
        if (token.nesting > 0) open.push(piece.inside);
    }
    return open[0];
}

/**
 * @param {any} token
 * @returns {Piece}
 */
function pieceOf({ type, tag, content, info, attrs, hidden, children }) {
    return {
        type: hidden ? 'hidden' : type.replace(/_open$/, ''),
        tag,
        text: content,
        attributes: { ...Object.fromEntries(attrs ?? []), info },
        inside: children ? treeOf(children) : [],
    };
}

/**
 * A rule of the library: a bare web address is a link, and no sign in it is a mark. It looks from the `:` back to the `http`.
 * @param {any} state
 * @param {boolean} isSilent
 */
function address(state, isSilent) {
    if (state.linkLevel > 0 || !state.src.startsWith('://', state.pos)) return false;
    const [scheme] = /https?$/i.exec(state.pending) ?? [];
    const found = scheme ? addressAt(state.src, state.pos - scheme.length) : null;
    if (!scheme || !found) return false;
    if (isSilent) return true;
    state.pending = state.pending.slice(0, -scheme.length);
    state.push('link_open', 'a', 1).attrs = [['href', found.target]];
    state.push('text', '', 0).content = found.address;
    state.push('link_close', 'a', -1);
    state.pos += found.address.length - scheme.length;
    return true;
}
