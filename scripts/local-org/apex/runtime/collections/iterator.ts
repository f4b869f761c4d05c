import { throwApex } from '../exception.ts';
import { ApexObject } from '../object.ts';

/** `System.Iterator` over a platform collection; sees the elements as they were when it was made. */
export class ApexIterator<T = unknown> extends ApexObject {
  readonly #items: readonly T[];
  #next = 0;

  constructor(items: Iterable<T>) {
    super();
    this.#items = [...items];
  }

  override get typeName(): string {
    return 'Iterator';
  }

  hasNext(): boolean {
    return this.#next < this.#items.length;
  }

  next(): T {
    if (!this.hasNext()) throwApex('System.NoSuchElementException', 'Iterator has no more elements.');
    return this.#items[this.#next++]!;
  }
}
