// @ts-check
const MOST = 9; // that have room

/** The page's sign in the browser's bar: with a dot where something is unread, and a number where somebody calls. */
export class Favicon {
    #link;
    #plain;

    /** @param {HTMLLinkElement} link */
    constructor(link) {
        this.#link = link;
        this.#plain = link.getAttribute('href') ?? '';
    }

    /**
     * @param {number} calls
     * @param {boolean} hasUnread
     */
    show(calls, hasUnread) {
        const text = calls > MOST ? `${MOST}+` : calls ? String(calls) : '';
        const href = calls || hasUnread ? `data:image/svg+xml,${encodeURIComponent(drawing(text))}` : this.#plain;
        if (this.#link.getAttribute('href') !== href) this.#link.setAttribute('href', href);
        this.#link.dataset.badge = text || (hasUnread ? 'dot' : '');
    }
}

/** @param {string} text in the badge; '' for a dot */
function drawing(text) {
    const badge = text
        ? `<circle cx="22" cy="22" r="10" fill="#c0392b"/><text x="22" y="27" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 12 : 15}" fill="#fff">${text}</text>`
        : '<circle cx="25" cy="25" r="6.500" fill="#c0392b" stroke="#fff" stroke-width="2"/>';
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        + '<style>.bubble{fill:#0f6e6e}@media(prefers-color-scheme:dark){.bubble{fill:#5cc4bd}.line{stroke:#10302f}}</style>'
        + '<path class="bubble" d="M9 4h14a6 6 0 0 1 6 6v7a6 6 0 0 1-6 6h-7l-6.200 5a1.100 1.100 0 0 1-1.800-.9V23A6 6 0 0 1 3 17v-7a6 6 0 0 1 6-6z"/>'
        + `<path class="line" d="M10 11h12M10 16h7" fill="none" stroke="#fff" stroke-width="2.600" stroke-linecap="round"/>${badge}</svg>`;
}
