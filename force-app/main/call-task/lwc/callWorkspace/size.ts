/** Below this many pixels the zones become tabs: two columns would leave neither enough room. */
const NARROW = 760;

/** Pixels of the window that the bars of the app and the verdict take. */
const BARS = 160;

/**
 * Watches how much room an element has: its own, not the screen's, since a record page may give it one column.
 * @param changed told whether it is narrow, at first and after every change
 * @returns stops watching
 */
export function watchWidth(element: Element, changed: (narrow: boolean) => void): () => void {
  return watch(element, ({ width }) => changed(width < NARROW));
}

/**
 * Watches how high an element is.
 * @param changed told whether the window cannot show it whole, at first and after every change of the element
 * @returns stops watching
 */
export function watchHeight(element: Element, changed: (tall: boolean) => void): () => void {
  return watch(element, ({ height }) => changed(height > window.innerHeight - BARS));
}

function watch(element: Element, measured: (size: DOMRect) => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() => measured(element.getBoundingClientRect()));
  observer.observe(element);
  return () => observer.disconnect();
}
