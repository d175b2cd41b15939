// @ts-check
import { html, nothing } from 'lit';
import { ChatElement } from './chat-element.js';
import * as icons from './icons.js';

/** Says that there is a newer version of the page, for when it suits. */
class ChatNotice extends ChatElement {
    watched() {
        return [this.edition, this.words];
    }

    render() {
        const { edition, words } = this;
        const isShown = edition.isOld && !edition.isPutOff;
        return html`<div role="status">${isShown ? html`
            <div class="notice" data-testid="new-version">
                <span>${words.say('edition.new')}</span>
                <button type="button" class="plain" data-testid="renew" @click=${() => edition.renew()}>${words.say('edition.renew')}</button>
                <button type="button" class="tool" data-testid="renew-later" aria-label=${words.say('edition.later')} title=${words.say('edition.later')}
                        @click=${() => edition.putOff()}>${icons.close()}</button>
            </div>` : nothing}</div>`;
    }
}

customElements.define('chat-notice', ChatNotice);
