// @ts-check
import { html, nothing } from 'lit';
import { until } from 'lit/directives/until.js';
import { calledAt, EVERYBODY, mentions } from '../state/mentions.js';
import { deedOf, isDeed, mayBeMarked } from '../state/plain-text.js';
import { codeBlock } from './code-block.js';
import { link, partsOf } from './linked-text.js';
import { isReady, piecesOf, ready } from './markdown.js';

const LINES = 20; // of a message, beyond which it is folded
const LENGTH = 3_000; // the same, in characters
const CALL = /[@#]/g;
const CHANNEL = /#([\p{L}\p{N}][\p{L}\p{N}._-]{0,79})/uy;
const LETTER = /[\p{L}\p{N}_&/#]/u;
const MOST_CALLS = 100; // signs in one text at which somebody is looked for
const FEW_EMOJI = /^(?:(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)(?:\p{Emoji_Modifier}|\u200D\p{Emoji}\uFE0F?)*\s?){1,3}$/u;

/**
 * Who reads, and whom and what the text may speak of. The names are asked for only where a text has an `@` or a `#`.
 * @typedef {{words: import('../state/words.js').Words, reader?: {name: string} | null, people?: () => Iterable<string>,
 *            channels?: () => ReadonlySet<string>}} Around
 */

/**
 * Shows what somebody said: Markdown, addresses, people and channels. Whatever it holds, all of it is text nodes and attributes.
 * @param {string} text
 * @param {Around} around
 * @param {{name: string}} [author] so that `/me` shows who
 */
export function messageText(text, around, author) {
    if (author && isDeed(text)) return deed(deedOf(text), around, author);
    if (FEW_EMOJI.test(text)) return html`<span class="few">${text}</span>`;
    const shown = mayBeMarked(text) ? marked(text, around) : plain(text, around);
    return isLong(text) ? folded(shown, around) : shown;
}

/** @param {string} text */
function isLong(text) {
    return text.length > LENGTH || (text.length > LINES && text.split('\n', LINES + 1).length > LINES);
}

/**
 * @param {string} text
 * @param {Around} around
 * @param {{name: string}} author
 */
function deed(text, around, author) {
    return html`<em class="deed" data-testid="deed"><bdi>${author.name}</bdi> ${plain(text, around)}</em>`;
}

/**
 * Shows a text without the rest of it, until somebody wants to see all.
 * @param {unknown} shown
 * @param {Around} around
 */
function folded(shown, { words }) {
    const unfold = (/** @type {any} */ { currentTarget: button }) => {
        const isOpen = button.getAttribute('aria-expanded') !== 'true';
        button.setAttribute('aria-expanded', String(isOpen));
        button.previousElementSibling.toggleAttribute('data-open', isOpen);
        button.textContent = words.say(isOpen ? 'text.less' : 'text.more');
    };
    return html`<div class="fold" data-testid="fold">${shown}</div><button type="button" class="plain unfold" data-testid="unfold"
        aria-expanded="false" @click=${unfold}>${words.say('text.more')}</button>`;
}

/**
 * @param {string} text
 * @param {Around} around
 */
function marked(text, around) {
    if (isReady()) return pieces(text, around);
    const shown = ready().then(() => pieces(text, around), () => plain(text, around));
    return until(shown, plain(text, around));
}

/**
 * @param {string} text
 * @param {Around} around
 */
function pieces(text, around) {
    return piecesOf(text)?.map((piece) => look(piece, around)) ?? plain(text, around);
}

/**
 * @param {string} text
 * @param {Around} around
 */
function plain(text, around) {
    return partsOf(text).map((part) => (typeof part === 'string' ? spoken(part, around) : link(part)));
}

/** @typedef {import('./markdown.js').Piece} Piece */

/** @type {Readonly<Record<string, (piece: Piece, inside: unknown, around: Around) => unknown>>} no white space: all of it would be shown */
const LOOKS = Object.freeze({
    text: ({ text }, _, around) => spoken(text, around),
    inline: (_, inside) => inside,
    hidden: (_, inside) => inside,
    hardbreak: () => '\n',
    paragraph: (_, inside) => html`<p dir="auto">${inside}</p>`,
    heading: ({ tag }, inside) => html`<p class="headline" dir="auto" data-rank=${tag}>${inside}</p>`,
    bullet_list: (_, inside) => html`<ul dir="auto">${inside}</ul>`,
    ordered_list: ({ attributes }, inside) => html`<ol dir="auto" start=${attributes.start ?? nothing}>${inside}</ol>`,
    list_item: (_, inside) => html`<li dir="auto">${inside}</li>`,
    blockquote: (_, inside) => html`<blockquote dir="auto">${inside}</blockquote>`,
    hr: () => html`<hr>`,
    table: (_, inside, { words }) => html`<div class="table" tabindex="0" role="region" aria-label=${words.say('text.table')}><table>${inside}</table></div>`,
    thead: (_, inside) => html`<thead>${inside}</thead>`,
    tbody: (_, inside) => html`<tbody>${inside}</tbody>`,
    tr: (_, inside) => html`<tr>${inside}</tr>`,
    th: ({ attributes }, inside) => html`<th dir="auto" data-align=${alignment(attributes)}>${inside}</th>`,
    td: ({ attributes }, inside) => html`<td dir="auto" data-align=${alignment(attributes)}>${inside}</td>`,
    strong: (_, inside) => html`<strong>${inside}</strong>`,
    em: (_, inside) => html`<em>${inside}</em>`,
    s: (_, inside) => html`<s>${inside}</s>`,
    code_inline: ({ text }) => html`<code dir="auto">${text}</code>`,
    fence: ({ text, attributes }, _, { words }) => codeBlock(text.replace(/\n$/, ''), attributes.info, words),
    link: ({ attributes, inside: label }, inside) => markedLink(attributes.href, label, inside),
});

/**
 * @param {Piece} piece
 * @param {Around} around
 * @returns {unknown}
 */
function look(piece, around) {
    const show = LOOKS[piece.type] ?? (() => piece.text);
    return show(piece, piece.inside.map((one) => look(one, around)), around);
}

/** @param {Record<string, string>} attributes */
function alignment({ style = '' }) {
    return style.replace('text-align:', '') || nothing;
}

/**
 * A link with words of its own. Where these look like another address than the one it leads to, that one is shown too.
 * @param {string} target
 * @param {Piece[]} label
 * @param {unknown} inside
 */
function markedLink(target, label, inside) {
    const said = label.map(({ text }) => text).join('').trim();
    if (said === target || URL.canParse(said) && new URL(said).href === target) return link({ target, address: said });
    const { host } = new URL(target);
    const isMasked = /^\S+\.\S+/.test(said) && !said.includes(host);
    return html`<a href=${target} title=${target} target="_blank" rel="noopener noreferrer"><bdi>${inside}</bdi></a>${
        isMasked ? html` <bdi class="quiet">(${host})</bdi>` : nothing}`;
}

/**
 * Marks the people and channels that a text without other marks speaks of.
 * @param {string} text
 * @param {Around} around
 */
function spoken(text, around) {
    const parts = [];
    let end = 0;
    let calls = 0;
    for (const { 0: sign, index } of text.matchAll(CALL)) {
        if (index < end) continue;
        if (++calls > MOST_CALLS) break;
        const name = sign === '@' ? called(text, index, around) : channelAt(text, index, around);
        if (!name) continue;
        parts.push(text.slice(end, index), sign === '@' ? mention(name, around) : channel(name));
        end = index + 1 + name.length;
    }
    return parts.length ? [...parts, text.slice(end)] : text;
}

/**
 * @param {string} text
 * @param {number} index
 * @param {Around} around
 */
function called(text, index, { reader, people }) {
    return calledAt(text, index, [...EVERYBODY, ...(reader ? [reader.name] : []), ...(people?.() ?? [])]);
}

/**
 * @param {string} text
 * @param {number} index
 * @param {Around} around
 * @returns {string} the longest name there that a channel has, or ''
 */
function channelAt(text, index, { channels }) {
    CHANNEL.lastIndex = index;
    let name = CHANNEL.exec(text)?.[1] ?? '';
    if (!name || !channels || LETTER.test(text[index - 1] ?? '')) return '';
    const known = channels();
    while (name && !known.has(name.toLowerCase())) name = name.slice(0, -1);
    return name;
}

/**
 * @param {string} name
 * @param {Around} around
 */
function mention(name, { reader }) {
    const isReader = reader ? mentions(`@${name}`, reader.name) : false;
    return html`<bdi class="mention" data-testid="mention" ?data-reader=${isReader}>@${name}</bdi>`;
}

/** @param {string} name */
function channel(name) {
    return html`<a class="to-channel" data-testid="channel-link" href=${`#channel=${encodeURIComponent(name.toLowerCase())}`}>#<bdi>${name}</bdi></a>`;
}
