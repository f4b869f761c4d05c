import type { Transaction } from '../../apex/index.ts';
import type { LimitName } from '../../apex/runtime/context.ts';

/** Names of the counters in the `X-Org-Limits` header. */
const NAMES: Readonly<Record<string, LimitName>> = {
  queries: 'queries',
  queryRows: 'queryRows',
  dml: 'dmlStatements',
  dmlRows: 'dmlRows',
  callouts: 'callouts',
  emails: 'emailInvocations',
  futures: 'futureCalls',
  queueables: 'queueableJobs',
  cpuMs: 'cpuTime',
};

/** What Apex transactions have used together: `queries=2;queryRows=14;dml=1;…`. */
export function limitUsage(transactions: readonly Transaction[]): string {
  const sum = (name: LimitName) => transactions.reduce((total, transaction) => total + transaction.limits.used(name), 0);
  return Object.entries(NAMES)
    .map(([shown, name]) => `${shown}=${sum(name)}`)
    .join(';');
}
