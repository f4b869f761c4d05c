import type { OpenedOrg, Org } from '../../org/types.ts';
import { ingestPart } from './ingest.ts';
import { runBulkQuery } from './query.ts';
import { BulkStore } from './store.ts';

/** Name of the work that a bulk job leaves to be done between requests. */
export const BULK_TASK = 'bulk';

/** Has the org work off bulk jobs. Called once in each worker. */
export function bulkTasks(org: OpenedOrg): void {
  org.onTask(BULK_TASK, (id) => {
    // Each part is a transaction of its own; what stops it altogether fails the job.
    try {
      if (org.transaction('write', () => workOff(org, id))) org.transaction('write', () => org.queueTask(BULK_TASK, id));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      org.log(`Bulk job ${id} failed: ${error instanceof Error ? (error.stack ?? message) : message}`);
      org.transaction('write', () => {
        const jobs = new BulkStore(org.store);
        jobs.save({ ...jobs.load(id), state: 'Failed', errorMessage: message, modified: org.now() });
      });
    }
  });
}

/** One step of a job. True when there are more. */
function workOff(org: Org, id: string): boolean {
  const jobs = new BulkStore(org.store);
  const job = jobs.load(id);
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return false;
  const started = performance.now();
  if (job.kind === 'query') runBulkQuery(org, jobs, job);
  else if (job.partsDone < job.parts) ingestPart(org, jobs, job);
  const isDone = job.kind === 'query' || job.partsDone >= job.parts;
  job.state = isDone ? 'JobComplete' : 'InProgress';
  job.processingMs += Math.ceil(performance.now() - started);
  job.modified = org.now();
  jobs.save(job);
  return !isDone;
}
