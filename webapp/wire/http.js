// @ts-check
import { PATH } from './constants.js';
import { NoAnswer, Refusal } from './refusal.js';

const PATIENCE = 10_000; // ms

/** @typedef {{id: string, name: string, kind: string, language?: string, time_zone?: string}} Account language and zone only of one's own, where they are set */
/** @typedef {{name: string, guests: boolean, sign_up: 'invite' | 'open', file_bytes?: number}} Place what everybody may know of it */
/** @typedef {{until?: number}} Ban by which no guest is let in from this address, up to a time in ms; for ever without one */

/** The requests that the page makes beside its WebSocket. */
export class Http {
    #base;

    /** @param {URL} base where the page stands */
    constructor(base) {
        this.#base = base;
    }

    /**
     * Asks who this browser is.
     * @returns {Promise<Account | null>} null when it has no name yet
     */
    async whoAmI() {
        const { account } = await this.door();
        return account;
    }

    /**
     * Asks who this browser is, and where it is.
     * @returns {Promise<{account: Account | null, place: Place, ban: Ban | null}>}
     */
    async door() {
        const { account = null, place, file_bytes, address_ban: ban = null } = await this.#ask('GET', PATH.signIn);
        return { account, place: { ...place, file_bytes }, ban };
    }

    /**
     * Takes the name for this browser, or changes it.
     * @param {string} name
     * @returns {Promise<Account | null>}
     */
    async signIn(name) {
        const result = await this.#ask('POST', PATH.signIn, { name });
        return result.account ?? this.whoAmI();
    }

    /**
     * Signs in to an account.
     * @param {string} name
     * @param {string} password
     * @returns {Promise<Account | null>}
     */
    async signInWith(name, password) {
        const result = await this.#ask('POST', PATH.signIn, { name, password });
        return result.account ?? this.whoAmI();
    }

    /**
     * Uses a code that somebody was given, or none where everybody may sign up, and signs in.
     * @param {string} path
     * @param {{code?: string, name?: string, password: string}} wanted
     * @returns {Promise<Account | null>}
     */
    async useTicket(path, wanted) {
        const result = await this.#ask('POST', path, wanted);
        return result.account ?? this.whoAmI();
    }

    /**
     * Runs a command.
     * @param {string} method
     * @param {object} params
     */
    command(method, params) {
        return this.#ask('POST', PATH.command + method, params);
    }

    /**
     * Brings a file to a channel, for a message that will carry it.
     * @param {string} channel
     * @param {string} name
     * @param {Blob} content
     * @param {{onPart: (part: number) => void, signal: AbortSignal}} how is told how much of it is there, 0 to 1
     * @returns {Promise<import('../state/timeline.js').Attachment>}
     */
    async bring(channel, name, content, how) {
        const address = new URL(`${PATH.files}?channel=${encodeURIComponent(channel)}`, this.#base);
        const answer = await sent(address, { 'X-File-Name': encodeURIComponent(name), 'Content-Type': 'application/octet-stream' }, content, how);
        if (answer?.error) throw new Refusal(answer.error);
        if (!answer?.result) throw new NoAnswer(PATH.files);
        return answer.result;
    }

    /** @param {Blob | null} picture the reader's own; null for none */
    async setAvatar(picture) {
        const response = await fetch(new URL(PATH.avatar, this.#base), picture ? { method: 'POST', body: picture } : { method: 'DELETE' }).catch(() => null);
        const answer = await response?.json().catch(() => null);
        if (answer?.error) throw new Refusal(answer.error);
        if (!answer?.result) throw new NoAnswer(PATH.avatar);
    }

    /**
     * Brings a file of the page, which browsers may keep.
     * @param {string} path
     * @returns {Promise<any>} what it holds
     */
    async file(path) {
        try {
            const response = await fetch(new URL(path, this.#base));
            if (response.ok) return await response.json();
        } catch {
            // As if it were not there.
        }
        throw new NoAnswer(path);
    }

    async signOut() {
        await this.#ask('POST', PATH.signOut, {});
    }

    /**
     * @param {string} path
     * @returns {string} the whole address
     */
    address(path) {
        return new URL(path, this.#base).href;
    }

    /**
     * Asks why a connection is refused: browsers keep that from the page.
     * @returns {Promise<Refusal | null>} null when the server would take one
     */
    async whyNoSocket() {
        try {
            await this.#ask('GET', `${PATH.socket}?look`);
        } catch (error) {
            if (error instanceof Refusal && error.temporary) return error;
        }
        return null;
    }

    /** @returns {Promise<boolean>} whether the server says that it is up */
    async isUp() {
        try {
            await this.#ask('GET', PATH.health);
            return true;
        } catch {
            return false;
        }
    }

    /**
     * @param {'GET' | 'POST'} method
     * @param {string} path
     * @param {object} [params]
     */
    async #ask(method, path, params) {
        const response = await this.#send(method, path, params);
        const answer = await response.json().catch(() => null);
        if (answer?.error) throw new Refusal(answer.error);
        if (!response.ok || !answer) throw new NoAnswer(`${path} answered ${response.status}`);
        return answer.result ?? {};
    }

    /**
     * @param {string} method
     * @param {string} path
     * @param {object} [params]
     */
    async #send(method, path, params) {
        try {
            return await fetch(new URL(path, this.#base), {
                method,
                cache: 'no-store',
                signal: AbortSignal.timeout(PATIENCE),
                ...(params && { body: JSON.stringify(params), headers: { 'Content-Type': 'application/json' } }),
            });
        } catch {
            throw new NoAnswer(path);
        }
    }
}

/**
 * Posts a body by the old kind of request, which alone tells how much of it has gone.
 * @param {URL} address
 * @param {Record<string, string>} headers
 * @param {Blob} content
 * @param {{onPart: (part: number) => void, signal: AbortSignal}} how
 * @returns {Promise<any>} the answer; null when it is none of ours
 */
function sent(address, headers, content, { onPart, signal }) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', address);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.responseType = 'json';
        request.upload.onprogress = ({ loaded, total }) => onPart(total ? loaded / total : 0);
        request.onload = () => resolve(request.response);
        request.onerror = request.onabort = () => reject(new NoAnswer(address.pathname));
        signal.addEventListener('abort', () => request.abort(), { once: true });
        if (signal.aborted) reject(new NoAnswer(address.pathname));
        else request.send(content);
    });
}
