import { Layout } from './layout.ts';

/** The layout of values that are kept in a map: of no record that has one. */
const NONE = new Layout();

/**
 * The values of a record by the API names of its fields, in the order they were first set: as a Map, but records whose fields
 * were set in the same order share their names, and each only has its values.
 */
export class FieldValues implements Iterable<[string, unknown]> {
  /** The names of {@link items}. Whoever has seen the layout before knows where a field stands without a search. */
  layout: Layout;
  items: unknown[];
  /** The values of a record that had to give up its layout, and the names it had then. */
  #map: Map<string, unknown> | undefined;
  #formerPlaces: readonly string[] | undefined;

  constructor(layout: Layout, items: unknown[] = []) {
    this.layout = layout;
    this.items = items;
  }

  get size(): number {
    return this.#map ? this.#map.size : this.items.length;
  }

  get(name: string): unknown {
    if (this.#map) return this.#map.get(name);
    const place = this.layout.place(name);
    return place < 0 ? undefined : this.items[place];
  }

  has(name: string): boolean {
    return this.#map ? this.#map.has(name) : this.layout.place(name) >= 0;
  }

  set(name: string, value: unknown): this {
    this.put(name, value);
    return this;
  }

  /** As {@link set}. @returns where the name stands in {@link places}, for good; -1 when it does not */
  put(name: string, value: unknown): number {
    if (this.#map) {
      this.#map.set(name, value);
      return -1;
    }
    const items = this.items;
    // Layouts only grow by names they lack, so most new fields need no search.
    let next = this.layout.known(name);
    if (!next) {
      const place = this.layout.place(name);
      if (place >= 0) {
        items[place] = value;
        return place;
      }
      next = this.layout.grow(name);
    }
    if (!next) {
      this.#giveUp().set(name, value);
      return -1;
    }
    this.layout = next;
    const place = items.length;
    items[place] = value;
    return place;
  }

  delete(name: string): boolean {
    return this.has(name) && this.#giveUp().delete(name);
  }

  clear(): void {
    this.#giveUp().clear();
  }

  /** The names of the first fields that were set, in the order in which they were. */
  get places(): readonly string[] {
    return this.#formerPlaces ?? this.layout.names();
  }

  keys(): Iterable<string> {
    return this.#map ? this.#map.keys() : this.layout.names();
  }

  *values(): Iterable<unknown> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): Iterator<[string, unknown]> {
    return this.#map ? this.#map.entries() : new Entries(this.layout.names(), this.items);
  }

  #giveUp(): Map<string, unknown> {
    if (!this.#map) {
      this.#map = new Map(this);
      this.#formerPlaces = this.layout.names();
      this.layout = NONE;
      this.items = [];
    }
    return this.#map;
  }
}

/** The entries there are when it begins. */
class Entries implements Iterator<[string, unknown]> {
  readonly #names: readonly string[];
  readonly #items: readonly unknown[];
  #at = 0;

  constructor(names: readonly string[], items: readonly unknown[]) {
    this.#names = names;
    this.#items = items;
  }

  next(): IteratorResult<[string, unknown]> {
    const at = this.#at++;
    if (at >= this.#names.length) return { done: true, value: undefined };
    return { done: false, value: [this.#names[at]!, this.#items[at]] };
  }
}
