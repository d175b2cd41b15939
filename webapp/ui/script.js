// @ts-check
/**
 * Loads a library that is no module: it leaves its name with the window.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function script(address) {
    return new Promise((resolve, reject) => {
        const element = document.createElement('script');
        element.src = address;
        element.onload = () => resolve();
        element.onerror = () => (element.remove(), reject(new Error(`${address} does not come`)));
        document.head.append(element);
    });
}
