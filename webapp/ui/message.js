// @ts-check
import { html, nothing } from 'lit';
import { beginning, plainText } from '../state/plain-text.js';
import { attachments } from './attachment.js';
import { avatar } from './avatar.js';
import * as icons from './icons.js';
import { messageText } from './message-text.js';

/**
 * @typedef {{key: string, author: import('../wire/http.js').Account, time: number, text: string, isOwn: boolean,
 *            isFirst: boolean, isLast: boolean, isSought?: boolean, offset: number, state: 'sent' | 'waiting' | 'sending' | 'failed', clientId: string,
 *            files: import('../state/timeline.js').Attachment[], edited: number, isDeleted: boolean,
 *            reactions: import('../state/timeline.js').Tally[], thread: number, replies: number, lastReply: number,
 *            root: import('../state/timeline.js').Message | null,
 *            refusal: {reason: string, message?: string} | null}} Line one message as it is shown; the first of a group
 *            carries the author, and where it is a reply what it answers, as far as that is known
 * @typedef {{words: import('../state/words.js').Words, place: 'timeline' | 'thread', reader: import('../wire/http.js').Account,
 *            people: () => Iterable<string>, channels: () => ReadonlySet<string>, fileAddress: (id: string) => string,
 *            reactors: (reactions: import('../state/timeline.js').Tally[], reaction: string) => string,
 *            react: (offset: number, reaction: string, isAdded: boolean) => void,
 *            retry: (clientId: string) => void, discard: (clientId: string) => void}} Around what a line needs: `reactors` are
 *            the names of those who reacted, or '' while nobody asked
 */

const BEGINNING = 80; // characters that are shown of what a reply answers

/**
 * @param {Line} line
 * @param {Around} around
 */
export function message(line, around) {
    return html`
        <div class="message" role="article" tabindex="-1" data-testid="message" data-offset=${line.offset || nothing} data-state=${shownState(line)}
             aria-label=${`${line.author.name}, ${around.words.clock(line.time)}`}
             ?data-own=${line.isOwn} ?data-first=${line.isFirst} ?data-last=${line.isOwn && line.isLast} ?data-edited=${isEdited(line)} ?data-sought=${line.isSought} ?data-answers=${answersHere(line, around)}>
            <div class="margin">${line.isFirst ? avatar(line.author) : clock(line, around)}</div>
            <div class="body">
                ${answersHere(line, around) ? answered(line, around) : nothing}
                ${line.isFirst ? head(line, around) : html`<span class="unseen">${line.author.name}: </span>`}
                ${line.isDeleted ? html`<p class="gone" data-testid="gone">${around.words.say('message.deleted')}</p>` : nothing}
                ${line.text ? html`<div class="text" dir="auto" data-testid="text">${messageText(line.text, around, line.author)}</div>` : nothing}
                ${isEdited(line) ? edited(line, around) : nothing}
                ${line.files.length ? attachments(line.files, line.author, around) : nothing}
                ${line.reactions.length ? reactions(line, around) : nothing}
                ${line.replies && around.place === 'timeline' ? replies(line, around) : nothing}
                ${line.state === 'sent' ? nothing : progress(line, around)}
            </div>
        </div>`;
}

/** @param {Line} line */
function isEdited({ edited: time, isDeleted }) {
    return time > 0 && !isDeleted;
}

/** @param {Line} line */
function shownState({ state }) {
    return state === 'waiting' ? 'sending' : state;
}

/**
 * Says whether a line tells what it answers: the first of a group, where not all around answers the same.
 * @param {Line} line
 * @param {Around} around
 */
function answersHere({ thread, isFirst }, { place }) {
    return thread > 0 && isFirst && place === 'timeline';
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function answered({ thread, root }, { words }) {
    const what = root ? words.say('message.answers', { name: root.author.name, text: beginningOf(root, words) }) : words.say('message.answers.something');
    return html`<button type="button" class="answered" data-testid="answered" title=${words.say('thread.open')} @click=${openThread(thread)}>
        ${icons.answer()}<bdi>${what}</bdi></button>`;
}

/**
 * @param {import('../state/timeline.js').Message} root
 * @param {import('../state/words.js').Words} words
 */
function beginningOf({ author, text, isDeleted }, words) {
    if (isDeleted) return words.say('message.deleted');
    return beginning(plainText(text, author.name), BEGINNING) || words.say('message.a-file');
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function edited({ edited: time }, { words }) {
    return html`<span class="edited" data-testid="edited" title=${words.moment(time)}>${words.say('message.edited')}</span>`;
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function reactions({ offset, reactions: tallies }, around) {
    return html`<div class="reactions">${tallies.map((tally) => chip(offset, tally, tallies, around))}</div>`;
}

/**
 * @param {number} offset
 * @param {import('../state/timeline.js').Tally} tally
 * @param {import('../state/timeline.js').Tally[]} tallies
 * @param {Around} around
 */
function chip(offset, { reaction, count, accounts }, tallies, { words, reader, react, reactors }) {
    const isMine = accounts.includes(reader.id);
    const names = reactors(tallies, reaction);
    const label = words.say('message.reaction', { reaction, count: words.number(count) });
    return html`
        <button type="button" class="reaction" data-testid="reaction" data-count=${count} aria-pressed=${isMine}
                aria-label=${names ? `${label}: ${names}` : label} title=${names || nothing} @click=${() => react(offset, reaction, !isMine)}>
            <bdi class="sign">${reaction}</bdi><span>${words.number(count)}</span>
        </button>`;
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function replies({ offset, replies: count, lastReply }, { words }) {
    return html`<button type="button" class="replies" data-testid="replies" data-count=${count} title=${words.say('thread.open')} @click=${openThread(offset)}>
        ${icons.thread()}<span>${words.count('thread.replies', count)}</span><time class="clock">${words.clock(lastReply)}</time></button>`;
}

/** @param {import('../wire/http.js').Account} account */
function openProfile(account) {
    return (/** @type {Event} */ { currentTarget }) =>
        currentTarget?.dispatchEvent(new CustomEvent('open-profile', { bubbles: true, detail: { account } }));
}

/** @param {number} offset of the root */
function openThread(offset) {
    return (/** @type {Event} */ { currentTarget }) =>
        currentTarget?.dispatchEvent(new CustomEvent('open-thread', { bubbles: true, detail: { offset } }));
}

/**
 * @param {Line} line
 * @param {Around} around
 */
function head(line, around) {
    const { author, isOwn } = line;
    return html`
        <div class="head">
            <button type="button" class="author" tabindex="-1" data-testid="author" @click=${openProfile(author)}><bdi>${author.name}</bdi></button>${mark(author, isOwn, around.words)}${clock(line, around)}
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
