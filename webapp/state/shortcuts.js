// @ts-check
/**
 * The keys of the page, in one table: the sheet that `?` opens shows it, and who acts upon keys asks `isPressed`. `Mod` is Ctrl, and ⌘ on a Mac.
 * Their words are `shortcut.ID` in the dictionaries.
 *
 * @typedef {{id: string, keys: readonly string[], place: 'anywhere' | 'reading' | 'writing'}} Shortcut several keys do the same
 */
export const SHORTCUTS = Object.freeze(/** @type {Shortcut[]} */ ([
    { id: 'help', keys: ['?', 'Mod+/'], place: 'anywhere' },
    { id: 'find', keys: ['Mod+K'], place: 'anywhere' },
    { id: 'search', keys: ['Mod+Shift+F', '/'], place: 'anywhere' },
    { id: 'channel-next', keys: ['Alt+ArrowDown'], place: 'anywhere' },
    { id: 'channel-previous', keys: ['Alt+ArrowUp'], place: 'anywhere' },
    { id: 'unread-next', keys: ['Alt+Shift+ArrowDown'], place: 'anywhere' },
    { id: 'unread-previous', keys: ['Alt+Shift+ArrowUp'], place: 'anywhere' },
    { id: 'all-read', keys: ['Shift+Escape'], place: 'anywhere' },
    { id: 'close', keys: ['Escape'], place: 'anywhere' },
    { id: 'message-next', keys: ['ArrowDown', 'J'], place: 'reading' },
    { id: 'message-previous', keys: ['ArrowUp', 'K'], place: 'reading' },
    { id: 'message-last', keys: ['End'], place: 'reading' },
    { id: 'message-actions', keys: ['Enter', 'ContextMenu'], place: 'reading' },
    { id: 'write', keys: ['Escape'], place: 'reading' },
    { id: 'send', keys: ['Enter', 'Mod+Enter'], place: 'writing' },
    { id: 'new-line', keys: ['Shift+Enter'], place: 'writing' },
    { id: 'complete', keys: ['Tab'], place: 'writing' },
    { id: 'edit-last', keys: ['ArrowUp'], place: 'writing' },
    { id: 'bold', keys: ['Mod+B'], place: 'writing' },
    { id: 'italic', keys: ['Mod+I'], place: 'writing' },
    { id: 'strike', keys: ['Mod+Shift+X'], place: 'writing' },
    { id: 'code', keys: ['Mod+E'], place: 'writing' },
    { id: 'link', keys: ['Mod+Shift+K'], place: 'writing' },
    { id: 'list', keys: ['Mod+Shift+8'], place: 'writing' },
    { id: 'quote', keys: ['Mod+Shift+9'], place: 'writing' },
]));

const MODIFIERS = Object.freeze(['Mod', 'Alt', 'Shift']);
const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
const SIGNS = Object.freeze({ Mod: MOD, ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' });

/**
 * Says whether a key that was pressed is one of a shortcut.
 * @param {KeyboardEvent} event
 * @param {string} id
 */
export function isPressed(event, id) {
    return SHORTCUTS.some((shortcut) => shortcut.id === id && shortcut.keys.some((keys) => fits(event, keys)));
}

/**
 * The keys of a shortcut, for readers whose Enter key sends, or begins a new line.
 * @param {string} id
 * @param {boolean} enterSends
 * @returns {readonly string[]}
 */
export function keysOf(id, enterSends = true) {
    const keys = SHORTCUTS.find((shortcut) => shortcut.id === id)?.keys ?? [];
    if (enterSends) return keys;
    if (id === 'send') return keys.filter((one) => one !== 'Enter');
    return id === 'new-line' ? ['Enter', ...keys] : keys;
}

/**
 * What stands on keys that are pressed together.
 * @param {string} keys such as `Mod+K`
 * @param {import('./words.js').Words} words
 * @returns {string[]}
 */
export function chordOf(keys, words) {
    const { modifiers, key } = parts(keys);
    return [...modifiers, key].map((one) => (words.knows(`key.${one}`) ? words.say(`key.${one}`) : SIGNS[/** @type {keyof typeof SIGNS} */ (one)] ?? one));
}

/**
 * Says whether keys go into a text at the moment, and so are no shortcuts.
 * @param {KeyboardEvent} event
 */
export function isWriting(event) {
    const { tagName = '', isContentEditable = false } = /** @type {any} */ (event.composedPath()[0]) ?? {};
    return event.isComposing || isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(tagName);
}

/**
 * @param {string} keys such as `Mod+K`
 * @returns {{modifiers: string[], key: string}}
 */
function parts(keys) {
    const all = keys.split('+');
    return { modifiers: all.slice(0, -1), key: /** @type {string} */ (all.at(-1)) };
}

/**
 * @param {KeyboardEvent} event
 * @param {string} keys
 */
function fits(event, keys) {
    const { modifiers, key } = parts(keys);
    const isDigit = /^[0-9]$/.test(key); // with Shift it gives another sign on each keyboard
    const pressed = { Mod: event.ctrlKey || event.metaKey, Alt: event.altKey, Shift: event.shiftKey };
    const isSign = key.length === 1 && !/[a-z0-9]/i.test(key); // which of them needs Shift depends on the keyboard
    const wanted = MODIFIERS.filter((modifier) => !(isSign && modifier === 'Shift'));
    const isHeld = wanted.every((modifier) => pressed[/** @type {'Mod'} */ (modifier)] === modifiers.includes(modifier));
    return isHeld && (isDigit ? event.code === `Digit${key}` : event.key.toLowerCase() === key.toLowerCase());
}
