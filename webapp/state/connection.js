// @ts-check
import { CLOSE, REASON, isRestart, mayComeBack } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { Observable } from './observable.js';

/**
 * - `idle`: nobody asked for it
 * - `connecting`: for the first time
 * - `online`
 * - `reconnecting`: it was lost, or is hard to get; waits until `retryAt`, or tries right now when that is null
 * - `restarting`: the same, and the server has said that it restarts
 * - `offline`: the same, and this device has no network
 * - `refused`: the server does not want us; only the reader may try again
 * @typedef {'idle' | 'connecting' | 'online' | 'reconnecting' | 'restarting' | 'offline' | 'refused'} ConnectionState
 */

const STEADY = 10_000; // ms online after which an earlier trouble is forgotten
const RESTART = 3_000; // ms, the longest wait for a server that says it restarts
const RESTARTS = 40; // such waits, about a minute; then it has stopped
const BLOCKED = 3; // attempts in vain, though the server answers requests, before we suspect something on the way

/**
 * Keeps one session with the server, for as long as it is wanted.
 *
 * It knows nothing of the browser's events: somebody calls `hurry` when the network or the reader comes back.
 */
export class Connection extends Observable {
    #open;
    #http;
    #backoff;
    #hasNetwork;
    /** @type {import('../wire/session.js').Session | null} */
    #session = null;
    /** @type {number | undefined} */
    #timer;
    /** @type {number | undefined} */
    #steady;

    /** @type {ConnectionState} */
    state = 'idle';
    /** What is known of the trouble: a key of the dictionary under `why.`, or ''. */
    why = '';
    /** @type {{reason: string, message?: string} | null} */
    refusal = null;
    /** @type {number | null} when the next attempt begins */
    retryAt = null;

    /** @type {(session: import('../wire/session.js').Session, account: import('../wire/http.js').Account) => void} */
    onUp = () => {};
    /** @type {(push: any) => void} */
    onPush = () => {};
    onDown = () => {};
    /** Called when the server no longer knows who this browser is. */
    onForgotten = () => {};

    /**
     * @param {() => import('../wire/session.js').Session} open
     * @param {import('../wire/http.js').Http} http
     * @param {import('../wire/backoff.js').Backoff} backoff
     * @param {() => boolean} hasNetwork false when the device is sure to have none
     */
    constructor(open, http, backoff, hasNetwork) {
        super();
        this.#open = open;
        this.#http = http;
        this.#backoff = backoff;
        this.#hasNetwork = hasNetwork;
    }

    get isOnline() {
        return this.state === 'online';
    }

    start() {
        if (this.state !== 'idle') return;
        this.#attempt();
    }

    stop() {
        this.#become('idle');
        this.#drop();
    }

    /** Connects anew, so that the server sees who we are now. */
    restart() {
        if (this.state === 'idle') return;
        if (this.isOnline) this.onDown();
        this.#drop();
        this.#attempt();
    }

    /** Tries at once, whatever was the matter. */
    now() {
        if (this.state === 'idle' || this.isOnline) return;
        this.#drop();
        this.#attempt();
    }

    /** Something says that it may go better or worse now: tries at once if we wait, looks whether it is true if not. */
    hurry() {
        if (this.retryAt !== null) this.now();
        else if (this.isOnline) this.#session?.probe();
    }

    #attempt() {
        this.#become(this.#tryingState(), { why: this.why });
        const session = this.#open();
        this.#session = session;
        session.onPush = (push) => this.onPush(push);
        session.onEnd = (end) => this.#lost(session, end);
        session.greet().then((hello) => this.#up(session, hello), (error) => this.#unwelcome(session, error));
    }

    /** @returns {ConnectionState} */
    #tryingState() {
        if (this.state === 'idle') return 'connecting';
        return this.state === 'restarting' ? 'restarting' : 'reconnecting';
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {any} hello
     */
    #up(session, hello) {
        if (session !== this.#session) return;
        this.#steady = setTimeout(() => this.#backoff.reset(), STEADY);
        this.#become('online');
        this.onUp(session, hello.data?.account);
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {Error} error
     */
    #unwelcome(session, error) {
        if (session !== this.#session) return;
        if (error instanceof Refusal && !error.temporary) return this.#refused(error);
        session.end();
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {import('../wire/session.js').End} end
     */
    #lost(session, end) {
        if (session !== this.#session) return;
        const wasOnline = this.isOnline;
        this.#drop();
        if (wasOnline) this.onDown();
        if (end.code === CLOSE.guestsOff || end.code === CLOSE.addressBanned) return void (this.stop(), this.onForgotten());
        if (!mayComeBack(end.code)) return this.#refused({ reason: 'closed', message: `${end.reason} (${end.code})` });
        this.#wait(end);
        if (!end.opened) this.#diagnose();
    }

    /** @param {import('../wire/session.js').End} end */
    #wait(end) {
        const state = this.#waitingState(end);
        const isShort = state === 'restarting' && this.#backoff.attempts < RESTARTS;
        const delay = isShort ? this.#backoff.next(RESTART) : this.#backoff.next();
        this.#timer = setTimeout(() => this.#attempt(), delay);
        this.#become(state, { why: whyOf(end, this.why), retryAt: Date.now() + delay });
    }

    /**
     * @param {import('../wire/session.js').End} end
     * @returns {ConnectionState}
     */
    #waitingState(end) {
        if (!this.#hasNetwork()) return 'offline';
        if (isRestart(end.code)) return 'restarting';
        return this.state === 'restarting' && !end.opened ? 'restarting' : 'reconnecting';
    }

    /** The browser does not say why a handshake failed, so ask by request. */
    async #diagnose() {
        const waiting = this.retryAt;
        const why = await this.#symptom();
        if (this.retryAt !== waiting || this.state === 'idle') return;
        if (why instanceof Refusal) return this.#refused(why);
        this.why = why;
        this.changed();
    }

    /** @returns {Promise<string | Refusal>} */
    async #symptom() {
        if (!(await this.#http.isUp())) return 'away';
        try {
            if (!(await this.#http.whoAmI())) this.onForgotten();
        } catch (error) {
            if (error instanceof Refusal && !error.temporary) return error;
        }
        const refusal = await this.#http.whyNoSocket();
        if (refusal) return refusal.reason;
        return this.#backoff.attempts >= BLOCKED ? 'blocked' : '';
    }

    /** @param {{reason: string, message?: string}} refusal */
    #refused(refusal) {
        this.#drop();
        const why = refusal.reason === REASON.guestsOff || refusal.reason === REASON.notAllowed ? refusal.reason : 'refused';
        this.#become('refused', { why, refusal });
    }

    #drop() {
        clearTimeout(this.#timer);
        clearTimeout(this.#steady);
        const session = this.#session;
        this.#session = null;
        this.retryAt = null;
        session?.end();
    }

    /**
     * @param {ConnectionState} state
     * @param {{why?: string, refusal?: {reason: string, message?: string} | null, retryAt?: number | null}} about
     */
    #become(state, { why = '', refusal = null, retryAt = null } = {}) {
        Object.assign(this, { state, why, refusal, retryAt });
        this.changed();
    }
}

/**
 * @param {import('../wire/session.js').End} end
 * @param {string} known
 */
function whyOf(end, known) {
    if (end.code === CLOSE.silence) return 'silence';
    if (end.code === CLOSE.slow) return 'slow';
    if (end.code === CLOSE.full || end.code === CLOSE.tooManyOfOne) return REASON.tooManyConnections;
    return end.opened ? '' : known;
}
