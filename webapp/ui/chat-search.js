// @ts-check
import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import { nameOf, signOf } from './channel-name.js';
import { ChatSheet } from './chat-sheet.js';
import { excerpt } from './excerpt.js';
import * as icons from './icons.js';

const KINDS = ['file', 'image', 'video', 'audio', 'link'];
const NEAR_END = 200; // px from the end of the list, where the next page is asked for

/** Finds messages in all channels while one types: beside the talk where there is room, else over it. Fires `went`. */
class ChatSearch extends ChatSheet {
    #hasRoom = matchMedia('(min-width: 64rem)');
    #chosen = 0;
    /** @type {Element | null} what had the focus before */
    #before = null;

    disconnectedCallback() {
        super.disconnectedCallback();
        document.body.removeAttribute('data-searching');
    }

    watched() {
        const { chat, words } = this;
        return [words, chat, chat.channels?.search];
    }

    /** @param {string} [text] to look for; without, what was looked for last */
    open(text) {
        const { search } = this;
        if (!search) return;
        if (text !== undefined) this.#type(text);
        if (!this.dialog.open) this.#show();
        this.#field.value = search.text;
        this.#field.focus();
        this.#field.select();
    }

    render() {
        const { words, search } = this;
        return html`
            <dialog class="search over" aria-label=${words.say('search.title')} data-testid="search" @keydown=${this.#pressed} @close=${this.#closed}>
                ${search ? this.#inside(search) : nothing}
            </dialog>`;
    }

    /** @param {import('../state/search.js').Search} search */
    #inside(search) {
        const { words } = this;
        const chosen = search.hits[this.#chosen];
        return html`
            <div class="inside">
                <div class="row" role="search">${icons.search()}
                    <input class="field" type="search" dir="auto" data-testid="search-input" role="combobox" aria-expanded=${search.hits.length > 0}
                           aria-controls="search-results" aria-autocomplete="list" aria-activedescendant=${chosen?.key ?? nothing} aria-label=${words.say('search.title')}
                           placeholder=${words.say('search.placeholder')} autocomplete="off" spellcheck="false" enterkeyhint="search" maxlength="300"
                           @input=${() => this.#type(this.#field.value)}>
                    ${this.closeButton('search-close')}
                </div>
                ${this.#filters(search)}
                <p class="state" role="status" data-testid="search-state" ?data-busy=${search.phase === 'searching'}>${this.#state(search)}</p>
                <ul id="search-results" role="listbox" aria-label=${words.say('search.results')} @scroll=${this.#scrolled}>
                    ${search.hits.map((hit, i) => this.#hit(hit, i === this.#chosen))}
                </ul>
            </div>`;
    }

