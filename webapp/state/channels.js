// @ts-check
import { METHOD } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { Channel } from './channel.js';
import { Observable } from './observable.js';
import { Search } from './search.js';

export const LOBBY = 'lobby';
const MOST = 100; // channels heard at once; the server allows a few more for one connection
const MEMBERS = 100; // in one answer

/**
 * A channel as a list has it.
 * @typedef {{name: string, title: string, kind: 'public' | 'private' | 'direct', topic: string, archived: boolean, slow: number, offset: number,
 *            members: number, role?: string, people?: import('../wire/http.js').Account[], notify?: import('./attention.js').Level,
 *            favourite?: boolean, mark?: number, unread?: number, mentions?: number}} Summary
 */

/**
 * The channels of one reader, all heard at once, and the one they look at.
 *
 * *Which.* Those they are members of; of guests also those that are open to guests; the lobby, if they may read it; and the one
 * they look at. The server says when there are others: then they are listed anew, as after each new connection.
 */
export class Channels extends Observable {
    #http;
    #shelf;
    #lastRead;
    #reader;
    /** @type {import('../wire/session.js').Session | null} */
    #session = null;
    /** @type {Map<string, Channel>} */
    #byName = new Map();
    /** @type {Map<string, Summary>} what the server told of them */
    #known = new Map();
    #isLooking = true;
    #hasListed = false;

    #askedAt = 0; // when the server was asked for its list

    onSelect = () => {};
    /** Called with what somebody else has said in one of them, behind the reader's mark. */
    onNews = (/** @type {Channel} */ channel, /** @type {import('./timeline.js').Publication} */ publication) => {};

    /** @type {Channel} the one the reader looks at */
    current;

    /**
     * @param {import('../wire/http.js').Http} http
     * @param {import('./shelf.js').Shelf} shelf
     * @param {import('./last-read.js').LastRead} lastRead
     * @param {import('../wire/http.js').Account} reader
     * @param {string} first the name of the channel to begin with
     * @param {number} offset of the message to begin at, or 0
     */
    constructor(http, shelf, lastRead, reader, first, offset = 0) {
        super();
        this.#http = http;
        this.#shelf = shelf;
        this.#lastRead = lastRead;
        this.#reader = reader;
        this.search = new Search(http);
        this.current = this.#hold(first);
        this.current.open();
        if (offset) this.current.talk.show(offset);
    }

