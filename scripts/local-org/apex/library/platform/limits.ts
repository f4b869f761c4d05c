import { current, type LimitName } from '../../runtime/context.ts';
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
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  SoslQueries: 'soslQueries',
};

/** Counters of the platform that the local org does not keep. */
const UNCOUNTED = `
  ApexCursorRows FetchCallsOnApexCursor AsyncCalls ChildRelationshipsDescribes FindSimilarCalls MobilePushApexCalls QueryLocatorRows RunAs
  SavepointRollbacks Savepoints DatabaseTime FieldSetsDescribes FieldsDescribes PicklistDescribes RecordTypesDescribes ScriptStatements`
  .trim()
  .split(/\s+/);

function statics(): Record<string, NativeFn> {
  const members: Record<string, NativeFn> = {};
  for (const [name, counter] of Object.entries(COUNTERS)) {
    members[`get${name}(): Integer`] = () => current().limits.used(counter);
    members[`getLimit${name}(): Integer`] = () => current().limits.max(counter);
  }
  return members;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm */
export const limitsType: NativeTypeSpec = {
  name: 'System.Limits',
  statics: statics(),
  unsupported: UNCOUNTED.flatMap((name) => [`get${name}`, `getLimit${name}`]),
};
