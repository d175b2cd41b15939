// @ts-check
/** Says that the page did not load, and loads it again: the only script that is no module, as it must be there when they are not. */
addEventListener('error', ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) document.documentElement.dataset.load = 'failed';
}, true);
addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.id === 'load-again') location.reload();
});
