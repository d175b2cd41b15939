// @ts-check
import { PATH } from './constants.js';

/**
 * The files of the page as this browser keeps them, by a service worker; see `WEB-INF/service-worker.js`. Where there is none, as over plain http,
 * it still sees when the server has other files.
 */
export class Shell {
    #address;
    #workers;
    #reload;
    /** @type {ServiceWorkerRegistration | null | undefined} */
    #registration = null;
    #tag = ''; // of the files that the server had when we came
    #isRenewing = false;

    /** Called when the server has a newer version, and it is here. */
    onNewer = () => {};

    /**
     * @param {URL} base where the page stands
     * @param {ServiceWorkerContainer | undefined} workers
     * @param {() => void} reload
     */
    constructor(base, workers, reload) {
        this.#address = new URL(PATH.worker, base);
        this.#workers = workers;
        this.#reload = reload;
    }

    /** Keeps the files from now on. */
    async keep() {
        const hadOne = Boolean(this.#workers?.controller);
        this.#workers?.addEventListener('controllerchange', () => hadOne && this.#changed());
        try {
            this.#registration = await this.#workers?.register(this.#address);
        } catch {
            // The page works without.
        }
        if (!this.#registration) return this.look();
        if (this.#registration.waiting && hadOne) this.onNewer();
        this.#registration.addEventListener('updatefound', () => this.#follow(this.#registration?.installing));
    }

    /** Asks whether the server has a newer version. */
    async look() {
        try {
            if (this.#registration) await this.#registration.update();
            else await this.#compare();
        } catch {
            // It is away; there will be another time.
        }
    }

    /** Loads the page anew, in the newer version. */
    renew() {
        this.#isRenewing = true;
        const waiting = this.#registration?.waiting;
        if (waiting) waiting.postMessage('renew');
        else this.#reload();
    }

    /** @param {ServiceWorker | null | undefined} worker a newer one */
    #follow(worker) {
        worker?.addEventListener('statechange', () => {
            if (worker.state === 'installed' && this.#workers?.controller) this.onNewer();
        });
    }

    /** Another worker serves us now: this tab has asked for it, or another one. */
    #changed() {
        if (this.#isRenewing) this.#reload();
        else this.onNewer();
    }

    async #compare() {
        const answer = await fetch(this.#address, { method: 'HEAD', cache: 'no-store' });
        const tag = (answer.ok && answer.headers.get('ETag')) || '';
        if (this.#tag && tag && tag !== this.#tag) this.onNewer();
        this.#tag ||= tag;
    }
}
