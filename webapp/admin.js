// @ts-check
/** Puts the administration page together. */
import en from './i18n/en.js';
import zhCN from './i18n/zh-CN.js';
import { Administration } from './state/administration.js';
import { Settings } from './state/settings.js';
import { Shelf } from './state/shelf.js';
import { Words } from './state/words.js';
import './ui/admin-app.js';
import { Http } from './wire/http.js';

const base = new URL('.', document.baseURI);
const shelf = new Shelf(base.pathname, storage());
const settings = new Settings(shelf);
const words = new Words({ en, 'zh-CN': zhCN }, settings, navigator.languages);
const administration = new Administration(new Http(base));

words.watch(show);
settings.watch(show);
show();
/** @type {any} */ (document.querySelector('admin-app')).page = { administration, words, settings };
administration.arrive();

function storage() {
    try {
        return localStorage;
    } catch {
        return null;
    }
}

function show() {
    document.documentElement.lang = words.language;
    document.documentElement.dataset.theme = settings.theme;
    document.title = `${words.say('admin.title')} · ${words.say('app.name')}`;
}
