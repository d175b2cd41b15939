// @ts-check
/**
 * Keeps the files of our pages in the browser: a page opens without a network, and of one version.
 *
 * *Versions.* A worker serves the files of the version it came with, and no others. A newer worker fetches its own when the server has them, and then
 * waits until no page of the old one is open, or until a page says `renew`. So a page never gets a script of another version.
 *
 * *What it leaves alone.* Whatever is no file of the pages goes to the server as if nobody stood between: commands, files of people, sign-in.
 *
 * The server writes before this: `const SHELL = {version, files, later};`
 */
/// <reference lib="webworker" />

/** @type {any} */
const worker = self;
const PREFIX = `chat-channel:${new URL(worker.registration.scope).pathname}:`; // all applications of one host share their caches
const NAME = PREFIX + SHELL.version;
const NEEDED = [...SHELL.files, ...SHELL.later.filter((/** @type {string} */ file) => file.startsWith('i18n/'))]; // a page without words is none
const LATER = new Set(SHELL.later);
const KNOWN = new Set([...SHELL.files, ...SHELL.later]);

/** @type {Record<string, string>} the addresses of pages, and the files they are */
const PAGES = { '': 'index.html', admin: 'admin.html' };

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(dropOthers()));
worker.addEventListener('message', (/** @type {any} */ event) => event.data === 'renew' && worker.skipWaiting());
worker.addEventListener('fetch', answer);

/** Takes all files or none. What was fetched while a new version was put up is not taken: the next look tries again. */
async function fill() {
    const cache = await caches.open(NAME);
    await cache.addAll(NEEDED.map((/** @type {string} */ file) => new Request(address(file), { cache: 'no-cache' })));
    const now = await fetch(worker.location.href, { cache: 'no-store' });
    if (now.headers.get('ETag')?.includes(SHELL.version)) return;
    await caches.delete(NAME);
    throw new Error('Another version has come meanwhile');
}

async function dropOthers() {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
}

/** @param {any} event */
function answer(event) {
    const { request } = event;
    const file = request.method === 'GET' ? fileOf(request.url) : null;
    if (file !== null) event.respondWith(serve(file, request));
}

/**
 * @param {string} url
 * @returns {string | null} null when it is none of ours
 */
function fileOf(url) {
    const { scope } = worker.registration;
    const bare = url.replace(/[?#].*/, '');
    if (!bare.startsWith(scope)) return null;
    const path = bare.slice(scope.length);
    const file = PAGES[path] ?? path;
    return KNOWN.has(file) ? file : null;
}

/**
 * @param {string} file
 * @param {Request} request
 */
async function serve(file, request) {
    const cache = await caches.open(NAME);
    const kept = await cache.match(address(file));
    if (kept) return kept;
    const fresh = await fetch(request);
    if (fresh.ok && LATER.has(file)) await cache.put(address(file), fresh.clone());
    return fresh;
}

/** @param {string} file */
function address(file) {
    return new URL(file, worker.registration.scope).href;
}
