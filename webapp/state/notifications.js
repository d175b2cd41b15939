// @ts-check
import { Observable } from './observable.js';
import { beginning, plainText } from './plain-text.js';

const GATHER = 300; // ms, so that of many at once one is told, and none that another device shows
const LONGEST = 200; // characters of a message that are shown

/**
 * Tells the reader of what they do not see, as they want each channel: by a notification of the desktop, by a sound, or not at all.
 *
 * *Once.* Of all tabs only the leading one tells, and of nothing that any of them shows. Of each channel only the newest stands on the
 * desktop; it goes when the channel was read, here or on another device.
 */
export class Notifications extends Observable {
    #desktop;
    #chime;
    #tabs;
    #settings;
    #words;
    /** @type {Map<string, number>} what stands on the desktop: offsets by channel */
    #standing = new Map();
    /** @type {Map<import('./channel.js').Channel, import('./timeline.js').Publication>} the newest of each channel, not told yet */
    #fresh = new Map();

    /** @type {(channel: import('./channel.js').Channel) => string} what a channel is called */
    titleOf = ({ name }) => name;
    /** @type {(name: string, offset: number) => void} */
    onOpen = () => {};
    icon = '';

    /**
     * @param {import('../wire/desktop.js').Desktop} desktop
     * @param {import('../wire/chime.js').Chime} chime
     * @param {import('../wire/tabs.js').Tabs} tabs
     * @param {import('./settings.js').Settings} settings
     * @param {import('./words.js').Words} words
     */
    constructor(desktop, chime, tabs, settings, words) {
        super();
        this.#desktop = desktop;
        this.#chime = chime;
        this.#tabs = tabs;
        this.#settings = settings;
        this.#words = words;
    }

    /** Whether they appear on the desktop. */
    get areOn() {
        return this.#settings.notifies && this.#desktop.permission === 'granted';
    }

    /** Whether the browser forbids them; only there they can be allowed again. */
    get areForbidden() {
        return this.#desktop.permission === 'denied';
    }

    /** Whether the reader may be asked: they never answered, neither us nor the browser. */
    get mayBeOffered() {
        return this.#desktop.permission === 'default' && !this.#settings.hasAnsweredNotifications;
    }

    /** Switches them on, if the reader allows it; by a click of theirs only. */
    async turnOn() {
        this.#settings.notifies = true;
        await this.#desktop.ask();
        this.changed();
    }

    turnOff() {
        this.#settings.notifies = false;
        this.changed();
    }

    /** @param {boolean} sounds */
    sound(sounds) {
        this.#settings.sounds = sounds;
        if (sounds) this.#chime.ring().catch(() => {}); // so that one hears what it will be
    }

    /**
     * Somebody else has said something.
     * @param {import('./channel.js').Channel} channel
     * @param {import('./timeline.js').Publication} publication
     */
    hear(channel, publication) {
        if (!this.#tabs.isLeading || !this.#concernsReader(channel, publication.data)) return;
        if (!this.#fresh.size) setTimeout(() => this.#tellAll(), GATHER);
        this.#fresh.set(channel, publication);
    }

    #tellAll() {
        const fresh = [...this.#fresh];
        this.#fresh.clear();
        for (const [channel, publication] of fresh) this.#tell(channel, publication);
    }

    /**
     * @param {import('./channel.js').Channel} channel
     * @param {import('./timeline.js').Publication} publication
     */
    async #tell(channel, { offset, data }) {
        if (channel.news.isLooking || (await this.#tabs.isLookedAt(channel.name))) return;
        if (channel.attention.mark >= offset) return; // it was read on another device
        if (this.#settings.sounds) this.#chime.ring().catch(() => {}); // the browser wants a click first
        if (this.areOn) this.#show(channel, offset, data);
    }

    /** Takes away what was read. @param {import('./channel.js').Channel[]} channels */
    tidy(channels) {
        if (!this.#standing.size) return;
        for (const channel of channels) {
            const offset = this.#standing.get(channel.name);
            if (offset !== undefined && channel.attention.mark >= offset) this.#takeAway(channel.name);
        }
    }

    /**
     * @param {import('./channel.js').Channel} channel
     * @param {any} data
     */
    #concernsReader(channel, data) {
        if (channel.news.isLooking || this.#settings.quietUntil > Date.now()) return false;
        const { level } = channel.attention;
        return level === 'all' || (level === 'mentions' && channel.attention.isCalled(data.text ?? ''));
    }

    /**
     * @param {import('./channel.js').Channel} channel
     * @param {number} offset
     * @param {any} data
     */
    #show(channel, offset, { author, text }) {
        const isDirect = channel.about?.kind === 'direct' && (channel.about.people?.length ?? 0) < 3;
        this.#standing.set(channel.name, offset);
        this.#desktop.show({
            title: isDirect ? author.name : this.#words.say('notify.in', { name: author.name, channel: this.titleOf(channel) }),
            text: text ? beginning(plainText(text, author.name), LONGEST) : this.#words.say('notify.file'),
            icon: this.icon,
            tag: channel.name,
            onOpen: () => this.onOpen(channel.name, offset),
        });
    }

    /** @param {string} name */
    #takeAway(name) {
        this.#standing.delete(name);
        this.#desktop.close(name);
    }
}
