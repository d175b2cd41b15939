// @ts-check
/**
 * A text that is being written, and what of it is selected.
 * @typedef {{text: string, start: number, end: number}} Writing
 *
 * What to put for a part of it, and what is selected afterwards.
 * @typedef {{from: number, to: number, put: string, start: number, end: number}} Stroke
 */

/**
 * Puts a mark on both sides of what is selected, or takes it away where it stands already. White space at the ends stays outside, as a mark
 * beside it would not count.
 * @param {Writing} writing
 * @param {string} mark
 * @returns {Stroke}
 */
export function wrap(writing, mark) {
    const { text } = writing;
    const { length } = mark;
    const selected = text.slice(writing.start, writing.end).trim();
    const start = selected ? text.indexOf(selected, writing.start) : writing.start;
    const end = selected ? start + selected.length : writing.end;
    const isWrapped = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark;
    if (isWrapped) return { from: start - length, to: end + length, put: selected, start: start - length, end: end - length };
    return { from: start, to: end, put: mark + selected + mark, start: start + length, end: end + length };
}

/**
 * Begins each of the selected lines with a mark.
 * @param {Writing} writing
 * @param {(line: number) => string} mark
 * @returns {Stroke}
 */
export function begin({ text, start, end }, mark) {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const put = text.slice(from, end).split('\n').map((line, i) => mark(i) + line).join('\n');
    return { from, to: end, put, start: from + put.length, end: from + put.length };
}

/**
 * Makes a block of code of what is selected.
 * @param {Writing} writing
 * @returns {Stroke}
 */
export function fence({ text, start, end }) {
    const before = start > 0 && text[start - 1] !== '\n' ? '\n```\n' : '```\n';
    const selected = text.slice(start, end);
    return { from: start, to: end, put: `${before}${selected}\n\`\`\``, start: start + before.length, end: start + before.length + selected.length };
}

/**
 * Makes a link of what is selected.
 * @param {Writing} writing
 * @param {string} address where it leads; '' when it is still to be written
 * @returns {Stroke}
 */
export function link({ text, start, end }, address) {
    const selected = text.slice(start, end);
    const to = address || 'https://';
    const at = start + selected.length + 3; // behind `[`, `](`
    const put = `[${selected}](${to})`;
    if (!selected) return { from: start, to: end, put, start: start + 1, end: start + 1 };
    return address
        ? { from: start, to: end, put, start: start + put.length, end: start + put.length }
        : { from: start, to: end, put, start: at, end: at + to.length };
}
