import { throwApex } from '../exception.ts';
import { Collection, READ_ONLY } from './collection.ts';
import { hashOf, looselyEqual, valuesEqual } from './equality.ts';
import { ApexIterator } from './iterator.ts';

const NUMBERS: ReadonlySet<string> = new Set(['Integer', 'Long', 'Double', 'Decimal']);
const alike = (a: unknown, b: unknown): boolean => looselyEqual(a, b, false);

/** Apex `List`. Generated loops may read {@link items} directly while they hold the lock. */
export class ApexList<T = unknown> extends Collection {
  /** Element type, e.g. `Integer`, `Account`, `List<String>`. */
  readonly elementType: string;
  items: T[];

  /** Takes over `items`; pass a copy to keep the array. */
  constructor(elementType: string, items: T[] = []) {
    super();
    this.elementType = elementType;
    this.items = items;
  }

  get typeName(): string {
    return `List<${this.elementType}>`;
  }

  get(index: number): T {
    if (index < 0 || index >= this.items.length) this.outOfBounds(index);
    return this.items[index]!;
  }

  set(index: number, value: T): void {
    if (this.lock === READ_ONLY) this.guard();
    if (index < 0 || index >= this.items.length) this.outOfBounds(index);
    this.items[index] = value;
  }

  /** `list[index] = value`, with the value as the result of the expression. */
  assign(index: number, value: T): T {
    this.set(index, value);
    return value;
  }

  add(value: T): void {
    if (this.lock !== 0) this.guard();
    const { items } = this;
    items[items.length] = value;
  }

  /** `add(index, value)`: shifts the rest. A loop over the list does not forbid it: public code counts on it. */
  addAt(index: number, value: T): void {
    if (this.lock === READ_ONLY) this.guard();
    if (index < 0 || index > this.items.length) this.outOfBounds(index);
    this.items.splice(index, 0, value);
  }

  addAll(values: Iterable<T>): void {
    this.guard();
    // A copy first: a list may be added to itself.
    for (const value of [...values]) this.items.push(value);
  }

  remove(index: number): T {
    this.guard();
    if (index < 0 || index >= this.items.length) this.outOfBounds(index);
    return this.items.splice(index, 1)[0]!;
  }

  clear(): void {
    this.guard();
    this.items = [];
  }

  size(): number {
    return this.items.length;
  }

  isEmpty(): boolean {
    return this.items.length === 0;
  }

  contains(value: T): boolean {
    return this.indexOf(value) >= 0;
  }

  indexOf(value: T): number {
    return this.items.findIndex((item) => valuesEqual(value, item));
  }

  clone(): ApexList<T> {
    return new ApexList(this.elementType, this.items.slice());
  }

  iterator(): ApexIterator<T> {
    return new ApexIterator(this.items);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.iterate(this.items.values());
  }

  apexEquals(other: unknown): boolean {
    if (this === other) return true;
    if (!(other instanceof ApexList) || other.items.length !== this.items.length) return false;
    // A list of Integers that became one of Longs is a copy here, and the same list on the platform.
    const sameAs =
      this.elementType !== other.elementType && NUMBERS.has(this.elementType) && NUMBERS.has(other.elementType) ? alike : valuesEqual;
    return this.items.every((item, i) => sameAs(item, other.items[i]));
  }

  apexHashCode(): number {
    return this.items.reduce((hash: number, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1);
  }

  private outOfBounds(index: number): never {
    throwApex('System.ListException', `List index out of bounds: ${index}`);
  }
}
