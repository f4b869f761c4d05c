import { current, type LimitName } from '../../runtime/context.ts';
import { CURSOR_LIMITS, cursorUse, type CursorCounter } from '../database/cursor.ts';
import { LOCATOR_ROWS_SLOT } from '../database/query.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';

/** Name in Apex → counter. */
const COUNTERS: Record<string, LimitName> = {
  AggregateQueries: 'aggregateQueries',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  PublishImmediateDML: 'publishImmediateDML',
  Queries: 'queries',
  QueryLocatorRows: 'queryLocatorRows',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  SoslQueries: 'soslQueries',
};

/** Names of counters that are no longer limits of their own → the counter they are part of. */
const MERGED: Record<string, LimitName> = {
  FindSimilarCalls: 'soslQueries',
  RunAs: 'dmlStatements',
  SavepointRollbacks: 'dmlStatements',
  Savepoints: 'dmlStatements',
};

/** Limits of features that the local org does not have, so nothing is ever used of them. */
const UNUSED: Readonly<Record<string, number>> = {
  AsyncCalls: 200,
  MobilePushApexCalls: 10,
};

/** Counters of the platform that the local org does not keep. */
const UNCOUNTED = `
  ChildRelationshipsDescribes FieldSetsDescribes FieldsDescribes PicklistDescribes RecordTypesDescribes ScriptStatements`
  .trim()
  .split(/\s+/);

function statics(): Record<string, NativeFn> {
  const members: Record<string, NativeFn> = {};
  for (const [name, counter] of Object.entries({ ...COUNTERS, ...MERGED })) {
    members[`get${name}(): Integer`] = () => current().limits.used(counter);
    members[`getLimit${name}(): Integer`] = () => current().limits.max(counter);
  }
  for (const [name, max] of Object.entries(CURSOR_LIMITS)) {
    members[`get${name}(): Integer`] = () => cursorUse(name as CursorCounter);
    members[`getLimit${name}(): Integer`] = () => max;
  }
  members['getQueryLocatorRows(): Integer'] = () => current().slots.get(LOCATOR_ROWS_SLOT) ?? 0;
  members['getLimitQueryLocatorRows(): Integer'] = () => 10_000;
  // Milliseconds spent waiting for the database, which is part of this process.
  members['getDatabaseTime(): Integer'] = () => 0;
  for (const [name, max] of Object.entries(UNUSED)) {
    members[`get${name}(): Integer`] = () => 0;
    members[`getLimit${name}(): Integer`] = () => max;
  }
  return members;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm */
export const limitsType: NativeTypeSpec = {
  name: 'System.Limits',
  statics: statics(),
  unsupported: [...UNCOUNTED.flatMap((name) => [`get${name}`, `getLimit${name}`]), 'getLimitDatabaseTime'],
};
