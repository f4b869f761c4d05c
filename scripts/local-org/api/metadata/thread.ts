import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { deployFolder } from './deployed-source.ts';
import { runDeployment } from './deploy.ts';
import { runRetrieval } from './retrieve.ts';
import type { DeployJob, RetrieveJob } from './types.ts';

/** Longest time that a deployment waits for the one before it. */
const WAIT_MS = 3_600_000;

/** A thread for one deployment or retrieval, so that requests go on meanwhile. */
const job = workerData as DeployJob | RetrieveJob;
if (job.kind === 'retrieve') parentPort?.postMessage(await runRetrieval(job));
else parentPort?.postMessage(await alone(job.org.dataFile, () => runDeployment(job)));

/** One deployment at a time in all threads: SQLite's lock on a file beside the places, which ends with its thread. */
async function alone<T>(dataFile: string, work: () => Promise<T>): Promise<T> {
  const folder = deployFolder(dataFile);
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: WAIT_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return await work();
  } finally {
    lock.close();
  }
}
