// @ts-check
/** Puts the administration page together. */
import { base, settings, words } from './reader.js';
import { Administration } from './state/administration.js';
import './ui/admin-app.js';
import { Http } from './wire/http.js';

const administration = new Administration(new Http(base));

words.watch(show);
settings.watch(show);
await words.ready;
show();
/** @type {any} */ (document.querySelector('admin-app')).page = { administration, words, settings };
administration.arrive();

function show() {
    document.documentElement.lang = words.language;
    document.documentElement.dataset.theme = settings.theme;
    document.title = `${words.say('admin.title')} · ${words.say('app.name')}`;
}