    /** @param {import('../state/search.js').Search} search */
    #filters({ filters }) {
        const { words, chat } = this;
        const here = chat.channel;
        const names = [...new Set([...(here?.people.names ?? []), chat.account?.name ?? ''])].filter((name) => name);
        return html`
            <div class="filters" role="group" aria-label=${words.say('search.filters')}>
                ${here ? html`<button type="button" class="chip" data-testid="search-here" aria-pressed=${filters.channel === here.name}
                    @click=${() => this.#narrow({ channel: filters.channel === here.name ? '' : here.name })}>${words.say('search.here')}</button>` : nothing}
                ${filters.channel && filters.channel !== here?.name ? html`<button type="button" class="chip" aria-pressed="true"
                    @click=${() => this.#narrow({ channel: '' })}>${this.#channel(filters.channel)}</button>` : nothing}
                <label class="chip" ?data-on=${filters.from}>${words.say('search.from')}
                    <input dir="auto" list="search-names" maxlength="64" autocomplete="off" size="8" data-testid="search-from" .value=${filters.from}
                           @change=${(/** @type {any} */ event) => this.#narrow({ from: event.target.value.trim() })}></label>
                <datalist id="search-names">${names.map((name) => html`<option value=${name}></option>`)}</datalist>
                <label class="chip" ?data-on=${filters.has}>${words.say('search.has')}
                    <select data-testid="search-has" @change=${(/** @type {any} */ event) => this.#narrow({ has: event.target.value })}>
                        <option value="" ?selected=${!filters.has}>${words.say('search.anything')}</option>
                        ${KINDS.map((kind) => html`<option value=${kind} ?selected=${filters.has === kind}>${words.say(`search.has.${kind}`)}</option>`)}
                    </select></label>
                ${/** @type {('after' | 'before')[]} */ (['after', 'before']).map((side) => html`<label class="chip" ?data-on=${filters[side]}>${words.say(`search.${side}`)}
                    <input type="date" data-testid=${`search-${side}`} .value=${filters[side]}
                           @change=${(/** @type {any} */ event) => this.#narrow({ [side]: event.target.value })}></label>`)}
            </div>`;
    }

    /** @param {import('../state/search.js').Search} search */
    #state({ phase, hits, problem, isIndexed, hasMore }) {
        const { words } = this;
        if (phase === 'idle') return words.say('search.hint');
        if (phase === 'failed') return words.say('refusal.no-answer');
        if (problem) return words.say(`search.problem.${problem.reason}`, { about: problem.about });
        if (phase === 'searching') return hits.length ? this.#count(hits.length, hasMore) : words.say('search.searching');
        const found = hits.length ? this.#count(hits.length, hasMore) : words.say('search.nothing');
        return isIndexed ? found : `${found} ${words.say('search.indexing')}`;
    }

    /**
     * @param {number} count
     * @param {boolean} hasMore
     */
    #count(count, hasMore) {
        return hasMore ? this.words.say('search.more', { count: this.words.number(count) }) : this.words.count('search.found', count);
    }

    /**
     * @param {import('../state/search.js').Hit} hit
     * @param {boolean} isChosen
     */
    #hit(hit, isChosen) {
        const { words, search } = this;
        return html`
            <li id=${hit.key} role="option" data-testid="hit" aria-selected=${isChosen} @click=${() => this.#go(hit)}>
                <div class="where">${this.#channel(hit.channel)}<time datetime=${new Date(hit.time).toISOString()}>${words.day(hit.time, Date.now())}, ${words.clock(hit.time)}</time></div>
                <div class="who">${avatar(hit.author)}<bdi class="name">${hit.author.name}</bdi></div>
                <p class="said" dir="auto">${excerpt(hit.text, search?.words ?? [])}${hit.hasFile ? html`<span class="file">${icons.file()}</span>` : nothing}</p>
            </li>`;
    }

    /** @param {string} name */
    #channel(name) {
        const { words, chat } = this;
        const channel = chat.channels?.all.find((one) => one.name === name) ?? { name, about: null, reader: /** @type {any} */ (chat.account) };
        return html`<span class="place">${signOf(channel)}<bdi>${nameOf(channel, words)}</bdi></span>`;
    }

    /** @param {string} text */
    #type(text) {
        this.#chosen = 0;
        this.search?.type(text);
    }

    /** @param {Partial<import('../state/search.js').Filters>} filters */
    #narrow(filters) {
        this.#chosen = 0;
        this.search?.narrow(filters);
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        if (event.key === 'Escape' && !this.#isModal) {
            event.preventDefault();
            event.stopPropagation();
            this.dialog.close();
        }
        if (event.target !== this.#field || event.isComposing) return;
        const hits = this.search?.hits ?? [];
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && hits.length) {
            event.preventDefault();
            this.#choose(Math.max(0, Math.min(hits.length - 1, this.#chosen + step)));
        } else if (event.key === 'Enter' && hits[this.#chosen]) {
            event.preventDefault();
            this.#go(hits[this.#chosen]);
        }
    }

    /** @param {number} chosen */
    #choose(chosen) {
        this.#chosen = chosen;
        if (chosen === (this.search?.hits.length ?? 0) - 1) this.search?.more();
        this.requestUpdate();
        this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    }

    /** @param {Event} event */
    #scrolled(event) {
        const list = /** @type {Element} */ (event.target);
        if (list.scrollTop + list.clientHeight > list.scrollHeight - NEAR_END) this.search?.more();
    }

    /** @param {import('../state/search.js').Hit} hit */
    #go(hit) {
        this.#chosen = this.search?.hits.indexOf(hit) ?? 0;
        this.requestUpdate();
        if (this.#isModal) this.dialog.close();
        this.chat.select(hit.channel, hit.offset);
        this.dispatchEvent(new CustomEvent('went', { bubbles: true }));
    }

    #show() {
        this.#before = document.activeElement;
        document.body.toggleAttribute('data-searching', this.#hasRoom.matches); // the room makes place; by `:has` it would be asked for with each message
        if (this.#hasRoom.matches) this.dialog.show();
        else this.dialog.showModal();
    }

    #closed() {
        document.body.removeAttribute('data-searching');
        if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
    }

    clickedBeside() {
        if (this.#isModal) super.clickedBeside();
    }

    get #isModal() {
        return this.dialog.matches(':modal');
    }

    get search() {
        return this.chat.channels?.search;
    }

    /** @returns {HTMLInputElement} */
    get #field() {
        return /** @type {HTMLInputElement} */ (this.querySelector('input[type=search]'));
    }
}

customElements.define('chat-search', ChatSearch);
