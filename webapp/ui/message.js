// @ts-check
import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import * as icons from './icons.js';
import { messageText } from './message-text.js';

const SHOWN_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/**
 * @typedef {{key: string, author: import('../wire/http.js').Account, time: number, text: string, isOwn: boolean,
 *            isFirst: boolean, offset: number, state: 'sent' | 'waiting' | 'sending' | 'failed', clientId: string,
 *            file: import('../state/timeline.js').Attachment | null,
 *            refusal: {reason: string, message?: string} | null}} Line one message as it is shown; the first of a group
 *            carries the author
 * @typedef {{words: import('../state/words.js').Words, fileAddress: (id: string) => string,
 *            reader: import('../wire/http.js').Account, people: () => Iterable<string>, channels: () => ReadonlySet<string>,
 *            retry: (clientId: string) => void, discard: (clientId: string) => void}} Around what a line needs
 */

/**
 * @param {Line} line
 * @param {Around} around
 */
export function message(line, around) {
    return html`
        <div class="message" data-testid="message" data-offset=${line.offset || nothing} data-state=${shownState(line)}
             ?data-own=${line.isOwn} ?data-first=${line.isFirst}>
            <div class="margin">${line.isFirst ? avatar(line.author) : clock(line, around)}</div>
            <div class="body">
                ${line.isFirst ? head(line, around) : html`<span class="unseen">${line.author.name}: </span>`}
                ${line.text ? html`<div class="text" dir="auto" data-testid="text">${messageText(line.text, around, line.author)}</div>` : nothing}
                ${line.file ? attachment(line, line.file, around) : nothing}
                ${line.state === 'sent' ? nothing : progress(line, around)}
            </div>
        </div>`;
}

/** @param {Line} line */
function shownState({ state }) {
    return state === 'waiting' ? 'sending' : state;
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function head(line, around) {
    const { author, isOwn } = line;
    return html`
        <div class="head">
            <bdi class="author" data-testid="author">${author.name}</bdi>${mark(author, isOwn, around.words)}${clock(line, around)}
        </div>`;
}

/**
 * The small sign beside a name: that it is the reader, a guest, a bot.
 * @param {import('../wire/http.js').Account} account
 * @param {boolean} isOwn
 * @param {import('../state/words.js').Words} words
 */
export function mark({ kind }, isOwn, words) {
    return html`${isOwn ? html`<span class="mark" data-kind="you">${words.say('message.you')}</span>` : nothing}${
        words.knows(`message.${kind}`) ? html`<span class="mark" data-kind=${kind}>${words.say(`message.${kind}`)}</span>` : nothing}`;
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function clock({ time }, { words }) {
    return html`<time class="clock" datetime=${new Date(time).toISOString()} title=${words.moment(time)}>${words.clock(time)}</time>`;
}

/**
 * @param {Line} line
 * @param {import('../state/timeline.js').Attachment} file
 * @param {Around} around
 */
function attachment(line, file, { words, fileAddress }) {
    const address = fileAddress(file.id);
    if (SHOWN_IMAGES.has(file.type)) {
        return html`
            <a class="image" href=${address} target="_blank" rel="noopener noreferrer">
                <img src=${address} alt=${words.say('message.image', { name: line.author.name })} loading="lazy" decoding="async">
            </a>`;
    }
    return html`
        <a class="file" href=${address} target="_blank" rel="noopener noreferrer">
            ${icons.file()}<span>${words.say('message.file', { type: file.type, size: words.size(file.size) })}</span>
        </a>`;
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function progress(line, around) {
    const { words } = around;
    if (line.state === 'waiting') return html`<p class="progress">${words.say('message.waiting')}</p>`;
    if (line.state === 'sending') return html`<span class="going" role="img" aria-label=${words.say('message.sending')}></span>`;
    return html`
        <div class="progress failed">
            ${icons.alert()}<span>${words.say('message.failed')}${line.refusal ? ` – ${words.refusal(line.refusal)}` : ''}</span>
            <button type="button" class="plain" data-testid="retry" @click=${() => around.retry(line.clientId)}>${words.say('message.again')}</button>
            <button type="button" class="plain" data-testid="discard" @click=${() => around.discard(line.clientId)}>${words.say('message.discard')}</button>
        </div>`;
}
