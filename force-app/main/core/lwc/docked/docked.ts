/**
 * Scrolls an element out from under a footer that is docked to the bottom of the page. The browser does not: to it, what a
 * sticky element covers is in sight.
 * @param footer the docked footer; nothing happens while there is none
 * @param element what has to be seen whole; what is part of the footer stays where it is
 */
export function raiseAbove(footer: Element | undefined, element: Element): void {
  if (!footer || footer.contains(element)) return;
  if (element.getBoundingClientRect().bottom > footer.getBoundingClientRect().top) element.scrollIntoView({ block: 'center' });
}

/** The innermost element that got the focus, as far as the page may look into its components. */
export function focused(event: Event): Element {
  return event.composedPath()[0] as Element;
}
