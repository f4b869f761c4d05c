import { nullPointer, throwApex } from '../exception.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../values/index.ts';

/** Number operators and conversions that generated code does not inline. */

function divideByZero(): never {
  throwApex('System.MathException', 'Divide by 0');
}

/** Integer division, cut off towards zero. */
export function idiv(a: number, b: number): number {
  if (b === 0) divideByZero();
  return (a / b) | 0;
}

export function ldiv(a: bigint, b: bigint): bigint {
  if (b === 0n) divideByZero();
  return BigInt.asIntN(64, a / b);
}

export function fdiv(a: number, b: number): number {
  if (b === 0) divideByZero();
  return a / b;
}

export function ddiv(a: ApexDecimal, b: ApexDecimal): ApexDecimal {
  if (b.isZero()) divideByZero();
  return a.divideBy(b);
}

/** `>>>` on Long. */
export function lshr(a: bigint, b: bigint): bigint {
  return BigInt.asIntN(64, BigInt.asUintN(64, a) >> (b & 63n));
}

type Num = number | bigint | null;

// Comparisons with null are false.
// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
export const lt = (a: Num, b: Num): boolean => a !== null && b !== null && a < b;
export const gt = (a: Num, b: Num): boolean => a !== null && b !== null && a > b;
export const le = (a: Num, b: Num): boolean => (a !== null && b !== null && a <= b) || (a === null && b === null);
export const ge = (a: Num, b: Num): boolean => (a !== null && b !== null && a >= b) || (a === null && b === null);

export function toLong(value: unknown): bigint | null {
  if (value === null || typeof value === 'bigint') return value;
  if (typeof value === 'number') return clampLong(value);
  if (value instanceof ApexDecimal) return BigInt.asIntN(64, value.truncate());
  if (value instanceof ApexDouble) return clampLong(value.value);
  return nullPointer();
}

/** As Java narrows a double: cut off, and bounded by the type. */
function clampLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

export function toInteger(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
  if (typeof value === 'number')
    return Number.isInteger(value) ? value | 0 : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value))) | 0;
  if (value instanceof ApexDecimal) return value.toInteger();
  if (value instanceof ApexDouble) return toInteger(value.value);
  return nullPointer();
}

export function toDouble(value: unknown): number | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  return nullPointer();
}

/** From a plain number that is an Integer when whole: Doubles arrive through {@link doubleToDecimal}. */
export function toDecimal(value: unknown): ApexDecimal | null {
  if (value === null || value instanceof ApexDecimal) return value;
  if (typeof value === 'bigint') return ApexDecimal.ofWhole(value);
  if (typeof value === 'number') return ApexDecimal.ofWhole(value);
  if (value instanceof ApexDouble) return doubleToDecimal(value.value);
  return nullPointer();
}

export function doubleToDecimal(value: number | null): ApexDecimal | null {
  return value === null ? null : ApexDecimal.ofDouble(value);
}

/** A Double on its way into an Object variable or a collection. */
export function box(value: number | null): ApexDouble | null {
  return value === null ? null : new ApexDouble(value);
}

/** A Double taken out of an Object variable or a collection; a record field may hold it as a Decimal. */
export function unbox(value: unknown): number | null {
  return toDouble(value);
}

export function toDatetime(value: unknown): unknown {
  return value instanceof ApexDate ? new ApexDatetime(value.epochDay * 86_400_000) : value;
}

type Moment = ApexDate | ApexDatetime;

export function plusDays(value: Moment | null, days: number | bigint | null): Moment {
  if (value === null || days === null) return nullPointer();
  if (value instanceof ApexDate) return value.addDays(Number(days));
  return new ApexDatetime(value.ms + Math.round(Number(days) * 86_400_000));
}

export function minusDays(value: Moment | null, days: number | bigint | null): Moment {
  if (days === null) return nullPointer();
  return plusDays(value, -Number(days));
}

/** The number behind a comparable value. */
export function magnitude(value: unknown): number | undefined {
  if (value instanceof ApexDate) return value.epochDay;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  return undefined;
}
