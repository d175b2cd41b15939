// @ts-check
import { nameOf } from './channel-name.js';

/** @typedef {import('../state/channel.js').Channel} Channel */

/**
 * The reader's channels as the list has them: favourites, channels, direct ones; each by name.
 * @param {Channel[]} channels
 * @param {import('../state/words.js').Words} words
 * @returns {{favourites: Channel[], others: Channel[], direct: Channel[]}}
 */
export function grouped(channels, words) {
    const sorted = [...channels].sort((one, other) => words.compare(nameOf(one, words), nameOf(other, words)));
    const rest = sorted.filter((channel) => !channel.attention.isFavourite);
    return {
        favourites: sorted.filter((channel) => channel.attention.isFavourite),
        others: rest.filter((channel) => channel.about?.kind !== 'direct'),
        direct: rest.filter((channel) => channel.about?.kind === 'direct'),
    };
}

/**
 * The channel that stands before or after another, as the list has them; behind the last comes the first.
 * @param {Channel[]} channels
 * @param {Channel} from
 * @param {1 | -1} step
 * @param {import('../state/words.js').Words} words
 * @param {(channel: Channel) => boolean} isWanted
 * @returns {Channel | undefined}
 */
export function neighbour(channels, from, step, words, isWanted = () => true) {
    const { favourites, others, direct } = grouped(channels, words);
    const all = [...favourites, ...others, ...direct];
    const at = all.indexOf(from);
    const round = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))];
    return (step > 0 ? round : round.reverse()).find(isWanted);
}
