// @ts-check
export const EDGE = 8; // px between what floats and what is around it

/**
 * Puts something that floats where it is wanted, or as near as it is whole within the window.
 * @param {HTMLElement} element
 * @param {number} left in px
 * @param {number} top in px
 */
export function place(element, left, top) {
    element.style.left = `${within(left, innerWidth - element.offsetWidth)}px`;
    element.style.top = `${within(top, innerHeight - element.offsetHeight)}px`;
}

/**
 * @param {number} wanted
 * @param {number} most
 */
function within(wanted, most) {
    return Math.max(EDGE, Math.min(wanted, most - EDGE));
}
