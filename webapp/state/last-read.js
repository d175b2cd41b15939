// @ts-check

const CHANNELS = 20; // kept, those last looked at
const MESSAGES = 50; // kept of each
const SOON = 2_000; // ms from a change to its writing
const BEHIND = 100; // events that are caught up with; who is further behind is let go
const STORE = 'kept';
const VISIT = 'visit';

/**
 * @typedef {{account: import('../wire/http.js').Account, place: import('../wire/http.js').Place | null}} Visit
 * @typedef {{name: string, at: number, about: import('./channels.js').Summary | null, position: {offset: number, epoch: string},
 *            messages: import('./timeline.js').Message[]}} Kept one channel
 */

/**
 * What the reader last read, kept by the browser to be there without a network: who they are, and the newest messages of the channels they looked at.
 *
 * *Whose.* Of one account at a time. It is erased when that one signs out, here or elsewhere, and when the server does not know this browser any more.
 *
 * *Erasing.* A message that is deleted or edited is written anew at once; what one may not read any more goes with its channel. What happened while
 * this browser was away is asked for when it is back, also for channels that nobody opens.
 */
export class LastRead {
    #name;
    #factory;
    /** @type {Promise<IDBDatabase> | null} */
    #opening = null;
    /** @type {Promise<Visit | null> | null} */
    #recalling = null;
    /** @type {Map<string, Kept>} */
    #kept = new Map();
    /** @type {Map<string, number>} */
    #timers = new Map();
    #reader = '';

    /**
     * @param {string} path where the page stands
     * @param {IDBFactory | null} factory
     */
    constructor(path, factory) {
        this.#name = `chat-channel:${path}`;
        this.#factory = factory;
    }

