/**
 * Keeps the focus when the element that has it goes away: who works by keyboard goes on where they were, not at the top
 * of the page. It moves to the nearest element around that can hold it, else to the page's `data-home`, else to `main`.
 */
const holders = 'a[href], button, input, select, textarea, summary, [tabindex]';

function canHold(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    element.matches(holders) &&
    !element.matches(':disabled') &&
    element.checkVisibility()
  );
}

function around(element: Element | null): HTMLElement[] {
  const all: HTMLElement[] = [];
  for (let one = element; one !== null; one = one.parentElement)
    if (one instanceof HTMLElement && one !== document.body) all.push(one);
  return all;
}

/** Watches the whole page; called once. */
export function keepFocus(): void {
  const kept: { way: HTMLElement[]; frame: number } = { way: [], frame: 0 };
  document.addEventListener('focusin', ({ target }) => {
    kept.way = around(target instanceof Element ? target : null);
  });
  // Who clicks beside everything wants the focus nowhere.
  document.addEventListener('pointerdown', () => (kept.way = []));
  const mend = () => {
    kept.frame = 0;
    if (document.activeElement !== document.body || kept.way.length === 0) return;
    const page = document.getElementById('page');
    const home = document.querySelector<HTMLElement>('[data-home]');
    const near = kept.way.find((one) => one !== page && canHold(one));
    (near ?? home ?? page)?.focus({ preventScroll: true });
  };
  // The browser takes the focus from what is hidden or disabled only after it has drawn the page.
  const soon = () => {
    if (kept.frame !== 0) return;
    kept.frame = requestAnimationFrame(() => (kept.frame = requestAnimationFrame(mend)));
  };
  new MutationObserver(soon).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'class', 'hidden'],
  });
}
