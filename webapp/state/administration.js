// @ts-check
import { METHOD } from '../wire/constants.js';
import { Observable } from './observable.js';

/** What an administrator does, and whether the reader is one. */
export class Administration extends Observable {
    #http;

    /** @type {'arriving' | 'away' | 'barred' | 'inside'} `barred`: the reader is no administrator */
    phase = 'arriving';
    /** @type {import('../wire/http.js').Account | null} */
    account = null;

    /** @param {import('../wire/http.js').Http} http */
    constructor(http) {
        super();
        this.#http = http;
    }

    async arrive() {
        try {
            this.account = await this.#http.whoAmI();
            this.phase = this.account?.kind === 'administrator' ? 'inside' : 'barred';
        } catch {
            this.phase = 'away';
        }
        this.changed();
    }

    /**
     * Runs a command. Fails with the `Refusal`, or `NoAnswer`.
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>} its result
     */
    run(method, params = {}) {
        return this.#http.command(method, params);
    }

    /**
     * All accounts of a kind, however many pages there are.
     * @param {string} kind
     * @returns {Promise<any[]>}
     */
    async accounts(kind) {
        /** @type {any[]} */
        const all = [];
        for (let page = await this.run(METHOD.listAccounts, { kind }); page.accounts.length;
            page = await this.run(METHOD.listAccounts, { kind, after: all[all.length - 1].id })) all.push(...page.accounts);
        return all;
    }

    /**
     * @param {string} path behind the place's own address
     * @returns {string} the whole address
     */
    address(path) {
        return this.#http.address(path);
    }
}
