import { looselyEqual } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { isId, to18 } from '../../runtime/sobject/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import { ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import type { ApexType } from './type.ts';
import { runtimeTypeOf } from './typeOf.ts';

function failed(text: string, message: unknown): never {
  throwApex(
    'System.AssertException',
    message === undefined || message === null ? text : `${text.replace(/: .*$/s, '')}: ${textOf(message)}${detail(text)}`,
  );
}

/** `: Expected: 1, Actual: 2` after the message of the test. */
function detail(text: string): string {
  const at = text.indexOf(': ');
  return at < 0 ? '' : `: ${text.slice(at + 2)}`;
}

/** The 15 and the 18 characters of one record's id: an Id is equal to either, two Strings are not. `types` as in {@link areEqual}. */
function sameId(types: string, a: unknown, b: unknown): boolean {
  if (types.startsWith('String,String')) return false;
  if (typeof a !== 'string' || typeof b !== 'string' || a.length === b.length || !isId(a) || !isId(b)) return false;
  return to18(a) === to18(b) && current().host.source.schema.byKeyPrefix(a.slice(0, 3)) !== undefined;
}

/** Two moments within one second: assertions compare datetimes as they are stored. */
function sameSecond(a: unknown, b: unknown): boolean {
  return a instanceof ApexDatetime && b instanceof ApexDatetime && Math.floor(a.ms / 1000) === Math.floor(b.ms / 1000);
}

/** @param types static types of the arguments, as the values of Ids and Strings look alike, e.g. `Id,String` */
function areEqual(types: string, expected: unknown, actual: unknown, message?: unknown): void {
  const equal = looselyEqual(expected, actual, false) || sameId(types, expected, actual) || sameSecond(expected, actual);
  if (!equal) failed(`Assertion Failed: Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`, message);
}

function areNotEqual(unexpected: unknown, actual: unknown, message?: unknown): void {
  if (looselyEqual(unexpected, actual, false)) failed(`Assertion Failed: Same value: ${textOf(actual)}`, message);
}

function isTrue(condition: boolean | null, message?: unknown): void {
  if (condition !== true) failed('Assertion Failed', message);
}

function isFalse(condition: boolean | null, message?: unknown): void {
  if (condition !== false) failed('Assertion Failed', message);
}

function isInstance(value: unknown, type: ApexType): boolean {
  if (value === null) return false;
  const actual = current().findType(runtimeTypeOf(value));
  return actual !== undefined && type.runtime.isAssignableFrom(actual);
}

function isInstanceOfType(value: unknown, type: ApexType, message?: unknown): void {
  if (!isInstance(value, type)) failed(`Assertion Failed: Expected an instance of ${type.runtime.name}, Actual: ${textOf(value)}`, message);
}

function isNotInstanceOfType(value: unknown, type: ApexType, message?: unknown): void {
  if (isInstance(value, type)) failed(`Assertion Failed: Unexpected instance of ${type.runtime.name}: ${textOf(value)}`, message);
}

function isNull(value: unknown, message?: unknown): void {
  if (value !== null) failed(`Assertion Failed: Expected: null, Actual: ${textOf(value)}`, message);
}

function isNotNull(value: unknown, message?: unknown): void {
  if (value === null) failed('Assertion Failed: Expected: not null, Actual: null', message);
}

function fail(message?: unknown): void {
  failed('Assertion Failed', message);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm */
export const assertType: NativeTypeSpec = {
  name: 'System.Assert',
  needsArgumentTypes: ['areequal'],
  statics: {
    'areEqual(Object expected, Object actual): void': areEqual,
    'areEqual(Object expected, Object actual, String message): void': areEqual,
    'areNotEqual(Object unexpected, Object actual): void': areNotEqual,
    'areNotEqual(Object unexpected, Object actual, String message): void': areNotEqual,
    'fail(): void': fail,
    'fail(String message): void': fail,
    'isFalse(Boolean condition): void': isFalse,
    'isFalse(Boolean condition, String message): void': isFalse,
    'isInstanceOfType(Object value, System.Type type): void': isInstanceOfType,
    'isInstanceOfType(Object value, System.Type type, String message): void': isInstanceOfType,
    'isNotInstanceOfType(Object value, System.Type type): void': isNotInstanceOfType,
    'isNotInstanceOfType(Object value, System.Type type, String message): void': isNotInstanceOfType,
    'isNotNull(Object value): void': isNotNull,
    'isNotNull(Object value, String message): void': isNotNull,
    'isNull(Object value): void': isNull,
    'isNull(Object value, String message): void': isNull,
    'isTrue(Boolean condition): void': isTrue,
    'isTrue(Boolean condition, String message): void': isTrue,
  },
};

/** The older assertions of System. */
export const ASSERT_STATICS: Record<string, NativeFn> = {
  'assert(Boolean condition): void': isTrue,
  'assert(Boolean condition, Object message): void': isTrue,
  'assertEquals(Object expected, Object actual): void': areEqual,
  'assertEquals(Object expected, Object actual, Object message): void': areEqual,
  'assertNotEquals(Object unexpected, Object actual): void': areNotEqual,
  'assertNotEquals(Object unexpected, Object actual, Object message): void': areNotEqual,
};
