// @ts-check
import { html, nothing } from 'lit';
import { chordOf, isPressed, keysOf } from '../state/shortcuts.js';
import { Misgiven, slashCommandIn, unescaped } from '../state/slash-commands.js';
import { begin, fence, link, wrap } from '../state/writing.js';
import { LONGEST_TEXT } from '../wire/constants.js';
import { titleOf } from './channel-name.js';
import './chat-completion.js';
import { ChatElement } from './chat-element.js';
import './chat-slash-help.js';
import './chat-uploads.js';
import * as icons from './icons.js';

const NEARLY = 0.85; // of the longest text, from which on we count

const EMOJI_CODE = /:[a-z0-9_+-]{2,40}:/;

const encoder = new TextEncoder();
const hasRoom = matchMedia('(min-width: 48rem)'); // for the row of marks, while the reader has not chosen

/**
 * @typedef {import('../state/writing.js').Writing} Writing
 * @typedef {{name: string, icon: () => unknown, stroke: (writing: Writing) => import('../state/writing.js').Stroke}} Mark
 */

/** The marks that one can set, by key or button: each is a shortcut of its name. */
const MARKS = Object.freeze(/** @type {Mark[]} */ ([
    { name: 'bold', icon: icons.bold, stroke: (writing) => wrap(writing, '**') },
    { name: 'italic', icon: icons.italic, stroke: (writing) => wrap(writing, '*') },
    { name: 'strike', icon: icons.strike, stroke: (writing) => wrap(writing, '~~') },
    { name: 'code', icon: icons.code, stroke: (writing) => (writing.text.slice(writing.start, writing.end).includes('\n') ? fence(writing) : wrap(writing, '`')) },
    { name: 'link', icon: icons.link, stroke: (writing) => link(writing, '') },
    { name: 'list', icon: icons.list, stroke: (writing) => begin(writing, () => '- ') },
    { name: 'quote', icon: icons.quote, stroke: (writing) => begin(writing, () => '> ') },
]));

/**
 * Where a message is written, or one's own edited. Fires `posted`, and `pick-emoji` {anchor, picked}.
 *
 * *Drafts.* What is typed is kept at once, for each channel and thread; an edit beside the draft that it interrupts.
 */
class ChatComposer extends ChatElement {
    static properties = { ...ChatElement.properties, thread: { attribute: false } };

    #size = 0;
    #isBlank = true;
    #draftOf = '';
    /** @type {import('../state/drafts.js').Edit | null} of the message that is edited */
    #edited = null;
    #asksToDelete = false;
    /** @type {{key: string, values?: Record<string, string | number>, refusal?: any} | null} what is to be told of the last command */
    #told = null;
    #isBusy = false;

    constructor() {
        super();
        /** The offset of the message that is answered; 0 for the channel itself. */
        this.thread = 0;
    }

    watched() {
        return [this.chat, this.words, this.settings, this.chat.channel];
    }

