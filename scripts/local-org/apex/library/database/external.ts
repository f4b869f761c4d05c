import type { DmlOperation } from '../../../dml/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject, NamedObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { runDml } from './dml.ts';
import { DmlResultInfo } from './results.ts';

/**
 * `Database.insertImmediate`, `insertAsync` and their kin are made for external and big objects. Records of the org itself are
 * saved by them as by the method without the ending, each row for itself, and a callback is told at once: public code counts on it.
 * There are no external objects.
 */
type Way = 'Immediate' | 'Async';
type Operation = Extract<DmlOperation, 'insert' | 'update' | 'delete'>;

/** `DataSource.AsyncSaveCallback` and `DataSource.AsyncDeleteCallback`: what the source overrides. */
export class AsyncCallback extends NamedObject {}

const isCallback = (argument: unknown): boolean => argument instanceof ApexObject && argument.typeName !== 'AccessLevel';

/** What a queued insert answers for a record of the org itself. */
function notExternal(record: ApexSObject | null): DmlResultInfo {
  if (record === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  const message = `Records of ${record.def.apiName} are not external`;
  const errors = [{ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] }];
  return new DmlResultInfo('SaveResult', { id: null, success: false, created: false, errors });
}

function run(operation: Operation, way: Way, [records, ...rest]: readonly unknown[]): unknown {
  if (records === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (operation === 'insert' && way === 'Async') {
    if (!(records instanceof ApexList)) return notExternal(records as ApexSObject);
    return new ApexList('Database.SaveResult', (records as ApexList<ApexSObject | null>).items.map(notExternal));
  }
  const saved = runDml(operation, [records, false, ...rest]) as DmlResultInfo | ApexList<DmlResultInfo>;
  const [callback] = rest.slice(0, -1).filter(isCallback);
  if (callback) {
    const method = operation === 'delete' ? 'processDelete' : 'processSave';
    for (const result of saved instanceof ApexList ? saved.items : [saved]) current().invoke(callback, method, [result]);
  }
  return saved;
}

function statics(operation: Operation, way: Way): Record<string, NativeFn> {
  const result = `Database.${operation === 'delete' ? 'DeleteResult' : 'SaveResult'}`;
  const callback = `DataSource.Async${operation === 'delete' ? 'Delete' : 'Save'}Callback callback`;
  const fn = ((...args: unknown[]) => run(operation, way, args)) as NativeFn;
  const members: Record<string, NativeFn> = {};
  for (const [type, results] of [
    ['SObject', result],
    ['List<SObject>', `List<${result}>`],
  ]) {
    for (const tail of way === 'Async' ? ['', callback] : ['']) {
      for (const level of ['', 'System.AccessLevel level']) {
        const params = [`${type} records`, tail, level].filter((part) => part !== '').join(', ');
        members[`${operation}${way}(${params}): ${results}`] = fn;
      }
    }
  }
  return members;
}

const OPERATIONS = ['insert', 'update', 'delete'] as const;
const WAYS = ['Immediate', 'Async'] as const;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
export const EXTERNAL_STATICS: Record<string, NativeFn> = Object.assign(
  {},
  ...OPERATIONS.flatMap((operation) => WAYS.map((way) => statics(operation, way))),
) as Record<string, NativeFn>;

/** The names of the methods, in lower case. */
export const EXTERNAL_NAMES = OPERATIONS.flatMap((operation) => WAYS.map((way) => `${operation}${way}`.toLowerCase()));

function callbackType(name: string, method: string): NativeTypeSpec {
  return { name, extensible: true, constructors: { '()': () => new AsyncCallback(name) }, methods: { [method]: () => undefined } };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_DataSource_AsyncSaveCallback.htm */
export const externalTypes: readonly NativeTypeSpec[] = [
  callbackType('DataSource.AsyncSaveCallback', 'processSave(Database.SaveResult result): void'),
  callbackType('DataSource.AsyncDeleteCallback', 'processDelete(Database.DeleteResult result): void'),
];
