// @ts-check
import { html } from 'lit';
import { SLASH_COMMANDS } from '../state/slash-commands.js';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

/** What may stand behind a `/`, and the marks that a text may have. */
class ChatSlashHelp extends ChatElement {
    watched() {
        return [this.words];
    }

    open() {
        /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).showModal();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet slash-help" aria-labelledby="slash-help-title" data-testid="slash-help" @click=${this.#clicked}>
                <div class="inside">
                    <header><h2 id="slash-help-title">${words.say('slash.title')}</h2>
                        <button type="button" class="tool" data-testid="slash-help-close" aria-label=${words.say('settings.close')}
                                @click=${this.#close}>${icons.close()}</button></header>
                    <dl>${SLASH_COMMANDS.map(({ name, takes }) => html`
                        <div><dt><code>/${name}</code>${takes ? html` <span class="quiet">${words.say(`slash.takes.${takes}`)}</span>` : ''}</dt>
                            <dd>${words.say(`slash.${name}`)}</dd></div>`)}
                    </dl>
                    <p class="quiet">${words.say('slash.escape')}</p>
                    <h3>${words.say('marks.title')}</h3>
                    <p class="marks"><code>**${words.say('shortcut.bold')}**</code> <code>*${words.say('shortcut.italic')}*</code> <code>~~${words.say('shortcut.strike')}~~</code>
                        <code>\`${words.say('shortcut.code')}\`</code> <code>[${words.say('shortcut.link')}](https://…)</code> <code>> ${words.say('shortcut.quote')}</code>
                        <code>- ${words.say('shortcut.list')}</code> <code>\`\`\`java</code></p>
                </div>
            </dialog>`;
    }

    #close() {
        /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).close();
    }

    /** @param {MouseEvent} event closes by a click beside the sheet */
    #clicked(event) {
        if (event.target === event.currentTarget) this.#close();
    }
}

customElements.define('chat-slash-help', ChatSlashHelp);
