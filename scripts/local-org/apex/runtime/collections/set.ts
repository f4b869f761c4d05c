import { Collection } from './collection.ts';
import { hashOf } from './equality.ts';
import { ApexIterator } from './iterator.ts';
import { KeyIndex, type Key } from './keys.ts';

/** Apex `Set`. Keeps the order in which elements were first added. Text elements are case-sensitive. */
export class ApexSet<T = unknown> extends Collection {
  readonly elementType: string;
  readonly #items = new Map<Key, T>();
  readonly #keys = new KeyIndex();

  constructor(elementType: string, values?: Iterable<T>) {
    super();
    this.elementType = elementType;
    if (values) for (const value of values) this.#items.set(this.#keys.intern(value), value);
  }

  get typeName(): string {
    return `Set<${this.elementType}>`;
  }

  /** True when the element is new. */
  add(value: T): boolean {
    this.guard();
    const key = this.#keys.intern(value);
    if (this.#items.has(key)) return false;
    this.#items.set(key, value);
    return true;
  }

  addAll(values: Iterable<T>): boolean {
    this.guard();
    let changed = false;
    for (const value of [...values]) changed = this.add(value) || changed;
    return changed;
  }

  remove(value: T): boolean {
    this.guard();
    const key = this.#keys.find(value);
    if (!this.#items.delete(key)) return false;
    this.#keys.forget(key);
    return true;
  }

  removeAll(values: Iterable<T>): boolean {
    this.guard();
    let changed = false;
    for (const value of [...values]) changed = this.remove(value) || changed;
    return changed;
  }

  /** Keeps only elements that are also in `values`. True when something was removed. */
  retainAll(values: Iterable<T>): boolean {
    this.guard();
    const keep = new ApexSet<T>(this.elementType, values);
    return this.removeAll([...this.elements()].filter((item) => !keep.contains(item)));
  }

  contains(value: T): boolean {
    return this.#items.has(this.#keys.find(value));
  }

  containsAll(values: Iterable<T>): boolean {
    for (const value of values) if (!this.contains(value)) return false;
    return true;
  }

  clear(): void {
    this.guard();
    this.#items.clear();
    this.#keys.clear();
  }

  size(): number {
    return this.#items.size;
  }

  isEmpty(): boolean {
    return this.size() === 0;
  }

  clone(): ApexSet<T> {
    return new ApexSet(this.elementType, this.elements());
  }

  iterator(): ApexIterator<T> {
    return new ApexIterator(this.elements());
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.iterate(this.elements());
  }

  /** The elements without the guard against changes. */
  elements(): IterableIterator<T> {
    return this.#items.values();
  }

  apexEquals(other: unknown): boolean {
    if (this === other) return true;
    return other instanceof ApexSet && other.size() === this.size() && this.containsAll(other.elements());
  }

  apexHashCode(): number {
    let hash = 0;
    for (const item of this.elements()) hash = (hash + hashOf(item)) | 0;
    return hash;
  }
}
