// @ts-check
import { html } from 'lit';
import { SLASH_COMMANDS } from '../state/slash-commands.js';
import { ChatSheet } from './chat-sheet.js';

/** What may stand behind a `/`, and the marks that a text may have. */
class ChatSlashHelp extends ChatSheet {
    watched() {
        return [this.words];
    }

    open() {
        this.dialog.showModal();
    }

    render() {
        const { words } = this;
        return html`
            <dialog class="sheet slash-help" aria-labelledby="slash-help-title" data-testid="slash-help">
                <div class="inside">
                    <header><h2 id="slash-help-title">${words.say('slash.title')}</h2>
                        ${this.closeButton('slash-help-close')}</header>
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
}

customElements.define('chat-slash-help', ChatSlashHelp);
