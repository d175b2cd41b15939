// @ts-check
const APART = 5 * 60_000; // ms after which the same author begins a new group

/**
 * @typedef {import('./message.js').Line} Line
 * @typedef {{key: string, day: number}} Day a line between two days
 * @typedef {{key: string, isNew: true}} New the line before what the reader has not seen
 */

/**
 * Lays out a channel as lines: the messages, then the reader's unsent posts, with a line wherever a new day begins, and one
 * before what the reader had not seen when they came.
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @returns {(Line | Day | New)[]}
 */
export function linesOf(channel, reader) {
    /** @type {(Line | Day | New)[]} */
    const lines = [];
    /** @type {Line | undefined} */
    let last;
    let hasNew = false;
    for (const line of [...said(channel, reader), ...unsaid(channel, reader)]) {
        const isNewDay = !last || dayOf(last.time) !== dayOf(line.time);
        if (isNewDay) lines.push({ key: `day ${line.key}`, day: line.time });
        const isNew = !hasNew && line.state === 'sent' && line.offset > channel.newSince && !line.isOwn;
        if (isNew) lines.push({ key: `new ${line.key}`, isNew: hasNew = true });
        line.isFirst = isNewDay || isNew || !last || !continues(last, line);
        lines.push(line);
        last = line;
    }
    return lines;
}

/**
 * A post keeps its key when it becomes a message, so that its element stays.
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @returns {Line[]}
 */
function said({ timeline }, reader) {
    return timeline.messages.map((message) => {
        const isOwn = message.author.id === reader.id;
        const key = isOwn && message.clientId ? `own ${message.clientId}` : `at ${message.offset}`;
        return { ...message, key, isOwn, isFirst: true, state: 'sent', refusal: null };
    });
}

/**
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../wire/http.js').Account} reader
 * @returns {Line[]}
 */
function unsaid({ outbox }, reader) {
    return outbox.posts.map((post) => ({ ...post, key: `own ${post.clientId}`, author: reader, isOwn: true, isFirst: true }));
}

/**
 * @param {Line} earlier
 * @param {Line} later
 */
function continues(earlier, later) {
    const sameAuthor = earlier.author.id === later.author.id && earlier.author.name === later.author.name;
    return sameAuthor && later.time - earlier.time < APART;
}

/** @param {number} time */
function dayOf(time) {
    return new Date(time).toDateString();
}
