// @ts-check
/** Puts the page together: makes what lives long, and ties it to the browser's own events. */
import { base, settings, shelf, words } from './reader.js';
import { LOBBY } from './state/channels.js';
import { Chat } from './state/chat.js';
import { Connection } from './state/connection.js';
import { Emoji } from './state/emoji.js';
import { Edition } from './state/edition.js';
import { LastRead } from './state/last-read.js';
import { Notifications } from './state/notifications.js';
import { Uploads } from './state/uploads.js';
import { titleOf } from './ui/channel-name.js';
import './ui/chat-app.js';
import { Favicon } from './ui/favicon.js';
import { Backoff } from './wire/backoff.js';
import { Chime } from './wire/chime.js';
import { PATH } from './wire/constants.js';
import { Desktop } from './wire/desktop.js';
import { Http } from './wire/http.js';
import { Session } from './wire/session.js';
import { Shell } from './wire/shell.js';
import { Tabs } from './wire/tabs.js';

/** @type {Record<string, URL>} the sheets of emoji, by language */
const EMOJI = { en: new URL('./emoji/en.json', import.meta.url), 'zh-CN': new URL('./emoji/zh-CN.json', import.meta.url) };

const http = new Http(base);
const connection = new Connection(() => new Session(socketAddress()), http, new Backoff(), () => navigator.onLine);
const lastRead = new LastRead(base.pathname, globalThis.indexedDB ?? null);
const uploads = new Uploads(http, shelf);
const emoji = new Emoji((language) => http.file(EMOJI[language].href), shelf);
const chat = new Chat(http, connection, shelf, lastRead);
const edition = new Edition(new Shell(base, navigator.serviceWorker, () => location.reload()));
chat.ticket = ticket();
[chat.wanted, chat.wantedOffset] = wantedPlace();
chat.onConnected = () => uploads.resume();
chat.onTicketUsed = () => history.replaceState(null, '', base);
chat.look(!document.hidden);

const SETTINGS = ['theme', 'language', 'notifies', 'sounds', 'quiet', 'people', 'enter', 'marks']; // that another tab may change
const AT_LEISURE = 1_000; // ms

const tabs = new Tabs(navigator.locks, base.pathname);
const notifications = new Notifications(new Desktop(), new Chime(), tabs, settings, words);
notifications.titleOf = (channel) => titleOf(channel, words);
notifications.onOpen = (name, offset) => chat.select(name, offset);
notifications.icon = new URL('favicon.svg', base).href;
const favicon = new Favicon(/** @type {HTMLLinkElement} */ (document.querySelector('link[rel=icon]')));

/** @type {number | boolean} */
let onIcon = 0; // what the icon of the installed page shows: how many call, or whether anything is unread
let hasShown = false;
let lookAway = () => {};

words.watch(showLanguage);
settings.watch(showTheme);
settings.watch(() => chat.speak(settings.language));
chat.watch(adoptLanguage);
chat.watch(() => (words.zone = chat.account?.time_zone ?? ''));
chat.watch(() => uploads.belongTo(chat.account?.id ?? ''));
chat.watch(followChannels);
chat.watch(showAddress);
chat.watch(tellTabs);
connection.watch(() => connection.isOnline && edition.look());
addEventListener('popstate', () => chat.select(...wantedPlace()));
addEventListener('online', () => connection.hurry());
addEventListener('offline', () => connection.hurry());
addEventListener('storage', noticeOtherTab);
document.addEventListener('visibilitychange', noticeVisibility);
for (const type of ['dragover', 'drop']) addEventListener(type, refuseDrop);

await words.ready;
showLanguage();
showTheme();
/** @type {import('./ui/chat-element.js').ChatElement} */ (document.querySelector('chat-app')).page = {
    chat,
    words,
    settings,
    emoji,
    edition,
    notifications,
    uploads,
    setAvatar: (picture) => http.setAvatar(picture),
    fileAddress: (id) => new URL(PATH.file + encodeURIComponent(id), base).href,
};
lastRead.recall();
chat.arrive();
if (document.readyState === 'complete') keepPage();
else addEventListener('load', keepPage);

