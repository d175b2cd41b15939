// @ts-check
import { svg, html } from 'lit';

/** @param {import('lit').TemplateResult<2>} shape */
function icon(shape) {
    return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;
}

export const people = () => icon(svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/><path d="M15.5 4.9a3.5 3.5 0 0 1 0 6.2M18 14.6c2 .8 3.2 2.5 3.6 4.9"/>`);
export const person = () => icon(svg`<circle cx="12" cy="8" r="3.5"/><path d="M5 19.5c.7-3.600 3.500-5.500 7-5.500s6.300 1.900 7 5.500"/>`);
export const lock = () => icon(svg`<rect x="5.500" y="11" width="13" height="8.500" rx="2"/><path d="M8.500 11V8a3.500 3.500 0 0 1 7 0v3"/>`);
export const plus = () => icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const search = () => icon(svg`<circle cx="11" cy="11" r="6"/><path d="M15.500 15.500L20 20"/>`);
export const menu = () => icon(svg`<path d="M4 7h16M4 12h16M4 17h16"/>`);
export const settings = () => icon(svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.6"/><circle cx="8" cy="17" r="2.6"/>`);
export const close = () => icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const send = () => icon(svg`<path class="flip" d="M4.5 12L3.5 4.800c-.1-.8.7-1.4 1.4-1l15.5 7.300c.8.4.8 1.4 0 1.800L4.9 20.200c-.7.4-1.5-.2-1.4-1zM4.5 12H11"/>`);
export const down = () => icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`);
export const file = () => icon(svg`<path d="M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"/><path d="M14 3v5h5"/>`);
export const clip = () => icon(svg`<path d="M19.500 11.500l-7.800 7.800a4.700 4.700 0 0 1-6.700-6.700l8.300-8.300a3.200 3.200 0 0 1 4.500 4.500l-8 8a1.600 1.600 0 0 1-2.300-2.300l7.200-7.200"/>`);
export const onward = () => icon(svg`<path class="flip" d="M9 5l7 7-7 7"/>`);
export const copy = () => icon(svg`<rect x="8.500" y="8.500" width="11" height="11" rx="2"/><path d="M15.500 5.500v-.5a1.500 1.500 0 0 0-1.500-1.500H6A1.500 1.500 0 0 0 4.500 5v8A1.500 1.500 0 0 0 6 14.500h.5"/>`);
export const answer = () => icon(svg`<g class="flip"><path d="M5 18v-4a4 4 0 0 1 4-4h10"/><path d="M15 6l4 4-4 4"/></g>`);
export const thread = () => icon(svg`<path d="M20 11.500a7 7 0 0 1-7 7H9l-4.500 2.500 1-4a7 7 0 0 1 4.500-12.500h3a7 7 0 0 1 7 7z"/><path d="M8.500 10.500h7M8.500 13.500h4"/>`);
export const unread = () => icon(svg`<path d="M4 7h9M4 12h16M4 17h16"/><path class="dots" d="M18.500 7h.01"/>`);
export const trash = () => icon(svg`<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.400L17 7M10.500 10.500v5M13.500 10.500v5"/>`);
export const clock = () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.500 2"/>`);
export const check = () => icon(svg`<path d="M5 12.500l5 5 9-11"/>`);
export const pencil = () => icon(svg`<path d="M4.500 19.500l1-4L16.500 4.500a2 2 0 0 1 3 3L8.500 18.500z"/>`);
export const smile = () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8 14.500c1 1.500 2.400 2.200 4 2.200s3-.7 4-2.200M9 9.500v.1M15 9.500v.1"/>`);
export const letters = () => icon(svg`<path d="M3 18L8 6l5 12M4.800 14h6.400"/><circle cx="17.500" cy="15" r="3"/><path d="M20.500 12v6"/>`);
export const bold = () => icon(svg`<path d="M7 5h6a3.500 3.500 0 0 1 0 7H7zM7 12h7a3.500 3.500 0 0 1 0 7H7z" stroke-width="2.200"/>`);
export const italic = () => icon(svg`<path d="M10 5h7M7 19h7M14 5l-4 14"/>`);
export const strike = () => icon(svg`<path d="M4 12h16M16.500 8c-.5-1.900-2.200-3-4.500-3-2.600 0-4.500 1.300-4.500 3.300M7.500 16c.6 1.900 2.300 3 4.600 3 2.600 0 4.500-1.300 4.500-3.300"/>`);
export const code = () => icon(svg`<path d="M8.500 7L3.500 12l5 5M15.500 7l5 5-5 5"/>`);
export const link = () => icon(svg`<path d="M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1"/>`);
export const list = () => icon(svg`<path d="M9 6h11M9 12h11M9 18h11M4.500 6v.1M4.500 12v.1M4.500 18v.1"/>`);
export const quote = () => icon(svg`<path d="M4.500 5v14M9 8h11M9 13h11M9 18h6"/>`);
export const alert = () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.500v5.500M12 16.400v.1"/>`);
export const star = () => icon(svg`<path d="M12 3.800l2.500 5.200 5.700.8-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.8z"/>`);
export const starred = () => icon(svg`<path class="full" d="M12 3.800l2.500 5.200 5.700.8-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.8z"/>`);
export const more = () => icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" class="dots"/>`);
export const bellOff = () => icon(svg`<path d="M6 16.500V11a6 6 0 0 1 9.500-4.900M18 11v5.500H7M10 19.500a2 2 0 0 0 4 0M4 4l16 16"/>`);
export const logo = () => html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${svg`<path d="M9 4h14a6 6 0 0 1 6 6v7a6 6 0 0 1-6 6h-7l-6.2 5a1.1 1.1 0 0 1-1.8-.9V23A6 6 0 0 1 3 17v-7a6 6 0 0 1 6-6z"/><path class="line" d="M10 11h12M10 16h7"/>`}</svg>`;
export const silence = () => html`<svg class="drawing" viewBox="0 0 160 110" aria-hidden="true" focusable="false">${svg`
    <path class="back" d="M66 14h62a16 16 0 0 1 16 16v26a16 16 0 0 1-16 16h-4v14a2.5 2.5 0 0 1-4.2 1.800L103 72H66a16 16 0 0 1-16-16V30a16 16 0 0 1 16-16z"/>
    <path class="front" d="M32 36h52a14 14 0 0 1 14 14v24a14 14 0 0 1-14 14H55l-15.8 12.600A2.5 2.5 0 0 1 35 98.600V88h-3a14 14 0 0 1-14-14V50a14 14 0 0 1 14-14z"/>
    <circle cx="44" cy="62" r="4"/><circle cx="58" cy="62" r="4"/><circle cx="72" cy="62" r="4"/>`}</svg>`;
