import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { callLogging } from '../debug-log/index.ts';
import { ApexList, ApexSet } from '../runtime/collections/index.ts';
import { current } from '../runtime/context.ts';
import { ApexException, caught, governor, nullPointer, throwApex } from '../runtime/exception.ts';
import { ApexObject, type ClassInfo } from '../runtime/object.ts';
import { platformEnum, platformEnumValues } from '../runtime/platformEnums.ts';
import { asId } from '../runtime/sobject/index.ts';
import { textOf } from '../runtime/text/index.ts';
import { service, type LanguageServices } from '../runtime/services.ts';
import * as calling from '../runtime/lang/calling.ts';
import * as comparing from '../runtime/lang/comparing.ts';
import * as creating from '../runtime/lang/creating.ts';
import * as numbers from '../runtime/lang/numbers.ts';
import { findNativeType } from '../types/registry.ts';
import type { DataBridge } from './data.ts';
import { createStores } from './storing.ts';
import { typeNameOf, type Typing } from './typing.ts';

/** Things of the running transaction that generated code reads and writes directly. */
export interface SupportState {
  /** Sharing mode of the caller, for classes that do not declare one. */
  sharing: boolean;
  readonly dead: boolean;
}

/** What generated code calls when it has made many turns. */
export interface TurnClock {
  /** Another count of turns of one loop was made. @returns how many the loop may make now */
  turns(): number;
  /** The shared counter ran out: looks at the limits. */
  tick(): void;
}

/** The object `R` of generated code: every helper it calls by name. One per engine. */
export function createSupport(typing: Typing, data: DataBridge, clock: TurnClock): SupportState & Record<string, unknown> {
  const isType = (value: unknown, name: string): boolean => typing.isType(value, name) || typing.isRecords(value, name);
  return {
    ...numbers,
    ...calling,
    ...comparing,
    ...creating,
    ...tokens,
    ...createStores(typing),
    ApexObject,
    ApexException,
    caught: (error: unknown) => {
      const exception = caught(error);
      // Loops that the exception has left did not tell of their turns.
      clock.turns();
      current().debugLog?.thrown(exception);
      return exception;
    },
    logging: callLogging(() => current().debugLog),
    turns: () => clock.turns(),
    tick: () => clock.tick(),
    sharing: false,
    get dead() {
      return governor.dead;
    },
    str: textOf,
    toId: asId,
    isType,
    isNullOrType: (value: unknown, name: string) => value === null || isType(value, name),
    cast: (value: unknown, name: string) => typing.cast(value, name),
    callInterface,
    iterate,
    unsupported,
    enumOf: (typeName: string, name: string | null) => data.enumOf(typeName, name),
    future: data.future,
    query: data.query,
    countQuery: data.countQuery,
    search: data.search,
    dml: data.dml,
    triggerValue: data.triggerValue,
    enterRunAs: data.enterRunAs,
    leaveRunAs: data.leaveRunAs,
  };
}

/** A use of what the library lacks. */
function unsupported(feature: string): never {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/connectAPI_TestingApex.htm
  if (/^ConnectApi\.\w+\.\w/i.test(feature) && !current().seesAllData) {
    const message = 'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).';
    throwApex('System.UnsupportedOperationException', message);
  }
  throw new UnsupportedFeatureError(feature);
}

/** Helpers that are services of the library. */
const tokens: Record<string, unknown> = {
  nativeEnum: platformEnum,
  nativeEnumValues: (typeName: string) => new ApexList(typeName.replace(/^System\./, ''), [...platformEnumValues(typeName)]),
};
const SERVICES = [
  'sobjectType',
  'fieldToken',
  'describeObject',
  'describeField',
  'fieldSet',
  'fieldMap',
  'fieldSetMap',
  'label',
  'classOf',
  'pageReference',
  'customData',
  'settingOrNull',
  'addFieldError',
] as const satisfies readonly (keyof LanguageServices)[];
for (const name of SERVICES) {
  tokens[name] = (...args: unknown[]) => (service(name) as (...args: unknown[]) => unknown)(...args);
}

/** Calls a method a platform interface declares, on an object of the source or of the library. */
export function callInterface(target: unknown, name: string, args: readonly unknown[]): unknown {
  const info = (target as { $class?: ClassInfo }).$class;
  const slot = info?.methods.get(`${name.toLowerCase()}/${args.length}`);
  if (slot) return (target as Record<string, (...args: unknown[]) => unknown>)[slot]!(...args);
  for (
    let type = findNativeType(typeNameOf(target).replace(/<.*/s, ''));
    type;
    type = type.superType ? findNativeType(type.superType.name) : undefined
  ) {
    const impl = type.methods(name).find((method) => method.params.length === args.length)?.impl as
      ((...args: unknown[]) => unknown) | null | undefined;
    if (impl) return impl(target, ...args);
  }
  const own = (target as Record<string, unknown>)[name];
  if (typeof own === 'function') return (own as (...args: unknown[]) => unknown).apply(target, [...args]);
  throw new TypeError(`${typeNameOf(target)} has no method ${name}`);
}

/** Elements of anything a `for` loop runs over besides lists. */
function* iterate(source: unknown): Iterable<unknown> {
  if (source === null) nullPointer();
  if (source instanceof ApexList || source instanceof ApexSet) {
    yield* source;
    return;
  }
  const iterator = callInterface(source, 'iterator', []);
  while (callInterface(iterator, 'hasNext', [])) yield callInterface(iterator, 'next', []);
}
