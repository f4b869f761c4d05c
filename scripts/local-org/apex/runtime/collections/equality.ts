import { ApexEnum } from '../object.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../values/index.ts';

/** What collections, SObjects and ApexObjects answer for equality and hashing. */
export interface Hashable {
  apexEquals(other: unknown): boolean;
  apexHashCode(): number;
}

function isHashable(value: object): value is Hashable {
  return 'apexHashCode' in value;
}

/** `equals`: what collections use. Text is case-sensitive, 1.0 and 1.00 differ (BigDecimal.equals), 1 and 1L differ. */
export function valuesEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (isHashable(a)) return a.apexEquals(b);
  if (a instanceof ApexDecimal) return b instanceof ApexDecimal && a.identical(b);
  if (a instanceof ApexDouble) return b instanceof ApexDouble && Object.is(a.value, b.value);
  if (a instanceof ApexDate) return b instanceof ApexDate && a.equals(b);
  if (a instanceof ApexDatetime) return b instanceof ApexDatetime && a.equals(b);
  if (a instanceof ApexTime) return b instanceof ApexTime && a.equals(b);
  if (a instanceof ApexBlob) return b instanceof ApexBlob && a.equals(b);
  return false;
}

/** A numeric value of any type as a Decimal; undefined when it is no number. */
function numeric(value: unknown): ApexDecimal | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return ApexDecimal.ofWhole(value);
  if (value instanceof ApexDecimal) return value;
  if (value instanceof ApexDouble && Number.isFinite(value.value)) return ApexDecimal.ofDouble(value.value);
  return undefined;
}

/**
 * Equality across numeric types (1, 1L, 1.0 and 1.00 are equal), else {@link valuesEqual}; with `ignoreCase`
 * it is the `==` operator on values whose static type is Object.
 */
export function looselyEqual(a: unknown, b: unknown, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return ignoreCase && a.toLowerCase() === b.toLowerCase();
  const left = numeric(a);
  const right = left && numeric(b);
  if (left && right) return left.compareTo(right) === 0;
  if (a instanceof ApexDatetime && b instanceof ApexDate) return a.ms === b.epochDay * 86_400_000;
  if (a instanceof ApexDate && b instanceof ApexDatetime) return b.ms === a.epochDay * 86_400_000;
  return valuesEqual(a, b);
}

/** Java's hash of a text. */
export function textHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

const longHash = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

/** `hashCode()` of any value; equal values (see {@link valuesEqual}) have equal hashes. */
export function hashOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return textHash(value);
    case 'number':
      return value | 0;
    case 'boolean':
      return value ? 1231 : 1237;
    case 'bigint':
      return longHash(value);
  }
  if (value === null || typeof value !== 'object') return 0;
  if (isHashable(value)) return value.apexHashCode();
  if (value instanceof ApexDecimal) return (Math.imul(31, longHash(value.unscaled)) + value.scale) | 0;
  if (value instanceof ApexDouble) return textHash(String(value.value));
  if (value instanceof ApexDate) return value.epochDay;
  if (value instanceof ApexDatetime) return longHash(BigInt(value.ms));
  if (value instanceof ApexTime) return value.ms;
  if (value instanceof ApexBlob) return textHash(value.hex());
  // Enum values and exceptions: equal only to themselves.
  return value instanceof ApexEnum ? textHash(value.name) : 0;
}
