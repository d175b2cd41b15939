// @ts-check
import { html, nothing } from 'lit';
import { LONGEST_TEXT } from '../wire/constants.js';
import { titleOf } from './channel-name.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

const NEARLY = 0.85; // of the longest text, from which on we count

const encoder = new TextEncoder();

/** Where a message is written. Fires `posted`. */
class ChatComposer extends ChatElement {
    static properties = { ...ChatElement.properties, thread: { attribute: false } };

    thread = 0; // the offset of the message that is answered, 0 for none
    #size = 0;
    #isBlank = true;
    #draftOf = '';

    watched() {
        return [this.chat, this.words, this.chat.channel];
    }

    updated() {
        const place = `${this.chat.account?.id} ${this.chat.channel?.name} ${this.thread}`;
        if (place === this.#draftOf) return;
        this.#draftOf = place;
        this.#field.value = this.thread ? '' : this.chat.draft;
        this.#measure();
        if (matchMedia('(hover: hover) and (pointer: fine)').matches) this.#field.focus();
    }

    render() {
        const { words } = this;
        const channel = this.chat.channel ? titleOf(this.chat.channel, words) : '';
        const isArchived = this.chat.channel?.about?.archived === true;
        return html`
            <form class="composer" @submit=${this.#submit}>
                <textarea id=${this.thread ? 'thread-composer' : 'composer'} class="field" rows="1" dir="auto" data-testid="composer" enterkeyhint="send" autocomplete="off"
                          aria-label=${words.say('composer.label')} aria-describedby="composer-hint"
                          placeholder=${words.say(isArchived ? 'composer.archived' : 'composer.placeholder', { channel })} ?disabled=${isArchived}
                          @input=${this.#changed} @keydown=${this.#pressed}></textarea>
                ${this.#counter()}
                <button type="submit" class="send" data-testid="send" ?disabled=${!this.#mayPost}
                        aria-label=${words.say('composer.send')} title=${words.say('composer.send')}>${icons.send()}</button>
            </form>
            <p class="hint" id="composer-hint">${words.say('composer.hint')}</p>`;
    }

    #counter() {
        if (this.#size < LONGEST_TEXT * NEARLY) return nothing;
        const left = LONGEST_TEXT - this.#size;
        const text = this.words.say(left < 0 ? 'composer.over' : 'composer.left', { count: this.words.number(Math.abs(left)) });
        return html`<output class="counter" data-testid="counter" ?data-over=${left < 0}>${text}</output>`;
    }

    get #mayPost() {
        return !this.#isBlank && this.#size <= LONGEST_TEXT;
    }

    /** @returns {HTMLTextAreaElement} */
    get #field() {
        return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const isComposing = event.isComposing || event.keyCode === 229; // Safari tells of the end of the composition first
        if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
        event.preventDefault();
        this.#post();
    }

    /** @param {SubmitEvent} event */
    #submit(event) {
        event.preventDefault();
        this.#post();
        this.#field.focus();
    }

    #post() {
        this.#measure();
        if (!this.#mayPost) return;
        this.chat.channel?.post(this.#text, { thread: this.thread });
        this.#field.value = '';
        this.#changed();
        this.dispatchEvent(new CustomEvent('posted', { bubbles: true }));
    }

    get #text() {
        return this.#field.value.trimEnd();
    }

    #changed() {
        if (!this.thread) this.chat.draft = this.#field.value;
        this.#measure();
        if (!this.#isBlank) this.chat.channel?.tellTyping();
    }

    #measure() {
        const text = this.#text;
        this.#size = encoder.encode(text).length;
        this.#isBlank = text.trim() === '';
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