    /** @returns {Channel[]} by kind and name as the server orders them */
    get all() {
        return [...this.#byName.values()];
    }

    /** The names of all channels that we have heard of. */
    get names() {
        return new Set([...this.#known.keys(), ...this.#byName.keys()]);
    }

    /** How many messages nobody has looked at, but in channels of which the reader does not want to be told. */
    get unread() {
        return this.all.reduce((sum, channel) => sum + (channel.attention.isMuted ? 0 : channel.news.unread), 0);
    }

    /** How many messages the reader is called by. */
    get calls() {
        return this.all.reduce((sum, channel) => sum + channel.news.calls, 0);
    }

    markAllRead() {
        for (const channel of this.all) if (channel.attention.unread) channel.news.markRead();
    }

    /**
     * Looks at a channel from now on.
     * @param {string} name
     * @param {number} offset of the message to go to; 0 for where the reader was
     * @returns {Channel}
     */
    select(name, offset = 0) {
        if (name !== this.current.name) this.#turnTo(name);
        if (offset) this.current.talk.show(offset);
        else this.current.talk.sought = null;
        this.onSelect();
        return this.current;
    }

    /** @param {string} name */
    #turnTo(name) {
        const before = this.current;
        before.look(false);
        this.current = this.#hold(name);
        this.current.open();
        this.#recall(this.current);
        this.current.look(this.#isLooking);
        this.#shelf.set(`at/${this.#reader.id}`, name);
        this.#letGo();
        this.changed();
    }

    /** @param {boolean} isLooking whether the reader looks at the page at all */
    look(isLooking) {
        this.#isLooking = isLooking;
        this.current.look(isLooking);
        this.changed();
    }

    /** Shows what this browser has kept: there are these channels, as far as we know. */
    recall() {
        for (const { name, about } of this.#lastRead.channels) this.#hold(name).describe(about);
        this.#recall(this.current);
        this.changed();
    }

    /** @param {import('../wire/session.js').Session} session */
    join(session) {
        this.#session = session;
        this.current.join(session);
        this.list();
    }

    leave() {
        this.#session = null;
        for (const channel of this.all) channel.leave();
    }

    /** @param {any} push */
    hear(push) {
        const told = push.message?.data;
        if (told?.kind === 'channels') this.list();
        if (told?.kind === 'mark' || told?.kind === 'preference') this.#byName.get(told.channel)?.news.hearOwn(told);
        if (push.pub) this.#lastRead.hear(push.channel, [push.pub.data]);
        const channel = this.#byName.get(push.channel);
        channel?.hear(push);
        if (channel && push.unsubscribe) this.list();
    }

    /**
     * Another tab has changed what is kept.
     * @param {string} key
     * @param {string | null} value null when it is gone
     */
    noticeOtherTab(key, value) {
        for (const channel of this.all) {
            if (value === null) channel.outbox.noticeGone(key);
            else channel.news.notice(key, value);
        }
    }

    /** Learns which channels there are, and hears those that it did not. */
    async list() {
        const session = this.#session;
        if (!session) return;
        try {
            const summaries = await this.#summaries();
            if (session === this.#session) this.#take(summaries, session);
        } catch (error) {
            if (error instanceof Refusal && !error.temporary) this.#take([], session);
        }
    }

    /**
     * Makes a channel.
     * @param {{kind: 'public' | 'private', name?: string, title?: string}} wanted
     * @returns {Promise<string>} its name
     */
    async create(wanted) {
        const { name } = await this.#http.command(METHOD.createChannel, wanted);
        await this.list();
        return name;
    }

    /**
     * @param {string[]} accounts whom to speak to
     * @returns {Promise<string>} the name of the channel of these people and the reader
     */
    async direct(accounts) {
        const { name } = await this.#http.command(METHOD.openDirect, { accounts });
        await this.list();
        return name;
    }

    /**
     * Does something to a channel, or to somebody in it.
     * @param {string} method
     * @param {Channel} channel
     * @param {object} params
     */
    async change(method, channel, params = {}) {
        await this.#http.command(method, { channel: channel.name, ...params });
    }

    /**
     * @param {Channel} channel
     * @returns {Promise<{account: import('../wire/http.js').Account, role: string, muted_until?: number}[]>}
     */
    async members(channel) {
        const { members } = await this.#http.command(METHOD.listMembers, { channel: channel.name });
        return members;
    }

    /**
     * @param {Channel} channel
     * @param {number} most pages that are asked for
     * @returns {Promise<{account: import('../wire/http.js').Account, role: string}[]>} by account
     */
    async allMembers(channel, most) {
        const all = [];
        for (let page = 0, isWhole = false; page < most && !isWhole; page++) {
            const after = all.at(-1)?.account.id ?? '';
            const { members } = await this.#http.command(METHOD.listMembers, { channel: channel.name, after, limit: MEMBERS });
            all.push(...members);
            isWhole = members.length < MEMBERS;
        }
        return all;
    }

    /**
     * @param {Channel} channel
     * @param {string} after the id of the last at hand; '' for the first page
     * @returns {Promise<{people: import('../wire/http.js').Account[], hasMore: boolean}>} who is banned, by account
     */
    async banned(channel, after = '') {
        const { accounts: people } = await this.#http.command(METHOD.listBanned, { channel: channel.name, after, limit: MEMBERS });
        return { people, hasMore: people.length === MEMBERS };
    }

    /**
     * @param {string} prefix of the name
     * @param {string} after the last name at hand; '' for the first page
     * @returns {Promise<Summary[]>} public channels, thirty at a time
     */
    async browse(prefix, after = '') {
        const { channels } = await this.#http.command(METHOD.browseChannels, { prefix, after, limit: 30 });
        for (const summary of channels) this.#known.set(summary.name, summary);
        return channels;
    }

    /**
     * @param {string} text in the name
     * @returns {Promise<import('../wire/http.js').Account[]>} others with an account
     */
    async people(text) {
        if (this.#reader.kind === 'guest') return [];
        const { accounts } = await this.#http.command(METHOD.findAccounts, { text, limit: 30 });
        return accounts.filter((/** @type {{id: string}} */ { id }) => id !== this.#reader.id);
    }

    async #summaries() {
        this.#askedAt = Date.now();
        const [own, open] = await Promise.all([
            this.#http.command(METHOD.listChannels, {}),
            this.#http.command(METHOD.browseChannels, { limit: 100 }),
        ]);
        const isGuest = this.#reader.kind === 'guest';
        const names = new Set(own.channels.map((/** @type {Summary} */ { name }) => name));
        const others = open.channels.filter((/** @type {Summary} */ { name }) => !names.has(name));
        this.#known = new Map([...own.channels, ...others].map((summary) => [summary.name, summary]));
        return [...own.channels, ...others.filter((/** @type {Summary} */ { name }) => isGuest || name === LOBBY)].slice(0, MOST);
    }

    /**
     * @param {Summary[]} summaries
     * @param {import('../wire/session.js').Session} session
     */
    #take(summaries, session) {
        const held = new Map(this.#byName);
        this.#byName.clear();
        for (const summary of summaries) this.#byName.set(summary.name, held.get(summary.name) ?? this.#make(summary.name));
        if (!this.#byName.has(this.current.name)) this.#byName.set(this.current.name, this.current);
        for (const [name, channel] of held) if (!this.#byName.has(name)) this.#end(channel, session);
        for (const channel of this.all) {
            channel.describe(this.#known.get(channel.name) ?? null);
            channel.news.attend(this.#known.get(channel.name) ?? null, this.#askedAt);
            const isListed = summaries.some(({ name }) => name === channel.name);
            if (!channel.isHeard && (isListed || channel.state !== 'refused')) channel.join(session);
        }
        this.#findHome(summaries);
        this.#tidy(session);
        this.changed();
    }

    /**
     * What is kept follows what may be read, and what was deleted.
     * @param {import('../wire/session.js').Session} session
     */
    #tidy(session) {
        this.#lastRead.keepOnly((name) => this.#byName.has(name) || this.#known.has(name));
        for (const { name } of this.#lastRead.channels) {
            const head = this.#byName.get(name)?.talk.isAtHand ? 0 : this.#known.get(name)?.offset ?? 0;
            this.#lastRead.catchUp(name, head, async (since, limit) => {
                const { publications = [] } = await session.ask(METHOD.history, { channel: name, since, limit });
                return publications.map((/** @type {any} */ { data }) => data);
            });
        }
    }

    /** @param {Channel} channel that was opened */
    #recall(channel) {
        if (!this.#session) channel.talk.recall(this.#lastRead.messagesOf(channel.name));
    }

    /**
     * Where there is no lobby, the first channel is where one begins.
     * @param {Summary[]} summaries
     */
    #findHome(summaries) {
        const isLost = this.current.state === 'refused' && !this.#hasListed;
        this.#hasListed = true;
        if (isLost && summaries.length && this.current.name === LOBBY) this.select(summaries[0].name);
    }

    /** @param {string} name */
    #hold(name) {
        const held = this.#byName.get(name);
        if (held) return held;
        const made = this.#make(name);
        this.#byName.set(name, made);
        made.describe(this.#known.get(name) ?? null);
        made.news.attend(this.#known.get(name) ?? null, this.#askedAt);
        if (this.#session) made.join(this.#session);
        return made;
    }

    /** @param {string} name */
    #make(name) {
        const channel = new Channel(name, this.#reader, this.#shelf);
        channel.watch(() => this.changed());
        channel.news.onNews = (publication) => this.onNews(channel, publication);
        channel.watch(() => this.#lastRead.note(channel));
        channel.talk.timeline.watch(() => this.#lastRead.note(channel));
        return channel;
    }

    /** Lets go of what the reader only had a look at. */
    #letGo() {
        for (const channel of this.all) {
            const isOurs = channel === this.current || this.#known.get(channel.name)?.role || this.#reader.kind === 'guest' || channel.name === LOBBY;
            if (isOurs || channel.outbox.posts.length) continue;
            this.#byName.delete(channel.name);
            if (this.#session) this.#end(channel, this.#session);
        }
    }

    /**
     * @param {Channel} channel
     * @param {import('../wire/session.js').Session} session
     */
    #end(channel, session) {
        const wasHeard = channel.isHeard;
        channel.leave();
        if (wasHeard) session.ask(METHOD.unsubscribe, { channel: channel.name }).catch(() => {});
    }
}
