// @ts-check
const APART = 5 * 60_000; // ms after which the same author begins a new group

/**
 * @typedef {import('./message.js').Line} Line
 * @typedef {{key: string, day: number}} Day a line between two days
 * @typedef {{key: string, isNew: true}} New the line before what the reader has not seen
 */

/** What a post has, to which nothing can have happened yet. */
const NEW = Object.freeze({ edited: 0, isDeleted: false, reactions: [], replies: 0, lastReply: 0 });

/**
 * Lays out a part of a channel as lines: the messages, then, at the newest, the reader's unsent posts, with a line wherever a new day begins,
 * and one before what the reader had not seen when they came.
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @param {import('../state/words.js').Words} words know when a day begins for the reader
 * @param {{start: number, end: number}} part which of the messages at hand
 * @returns {(Line | Day | New)[]}
 */
export function linesOf(channel, reader, words, { start, end }) {
    const { messages, isAtEnd } = channel.talk.timeline;
    const said = messages.slice(start, end).map((message) => lineOf(message, reader, rootOf(message.thread, channel)));
    const unsent = isAtEnd && end === messages.length ? unsaid(channel, reader) : [];
    const before = messages[start - 1];
    const newSince = isNewBefore(messages, start, channel.news.newSince, reader) ? Infinity : channel.news.newSince;
    return withDays([...said, ...unsent], newSince, words, before && lineOf(before, reader, null));
}

/**
 * Says whether what is new begins before a part.
 * @param {import('../state/timeline.js').Message[]} messages
 * @param {number} start of the part
 * @param {number} newSince
 * @param {import('../wire/http.js').Account} reader
 */
function isNewBefore(messages, start, newSince, reader) {
    for (let i = start - 1; i >= 0 && messages[i].offset > newSince; i--) {
        if (messages[i].author.id !== reader.id) return true;
    }
    return false;
}

/**
 * Lays out the replies of a thread, and those of the reader that are unsent, with a line wherever another day begins than that of the message before.
 * @param {import('../state/thread.js').Thread} thread
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @param {import('../state/words.js').Words} words
 * @returns {(Line | Day | New)[]}
 */
export function repliesOf(thread, channel, reader, words) {
    const said = thread.replies.messages.map((message) => lineOf(message, reader, null));
    const unsent = unsaid(channel, reader).filter((line) => line.thread === thread.offset);
    return withDays([...said, ...unsent], Infinity, words, thread.root && rootLineOf(thread.root, reader));
}

/**
 * @param {import('../state/timeline.js').Message} root
 * @param {import('../wire/http.js').Account} reader
 */
export function rootLineOf(root, reader) {
    return lineOf(root, reader, null);
}

/**
 * @param {Line[]} all
 * @param {number} newSince
 * @param {import('../state/words.js').Words} words
 * @param {Line} [last] what stands before them
 * @returns {(Line | Day | New)[]}
 */
function withDays(all, newSince, words, last) {
    /** @type {(Line | Day | New)[]} */
    const lines = [];
    let hasNew = false;
    for (const line of all) {
        const isNewDay = !last || words.dayOf(last.time) !== words.dayOf(line.time);
        if (isNewDay) lines.push({ key: `day ${line.key}`, day: line.time });
        const isNew = !hasNew && line.state === 'sent' && line.offset > newSince && !line.isOwn;
        if (isNew) lines.push({ key: `new ${line.key}`, isNew: hasNew = true });
        line.isFirst = isNewDay || isNew || !last || !continues(last, line);
        if (last) last.isLast = line.isFirst;
        lines.push(line);
        last = line;
    }
    return lines;
}

/**
 * A post keeps its key when it becomes a message, so that its element stays.
 * @param {import('../state/timeline.js').Message} message
 * @param {import('../wire/http.js').Account} reader
 * @param {import('../state/timeline.js').Message | null} root
 * @returns {Line}
 */
function lineOf(message, reader, root) {
    const isOwn = message.author.id === reader.id;
    const key = isOwn && message.clientId ? `own ${message.clientId}` : `at ${message.offset}`;
    return { ...message, key, isOwn, isFirst: true, isLast: true, state: 'sent', refusal: null, root };
}

/**
 * @param {number} thread offset of what a message answers, or 0
 * @param {import('../state/channel.js').Channel} channel
 */
function rootOf(thread, { talk, roots }) {
    return thread ? (talk.timeline.at(thread) ?? roots.get(thread)) : null;
}

/**
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @returns {Line[]}
 */
function unsaid(channel, reader) {
    return channel.outbox.posts.map((post) => ({
        ...post, ...NEW, key: `own ${post.clientId}`, author: reader, isOwn: true, isFirst: true, isLast: true, root: rootOf(post.thread, channel),
    }));
}

/**
 * Finds what the reader said and the server has, while its event is still on the way.
 * @param {number} offset
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @returns {import('../state/timeline.js').Message | undefined}
 */
export function unheardAt(offset, channel, reader) {
    return unsaid(channel, reader).find((line) => line.state === 'sent' && line.offset === offset);
}

/**
 * @param {Line} earlier
 * @param {Line} later
 */
function continues(earlier, later) {
    const sameAuthor = earlier.author.id === later.author.id && earlier.author.name === later.author.name;
    return sameAuthor && earlier.thread === later.thread && later.time - earlier.time < APART;
}
