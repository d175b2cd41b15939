// @ts-check

/** @typedef {{offset: number, text: string, written: string}} Edit of a message of the reader's: where and what it is, and what it is to be */

/**
 * What the reader has begun to write and not yet sent, by place: a text, or an edit of something they have said. It stays over a reload.
 */
export class Drafts {
    #shelf;

    /** @param {import('./shelf.js').Shelf} shelf */
    constructor(shelf) {
        this.#shelf = shelf;
    }

    /** @param {string} place */
    text(place) {
        return this.#shelf.get(`draft/${place}`) ?? '';
    }

    /**
     * @param {string} place
     * @param {string} text
     */
    keepText(place, text) {
        this.#keep(`draft/${place}`, text);
    }

    /**
     * @param {string} place
     * @returns {Edit | null}
     */
    edit(place) {
        try {
            return JSON.parse(this.#shelf.get(`edit/${place}`) ?? 'null');
        } catch {
            return null;
        }
    }

    /**
     * @param {string} place
     * @param {Edit | null} edit
     */
    keepEdit(place, edit) {
        this.#keep(`edit/${place}`, edit ? JSON.stringify(edit) : '');
    }

    /**
     * @param {string} key
     * @param {string} value
     */
    #keep(key, value) {
        if (value) this.#shelf.set(key, value);
        else this.#shelf.remove(key);
    }
}
