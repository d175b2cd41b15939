// @ts-check
import { CLOSE, METHOD, SUBPROTOCOL } from './constants.js';
import { NoAnswer, Refusal } from './refusal.js';

const PATIENCE = 15_000; // ms for an answer
const GRACE = 10_000; // ms beyond the announced interval of pings

/** @typedef {{resolve: (result: any) => void, reject: (error: Error) => void, timer: number}} Question */
/** @typedef {{code: number, reason: string, opened: boolean}} End */

/**
 * One live connection, from its opening to its end: commands with their replies, pushes, pings.
 *
 * The end is told once, by `onEnd`; then every open question has been answered with `NoAnswer`. It does not wait for the
 * closing handshake, which on a dead network may take minutes.
 */
export class Session {
    #socket;
    #opened = false;
    #ended = false;
    #lastId = 0;
    /** @type {Map<number, Question>} */
    #questions = new Map();
    #silence = 0; // ms without a sign of life that we bear; 0 for any
    /** @type {number | undefined} */
    #watch;

    /** @type {(push: any) => void} */
    onPush = () => {};
    /** @type {(end: End) => void} */
    onEnd = () => {};

    /** @param {URL} address */
    constructor(address) {
        this.#socket = new WebSocket(address, SUBPROTOCOL);
        this.#socket.onmessage = (event) => this.#hear(event.data);
        this.#socket.onclose = (event) => this.#finish(event.code, event.reason);
    }

    /**
     * Waits for the opening and says hello.
     * @returns {Promise<any>} the server's hello
     */
    async greet() {
        await this.#opening();
        const hello = await this.ask(METHOD.connect);
        this.#silence = hello.ping ? hello.ping * 1000 + GRACE : 0;
        this.#signOfLife();
        return hello;
    }

    /**
     * Sends a command.
     * @param {string} method
     * @param {object} params
     * @param {number} patience milliseconds
     * @returns {Promise<any>} its result; a `Refusal`, or `NoAnswer` when the session ends or the patience
     */
    ask(method, params = {}, patience = PATIENCE) {
        const id = ++this.#lastId;
        return new Promise((resolve, reject) => {
            if (this.#ended || this.#socket.readyState !== WebSocket.OPEN) return reject(new NoAnswer(method));
            const timer = setTimeout(() => this.#answer(id, (question) => question.reject(new NoAnswer(method))), patience);
            this.#questions.set(id, { resolve, reject, timer });
            this.#socket.send(JSON.stringify({ id, [method]: params }));
        });
    }

    /** Makes sure within a few seconds that somebody is there, or ends. */
    async probe() {
        try {
            await this.ask(METHOD.ping, {}, 5_000);
        } catch (error) {
            if (error instanceof NoAnswer) this.end(CLOSE.silence, 'silence');
        }
    }

    /**
     * Ends from our side.
     * @param {number} code
     * @param {string} reason
     */
    end(code = CLOSE.normal, reason = '') {
        this.#socket.close(code, reason);
        this.#finish(code, reason);
    }

    /** @returns {Promise<void>} */
    #opening() {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new NoAnswer('opening')), PATIENCE);
            this.#questions.set(0, { resolve, reject, timer });
            this.#socket.onopen = () => {
                this.#opened = true;
                this.#answer(0, (question) => question.resolve(undefined));
            };
        });
    }

    /** @param {unknown} frame */
    #hear(frame) {
        if (this.#ended || typeof frame !== 'string') return;
        this.#signOfLife();
        try {
            for (const line of frame.split('\n')) if (line) this.#understand(JSON.parse(line));
        } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            this.end(CLOSE.nonsense, 'not JSON');
        }
    }

    /** @param {any} message */
    #understand(message) {
        if (message.id) return this.#answer(message.id, (question) => settle(question, message));
        if (message.push) return this.onPush(message.push);
        if (Object.keys(message).length === 0) this.#socket.send('{}');
    }

    /**
     * @param {number} id
     * @param {(question: Question) => void} how
     */
    #answer(id, how) {
        const question = this.#questions.get(id);
        if (!question) return;
        this.#questions.delete(id);
        clearTimeout(question.timer);
        how(question);
    }

    #signOfLife() {
        clearTimeout(this.#watch);
        if (this.#silence) this.#watch = setTimeout(() => this.end(CLOSE.silence, 'silence'), this.#silence);
    }

    /**
     * @param {number} code
     * @param {string} reason
     */
    #finish(code, reason) {
        if (this.#ended) return;
        this.#ended = true;
        clearTimeout(this.#watch);
        for (const id of [...this.#questions.keys()]) {
            this.#answer(id, (question) => question.reject(new NoAnswer(reason)));
        }
        this.onEnd({ code, reason, opened: this.#opened });
    }
}

/**
 * @param {Question} question
 * @param {any} reply
 */
function settle(question, reply) {
    if (reply.error) return question.reject(new Refusal(reply.error));
    const { id, ...result } = reply;
    question.resolve(Object.values(result)[0] ?? {});
}
