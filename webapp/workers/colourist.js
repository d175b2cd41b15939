// @ts-check
/**
 * The worker of `colours.js`. It is told where the library is, says when it has it, and answers each code with a tree, or null where the
 * language is unknown.
 */
const colourist = /** @type {any} */ (self);

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

/** @param {{data: {library?: string, code: string, language: string, further: string}}} message */
colourist.onmessage = ({ data: { library, code, language, further } }) => colourist.postMessage(library ? load(library) : treeOf(code, language, further));

/** @param {string} library */
function load(library) {
    colourist.importScripts(library);
    colourist.hljs.configure({ __emitter: Tree });
    return true;
}

/**
 * @param {string} code
 * @param {string} language
 * @param {string} further the file of a language that the library has not at once
 */
function treeOf(code, language, further) {
    const { hljs } = colourist;
    if (further && !hljs.getLanguage(language)) colourist.importScripts(further);
    if (!hljs.getLanguage(language)) return null;
    const { errorRaised, _emitter: tree } = hljs.highlight(code, { language, ignoreIllegals: true });
    return errorRaised ? null : tree.root;
}
