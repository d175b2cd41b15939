// @ts-check
import { html } from 'lit';
import { script } from './script.js';

const LONGEST = 16 * 1024; // characters of code that are worth colouring
const KEPT = 100; // pieces of code

/** Languages that the library's first file has not, by the name of their own file; the rest is left without colours. */
const FURTHER = new Set(['clojure', 'cmake', 'dart', 'dockerfile', 'elixir', 'erlang', 'fsharp', 'groovy', 'haskell', 'http', 'julia', 'latex', 'lisp',
    'matlab', 'nginx', 'nix', 'ocaml', 'powershell', 'properties', 'protobuf', 'scala', 'verilog', 'vim', 'x86asm']);
const NICKNAMES = /** @type {Record<string, string>} */ ({ docker: 'dockerfile', hs: 'haskell', clj: 'clojure', ps1: 'powershell', tex: 'latex', ml: 'ocaml' });

/** @type {Promise<any> | null} */
let library = null;
/** @type {Map<string, Promise<unknown>>} */
const known = new Map();

/** @param {string} info what stands behind the opening fence of code */
export function languageOf(info = '') {
    const [name = ''] = /^[\w+#.-]{1,20}/.exec(info.trim().toLowerCase()) ?? [];
    return NICKNAMES[name] ?? name;
}

/**
 * Colours code. The library comes with the first code there is, and never as HTML: it hands over a tree.
 * @param {string} code
 * @param {string} language
 * @returns {Promise<unknown>} the code itself where that cannot be
 */
export function coloured(code, language) {
    const key = `${language} ${code}`;
    const colours = known.get(key) ?? colour(code, language).catch(() => (known.delete(key), code));
    known.set(key, colours);
    if (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
    return colours;
}

/**
 * @param {string} code
 * @param {string} language
 */
async function colour(code, language) {
    if (code.length > LONGEST) return code;
    library ??= load();
    const highlighter = await library;
    if (FURTHER.has(language) && !highlighter.getLanguage(language)) await script(import.meta.resolve(`highlight.js/languages/${language}.min.js`));
    if (!highlighter.getLanguage(language)) return code;
    const { errorRaised, _emitter: tree } = highlighter.highlight(code, { language, ignoreIllegals: true });
    return errorRaised ? code : tree.root.map(look);
}

async function load() {
    try {
        await script(import.meta.resolve('highlight.js/highlight.min.js'));
    } catch (failure) {
        library = null; // so that the next code tries again
        throw failure;
    }
    const { hljs } = /** @type {any} */ (globalThis);
    hljs.configure({ __emitter: Tree });
    return hljs;
}

/**
 * @param {string | {scope: string, inside: any[]}} piece
 * @returns {unknown}
 */
function look(piece) {
    return typeof piece === 'string' ? piece : html`<span class=${`colour-${piece.scope.split('.')[0]}`}>${piece.inside.map(look)}</span>`;
}

/** Takes from the library what it found, as pieces instead of HTML. Its methods are the ones that the library calls. */
class Tree {
    /** @type {any[]} */
    root = [];
    #open = [this.root];

    /** @param {string} text */
    addText(text) {
        this.#open[this.#open.length - 1].push(text);
    }

    /** @param {string} scope of one word */
    startScope(scope) {
        this.openNode(scope);
    }

    endScope() {
        this.closeNode();
    }

    /** @param {string} scope of what may have others inside */
    openNode(scope) {
        const inside = /** @type {any[]} */ ([]);
        this.#open[this.#open.length - 1].push({ scope, inside });
        this.#open.push(inside);
    }

    closeNode() {
        this.#open.pop();
    }

    /** @param {Tree} other of code of another language inside of this */
    __addSublanguage(other) {
        this.#open[this.#open.length - 1].push(...other.root);
    }

    finalize() {}

    toHTML() {
        return '';
    }
}
