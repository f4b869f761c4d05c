import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TestReport, TestResult } from '../../apex/index.ts';
import { StartError } from '../../api/errors.ts';
import { mergeReports } from './merge.ts';
import type { FromTestWorker, TestWorkerOptions } from './messages.ts';

/** Classes that are worth a worker of their own: opening another org takes as long as many tests. */
const CLASSES_PER_WORKER = 20;

/** How many workers a run of that many test classes gets when nobody says otherwise. */
export function workersFor(classes: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(classes / CLASSES_PER_WORKER)));
}

/**
 * Runs test classes in several threads, each with an org of its own; every thread takes the next class when it is done.
 * @param classes the names to run of each class
 * @throws StartError when an org cannot be opened or a thread ends by itself
 */
export async function runParallel(
  options: TestWorkerOptions,
  classes: readonly (readonly string[])[],
  workers: number,
  onResult: (result: TestResult) => void,
): Promise<TestReport> {
  const began = performance.now();
  const waiting = [...classes];
  const reports: TestReport[] = [];
  const last = await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      work(
        { ...options, silent: index > 0 },
        () => waiting.shift(),
        (report) => reports.push(report),
        onResult,
      ),
    ),
  );
  return mergeReports(
    reports,
    last.flatMap((report) => report ?? []),
    performance.now() - began,
  );
}

/** One thread until there is nothing left; gives its last report. */
function work(
  options: TestWorkerOptions,
  next: () => readonly string[] | undefined,
  onReport: (report: TestReport) => void,
  onResult: (result: TestResult) => void,
): Promise<TestReport | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: options });
    let last: TestReport | undefined;
    const go = (): void => worker.postMessage(next() ?? null);
    worker.on('message', (message: FromTestWorker) => {
      if (message.kind === 'result') return onResult(message.result);
      if (message.kind === 'failed') return reject(new StartError(message.error.code, message.error.message));
      last = message.report;
      onReport(last);
      go();
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve(last) : reject(new StartError('TEST_WORKER_LOST', 'A test worker ended before its tests were done')),
    );
    go();
  });
}
