/** Below this many pixels the zones become tabs: two columns would leave neither enough room. */
const NARROW = 760;

/**
 * Watches how much room an element has: its own, not the screen's, since a record page may give it one column.
 * @param changed told whether it is narrow, at first and after every change
 * @returns stops watching
 */
export function watchWidth(element: Element, changed: (narrow: boolean) => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() => changed(element.getBoundingClientRect().width < NARROW));
  observer.observe(element);
  return () => observer.disconnect();
}
