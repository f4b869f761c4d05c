import type { MergeResult } from '../../../dml/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current, type SaveOptions } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { CallSite, NativeFn } from '../../types.ts';
import { DataObject } from '../dataClass.ts';
import { AccessLevel, modeOf } from '../platform/access.ts';
import { DmlErrorInfo } from './results.ts';
import { recordOfId, throwFailures } from './save.ts';

/** What is merged into the master: one or more records or ids. */
export type MergeTarget = ApexSObject | string | ApexList<ApexSObject | string> | null;

/** Runs a merge; with `allOrNone` a failure is a System.DmlException. */
export function mergeRecords(master: ApexSObject, target: MergeTarget, options: SaveOptions): MergeResult {
  if (target === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  const items = target instanceof ApexList ? target.items : [target];
  const losers = items.map((item) => (typeof item === 'string' ? recordOfId(item) : item));
  const result = current().merge(master, losers, options);
  if (options.allOrNone) throwFailures('merge', [master], [result]);
  return result;
}

function resultOf(result: MergeResult): DataObject {
  const info = new DataObject('Database.MergeResult');
  const ids = (list: readonly string[]): ApexList<string> => new ApexList('String', [...list]);
  const errors = result.errors.map((error) => new DmlErrorInfo(error));
  for (const [name, value] of Object.entries({
    Errors: new ApexList('Database.Error', errors),
    Success: result.success,
    Id: result.id,
    MergedRecordIds: ids(result.mergedRecordIds),
    UpdatedRelatedIds: ids(result.updatedRelatedIds),
  })) {
    info.values.set(name, value);
  }
  return info;
}

/** One result; a list of one for each merged record when a list was given. */
function run(master: ApexSObject | null, target: MergeTarget, ...rest: unknown[]): unknown {
  if (master === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const site = rest.at(-1) as CallSite;
  const allOrNone = rest.find((argument) => typeof argument === 'boolean') ?? true;
  const level = rest.find((argument) => argument instanceof AccessLevel);
  const result = mergeRecords(master, target, { allOrNone, ...modeOf(site, level) });
  return target instanceof ApexList ? new ApexList('Database.MergeResult', [resultOf(result)]) : resultOf(result);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
export const MERGE_STATICS: Record<string, NativeFn> = Object.fromEntries(
  (['SObject', 'Id', 'List<Object>'] as const).flatMap((type) =>
    ['', ', Boolean allOrNone'].flatMap((allOrNone) =>
      ['', ', System.AccessLevel level'].map((level): [string, NativeFn] => {
        const result = type.startsWith('List') ? 'List<Database.MergeResult>' : 'Database.MergeResult';
        return [`merge(SObject master, ${type} duplicates${allOrNone}${level}): ${result}`, run];
      }),
    ),
  ),
);
