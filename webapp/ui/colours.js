// @ts-check
import { html } from 'lit';

const LONGEST = 16 * 1024; // characters of code that are worth colouring
const KEPT = 100; // pieces of code
const PATIENCE = 1_000; // ms for one piece of code; some were written to take for ever

/** Languages that the library's first file has not, by the name of their own file; the rest is left without colours. */
const FURTHER = new Set(['clojure', 'cmake', 'dart', 'dockerfile', 'elixir', 'erlang', 'fsharp', 'groovy', 'haskell', 'http', 'julia', 'latex', 'lisp',
    'matlab', 'nginx', 'nix', 'ocaml', 'powershell', 'properties', 'protobuf', 'scala', 'verilog', 'vim', 'x86asm']);
const NICKNAMES = /** @type {Record<string, string>} */ ({ docker: 'dockerfile', hs: 'haskell', clj: 'clojure', ps1: 'powershell', tex: 'latex', ml: 'ocaml' });

/** @type {Promise<Worker> | null} */
let worker = null;
/** @type {Promise<unknown>} the code before, as the worker takes one at a time */
let before = Promise.resolve();
/** @type {Map<string, Promise<unknown>>} */
const known = new Map();

/** @param {string} info what stands behind the opening fence of code */
export function languageOf(info = '') {
    const [name = ''] = /^[\w+#.-]{1,20}/.exec(info.trim().toLowerCase()) ?? [];
    return NICKNAMES[name] ?? name;
}

/**
 * Colours code, beside the page: a worker has the library, from the first code on, and hands over a tree, never HTML. Code that takes it too long
 * costs the worker, and stays as it is.
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
    const tree = before.then(() => ask(code, language));
    before = tree.catch(() => {});
    return (await tree)?.map(look) ?? code;
}

/**
 * @param {string} code
 * @param {string} language
 * @returns {Promise<any[] | null>} null where it has no colours
 */
async function ask(code, language) {
    worker ??= start();
    const colourist = await worker;
    const further = FURTHER.has(language) ? import.meta.resolve(`highlight.js/languages/${language}.min.js`) : '';
    return new Promise((resolve) => {
        const timer = setTimeout(() => (stop(colourist), resolve(null)), PATIENCE);
        colourist.onmessage = ({ data }) => (clearTimeout(timer), resolve(data));
        colourist.postMessage({ code, language, further });
    });
}

/** @returns {Promise<Worker>} as soon as it has the library */
function start() {
    const colourist = new Worker(new URL('../workers/colourist.js', import.meta.url));
    colourist.postMessage({ library: import.meta.resolve('highlight.js/highlight.min.js') });
    return new Promise((resolve, reject) => {
        colourist.onmessage = () => resolve(colourist);
        colourist.onerror = (event) => (event.preventDefault(), stop(colourist), reject(new Error('no colours')));
    });
}

/** @param {Worker} colourist the next code starts another */
function stop(colourist) {
    colourist.terminate();
    worker = null;
}

/**
 * @param {string | {scope: string, inside: any[]}} piece
 * @returns {unknown}
 */
function look(piece) {
    return typeof piece === 'string' ? piece : html`<span class=${`colour-${piece.scope.split('.')[0]}`}>${piece.inside.map(look)}</span>`;
}