    /**
     * Brings to hand what is kept.
     * @returns {Promise<Visit | null>} whose it is
     */
    recall() {
        return (this.#recalling ??= this.#read().catch(() => null));
    }

    /** @returns {Kept[]} those last read come first */
    get channels() {
        return [...this.#kept.values()].sort((one, other) => other.at - one.at);
    }

    /** @param {string} name of a channel */
    messagesOf(name) {
        return this.#kept.get(name)?.messages ?? [];
    }

    /**
     * From now on it is of that account; what is of others is erased.
     * @param {Visit} visit
     */
    async belongTo(visit) {
        const before = await this.recall();
        if (before?.account.id !== visit.account.id) await this.erase(); // also what is of nobody that we know
        this.#reader = visit.account.id;
        this.#recalling = Promise.resolve(visit);
        await this.#write((store) => store.put(visit, VISIT));
    }

    /** Erases everything. */
    async erase() {
        this.#reader = '';
        this.#recalling = Promise.resolve(null);
        this.#kept.clear();
        for (const timer of this.#timers.values()) clearTimeout(timer);
        this.#timers.clear();
        await this.#write((store) => store.clear());
    }

    /**
     * Takes note of how a channel is now that the reader has looked at it.
     * @param {import('./channel.js').Channel} channel
     */
    note(channel) {
        const { name, talk } = channel;
        if (!this.#reader || !talk.isAtHand || !talk.timeline.isAtEnd) return;
        if (this.#isUrgent(name, talk.timeline.messages)) return this.#keep(channel);
        if (!this.#timers.has(name)) this.#timers.set(name, setTimeout(() => this.#keep(channel), SOON));
    }

    /**
     * Takes note of what happened in a channel, if something of it is kept.
     * @param {string} name
     * @param {any[]} events
     */
    hear(name, events) {
        const kept = this.#kept.get(name);
        const changes = new Map(events.filter(({ kind }) => kind === 'edit' || kind === 'delete').map((event) => [event.target, event]));
        if (!kept || !kept.messages.some(({ offset }) => changes.has(offset))) return;
        const messages = kept.messages.flatMap((message) => changed(message, changes.get(message.offset)));
        this.#put({ ...kept, messages });
    }

    /**
     * Lets go of what the reader may not read any more.
     * @param {(name: string) => boolean} mayRead
     */
    keepOnly(mayRead) {
        for (const { name } of this.channels) if (!mayRead(name)) this.forget(name);
    }

    /** @param {string} name of a channel */
    forget(name) {
        clearTimeout(this.#timers.get(name));
        this.#timers.delete(name);
        if (this.#kept.delete(name)) this.#write((store) => store.delete(keyOf(name)));
    }

    /**
     * Learns what happened to the kept messages of a channel meanwhile.
     * @param {string} name
     * @param {number} head the channel's newest offset
     * @param {(since: {offset: number, epoch: string}, limit: number) => Promise<any[]>} ask for the events that followed
     */
    async catchUp(name, head, ask) {
        const kept = this.#kept.get(name);
        if (!kept || kept.position.offset >= head) return;
        try {
            const events = await ask(kept.position, BEHIND);
            if (events.length >= BEHIND) return this.forget(name);
            this.hear(name, events);
            const now = this.#kept.get(name);
            if (now) this.#put({ ...now, position: { ...now.position, offset: head } });
        } catch {
            this.forget(name); // rather nothing than what may be deleted
        }
    }

    /**
     * @param {string} name
     * @param {import('./timeline.js').Message[]} messages as they are now
     */
    #isUrgent(name, messages) {
        const known = this.messagesOf(name);
        if (!known.length) return false;
        const texts = new Map(messages.slice(-2 * MESSAGES).map(({ offset, text }) => [offset, text]));
        const first = messages.at(-2 * MESSAGES)?.offset ?? 0;
        return known.some(({ offset, text }) => offset >= first && texts.get(offset) !== text);
    }

    /** @param {import('./channel.js').Channel} channel */
    #keep({ name, about, position, talk }) {
        clearTimeout(this.#timers.get(name));
        this.#timers.delete(name);
        this.#put({ name, at: Date.now(), about, position, messages: talk.timeline.messages.slice(-MESSAGES) });
        for (const { name: old } of this.channels.slice(CHANNELS)) this.forget(old);
    }

    /** @param {Kept} kept */
    #put(kept) {
        this.#kept.set(kept.name, kept);
        this.#write((store) => store.put(kept, keyOf(kept.name)));
    }

    /** @returns {Promise<Visit | null>} */
    async #read() {
        const store = (await this.#open()).transaction(STORE).objectStore(STORE);
        const [visit, all] = await Promise.all([result(store.get(VISIT)), result(store.getAll(IDBKeyRange.bound(keyOf(''), keyOf('\uffff'))))]);
        if (!visit) return null;
        this.#reader = visit.account.id;
        for (const kept of all) this.#kept.set(kept.name, kept);
        return visit;
    }

    /** @param {(store: IDBObjectStore) => void} change that fails in silence: the page works without */
    async #write(change) {
        try {
            const transaction = (await this.#open()).transaction(STORE, 'readwrite');
            change(transaction.objectStore(STORE));
            await new Promise((resolve) => (transaction.oncomplete = transaction.onabort = resolve));
        } catch {
            // The browser keeps nothing.
        }
    }

    /** @returns {Promise<IDBDatabase>} */
    #open() {
        this.#opening ??= new Promise((resolve, reject) => {
            if (!this.#factory) return reject(new Error('This browser keeps nothing'));
            const request = this.#factory.open(this.#name, 1);
            request.onupgradeneeded = () => request.result.createObjectStore(STORE);
            request.onsuccess = () => resolve(request.result);
            request.onerror = request.onblocked = () => reject(request.error);
        });
        return this.#opening;
    }
}

/** @param {string} name of a channel */
function keyOf(name) {
    return `channel/${name}`;
}

/**
 * @param {import('./timeline.js').Message} message
 * @param {any} event what happened to it last, if anything
 * @returns {import('./timeline.js').Message[]}
 */
function changed(message, event) {
    if (!event) return [message];
    return event.kind === 'delete' || !event.text ? [] : [{ ...message, text: event.text }];
}

/**
 * @param {IDBRequest} request
 * @returns {Promise<any>}
 */
function result(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}
