import { fail } from '../errors.ts';
import { formatTemporal } from './format.ts';
import { isNumber } from './number.ts';
import { Period } from './period.ts';
import { Temporal } from './temporal.ts';
import { typeName, typeText } from './types.ts';
import { Binary, Key, plain, Regex, TypeValue, type Value } from './value.ts';

/** The text of a simple value; undefined for objects, arrays, null and functions. */
export function simpleText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  if (value instanceof Key) return value.name;
  if (value instanceof Temporal) {
    const format = value.schema?.get('format');
    return typeof format === 'string' ? formatTemporal(value, format) : value.toString();
  }
  if (value instanceof Period) return value.toString();
  if (value instanceof Regex) return value.source;
  if (value instanceof TypeValue) return typeText(value.type);
  if (value instanceof Binary) return new TextDecoder().decode(value.bytes);
  return undefined;
}

/** The same; throws a DataWeaveError for what has no text. */
export function textOf(value: Value): string {
  return simpleText(value) ?? cannotCoerce(value, 'String');
}

/** A value in a message: `String ("a")`, `Array`. */
export function shown(value: Value): string {
  const text = simpleText(value);
  if (text === undefined) return typeName(value);
  return `${typeName(value)} (${typeof value === 'string' ? JSON.stringify(value) : text})`;
}

/** Throws the error of an impossible coercion. */
export function cannotCoerce(value: Value, type: string, cause?: string): never {
  fail(`Cannot coerce ${shown(value)} to ${type}${cause === undefined ? '' : `, caused by: ${cause}`}`);
}

/** Throws the error of a call that no signature of a function or operator fits. */
export function notCallable(name: string, args: readonly Value[]): never {
  const list = args.map((arg, index) => `\n  ${index + 1}: ${shown(plain(arg))}`).join('');
  fail(`You called the function '${name}' with these arguments: ${list}\n\nBut there is no such combination.`);
}
