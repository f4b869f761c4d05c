import { isNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { Period } from '../values/period.ts';
import { Temporal } from '../values/temporal.ts';
import { DwFunction, DwObject, isArray, plain, type Entry, type Value } from '../values/value.ts';
import type { Format } from './format.ts';

function write(from: Value, margin: string): string {
  const value = plain(from);
  if (value === null || typeof value === 'boolean' || isNumber(value)) return String(value);
  if (isArray(value)) return block('[', ']', value, margin, write);
  if (value instanceof DwObject) return block('{', '}', value.entries, margin, writeEntry);
  if (value instanceof Temporal || value instanceof Period) return `|${value.toString()}|`;
  return value instanceof DwFunction ? '(???) -> ???' : JSON.stringify(textOf(value));
}

function writeEntry({ key, value }: Entry, margin: string): string {
  const name = /^[A-Za-z_]\w*$/.test(key.name) ? key.name : JSON.stringify(key.name);
  return `${name}: ${write(value, margin)}`;
}

function block<T>(open: string, close: string, items: readonly T[], margin: string, item: (item: T, margin: string) => string): string {
  const inner = `${margin}  `;
  return `${open}\n${items.map((one) => inner + item(one, inner)).join(', \n')}\n${margin}${close}`;
}

/** The notation of the language itself, as `log` shows values. https://docs.mulesoft.com/dataweave/latest/dataweave-formats-dw */
export const dw: Format = { write: (value) => write(value, '') };
