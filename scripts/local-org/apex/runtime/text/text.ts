import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import { ApexException } from '../exception.ts';
import { ApexObject, type ClassInfo, type ClassMember } from '../object.ts';
import { ApexSObject } from '../sobject/sobject.ts';
import { ApexDate, ApexDatetime, ApexDouble } from '../values/index.ts';

/** Elements of a collection that its text shows before it ends in `...`. */
const SHOWN_ELEMENTS = 10;
/** Stands for an object that the text already shows. */
const SHOWN_BEFORE = '(already output)';

/**
 * The text of any Apex value: what concatenation, `String.valueOf(Object)` and System.debug show. Collections and objects
 * of classes are shown once: where they occur again the text says so.
 * A Double must be boxed (`ApexDouble`): a plain number is an Integer.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm#apex_System_List_toString
 */
export function textOf(value: unknown): string {
  return textAt(value, null);
}

/** The text of a value; `seen` are the objects around and before it. */
function textAt(value: unknown, seen: Set<object> | null): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return `${value as string | number | bigint | boolean}`;
  if (value instanceof ApexList) return once(value, seen, (shownSoFar) => `(${shown(value.items, (item) => textAt(item, shownSoFar))})`);
  if (value instanceof ApexSet) {
    return once(value, seen, (shownSoFar) => `{${shown([...value.elements()], (item) => textAt(item, shownSoFar))}}`);
  }
  if (value instanceof ApexMap) return once(value, seen, (shownSoFar) => mapText(value, shownSoFar));
  if (value instanceof ApexSObject) return recordText(value, seen ?? new Set());
  if (value instanceof ApexException) return exceptionText(value, seen ?? new Set());
  if (value instanceof ApexObject) return value.apexToString() ?? once(value, seen, (shownSoFar) => objectText(value, shownSoFar));
  // Decimals, dates, blobs, enum values: each writes itself.
  return (value as { toString(): string }).toString();
}

function once(value: object, seen: Set<object> | null, text: (seen: Set<object>) => string): string {
  if (seen?.has(value)) return SHOWN_BEFORE;
  return text((seen ?? new Set()).add(value));
}

function shown<T>(items: readonly T[], text: (item: T) => string): string {
  const parts = items.slice(0, SHOWN_ELEMENTS).map(text);
  if (items.length > SHOWN_ELEMENTS) parts.push('...');
  return parts.join(', ');
}

function mapText(map: ApexMap, seen: Set<object>): string {
  return `{${shown([...map.entries()], ([key, item]) => `${textAt(key, seen)}=${textAt(item, seen)}`)}}`;
}

/** `Account:{Name=Acme, Id=001…}`; a record is left out only inside itself. */
function recordText(record: ApexSObject, seen: Set<object>): string {
  if (seen.has(record)) return SHOWN_BEFORE;
  seen.add(record);
  const parts: string[] = [];
  for (const [name, value] of record.values) parts.push(`${name}=${textAt(value, seen)}`);
  for (const [name, parent] of record.parents) if (parent) parts.push(`${name}=${textAt(parent, seen)}`);
  for (const [name, records] of record.children) parts.push(`${name}=${textAt(records, seen)}`);
  seen.delete(record);
  return `${record.typeName}:{${parts.join(', ')}}`;
}

/** `System.MathException: message` when the platform raised it; what Apex code made starts like any object: `OrderException:[]: message`. */
function exceptionText(error: ApexException, seen: Set<object>): string {
  const message = error.apexMessage ?? 'Script-thrown exception';
  if (!error.$class && !error.scripted) return `${error.typeName}: ${message}`;
  return `${shortName(error.typeName)}:[${fieldsText(error, error.$class, seen)}]: ${message}`;
}

/** `Inner:[field=value, …]` with the class's name without its outer class. */
function objectText(value: ApexObject, seen: Set<object>): string {
  const name = value.$class?.shownAs ?? value.typeName;
  return `${value.$class ? shortName(name) : name}:[${fieldsText(value, value.$class, seen)}]`;
}

const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function fieldsText(value: object, info: ClassInfo | undefined, seen: Set<object>): string {
  return (info?.members ?? [])
    .filter((member) => member.slot !== null)
    .map((member) => `${member.name}=${textAt(memberValue(value, member), seen)}`)
    .join(', ');
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
