import { Collection } from './collection.ts';
import { hashOf, valuesEqual } from './equality.ts';
import { ApexIterator } from './iterator.ts';
import { KeyIndex, type Key } from './keys.ts';
import { ApexList } from './list.ts';
import { throwApex } from '../exception.ts';
import { ApexSet } from './set.ts';

/** Apex `Map`. Keeps the order in which keys were first put. Text keys are case-sensitive. */
export class ApexMap<K = unknown, V = unknown> extends Collection {
  readonly keyType: string;
  readonly valueType: string;
  readonly #values = new Map<Key, V>();
  readonly #keys = new KeyIndex();
  /** Keys of {@link #values} that stand for another value (dates, decimals …). */
  #originals: Map<Key, K> | undefined;
  #keySet: MapKeySet<K> | undefined;

  constructor(keyType: string, valueType: string) {
    super();
    this.keyType = keyType;
    this.valueType = valueType;
  }

  get typeName(): string {
    return `Map<${this.keyType},${this.valueType}>`;
  }

  get(key: K): V | null {
    const value = this.#values.get(typeof key === 'string' ? key : this.#keys.find(key));
    return value === undefined ? null : value;
  }

  /** Returns the value the key had before, or null. */
  put(key: K, value: V): V | null {
    this.guard();
    const stored = typeof key === 'string' ? key : this.#keys.intern(key);
    const before = this.#values.get(stored);
    if (typeof stored === 'string' && typeof key !== 'string' && before === undefined) (this.#originals ??= new Map()).set(stored, key);
    this.#values.set(stored, value);
    return before === undefined ? null : before;
  }

  /** `map[key] = value` in initialisers: as {@link put} without a result. */
  assign(key: K, value: V): this {
    this.put(key, value);
    return this;
  }

  putAll(other: ApexMap<K, V>): void {
    for (const [key, value] of other.entries()) this.put(key, value);
  }

  containsKey(key: K): boolean {
    return this.#values.has(typeof key === 'string' ? key : this.#keys.find(key));
  }

  remove(key: K): V | null {
    this.guard();
    const stored = this.#keys.find(key);
    const value = this.#values.get(stored);
    if (value === undefined) return null;
    this.#values.delete(stored);
    this.#keys.forget(stored);
    this.#originals?.delete(stored);
    return value;
  }

  clear(): void {
    this.guard();
    this.#values.clear();
    this.#keys.clear();
    this.#originals = undefined;
  }

  size(): number {
    return this.#values.size;
  }

  isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** A view: removing from it removes from the map, adding to it is refused. */
  keySet(): ApexSet<K> {
    return (this.#keySet ??= new MapKeySet(this));
  }

  values(): ApexList<V> {
    return new ApexList(this.valueType, [...this.#values.values()]);
  }

  clone(): ApexMap<K, V> {
    const copy = new ApexMap<K, V>(this.keyType, this.valueType);
    copy.putAll(this);
    return copy;
  }

  iterator(): ApexIterator<K> {
    return new ApexIterator(this.keys());
  }

  *keys(): IterableIterator<K> {
    for (const stored of this.#values.keys()) yield this.#original(stored);
  }

  *entries(): IterableIterator<[K, V]> {
    for (const [stored, value] of this.#values) yield [this.#original(stored), value];
  }

  /** For a loop over the key set: it runs over the keys as they are now, so the map itself may change meanwhile. */
  loopOverKeys(): IterableIterator<K> {
    return [...this.keys()].values();
  }

  apexEquals(other: unknown): boolean {
    if (this === other) return true;
    if (!(other instanceof ApexMap) || other.size() !== this.size()) return false;
    for (const [key, value] of this.entries()) if (!other.containsKey(key) || !valuesEqual(value, other.get(key))) return false;
    return true;
  }

  apexHashCode(): number {
    let hash = 0;
    for (const [key, value] of this.entries()) hash = (hash + (hashOf(key) ^ hashOf(value))) | 0;
    return hash;
  }

  #original(stored: Key): K {
    const original = this.#originals?.get(stored);
    return original === undefined ? (stored as K) : original;
  }
}

class MapKeySet<K> extends ApexSet<K> {
  readonly #map: ApexMap<K, unknown>;

  constructor(map: ApexMap<K, unknown>) {
    super(map.keyType);
    this.#map = map;
  }

  override add(): boolean {
    throwApex('System.FinalException', 'Collection is read-only');
  }

  override addAll(values: Iterable<K>): boolean {
    if ([...values].length === 0) return false;
    throwApex('System.FinalException', 'Collection is read-only');
  }

  override remove(value: K): boolean {
    const known = this.#map.containsKey(value);
    if (known) this.#map.remove(value);
    return known;
  }

  override contains(value: K): boolean {
    return this.#map.containsKey(value);
  }

  override clear(): void {
    this.#map.clear();
  }

  override size(): number {
    return this.#map.size();
  }

  override elements(): IterableIterator<K> {
    return this.#map.keys();
  }

  override [Symbol.iterator](): IterableIterator<K> {
    return this.#map.loopOverKeys();
  }
}
