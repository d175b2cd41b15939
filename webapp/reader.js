// @ts-check
/** What this browser keeps of the reader, and the language they read: what each page begins with, and asks for before all else has come. */
import { Settings } from './state/settings.js';
import { Shelf } from './state/shelf.js';
import { Words } from './state/words.js';

/** Where the page stands. */
export const base = new URL('.', document.baseURI);
export const shelf = new Shelf(base.pathname, storage());
export const settings = new Settings(shelf);

/** Another language is one more line here, and its file. */
export const words = new Words(
    {
        en: { name: 'English', load: () => import('./i18n/en.js') },
        'zh-CN': { name: '简体中文', load: () => import('./i18n/zh-CN.js') },
    },
    settings,
    navigator.languages,
);

function storage() {
    try {
        return localStorage;
    } catch {
        return null;
    }
}