    updated() {
        const place = this.#place;
        if (place === this.#draftOf) return;
        this.#draftOf = place;
        this.#told = null;
        this.#asksToDelete = false;
        this.#edited = this.chat.drafts.edit(place);
        this.#field.value = this.#edited?.written ?? this.chat.drafts.text(place);
        this.#measure();
        if (matchMedia('(hover: hover) and (pointer: fine)').matches) this.focus();
    }

    focus() {
        this.#field.focus();
    }

    /**
     * Begins to edit a message of the reader's; what they were writing comes back afterwards.
     * @param {{offset: number, text: string}} message
     */
    edit({ offset, text }) {
        this.#edited = { offset, text, written: text };
        this.#asksToDelete = false;
        this.#told = null;
        this.#show(text);
        this.focus();
    }

    /**
     * Puts a text where the caret stands: an emoji, a quote.
     * @param {string} text
     */
    insert(text) {
        const { start, end } = this.#writing;
        this.#apply({ from: start, to: end, put: text, start: start + text.length, end: start + text.length });
    }

    render() {
        const { words } = this;
        const isArchived = this.chat.channel?.about?.archived === true;
        return html`
            <div class="above">${this.#banner()}${this.#news()}
                <chat-completion .page=${this.page} .name=${`completion-${this.thread}`} @completed=${this.#completed} @offered=${() => this.requestUpdate()}></chat-completion></div>
            <chat-uploads .page=${this.page} .thread=${this.thread} @trayed=${() => this.requestUpdate()}></chat-uploads>
            <form class="composer" @submit=${this.#submit}>
                ${this.#showsMarks ? this.#marks() : nothing}
                <div class="row">
                    <button type="button" class="tool attach" data-testid="attach" ?disabled=${isArchived} aria-label=${words.say('files.choose')}
                            title=${words.say('files.choose')} @click=${() => this.#uploads.choose()}>${icons.clip()}</button>
                    ${this.#textarea(isArchived)}
                    ${this.#counter()}
                    <div class="buttons">
                        <button type="button" class="tool" data-testid="emoji-open" aria-haspopup="dialog" ?disabled=${isArchived} aria-label=${words.say('emoji.open')}
                                title=${words.say('emoji.open')} @click=${this.#pickEmoji}>${icons.smile()}</button>
                        <button type="button" class="tool" data-testid="marks-toggle" aria-pressed=${this.#showsMarks} aria-label=${words.say('marks.show')}
                                title=${words.say('marks.show')} @click=${() => (this.settings.showsMarks = !this.#showsMarks)}>${icons.letters()}</button>
                        <button type="submit" class="send" data-testid="send" ?disabled=${!this.#mayPost && !this.#edited} aria-label=${words.say(this.#edited ? 'composer.save' : 'composer.send')}
                                title=${words.say(this.#edited ? 'composer.save' : 'composer.send')}>${this.#edited ? icons.check() : icons.send()}</button>
                    </div>
                </div>
            </form>
            <p class="hint" id=${`composer-hint-${this.thread}`}>${words.say(this.settings.enterSends ? 'composer.hint' : 'composer.hint.ctrl', { keys: chordOf(keysOf('send', false)[0], words).join('+') })}</p>
            <chat-slash-help .page=${this.page}></chat-slash-help>`;
    }

    /** @param {boolean} isArchived */
    #textarea(isArchived) {
        const { words } = this;
        const active = this.#completion?.active ?? '';
        return html`<textarea id=${this.thread ? `composer-${this.thread}` : 'composer'} class="field" rows="1" dir="auto" data-testid="composer"
            enterkeyhint=${this.settings.enterSends ? 'send' : 'enter'} autocomplete="off" aria-label=${words.say(this.thread ? 'composer.answer' : 'composer.label')}
            aria-describedby=${`composer-hint-${this.thread}`} aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${active ? `completion-${this.thread}` : nothing}
            aria-activedescendant=${active || nothing} placeholder=${this.#placeholder(isArchived)} ?disabled=${isArchived} ?readonly=${this.#isBusy}
            @input=${this.#changed} @keydown=${this.#pressed} @keyup=${this.#walkedOn} @click=${this.#moved} @blur=${() => this.#completion?.close()} @paste=${this.#pasted}></textarea>`;
    }

