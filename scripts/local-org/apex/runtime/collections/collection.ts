import { throwApex } from '../exception.ts';

/** Value of {@link Collection.lock} for a collection that never changes again, such as `Trigger.new`. */
export const READ_ONLY = -1;

/** What lists, sets and maps share: the guard against changes while a loop runs over them. */
export abstract class Collection {
  /** How many loops run over the collection now, or {@link READ_ONLY}. Generated loops may count it themselves. */
  lock = 0;

  /** Call before every structural change. */
  protected guard(): void {
    if (this.lock !== 0) this.refuse();
  }

  private refuse(): never {
    if (this.lock === READ_ONLY) throwApex('System.FinalException', 'Collection is read-only');
    throwApex('System.FinalException', 'Cannot modify a collection while it is being iterated.');
  }

  /** Makes the collection read-only for good and returns it. */
  freeze(): this {
    this.lock = READ_ONLY;
    return this;
  }

  /** Runs over `items` while the collection is locked against changes. */
  protected iterate<T>(items: Iterator<T>): IterableIterator<T> {
    return new GuardedIterator(this, items);
  }
}

class GuardedIterator<T> implements IterableIterator<T> {
  readonly #owner: Collection;
  readonly #items: Iterator<T>;
  #open: boolean;

  constructor(owner: Collection, items: Iterator<T>) {
    this.#owner = owner;
    this.#items = items;
    this.#open = owner.lock !== READ_ONLY;
    if (this.#open) owner.lock++;
  }

  next(): IteratorResult<T> {
    const step = this.#items.next();
    if (step.done) this.#close();
    return step;
  }

  return(): IteratorResult<T> {
    this.#close();
    return { done: true, value: undefined };
  }

  [Symbol.iterator](): this {
    return this;
  }

  #close(): void {
    if (this.#open) this.#owner.lock--;
    this.#open = false;
  }
}
