// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { METHOD } from '../wire/constants.js';
import { AdminSection } from './admin-section.js';

const PAGE = 100; // channels in one answer

/** The public channels. Private talk is nobody's business but theirs who are in it. */
class AdminChannels extends AdminSection {
    /** @type {import('../state/channels.js').Summary[]} */
    #channels = [];
    #hasMore = false;

    async load() {
        const { channels } = await this.administration.run(METHOD.browseChannels, { limit: PAGE });
        [this.#channels, this.#hasMore] = [channels, channels.length === PAGE];
    }

    render() {
        return html`
            ${this.news()}
            <ul class="admin-list">${repeat(this.#channels, ({ name }) => name, (channel) => this.#channel(channel))}</ul>
            ${this.#hasMore ? this.button('admin.more', 'more', () => this.#more()) : nothing}`;
    }

    /** @param {import('../state/channels.js').Summary} channel */
    #channel({ name, title, topic, archived, members }) {
        const { words } = this;
        return html`
            <li data-testid="admin-channel" data-name=${name}>
                <span class="what"><a href=${`./#channel=${encodeURIComponent(name)}`}>#<bdi>${name}</bdi></a> ${title ? html`<bdi>${title}</bdi>` : nothing}
                    ${archived ? html`<span class="mark">${words.say('room.archived')}</span>` : nothing}
                    ${topic ? html`<bdi class="quiet">${topic}</bdi>` : nothing}</span>
                <span class="quiet">${words.count('admin.members', members)}</span>
                <span class="deeds">
                    ${this.button('admin.guests.in', 'guests-in', () => this.act(METHOD.openToGuests, { channel: name, open: true }), name)}
                    ${this.button('admin.guests.out', 'guests-out', () => this.act(METHOD.openToGuests, { channel: name, open: false }), name)}
                    ${this.button(archived ? 'details.unarchive' : 'details.archive', 'archive',
                        () => this.act(archived ? METHOD.unarchiveChannel : METHOD.archiveChannel, { channel: name }), name)}
                </span>
            </li>`;
    }

    #more() {
        return this.attempt(async () => {
            const after = this.#channels[this.#channels.length - 1].name;
            const { channels } = await this.administration.run(METHOD.browseChannels, { after, limit: PAGE });
            this.#channels = [...this.#channels, ...channels];
            this.#hasMore = channels.length === PAGE;
        });
    }
}

customElements.define('admin-channels', AdminChannels);
