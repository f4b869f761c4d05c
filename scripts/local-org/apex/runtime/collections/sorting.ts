import { throwApex } from '../exception.ts';
import { ApexEnum, ApexObject, type ClassInfo } from '../object.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../values/index.ts';
import type { ApexList } from './list.ts';

type Compare = (a: never, b: never) => number;

const ascending = (a: string | number | bigint | boolean, b: string | number | bigint | boolean): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Calls `method` of a user-defined or library object; `types` (`QueueableContext`) tells overloads apart. Throws a TypeError
 * when it has none: the checker has let it pass.
 */
export function callMethod(target: ApexObject, method: string, args: readonly unknown[], types?: string): unknown {
  const slot = target.$class ? slotOf(target.$class, method.toLowerCase(), args.length, types) : method;
  const fn = slot === undefined ? undefined : (target as unknown as Record<string, unknown>)[slot];
  if (typeof fn !== 'function') throw new TypeError(`${target.typeName} has no method ${method} with ${args.length} parameters`);
  return fn.apply(target, args);
}

function slotOf({ methods }: ClassInfo, method: string, params: number, types?: string): string | undefined {
  const exact = types === undefined ? undefined : methods.get(`${method}(${types.toLowerCase()})`);
  return exact ?? methods.get(`${method}/${params}`);
}

/** True when the class of `target` declares or inherits the method. */
export function hasMethod(target: ApexObject, method: string, params: number): boolean {
  if (target.$class) return target.$class.methods.has(`${method.toLowerCase()}/${params}`);
  return typeof (target as unknown as Record<string, unknown>)[method] === 'function';
}

function comparable(value: unknown): Compare {
  if (typeof value !== 'object') return ascending;
  if (value instanceof ApexDecimal || value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime) {
    return (a: ApexDecimal, b: ApexDecimal) => a.compareTo(b);
  }
  if (value instanceof ApexDouble) return (a: ApexDouble, b: ApexDouble) => ascending(a.value, b.value);
  if (value instanceof ApexEnum) return (a: ApexEnum, b: ApexEnum) => a.ordinal - b.ordinal;
  if (value instanceof ApexObject && hasMethod(value, 'compareTo', 1))
    return (a: ApexObject, b) => callMethod(a, 'compareTo', [b]) as number;
  if (typeof value === 'object' && value !== null && 'sortKey' in value) return compareRecords;
  throwApex('System.ListException', 'One or more of the items in this list is not Comparable.');
}

/** SObjects sort by label of their type, then name, then their other fields in alphabetical order; empty values first. */
function compareRecords(a: { sortKey(): unknown[] }, b: { sortKey(): unknown[] }): number {
  const left = a.sortKey();
  const right = b.sortKey();
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareNullable(left[i] ?? null, right[i] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareNullable(a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return comparable(a)(a as never, b as never);
}

/**
 * `List.sort()`: nulls first, text by code units, stable; objects by their own `compareTo`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm#apex_System_List_sort
 */
export function sortList(list: ApexList): void {
  const first = list.items.find((item) => item !== null);
  if (first === undefined) return;
  if (first instanceof ApexObject) {
    if (list.items.length > 1) sortObjects(list);
    return;
  }
  list.items.sort(compareNullable);
}

function sortObjects(list: ApexList): void {
  list.items.sort((a, b) => {
    if (a === null || b === null) return compareNullable(a, b);
    if (a instanceof ApexObject && hasMethod(a, 'compareTo', 1)) return callMethod(a, 'compareTo', [b]) as number;
    throwApex('System.ListException', 'One or more of the items in this list is not Comparable.');
  });
}

/** `List.sort(Comparator)`. */
export function sortWith(list: ApexList, comparator: ApexObject): void {
  list.items.sort((a, b) => callMethod(comparator, 'compare', [a, b]) as number);
}
