// @ts-check
import { html } from 'lit';
import * as icons from './icons.js';

/**
 * What a channel is called.
 * @param {import('../state/channel.js').Channel} channel
 * @param {import('../state/words.js').Words} words
 * @returns {string} with the sign of a public channel
 */
export function titleOf(channel, words) {
    return kindOf(channel) === 'public' ? `#${nameOf(channel, words)}` : nameOf(channel, words);
}

/**
 * @param {{name: string, about: import('../state/channels.js').Summary | null, reader: import('../wire/http.js').Account}} channel
 * @param {import('../state/words.js').Words} words
 */
export function nameOf({ name, about, reader }, words) {
    if (about?.kind === 'direct') {
        const others = (about.people ?? []).filter(({ id }) => id !== reader.id).map((person) => person.name);
        return others.sort((one, other) => words.compare(one, other)).join(', ') || words.say('channel.direct');
    }
    if (about?.title) return about.title;
    return kindOf({ name, about }) === 'public' ? name : words.say('channel.private');
}

/**
 * The sign before the name.
 * @param {{name: string, about: import('../state/channels.js').Summary | null}} channel
 */
export function signOf(channel) {
    const kind = kindOf(channel);
    if (kind === 'public') return html`<span class="sign" aria-hidden="true">#</span>`;
    return html`<span class="sign">${kind === 'direct' ? icons.person() : icons.lock()}</span>`;
}

/**
 * The server makes names such as `p-01j…` for private channels, so the kind can be seen before it was told.
 * @param {{name: string, about: import('../state/channels.js').Summary | null}} channel
 */
function kindOf({ name, about }) {
    if (about) return about.kind;
    if (/^p-[0-9a-z]{26}$/.test(name)) return 'private';
    return /^d-[0-9a-z]{26}$/.test(name) ? 'direct' : 'public';
}
