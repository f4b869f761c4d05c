import type { LightningElement } from 'lwc';

export type ComponentConstructor = new () => LightningElement;

/** Loads a Lightning web component of the org by its page name, `c:greeting`, through the page's import map. Rejects when there is none. */
export async function loadComponent(name: string): Promise<ComponentConstructor> {
  const module = (await import(name.replace(':', '/'))) as { default: ComponentConstructor };
  return module.default;
}
