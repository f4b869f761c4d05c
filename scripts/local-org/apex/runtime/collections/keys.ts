import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../values/index.ts';
import { hashOf, type Hashable } from './equality.ts';

/** What a JavaScript Map is keyed by: the primitive itself, a text standing for a value object, or the stored object. */
export type Key = unknown;

/** Starts the texts that stand for value objects; no Apex text starts with it in practice. */
const MARK = '\u0000\uffff';

/** Key of an object that is not stored, or not under its present value. */
const ABSENT = Symbol('absent');

function valueKey(value: object): Key {
  if (value instanceof ApexDate) return `${MARK}D${value.epochDay}`;
  if (value instanceof ApexDatetime) return `${MARK}T${value.ms}`;
  if (value instanceof ApexDecimal) return `${MARK}N${value.unscaled}/${value.scale}`;
  if (value instanceof ApexDouble) return `${MARK}F${Object.is(value.value, -0) ? '-0' : value.value}`;
  if (value instanceof ApexTime) return `${MARK}H${value.ms}`;
  if (value instanceof ApexBlob) return `${MARK}B${value.hex()}`;
  return value;
}

/**
 * Finds the key under which a value is kept. Primitives are their own keys; value objects get a text; objects with
 * `equals` are sought among the stored objects of the same hash. A record changed after it was stored is
 * therefore not found again, as on the platform.
 */
export class KeyIndex {
  #buckets: Map<number, Hashable[]> | undefined;

  /** The key of an equal stored value, or one that nothing is stored under. */
  find(value: unknown): Key {
    if (typeof value !== 'object' || value === null) return value;
    if (!('apexHashCode' in value)) return valueKey(value);
    const bucket = this.#buckets?.get(hashOf(value));
    return bucket?.find((stored) => stored === value || (value as Hashable).apexEquals(stored)) ?? ABSENT;
  }

  /** As {@link find}; remembers the value when it is new. */
  intern(value: unknown): Key {
    if (typeof value !== 'object' || value === null) return value;
    if (!('apexHashCode' in value)) return valueKey(value);
    const hash = hashOf(value);
    this.#buckets ??= new Map();
    const bucket = this.#buckets.get(hash);
    if (!bucket) {
      this.#buckets.set(hash, [value as Hashable]);
      return value;
    }
    const known = bucket.find((stored) => stored === value || (value as Hashable).apexEquals(stored));
    if (known) return known;
    bucket.push(value as Hashable);
    return value;
  }

  /** Forgets a key got from {@link find}. */
  forget(key: Key): void {
    if (!this.#buckets || typeof key !== 'object' || key === null) return;
    for (const [hash, bucket] of this.#candidates(key)) {
      const at = bucket.indexOf(key as Hashable);
      if (at < 0) continue;
      bucket.splice(at, 1);
      if (bucket.length === 0) this.#buckets.delete(hash);
      return;
    }
  }

  clear(): void {
    this.#buckets = undefined;
  }

  /** The bucket of the object's present hash, then all others: it may have changed since it was stored. */
  *#candidates(key: object): Iterable<[number, Hashable[]]> {
    const hash = hashOf(key);
    const bucket = this.#buckets!.get(hash);
    if (bucket) yield [hash, bucket];
    yield* this.#buckets!;
  }
}