    /** @param {boolean} isArchived */
    #placeholder(isArchived) {
        const channel = this.chat.channel ? titleOf(this.chat.channel, this.words) : '';
        if (isArchived) return this.words.say('composer.archived', { channel });
        return this.thread ? this.words.say('composer.answer') : this.words.say('composer.placeholder', { channel });
    }

    #banner() {
        const { words } = this;
        if (!this.#edited) return nothing;
        return html`
            <div class="banner" data-testid="editing" role="status">${icons.pencil()}
                <span>${words.say(this.#asksToDelete ? 'composer.delete.sure' : 'composer.editing')}</span>
                ${this.#asksToDelete ? html`<button type="button" class="plain bad" data-testid="edit-delete" @click=${this.#delete}>${words.say('composer.delete')}</button>` : nothing}
                <button type="button" class="plain" data-testid="edit-cancel" @click=${this.#leaveEdit}>${words.say('composer.keep')}</button>
            </div>`;
    }

    #news() {
        if (!this.#told) return nothing;
        const { key, values, refusal } = this.#told;
        const text = refusal ? this.words.refusal(refusal) : this.words.say(key, values);
        return html`<p class="told" data-testid="told" role="status" ?data-bad=${key !== 'slash.invited'}>${text}</p>`;
    }

    /** One stop of the Tab key; the arrows lead from one to the next. */
    #marks() {
        const { words } = this;
        return html`
            <div class="marks" role="toolbar" aria-label=${words.say('marks.title')} @keydown=${this.#walked}>
                ${MARKS.map((mark, i) => html`<button type="button" class="mark-button" data-testid=${`mark-${mark.name}`} tabindex=${i ? -1 : 0} aria-label=${words.say(`shortcut.${mark.name}`)}
                    title=${this.#titleOf(mark)} @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#set(mark)}>${mark.icon()}</button>`)}
            </div>`;
    }

    /** @param {Mark} mark */
    #titleOf({ name }) {
        return `${this.words.say(`shortcut.${name}`)} (${chordOf(keysOf(name)[0], this.words).join('+')})`;
    }

    /** @param {KeyboardEvent} event */
    #walked(event) {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const buttons = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('button')];
        const next = buttons[(buttons.indexOf(/** @type {any} */ (event.target)) + step + buttons.length) % buttons.length];
        event.preventDefault();
        next.focus();
    }

    #counter() {
        if (this.#size < LONGEST_TEXT * NEARLY) return nothing;
        const left = LONGEST_TEXT - this.#size;
        const text = this.words.say(left < 0 ? 'composer.over' : 'composer.left', { count: this.words.number(Math.abs(left)) });
        return html`<output class="counter" data-testid="counter" ?data-over=${left < 0}>${text}</output>`;
    }

    get #showsMarks() {
        return this.settings.showsMarks ?? hasRoom.matches;
    }

    get #mayPost() {
        const hasSomething = !this.#isBlank || this.#uploads?.isReady;
        return hasSomething && !this.#uploads?.isHeldUp && this.#size <= LONGEST_TEXT && !this.#isBusy;
    }

    get #uploads() {
        return /** @type {any} */ (this.querySelector('chat-uploads'));
    }

    /** @returns {HTMLTextAreaElement} */
    get #field() {
        return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
    }

    get #completion() {
        return /** @type {any} */ (this.querySelector('chat-completion'));
    }

    /** @returns {Writing} */
    get #writing() {
        const { value, selectionStart, selectionEnd } = this.#field;
        return { text: value, start: selectionStart, end: selectionEnd };
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const isComposing = event.isComposing || event.keyCode === 229; // Safari tells of the end of the composition first
        if (isComposing || this.#completion.pressed(event)) return;
        const mark = MARKS.find(({ name }) => isPressed(event, name));
        const sends = isPressed(event, 'send') && (this.settings.enterSends || event.ctrlKey || event.metaKey);
        if (mark) this.#set(mark);
        else if (sends) this.#finish();
        else if (isPressed(event, 'close') && this.#edited) this.#leaveEdit();
        else if (isPressed(event, 'edit-last') && !this.#field.value && this.#lastOwn) this.edit(this.#lastOwn);
        else return;
        event.preventDefault();
        event.stopPropagation();
    }

    /** The reader's last message here, which they may want to put right. */
    get #lastOwn() {
        const { channel, account } = this.chat;
        const said = this.thread ? channel?.thread?.replies : channel?.talk.timeline;
        return [...(said?.messages ?? [])].reverse().find((one) => one.author.id === account?.id && one.text);
    }

    /** @param {SubmitEvent} event */
    #submit(event) {
        event.preventDefault();
        this.#finish();
        this.focus();
    }

    #finish() {
        this.#measure();
        this.#completion.close();
        if (this.#edited) return this.#save();
        if (!this.#mayPost) return;
        const given = slashCommandIn(this.#text);
        if (given) this.#run(given);
        else this.#post(unescaped(this.#text));
    }

    /** @param {string} text */
    #post(text) {
        const more = { files: this.#uploads.take(), ...(this.thread ? { thread: this.thread } : {}) };
        /** @type {any} */ (this.chat.channel)?.post(this.page.emoji.instead(text), more);
        this.#told = null;
        this.#field.value = '';
        this.#changed();
        this.dispatchEvent(new CustomEvent('posted', { bubbles: true, detail: { thread: this.thread } }));
    }

    /** @param {{name: string, rest: string, command: import('../state/slash-commands.js').SlashCommand | undefined}} given */
    async #run({ name, rest, command }) {
        const { chat } = this;
        const { channel, channels } = chat;
        if (!channel || !channels) return;
        if (!command) return this.#tell({ key: 'slash.unknown', values: { name } });
        const place = this.#place;
        const scene = { chat, channel, channels, post: (/** @type {string} */ text) => this.#post(text), help: () => this.#help() };
        await this.#attempt(async () => {
            chat.drafts.keepText(place, ''); // while it is still that of this channel: the command may lead elsewhere
            try {
                const told = await command.run(scene, rest);
                chat.channels?.changed();
                if (place === this.#place) this.#show('');
                this.#tell(told ?? null);
            } catch (error) {
                if (place === this.#place) chat.drafts.keepText(place, this.#field.value);
                throw error;
            }
        });
    }

    /** Of what the reader writes here a draft. */
    get #place() {
        const place = `${this.chat.account?.id}/${this.chat.channel?.name}`;
        return this.thread ? `${place}/${this.thread}` : place;
    }

    #help() {
        /** @type {any} */ (this.querySelector('chat-slash-help')).open();
    }

    async #save() {
        const { channel } = this.chat;
        const edited = this.#edited;
        if (!channel || !edited || this.#size > LONGEST_TEXT || this.#isBusy) return;
        if (this.#isBlank) return this.#askToDelete();
        if (this.#text === edited.text) return this.#leaveEdit();
        const place = this.#place;
        await this.#attempt(async () => {
            await channel.edit(edited.offset, this.page.emoji.instead(this.#text));
            this.#finishEdit(place);
        });
    }

    /** @param {string} place where the edit was, which the reader may have left meanwhile */
    #finishEdit(place) {
        if (place === this.#place) this.#leaveEdit();
        else this.chat.drafts.keepEdit(place, null);
    }

    #askToDelete() {
        this.#asksToDelete = true;
        this.requestUpdate();
        this.updateComplete.then(() => /** @type {HTMLElement} */ (this.querySelector('[data-testid=edit-delete]')).focus());
    }

    #delete() {
        const place = this.#place;
        return this.#attempt(async () => {
            await /** @type {any} */ (this.chat.channel)?.delete(this.#edited?.offset);
            this.#finishEdit(place);
        });
    }

    #leaveEdit() {
        this.#edited = null;
        this.chat.drafts.keepEdit(this.#place, null);
        this.#asksToDelete = false;
        this.#tell(null);
        this.#show(this.chat.drafts.text(this.#place));
        this.focus();
    }

    /** @param {() => Promise<void>} act what may be refused; what is written stays then */
    async #attempt(act) {
        if (this.#isBusy) return;
        this.#isBusy = true;
        this.requestUpdate();
        try {
            await act();
        } catch (error) {
            const { key = '', values = {} } = error instanceof Misgiven ? error : {};
            this.#tell({ key, values, refusal: key ? undefined : { reason: 'no-answer', .../** @type {any} */ (error) } });
        }
        this.#isBusy = false;
        this.requestUpdate();
    }

    /** @param {{key: string, values?: Record<string, string | number>, refusal?: any} | null} told */
    #tell(told) {
        this.#told = told;
        this.requestUpdate();
    }

    get #text() {
        return this.#field.value.trimEnd();
    }

    /** @param {string} text */
    #show(text) {
        this.#field.value = text;
        this.#field.setSelectionRange(text.length, text.length);
        this.#keep();
        this.#measure();
    }

    #keep() {
        const { drafts } = this.chat;
        const written = this.#field.value;
        if (this.#edited) drafts.keepEdit(this.#place, this.#edited = { ...this.#edited, written });
        else drafts.keepText(this.#place, written);
    }

    #changed() {
        this.#keep();
        this.#asksToDelete = false;
        if (this.#told) this.#tell(null);
        this.#measure();
        this.#moved();
        if (!this.#isBlank) this.chat.channel?.tellTyping();
    }

    #moved() {
        const { text, start, end } = this.#writing;
        if (start === end && document.activeElement === this.#field) this.#completion.look(text.slice(0, start));
        else this.#completion.close();
    }

    /** @param {KeyboardEvent} event */
    #walkedOn({ key }) {
        if (/^(Arrow|Home$|End$)/.test(key)) this.#moved();
    }

    /** @param {Mark} mark */
    #set({ stroke }) {
        this.#apply(stroke(this.#writing));
    }

    /**
     * Types it for the writer, so that they can take it back.
     * @param {import('../state/writing.js').Stroke} stroke
     */
    #apply({ from, to, put, start, end }) {
        const field = this.#field;
        field.focus();
        field.setSelectionRange(from, to);
        const isTyped = document.execCommand('insertText', false, put);
        if (!isTyped) (field.setRangeText(put, from, to), this.#changed());
        field.setSelectionRange(start, end);
    }

    /** @param {CustomEvent<{start: number, put: string}>} event */
    #completed({ detail: { start, put } }) {
        const { start: caret } = this.#writing;
        this.#apply({ from: start, to: caret, put, start: start + put.length, end: start + put.length });
    }

    /** @param {ClipboardEvent} event files go into the tray; an address over words makes them a link */
    #pasted(event) {
        if (this.#uploads.paste(event)) return;
        const { text, start, end } = this.#writing;
        const address = event.clipboardData?.getData('text/plain').trim() ?? '';
        const selected = text.slice(start, end);
        if (!selected || /\n|^https?:/.test(selected) || !/^https?:\/\/\S+$/.test(address)) return;
        event.preventDefault();
        this.#apply(link({ text, start, end }, address));
    }

    /** @param {Event} event */
    #pickEmoji({ currentTarget: anchor }) {
        const picked = (/** @type {string} */ emoji) => this.insert(emoji);
        this.dispatchEvent(new CustomEvent('pick-emoji', { bubbles: true, detail: { anchor, picked } }));
    }

    #measure() {
        const text = this.#text;
        this.#size = encoder.encode(text).length;
        this.#isBlank = text.trim() === '';
        if (EMOJI_CODE.test(text)) this.page.emoji.load(this.words.language).catch(() => {}); // pasted, or of a draft; without them it stays a code
        this.#grow();
        this.requestUpdate();
    }

    #grow() {
        const { style } = this.#field;
        style.blockSize = 'auto';
        style.blockSize = `${this.#field.scrollHeight}px`;
    }
}

customElements.define('chat-composer', ChatComposer);
