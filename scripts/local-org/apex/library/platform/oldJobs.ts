import type { QueryRow } from '../../../soql/index.ts';
import { current } from '../../runtime/context.ts';
import { nullPointer } from '../../runtime/exception.ts';
import { ApexDatetime, type ApexDate } from '../../runtime/values/index.ts';

const FINISHED = `SELECT Id FROM AsyncApexJob WHERE CompletedDate < :before AND Status IN ('Completed', 'Aborted', 'Failed')`;

/**
 * Deletes the records of jobs that had ended before a day began in GMT; gives how many those were.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm
 */
export function purgeOldJobs(date: ApexDate | null): number {
  if (date === null) nullPointer();
  const { store } = current().host;
  const object = store.schema.object('AsyncApexJob');
  if (!object) return 0;
  const before = new ApexDatetime(Date.parse(`${date.iso()}T00:00:00Z`));
  const mode = { userMode: false, sharing: false, uncounted: true };
  const rows = current().query(FINISHED, new Map([['before', before]]), mode) as QueryRow[];
  store.delete(
    object,
    rows.flatMap(({ id }) => id ?? []),
  );
  return rows.length;
}
