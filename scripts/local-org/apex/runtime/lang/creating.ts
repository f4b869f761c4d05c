import { ApexList, ApexMap, ApexSet, READ_ONLY } from '../collections/index.ts';
import { ApexException, nullPointer, throwApex } from '../exception.ts';
import type { ApexSObject } from '../sobject/sobject.ts';
import { box, toDecimal, toDouble, toLong } from './numbers.ts';

/** Creation of collections, records and exceptions, and the loops over them. */

export function list<T>(elementType: string, items: T[]): ApexList<T> {
  return new ApexList(elementType, items);
}

export function set<T>(elementType: string, items: T[]): ApexSet<T> {
  return new ApexSet(elementType, items);
}

export function map(keyType: string, valueType: string): ApexMap {
  return new ApexMap(keyType, valueType);
}

/** `new Integer[size]`: a list of nulls. */
export function array(elementType: string, size: number): ApexList {
  if (size < 0) throwApex('System.ListException', `Invalid list size: ${size}`);
  return new ApexList<unknown>(elementType, new Array<unknown>(size).fill(null));
}

export function withParents(created: ApexSObject, fill: (record: ApexSObject) => void): ApexSObject {
  fill(created);
  return created;
}

export function newException(typeName: string, message: string | null, cause: ApexException | null): ApexException {
  // Its text is for the component alone: in Apex, getMessage() only knows what setMessage was given.
  if (typeName === 'System.AuraHandledException') return new ApexException(typeName, null, cause, message);
  const created = new ApexException(typeName, message, cause);
  created.scripted = true;
  return created;
}

/** `super(message)` of a user-defined exception. */
export function setupException(exception: ApexException, message: string | null, cause: ApexException | null): void {
  exception.apexMessage = message;
  exception.apexCause = cause;
}

/** Guards a list against changes while a loop runs; answers what {@link unlock} needs. */
export function lock(items: ApexList): boolean {
  if (items.lock === READ_ONLY) return false;
  items.lock++;
  return true;
}

export function unlock(items: ApexList, locked: boolean): void {
  if (locked) items.lock--;
}

const CHUNK = 200;

/** `for (List<X> rows : [SELECT …])`: 200 rows at a time. */
export function* chunks(rows: ApexList): Iterable<ApexList> {
  for (let at = 0; at < rows.items.length; at += CHUNK) yield new ApexList(rows.elementType, rows.items.slice(at, at + CHUNK));
}

/** The single record of a query that is assigned to an SObject. */
export function toRecord(rows: ApexList): unknown {
  if (rows.items.length === 1) return rows.items[0];
  throwApex(
    'System.QueryException',
    rows.items.length === 0 ? 'List has no rows for assignment to SObject' : 'List has more than 1 row for assignment to SObject',
  );
}

/** The same before `??` and `?.`, where no row is null. */
export function toRecordOrNull(rows: ApexList): unknown {
  return rows.items.length === 0 ? null : toRecord(rows);
}

export function assigned<T>(set: (target: unknown, value: T) => void, target: unknown, value: T): T {
  set(target, value);
  return value;
}

export function assignedStatic<T>(set: (value: T) => void, value: T): T {
  set(value);
  return value;
}

/** The numbers of a list as another type of number, in a list of their own. */
export function numbersAs(numbers: ApexList | null, elementType: string): ApexList | null {
  if (numbers === null) return null;
  const as = elementType === 'Long' ? toLong : elementType === 'Double' ? (value: unknown) => box(toDouble(value)) : toDecimal;
  return new ApexList<unknown>(
    elementType,
    numbers.items.map((value) => as(value)),
  );
}

/** `object.clone()` on an object of a user-defined class: a shallow copy. */
export function cloneObject(object: object | null): object {
  if (object === null) nullPointer();
  return Object.assign(new (object.constructor as new () => object)(), object);
}
