import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import { ApexException } from '../exception.ts';
import { ApexObject, type ClassMember } from '../object.ts';
import { ApexSObject } from '../sobject/sobject.ts';
import { ApexDate, ApexDatetime, ApexDouble } from '../values/index.ts';

/** Elements of a collection that its text shows before it ends in `...`. */
const SHOWN_ELEMENTS = 10;
/** Nesting at which an object that contains itself stops being shown. */
const MAX_DEPTH = 20;

/**
 * The text of any Apex value: what concatenation, `String.valueOf(Object)` and System.debug show.
 * A Double must be boxed (`ApexDouble`): a plain number is an Integer.
 */
export function textOf(value: unknown): string {
  return textAt(value, 0);
}

function textAt(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return `${value as string | number | bigint | boolean}`;
  if (depth > MAX_DEPTH) return '(already output)';
  if (value instanceof ApexList) return `(${shown(value.items, (item) => textAt(item, depth + 1))})`;
  if (value instanceof ApexSet) return `{${shown([...value.elements()], (item) => textAt(item, depth + 1))}}`;
  if (value instanceof ApexMap) {
    return `{${shown([...value.entries()], ([key, item]) => `${textAt(key, depth + 1)}=${textAt(item, depth + 1)}`)}}`;
  }
  if (value instanceof ApexSObject) return recordText(value, depth);
  if (value instanceof ApexException) return exceptionText(value);
  if (value instanceof ApexObject) return objectText(value, depth);
  // Decimals, dates, blobs, enum values: each writes itself.
  return (value as { toString(): string }).toString();
}

function shown<T>(items: readonly T[], text: (item: T) => string): string {
  const parts = items.slice(0, SHOWN_ELEMENTS).map(text);
  if (items.length > SHOWN_ELEMENTS) parts.push('...');
  return parts.join(', ');
}

/** `Account:{Name=Acme, Id=001…}` */
function recordText(record: ApexSObject, depth: number): string {
  const parts: string[] = [];
  for (const [name, value] of record.values) parts.push(`${name}=${textAt(value, depth + 1)}`);
  for (const [name, parent] of record.parents) if (parent) parts.push(`${name}=${textAt(parent, depth + 1)}`);
  for (const [name, records] of record.children) parts.push(`${name}=${textAt(records, depth + 1)}`);
  return `${record.typeName}:{${parts.join(', ')}}`;
}

/** `System.DmlException: message` */
function exceptionText(error: ApexException): string {
  return `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
}

/** The class's own `toString()`, else `Inner:[field=value, …]` with the class's name without its outer class. */
function objectText(value: ApexObject, depth: number): string {
  const own = value.apexToString();
  if (own !== null) return own;
  const name = value.typeName;
  const members = value.$class?.members ?? [];
  const parts = members
    .filter((member) => member.slot !== null)
    .map((member) => `${member.name}=${textAt(memberValue(value, member), depth + 1)}`);
  return `${value.$class ? name.slice(name.lastIndexOf('.') + 1) : name}:[${parts.join(', ')}]`;
}

/** Value of a member as an Object: doubles boxed. */
export function memberValue(target: object, member: ClassMember): unknown {
  const value = member.slot === null ? member.get?.(target) : (target as Record<string, unknown>)[member.slot];
  return member.type === 'Double' && typeof value === 'number' ? new ApexDouble(value) : (value ?? null);
}

/** `String.valueOf` of a typed value: dates without a time, datetimes on the user's clock. */
export function valueText(value: unknown, zone: string): string {
  if (value instanceof ApexDate) return value.iso();
  if (value instanceof ApexDatetime) return value.text(zone);
  return textOf(value);
}
