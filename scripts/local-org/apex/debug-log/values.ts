import { ApexList, ApexMap, ApexSet } from '../runtime/collections/index.ts';
import { ApexException } from '../runtime/exception.ts';
import { ApexObject } from '../runtime/object.ts';
import { ApexSObject } from '../runtime/sobject/index.ts';
import { textOf } from '../runtime/text/index.ts';
import { ApexDecimal, ApexDouble } from '../runtime/values/index.ts';

/** Characters of a text that are shown; the others are counted. */
const SHOWN_CHARACTERS = 20;
/** Elements of a collection, or fields of an object, that are shown. */
const SHOWN_ELEMENTS = 10;

const addresses = new WeakMap<object, number>();
let lastAddress = 0;

/** `0x1a`: the same for the same object; undefined for values that are none. */
export function addressOf(value: unknown): string | undefined {
  if (!isReference(value)) return undefined;
  let address = addresses.get(value);
  if (address === undefined) addresses.set(value, (address = ++lastAddress));
  return `0x${address.toString(16)}`;
}

function isReference(value: unknown): value is ApexObject | ApexSObject | ApexList | ApexSet<unknown> | ApexMap<unknown, unknown> {
  return [ApexObject, ApexSObject, ApexList, ApexSet, ApexMap].some((kind) => value instanceof kind);
}

/** A value as VARIABLE_ASSIGNMENT shows it: JSON, long texts cut, objects within objects by their addresses. No code of the source runs. */
export function loggedText(value: unknown): string {
  if (value instanceof ApexList) return listText(value.items);
  if (value instanceof ApexSet) return listText([...value.elements()]);
  if (value instanceof ApexMap) return pairsText([...value.entries()].map(([key, item]) => [addressOf(key) ?? textOf(key), item]));
  if (value instanceof ApexSObject) return pairsText([...value.values]);
  if (value instanceof ApexException) return quoted(textOf(value));
  if (value instanceof ApexObject && value.$class) {
    const fields = value.$class.members.flatMap(({ name, slot }) => (slot === null ? [] : [[name, slot] as const]));
    return pairsText(fields.map(([name, slot]) => [name, (value as unknown as Record<string, unknown>)[slot]]));
  }
  return plainText(value);
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof ApexDecimal || value instanceof ApexDouble) return textOf(value);
  return `"${textOf(value)}"`;
}

function quoted(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return JSON.stringify(text);
  return JSON.stringify(`${text.slice(0, SHOWN_CHARACTERS)} (${text.length - SHOWN_CHARACTERS} more) ...`);
}

/** Within a collection or an object: what has an address is shown by it. */
function inner(value: unknown): string {
  const address = addressOf(value);
  return address === undefined ? plainText(value) : `"${address}"`;
}

function listText(items: readonly unknown[]): string {
  return `[${shown(items.slice(0, SHOWN_ELEMENTS).map(inner), items.length)}]`;
}

function pairsText(pairs: readonly (readonly [string, unknown])[]): string {
  const parts = pairs.slice(0, SHOWN_ELEMENTS).map(([name, value]) => `${JSON.stringify(name)}:${inner(value)}`);
  return `{${shown(parts, pairs.length)}}`;
}

function shown(parts: readonly string[], count: number): string {
  const more = count > SHOWN_ELEMENTS ? [`(${count - SHOWN_ELEMENTS} more) ...`] : [];
  return [...parts, ...more].join(',');
}
