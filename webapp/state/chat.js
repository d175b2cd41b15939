// @ts-check
import { METHOD, PATH } from '../wire/constants.js';
import { NoAnswer, Refusal } from '../wire/refusal.js';
import { Channels, LOBBY } from './channels.js';
import { Drafts } from './drafts.js';
import { Observable } from './observable.js';

const AGAIN = 3_000; // ms before asking an absent server again who we are

/** @typedef {import('../wire/http.js').Account} Account */

/**
 * What somebody was given to come in by: `start` makes the first administrator, `invite` a member, `reset` sets a new password.
 * @typedef {{kind: 'start' | 'invite' | 'reset', code: string}} Ticket
 */

/** The reader's visit: who they are, and the channel they sit in. */
export class Chat extends Observable {
    #http;
    #shelf;
    #lastRead;
    #isLooking = true;
    #isRecalled = false; // whether only this browser says who the reader is

    /**
     * - `arriving`: asks the server who we are
     * - `away`: the server does not answer; it is asked again
     * - `barred`: the server wants no guests, or none from here
     * - `nameless`: needs a name
     * - `inside`
     * @type {'arriving' | 'away' | 'barred' | 'nameless' | 'inside'}
     */
    phase = 'arriving';
    /** @type {Account | null} */
    account = null;
    /** @type {Channels | null} */
    channels = null;
    /** @type {import('../wire/http.js').Place | null} */
    place = null;
    /** @type {import('../wire/http.js').Ban | null} */
    ban = null;
    /** @type {Refusal | null} */
    refusal = null;
    /** @type {Ticket | null} */
    ticket = null;
    /** The channel that the address names, or ''. */
    wanted = '';
    /** The offset of the message that the address names, or 0. */
    wantedOffset = 0;
    /** Called when the ticket was used. */
    onTicketUsed = () => {};
    /** Called when there is a connection, as often as there is another. */
    onConnected = () => {};

    /**
     * @param {import('../wire/http.js').Http} http
     * @param {import('./connection.js').Connection} connection
     * @param {import('./shelf.js').Shelf} shelf
     * @param {import('./last-read.js').LastRead} lastRead
     */
    constructor(http, connection, shelf, lastRead) {
        super();
        this.#http = http;
        this.#shelf = shelf;
        this.#lastRead = lastRead;
        this.connection = connection;
        this.drafts = new Drafts(shelf);
        connection.onUp = (session, account) => this.#up(session, account);
        connection.onPush = (push) => this.channels?.hear(push);
        connection.onDown = () => this.channels?.leave();
        connection.onForgotten = () => this.arrive();
    }

    /** The channel that the reader looks at. */
    get channel() {
        return this.channels?.current ?? null;
    }

    /**
     * @param {string} name of the channel to look at from now on; '' for the lobby
     * @param {number} offset of the message to go to; 0 for where the reader was
     */
    select(name, offset = 0) {
        this.wanted = name;
        this.wantedOffset = offset;
        this.channels?.select(name || LOBBY, offset);
    }

    /** Asks the server who we are, and goes in if it knows. */
    async arrive() {
        try {
            const { account, place, ban } = await this.#http.door();
            [this.place, this.ban] = [place, ban];
            this.#isRecalled = false;
            if (account && !this.ticket) this.#enter(account);
            else this.#goOut();
        } catch (error) {
            this.#missed(error);
        }
    }

    /**
     * Takes a name, or changes the one we have. Fails with the `Refusal`, or `NoAnswer`.
     * @param {string} name
     */
    async takeName(name) {
        if (this.account && this.account.kind !== 'guest') {
            await this.#http.command(METHOD.setProfile, { name });
            this.#welcome(await this.#http.whoAmI());
        } else this.#welcome(await this.#http.signIn(name));
    }

    /**
     * Signs in to an account. Fails as `takeName` does.
     * @param {string} name
     * @param {string} password
     */
    async signIn(name, password) {
        this.#welcome(await this.#http.signInWith(name, password));
    }

    /**
     * Uses the ticket, or none where everybody may sign up: makes an account, or sets a new password, and signs in. Fails as `takeName` does.
     * @param {{name?: string, password: string, place?: string}} wanted
     */
    async useTicket(wanted) {
        const { kind, code } = this.ticket ?? { kind: 'open', code: undefined };
        const account = await this.#http.useTicket(kind === 'reset' ? PATH.reset : PATH.signUp, { ...wanted, code });
        this.ticket = null;
        this.onTicketUsed();
        this.#welcome(account);
        if (wanted.place) this.arrive(); // it has another name now
    }

    /**
     * Takes note of the language that the reader chose; with an account it is theirs on all devices.
     * @param {string} language
     */
    async speak(language) {
        const { account } = this;
        if (!account || account.kind === 'guest' || !language || account.language === language) return;
        account.language = language;
        await this.#http.command(METHOD.setProfile, { language }).catch(() => {}); // this browser keeps it in any case
    }

