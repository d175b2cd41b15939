// @ts-check
/** Puts the page together: makes what lives long, and ties it to the browser's own events. */
import en from './i18n/en.js';
import zhCN from './i18n/zh-CN.js';
import { Attention } from './state/attention.js';
import { Chat } from './state/chat.js';
import { Connection } from './state/connection.js';
import { Settings } from './state/settings.js';
import { Shelf } from './state/shelf.js';
import { Words } from './state/words.js';
import './ui/chat-app.js';
import { Backoff } from './wire/backoff.js';
import { PATH } from './wire/constants.js';
import { Http } from './wire/http.js';
import { Session } from './wire/session.js';

const base = new URL('.', document.baseURI);
const shelf = new Shelf(base.pathname, storage());
const settings = new Settings(shelf);
const words = new Words({ en, 'zh-CN': zhCN }, settings, navigator.languages);
const http = new Http(base);
const connection = new Connection(() => new Session(socketAddress()), http, new Backoff(), () => navigator.onLine);
const chat = new Chat(http, connection, shelf);
chat.ticket = ticket();
chat.onTicketUsed = () => history.replaceState(null, '', base);
const attention = new Attention(chat, !document.hidden);

words.watch(showLanguage);
settings.watch(showTheme);
attention.watch(showTitle);
addEventListener('online', () => connection.hurry());
addEventListener('offline', () => connection.hurry());
addEventListener('storage', noticeOtherTab);
document.addEventListener('visibilitychange', noticeVisibility);

showLanguage();
showTheme();
showTitle();
/** @type {import('./ui/chat-element.js').ChatElement} */ (document.querySelector('chat-app')).page = {
    chat,
    words,
    settings,
    languageNames: { en: en['language.name'], 'zh-CN': zhCN['language.name'] },
    fileAddress: (id) => new URL(PATH.file + encodeURIComponent(id), base).href,
};
chat.arrive();

function storage() {
    try {
        return localStorage;
    } catch {
        return null;
    }
}

/** What the address brings behind its `#`, which no server hears of: `#start=…`, `#invite=…` or `#reset=…`. */
function ticket() {
    const [, kind, code] = /^#(start|invite|reset)=([\w-]+)$/.exec(location.hash) ?? [];
    return code ? { kind: /** @type {'start' | 'invite' | 'reset'} */ (kind), code } : null;
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

function showTheme() {
    document.documentElement.dataset.theme = settings.theme;
}

function showTitle() {
    const place = chat.channel ? `#${chat.channel.name} · ` : '';
    const unread = attention.unread ? `(${words.number(attention.unread)}) ` : '';
    document.title = unread + place + words.say('app.name');
}

/** @param {StorageEvent} event */
function noticeOtherTab(event) {
    const key = shelf.keyOf(event.key);
    if (key === null) return;
    chat.noticeOtherTab(key, event.newValue === null);
    if (key === 'theme' || key === 'language') settings.changed();
}

function noticeVisibility() {
    attention.look(!document.hidden);
    if (!document.hidden) connection.hurry();
}