/** What the address brings behind its `#`, which no server hears of: `#start=…`, `#invite=…` or `#reset=…`. */
function ticket() {
    const [, kind, code] = /^#(start|invite|reset)=([\w-]+)$/.exec(location.hash) ?? [];
    return code ? { kind: /** @type {'start' | 'invite' | 'reset'} */ (kind), code } : null;
}

/**
 * The channel that the address names as `#channel=…`, or '', and the offset of a message as `&at=…`, or 0.
 * @returns {[string, number]}
 */
function wantedPlace() {
    const [, name = '', offset = '0'] = /^#channel=([^&]+)(?:&at=(\d{1,15}))?$/.exec(location.hash) ?? [];
    try {
        return [decodeURIComponent(name), Number(offset)];
    } catch {
        return ['', 0];
    }
}

/** So that a reload, a bookmark and the way back lead to the channel. */
function showAddress() {
    const name = chat.channel?.name;
    if (!name || chat.ticket) return;
    const offset = chat.channel?.talk.sought?.offset ?? 0;
    const [wantedName, wantedOffset] = wantedPlace();
    const isElsewhere = name !== (wantedName || LOBBY);
    if (isElsewhere || offset !== wantedOffset) {
        const place = offset || name !== LOBBY ? `#channel=${encodeURIComponent(name)}` : base;
        const address = offset ? `${place}&at=${offset}` : place;
        if (hasShown && (isElsewhere || offset)) history.pushState(null, '', address);
        else history.replaceState(null, '', address);
    }
    hasShown = true;
}

/** The title tells of all channels, also of those the reader does not look at. */
function followChannels() {
    lookAway();
    const { channels } = chat;
    lookAway = channels?.watch(showNews) ?? (() => {});
    if (channels) channels.onNews = (channel, publication) => notifications.hear(channel, publication);
    showNews();
}

function showNews() {
    showTitle();
    const { unread = 0, calls = 0, all = [] } = chat.channels ?? {};
    favicon.show(calls, unread > 0);
    showOnIcon(calls, unread > 0);
    notifications.tidy(all);
}

/**
 * Shows on the icon of the installed page, where there is one, what the page's sign shows.
 * @param {number} calls
 * @param {boolean} hasUnread
 */
function showOnIcon(calls, hasUnread) {
    if ((calls || hasUnread) === onIcon) return;
    onIcon = calls || hasUnread;
    const asked = calls ? navigator.setAppBadge?.(calls) : hasUnread ? navigator.setAppBadge?.() : navigator.clearAppBadge?.();
    asked?.catch(() => {}); // not installed
}

/** The other tabs do not tell of what is looked at in this one. */
function tellTabs() {
    tabs.lookAt(document.hidden ? null : chat.channel?.name ?? null);
}

/** When the page stands there, so that it does not wait for what is kept for later. */
function keepPage() {
    setTimeout(() => edition.keep(), AT_LEISURE);
}

function socketAddress() {
    const address = new URL(PATH.socket, base);
    address.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    return address;
}

function showLanguage() {
    document.documentElement.lang = words.language;
    showTitle();
}

/** Who chose a language elsewhere finds it here, unless this browser has one of its own. */
function adoptLanguage() {
    const language = chat.account?.language;
    if (language && !settings.language && words.languages.includes(language)) settings.language = language;
}

function showTheme() {
    document.documentElement.dataset.theme = settings.theme;
}

function showTitle() {
    const place = chat.channel ? `${titleOf(chat.channel, words)} · ` : '';
    const count = chat.channels?.unread ?? 0;
    document.title = (count ? `(${words.number(count)}) ` : '') + place + (chat.place?.name ?? words.say('app.name'));
}

/** @param {any} event of a file that is dropped where nobody takes it; the browser would show it instead of the page */
function refuseDrop(event) {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

/** @param {StorageEvent} event */
function noticeOtherTab(event) {
    const key = shelf.keyOf(event.key);
    if (key === null) return;
    chat.noticeOtherTab(key, event.newValue);
    if (SETTINGS.includes(key)) settings.changed();
}

function noticeVisibility() {
    chat.look(!document.hidden);
    tellTabs();
    if (!document.hidden) connection.hurry();
}
