// @ts-check
import { html, nothing } from 'lit';
import { until } from 'lit/directives/until.js';
import { coloured, languageOf } from './colours.js';
import * as icons from './icons.js';

const SHOWN = 1_500; // ms for which the button says that it has copied

/**
 * Code as it was written, in colours when its language is known and they have come, with a button that copies it.
 * @param {string} code
 * @param {string} info what stands behind the opening fence
 * @param {import('../state/words.js').Words} words
 */
export function codeBlock(code, info, words) {
    const language = languageOf(info);
    return html`<div class="code" dir="ltr" data-testid="code" data-language=${language || nothing}><div class="head-of-code"><span>${language}</span><button
        type="button" class="copy" data-testid="copy-code" aria-label=${words.say('text.copy')} title=${words.say('text.copy')}
        @click=${(/** @type {Event} */ event) => copy(event, code)}>${icons.copy()}</button></div><pre tabindex="0" role="region" aria-label=${
        words.say('text.code')}><code>${language ? until(coloured(code, language), code) : code}</code></pre></div>`;
}

/**
 * Where the browser gives no clipboard, as over plain http, the code is selected and copied as by hand.
 * @param {Event} event
 * @param {string} code
 */
async function copy({ currentTarget }, code) {
    const button = /** @type {HTMLElement} */ (currentTarget);
    try {
        await navigator.clipboard.writeText(code);
    } catch {
        getSelection()?.selectAllChildren(/** @type {Node} */ (button.closest('.code')?.querySelector('code')));
        document.execCommand('copy');
    }
    button.toggleAttribute('data-done', true);
    setTimeout(() => button.toggleAttribute('data-done', false), SHOWN);
}
