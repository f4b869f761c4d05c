import { ApexMap } from '../../runtime/collections/index.ts';

/**
 * The parameters of a page: names are found in any case and stay as they were first written.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_system_pagereference.htm (getParameters)
 */
export class PageParameters extends ApexMap<string, string> {
  readonly #written = new Map<string, string>();

  constructor() {
    super('String', 'String');
  }

  override get(name: string): string | null {
    return super.get(this.#name(name));
  }

  override put(name: string, value: string): string | null {
    const written = this.#name(name);
    if (typeof name === 'string') this.#written.set(name.toLowerCase(), written);
    return super.put(written, value);
  }

  override containsKey(name: string): boolean {
    return super.containsKey(this.#name(name));
  }

  override remove(name: string): string | null {
    const written = this.#name(name);
    if (typeof name === 'string') this.#written.delete(name.toLowerCase());
    return super.remove(written);
  }

  override clear(): void {
    super.clear();
    this.#written.clear();
  }

  /** In the order of an address: by name, in any case, as public code that compares addresses relies on. */
  sorted(): [name: string, value: string][] {
    const key = ([name]: [string, string]): string => String(name).toLowerCase();
    return [...this.entries()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** The name as it was first written. A null among names is no text. */
  #name(name: string): string {
    return (typeof name === 'string' ? this.#written.get(name.toLowerCase()) : undefined) ?? name;
  }
}
