import { compareNumbers, isNumber, parseNumber } from './number.ts';
import { Period } from './period.ts';
import { parseIso, Temporal } from './temporal.ts';
import { cannotCoerce, simpleText } from './text.ts';
import { typeName } from './types.ts';
import { Binary, DwObject, isArray, Key, Regex, type Value } from './value.ts';

/** `==`: values of different types differ, except keys and their names. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof Key) return equal(a.name, b);
  if (b instanceof Key) return equal(a, b.name);
  if (isNumber(a)) return isNumber(b) && compareNumbers(a, b) === 0;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]!));
  if (a instanceof DwObject) return b instanceof DwObject && equalObjects(a, b);
  if (a instanceof Temporal) return b instanceof Temporal && a.kind === b.kind && a.epoch === b.epoch;
  if (a instanceof Period || a instanceof Regex) return typeName(a) === typeName(b) && simpleText(a) === simpleText(b);
  return a instanceof Binary && b instanceof Binary && simpleText(a) === simpleText(b);
}

/** Same names, attributes and values in the same order. */
function equalObjects(a: DwObject, b: DwObject): boolean {
  if (a.entries.length !== b.entries.length) return false;
  return a.entries.every((entry, index) => {
    const other = b.entries[index]!;
    const [left, right] = [entry.key.attributes ?? null, other.key.attributes ?? null];
    return entry.key.name === other.key.name && equal(left, right) && equal(entry.value, other.value);
  });
}

/** `~=`: one side is coerced to the type of the other. */
export function similar(a: Value, b: Value): boolean {
  if (equal(a, b)) return true;
  if (isArray(a) || isArray(b) || a instanceof DwObject || b instanceof DwObject || a === null || b === null) return false;
  const [left, right] = [simpleText(a), simpleText(b)];
  if (isNumber(a) || isNumber(b)) {
    const [x, y] = [parseNumber(left ?? ''), parseNumber(right ?? '')];
    return x !== undefined && y !== undefined && compareNumbers(x, y) === 0;
  }
  return left === right;
}

/** Negative, zero or positive; text is coerced to what it is compared with. Throws a DataWeaveError for what has no order. */
export function compare(a: Value, b: Value): number {
  if (isNumber(a) || isNumber(b)) return compareNumbers(numberOf(a), numberOf(b));
  if (a instanceof Temporal || b instanceof Temporal) return momentOf(a) - momentOf(b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Period && b instanceof Period) return a.months * 31 + a.days - b.months * 31 - b.days || a.ms - b.ms;
  const [left, right] = [simpleText(a) ?? cannotCoerce(a, 'Comparable'), simpleText(b) ?? cannotCoerce(b, 'Comparable')];
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(value: Value): ReturnType<typeof parseNumber> & {} {
  if (isNumber(value)) return value;
  const text = typeof value === 'string' || value instanceof Key ? simpleText(value) : undefined;
  return (text === undefined ? undefined : parseNumber(text)) ?? cannotCoerce(value, 'Number');
}

function momentOf(value: Value): number {
  const moment = typeof value === 'string' ? parseIso(value) : value;
  return moment instanceof Temporal ? moment.epoch : cannotCoerce(value, 'DateTime');
}
