// @ts-check
/**
 * Loads a library that is no module: it leaves its name with the window.
 * @param {string} name as the import map has it
 * @returns {Promise<void>}
 */
export function script(name) {
    return new Promise((resolve, reject) => {
        const element = document.createElement('script');
        element.src = import.meta.resolve(name);
        element.onload = () => resolve();
        element.onerror = () => (element.remove(), reject(new Error(`${name} does not come`)));
        document.head.append(element);
    });
}
