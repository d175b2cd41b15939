// @ts-check
import { html, nothing } from 'lit';
import * as icons from './icons.js';

const LARGEST_SIDE = 320; // px of one picture alone; several are smaller
const SHOWN_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/**
 * @typedef {import('../state/timeline.js').Attachment} Attachment
 * @typedef {{words: import('../state/words.js').Words, fileAddress: (id: string) => string}} Around
 */

/** @param {{type: string}} file */
export function isPicture({ type }) {
    return SHOWN_IMAGES.has(type);
}

/**
 * The files of a message: pictures in a grid, then what can be played, then the rest. A picture that is chosen fires a bubbling
 * `view-pictures` {pictures, index}.
 * @param {Attachment[]} files
 * @param {import('../wire/http.js').Account} author
 * @param {Around} around
 */
export function attachments(files, author, around) {
    const pictures = files.filter(isPicture);
    return html`
        ${pictures.length ? html`<div class="pictures" ?data-several=${pictures.length > 1}>
            ${pictures.map((picture, index) => thumbnail(picture, () => ({ pictures, index, author }), author, around))}</div>` : nothing}
        ${files.filter((file) => !isPicture(file)).map((file) => (isPlayed(file) ? player(file, around) : chip(file, around)))}`;
}

/** @param {Attachment} file */
function isPlayed({ type }) {
    return type.startsWith('audio/') || type.startsWith('video/');
}

/**
 * Its place is as large as it will be before it is there, so that nothing jumps.
 * @param {Attachment} file
 * @param {() => object} detail
 * @param {import('../wire/http.js').Account} author
 * @param {Around} around
 */
function thumbnail(file, detail, author, { words, fileAddress }) {
    const address = fileAddress(file.id);
    const { width, height } = shownSize(file);
    const name = file.name ?? words.say('message.image', { name: author.name });
    return html`
        <a class="picture" href=${address} target="_blank" rel="noopener noreferrer" data-testid="picture" title=${file.name ?? nothing}
           @click=${(/** @type {MouseEvent} */ event) => view(event, detail())}>
            <img src=${`${address}/thumbnail`} alt=${name} width=${width || nothing} height=${height || nothing} loading="lazy" decoding="async">
        </a>`;
}

/**
 * A click with a key opens it elsewhere, as links do.
 * @param {MouseEvent} event
 * @param {object} detail
 */
function view(event, detail) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.currentTarget?.dispatchEvent(new CustomEvent('view-pictures', { bubbles: true, detail }));
}

/** @param {Attachment} file */
function shownSize({ width = 0, height = 0 }) {
    const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height, 1));
    return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * @param {Attachment} file
 * @param {Around} around
 */
function player(file, around) {
    const { words, fileAddress } = around;
    const address = fileAddress(file.id);
    const label = file.name ?? file.type;
    return html`
        <figure class="player" data-testid="player">
            ${file.type.startsWith('video/')
                ? html`<video src=${address} controls preload="metadata" playsinline aria-label=${label}></video>`
                : html`<audio src=${address} controls preload="metadata" aria-label=${label}></audio>`}
            <figcaption><a href=${address} download=${file.name ?? ''}><bdi>${label}</bdi></a> <span>${words.size(file.size)}</span></figcaption>
        </figure>`;
}

/**
 * @param {Attachment} file
 * @param {Around} around
 */
function chip(file, { words, fileAddress }) {
    const about = file.name ? words.size(file.size) : words.say('message.file', { type: file.type, size: words.size(file.size) });
    return html`
        <a class="file" href=${fileAddress(file.id)} download=${file.name ?? ''} data-testid="file">
            ${icons.file()}${file.name ? html`<bdi class="called">${file.name}</bdi>` : nothing}<span class="about">${about}</span>
        </a>`;
}
