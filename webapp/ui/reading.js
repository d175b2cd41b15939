// @ts-check
const NOBODY = Object.freeze({ people: () => [], channels: () => new Set() });

/**
 * What the texts of the channel that one looks at may speak of: people who are there or have spoken, and the channels there are.
 * @param {import('../state/chat.js').Chat} chat
 * @returns {{reader: import('../wire/http.js').Account, people: () => Iterable<string>, channels: () => ReadonlySet<string>}}
 */
export function reading({ account, channel, channels }) {
    const reader = /** @type {import('../wire/http.js').Account} */ (account);
    if (!channel || !channels) return { reader, ...NOBODY };
    const people = () => new Set([...channel.people.names, ...channel.talk.timeline.messages.map(({ author }) => author.name)]);
    return { reader, people, channels: () => channels.names };
}

/**
 * Tells when a text may look different from before: when it may speak of somebody, and other names are known now.
 * @param {string} text
 * @param {import('../state/chat.js').Chat} chat
 */
export function namesIn(text, { account, channel, channels }) {
    const people = text.includes('@') ? `${account?.name} ${channel?.people.names}` : '';
    return text.includes('#') ? `${people} ${channels?.names.size}` : people;
}
