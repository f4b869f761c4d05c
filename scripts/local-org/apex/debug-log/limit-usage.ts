import type { LimitMeter, LimitName } from '../runtime/context.ts';

/** As the log names them, in its order. */
const SHOWN: readonly (readonly [LimitName, string])[] = [
  ['queries', 'Number of SOQL queries'],
  ['queryRows', 'Number of query rows'],
  ['soslQueries', 'Number of SOSL queries'],
  ['dmlStatements', 'Number of DML statements'],
  ['publishImmediateDML', 'Number of Publish Immediate DML'],
  ['dmlRows', 'Number of DML rows'],
  ['cpuTime', 'Maximum CPU time'],
  ['heapSize', 'Maximum heap size'],
  ['callouts', 'Number of callouts'],
  ['emailInvocations', 'Number of Email Invocations'],
  ['futureCalls', 'Number of future calls'],
  ['queueableJobs', 'Number of queueable jobs added to the queue'],
];

/** The lines under LIMIT_USAGE_FOR_NS. */
export function limitLines(limits: LimitMeter): string {
  return SHOWN.map(([name, text]) => `  ${text}: ${limits.used(name)} out of ${limits.max(name)}`).join('\n');
}
