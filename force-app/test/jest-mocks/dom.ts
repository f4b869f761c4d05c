import { createElement } from 'lwc';
import type { LightningElement } from 'lwc';

/** Helpers to look into rendered components; a missing element is an error with its selector. */

/** Lets promises settle and the components render. */
export const settle = async (): Promise<void> => {
  for (let round = 0; round < 5; round++) await Promise.resolve();
};

export function all<T extends Element = HTMLElement>(host: Element, selector: string): T[] {
  return [...host.shadowRoot!.querySelectorAll<T>(selector)];
}

export function one<T extends Element = HTMLElement>(host: Element, selector: string): T {
  const found = host.shadowRoot!.querySelector<T>(selector);
  if (!found) throw new Error(`Nothing matches ${selector} in <${host.tagName.toLowerCase()}>`);
  return found;
}

/** Text as a person reads it: white space collapsed. */
export const textOf = (node: Node | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** A lightning-button by its label. */
export function button(host: Element, label: string): HTMLElement & { readonly label: string; readonly disabled: boolean } {
  const buttons = all<HTMLElement & { readonly label: string; readonly disabled: boolean }>(host, 'lightning-button');
  const found = buttons.find((each) => each.label === label);
  if (!found) throw new Error(`No button «${label}», only ${buttons.map((each) => each.label).join(', ')}`);
  return found;
}

/** What an event carried, in order of firing. */
export function listen<T>(host: Element, type: string): T[] {
  const details: T[] = [];
  host.addEventListener(type, (event) => details.push((event as CustomEvent<T>).detail));
  return details;
}

/** A value changed by the user in a base component. */
export function change(element: Element, value: unknown): void {
  element.dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

/** Puts a component with its public properties into the document. */
export async function mount<T extends object>(tag: string, component: unknown, properties: Partial<T>): Promise<HTMLElement & T> {
  const element = createElement(tag, { is: component as typeof LightningElement }) as unknown as HTMLElement & T;
  Object.assign(element, properties);
  document.body.append(element);
  await settle();
  return element;
}

afterEach(() => {
  document.body.replaceChildren();
});
