import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { isToBeCanceled } from './cancel.ts';
import { deployFolder } from './deployed-source.ts';
import { runDeployment } from './deploy.ts';
import { runRetrieval } from './retrieve.ts';
import type { DeployJob, DeployOutcome, RetrieveJob } from './types.ts';

/** How long a deployment waits for the one before it until it looks whether it was cancelled. */
const WAIT_MS = 500;

/** A thread for one deployment or retrieval, so that requests go on meanwhile. */
const job = workerData as DeployJob | RetrieveJob;
if (job.kind === 'retrieve') parentPort?.postMessage(await runRetrieval(job));
else parentPort?.postMessage(await alone(job, () => runDeployment(job)));

/** One deployment at a time in all threads: SQLite's lock on a file beside the places, which ends with its thread. */
async function alone(job: DeployJob, work: () => Promise<DeployOutcome>): Promise<DeployOutcome> {
  const folder = deployFolder(job.org.dataFile);
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: WAIT_MS });
  try {
    while (!isLocked(lock)) {
      if (!isToBeCanceled(job)) continue;
      rmSync(job.zipFile, { force: true });
      return { status: 'Canceled', messages: [] };
    }
    return await work();
  } finally {
    lock.close();
  }
}

/** Locks the file, or waits for {@link WAIT_MS} in vain. */
function isLocked(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (!/database is locked/.test((error as Error).message)) throw error;
    return false;
  }
}