    async signOut() {
        await this.#http.signOut();
        this.#goOut();
        this.#tellTabs();
    }

    /** @returns {Promise<any[]>} where this account is signed in */
    async ownSessions() {
        const { sessions } = await this.#http.command(METHOD.listSessions, {});
        return sessions;
    }

    /**
     * Signs out elsewhere.
     * @param {string} session
     */
    async endSession(session) {
        await this.#http.command(METHOD.endSession, { session });
    }

    /** Signs out everywhere but here. */
    async endOtherSessions() {
        await this.#http.command(METHOD.endOtherSessions, {});
    }

    /** @param {string} zone the name of a time zone, or '' for none; it stays with the account */
    async keepZone(zone) {
        await this.#http.command(METHOD.setProfile, { time_zone: zone });
        if (this.account) this.account.time_zone = zone || undefined;
        this.changed();
    }

    /**
     * @param {string} old
     * @param {string} password
     */
    async changePassword(old, password) {
        await this.#http.command(METHOD.changePassword, { old, password });
    }

    /** @returns {Promise<string>} a link that makes one account, for somebody else */
    async invite() {
        const { code } = await this.#http.command(METHOD.createInvite, {});
        return this.#http.address(`#invite=${code}`);
    }

    /** @param {boolean} isLooking whether the reader looks at the page */
    look(isLooking) {
        this.#isLooking = isLooking;
        this.channels?.look(isLooking);
    }

    /**
     * Another tab has changed what is kept.
     * @param {string} key
     * @param {string | null} value null when it is gone
     */
    noticeOtherTab(key, value) {
        if (key === 'account') this.arrive();
        this.channels?.noticeOtherTab(key, value);
    }

    /** @param {Account | null} account as whom the server knows us now */
    #welcome(account) {
        if (!account) throw new NoAnswer('no account');
        this.#enter(account);
        this.#tellTabs();
    }

    /** @param {Account} account */
    #enter(account) {
        const known = this.account;
        this.account = account;
        if (!this.#isRecalled) this.#lastRead.belongTo({ account, place: this.place });
        if (known?.id !== account.id || known.kind !== account.kind) this.#openChannels(account);
        else if (known.name !== account.name) this.connection.restart();
        this.#become('inside');
        this.connection.start();
    }

    /** @param {Account} account */
    #openChannels(account) {
        this.channels?.leave();
        this.connection.stop();
        const first = this.wanted || this.#shelf.get(`at/${account.id}`) || LOBBY;
        this.channels = new Channels(this.#http, this.#shelf, this.#lastRead, account, first, this.wanted ? this.wantedOffset : 0);
        this.channels.look(this.#isLooking);
        this.channels.onSelect = () => this.changed();
    }

    /** @param {boolean} isBarred */
    #goOut(isBarred = this.place?.guests === false || this.ban !== null) {
        this.channels?.leave();
        this.connection.stop();
        this.#lastRead.erase();
        this.account = null;
        this.channels = null;
        this.#become(isBarred ? 'barred' : 'nameless');
    }

    /** @param {unknown} error */
    #missed(error) {
        if (error instanceof Refusal && !error.temporary) {
            this.refusal = error;
            return this.#goOut(true);
        }
        if (!this.account) return this.#recallOrWait();
        setTimeout(() => this.arrive(), AGAIN);
    }

    /** The server does not say who the reader is: this browser may know it, and what they last read. */
    async #recallOrWait() {
        const visit = this.ticket ? null : await this.#lastRead.recall();
        if (this.account) return;
        if (visit) return this.#enterAsKept(visit);
        this.#become('away');
        setTimeout(() => this.arrive(), AGAIN);
    }

    /** @param {import('./last-read.js').Visit} visit */
    #enterAsKept({ account, place }) {
        this.#isRecalled = true;
        this.place = place;
        this.#enter(account);
        this.channels?.recall();
    }

    /**
     * @param {import('../wire/session.js').Session} session
     * @param {Account | undefined} account whom the server takes us for
     */
    #up(session, account) {
        if (account && account.id !== this.account?.id) return this.#mistaken();
        if (this.#isRecalled) this.arrive();
        this.channels?.join(session);
        this.onConnected();
    }

    /** The server takes us for somebody else: our name has ended. */
    #mistaken() {
        this.connection.stop();
        this.arrive().then(() => this.phase === 'inside' && this.connection.start());
    }

    #tellTabs() {
        this.#shelf.set('account', String(Date.now()));
    }

    /** @param {Chat['phase']} phase */
    #become(phase) {
        this.phase = phase;
        this.changed();
    }
}
