import type { DmlOperation, DmlResult } from '../../../dml/index.ts';
import { isIdLookup } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import type { DataMode } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { CallSite, NativeFn } from '../../types.ts';
import { AccessLevel, modeOf } from '../platform/access.ts';
import { ApexSObjectField } from '../schema/tokens.ts';
import { DmlOptionsInfo } from './options.ts';
import { DmlResultInfo, type ResultKind } from './results.ts';
import { recordOfId, saveRecords, truncate } from './save.ts';

const RESULTS: Record<DmlOperation, ResultKind> = {
  insert: 'SaveResult',
  update: 'SaveResult',
  upsert: 'UpsertResult',
  delete: 'DeleteResult',
  undelete: 'UndeleteResult',
};

type Target = ApexSObject | string | ApexList<ApexSObject | string> | null;

/** The arguments after the records, told apart by what they are: the signatures only differ in which are there. */
interface Extras {
  allOrNone: boolean;
  mode: DataMode;
  externalIdField?: string;
  /** Texts that are too long are cut instead of refused. */
  truncates?: boolean;
}

function upsertField({ object, def }: ApexSObjectField): string {
  if (!isIdLookup(object, def)) {
    const message = `Invalid field for upsert, must be an External Id custom or standard indexed field: ${def.apiName}`;
    throwApex('System.SObjectException', message);
  }
  return def.apiName;
}

function extrasOf(args: readonly unknown[], site: CallSite): Extras {
  const extras: Extras = { allOrNone: true, mode: modeOf(site, null) };
  for (const arg of args) {
    if (typeof arg === 'boolean') extras.allOrNone = arg;
    else if (arg instanceof AccessLevel) extras.mode = modeOf(site, arg);
    else if (arg instanceof ApexSObjectField) extras.externalIdField = upsertField(arg);
    else if (arg instanceof DmlOptionsInfo) {
      // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_dmloptions.htm
      extras.allOrNone = arg.optAllOrNone ?? false;
      extras.truncates = arg.allowFieldTruncation ?? false;
    }
  }
  return extras;
}

function recordOf(item: ApexSObject | string | null): ApexSObject {
  if (item === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  return typeof item === 'string' ? recordOfId(item) : item;
}

/** Saves as `Database.insert` and its kin do: the records, what else there is, and the call site as the last of the arguments. */
export function runDml(operation: DmlOperation, args: readonly unknown[]): unknown {
  const target = args[0] as Target;
  const site = args.at(-1) as CallSite;
  if (target === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const { truncates, mode, ...extras } = extrasOf(args.slice(1, -1), site);
  const records = (target instanceof ApexList ? target.items : [target]).map(recordOf);
  if (truncates) records.forEach(truncate);
  const results = saveRecords(operation, records, { ...extras, ...mode });
  const wrap = (result: DmlResult): DmlResultInfo => new DmlResultInfo(RESULTS[operation], result);
  return target instanceof ApexList ? new ApexList(`Database.${RESULTS[operation]}`, results.map(wrap)) : wrap(results[0]!);
}

/** What may follow the records, without and with an access level at the end. */
const PLAIN = ['', 'Boolean allOrNone'];
const WITH_OPTIONS = [...PLAIN, 'Database.DMLOptions options'];
const WITH_EXTERNAL_ID = [...PLAIN, 'Schema.SObjectField externalId', 'Schema.SObjectField externalId, Boolean allOrNone'];

function signatures(
  operation: DmlOperation,
  targets: readonly [type: string, list: boolean][],
  tails: readonly string[],
): Record<string, NativeFn> {
  const statics: Record<string, NativeFn> = {};
  const fn = ((...args: unknown[]) => runDml(operation, args)) as NativeFn;
  for (const [type, list] of targets) {
    const result = `Database.${RESULTS[operation]}`;
    for (const tail of tails) {
      for (const level of ['', 'System.AccessLevel level']) {
        const params = [`${type} records`, tail, level].filter((part) => part !== '').join(', ');
        statics[`${operation}(${params}): ${list ? `List<${result}>` : result}`] = fn;
      }
    }
  }
  return statics;
}

const RECORDS: [string, boolean][] = [
  ['SObject', false],
  ['List<SObject>', true],
];
const RECORDS_OR_IDS: [string, boolean][] = [...RECORDS, ['Id', false], ['List<Id>', true]];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
export const DML_STATICS: Record<string, NativeFn> = {
  ...signatures('insert', RECORDS, WITH_OPTIONS),
  ...signatures('update', RECORDS, WITH_OPTIONS),
  ...signatures('upsert', RECORDS, WITH_EXTERNAL_ID),
  ...signatures('delete', RECORDS_OR_IDS, PLAIN),
  ...signatures('undelete', RECORDS_OR_IDS, PLAIN),
};
