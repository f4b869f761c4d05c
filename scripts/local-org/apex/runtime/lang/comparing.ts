import { looselyEqual } from '../collections/index.ts';
import { ApexEnum } from '../object.ts';
import { to18 } from '../sobject/id.ts';
import { ApexDecimal, ApexDouble } from '../values/index.ts';
import { ge, gt, le, lt, magnitude } from './numbers.ts';

/** Comparison operators that generated code does not inline. */

const fold = (text: string): string => text.toLowerCase();

/** `==` on String: ignores case. */
export function textEqual(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.length === b.length && fold(a) === fold(b);
}

/** `==` where an Id is involved: 15 and 18 character forms are equal. */
export function idEqual(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return (a.length !== b.length ? to18(a) === to18(b) : false) || textEqual(a, b);
}

/** `==` on everything else: by value for collections, records and numbers. */
export function equal(a: unknown, b: unknown): boolean {
  return looselyEqual(a, b, true);
}

/** `===` where a Double may be held as an Object: each time in a box of its own here, in one and the same on the platform. */
export function identical(a: unknown, b: unknown): boolean {
  return a === b || (a instanceof ApexDouble && b instanceof ApexDouble && Object.is(a.value, b.value));
}

/** Order of texts for `<` and the like: ignores case, null first. */
export function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [left, right] = [fold(a), fold(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `<`, `>`, `<=`, `>=` on decimals, dates, times and enums; false when one side is null. */
export function compareValues(a: unknown, b: unknown, op: string): boolean {
  const compare = op === '<' ? lt : op === '>' ? gt : op === '<=' ? le : ge;
  if (a === null || b === null) return compare(a as null, b as null);
  if (a instanceof ApexDecimal && b instanceof ApexDecimal) return compare(a.compareTo(b), 0);
  if (a instanceof ApexEnum && b instanceof ApexEnum) return compare(a.ordinal, b.ordinal);
  return compare(magnitude(a) ?? null, magnitude(b) ?? null);
}
