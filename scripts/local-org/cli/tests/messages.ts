import type { TestReport, TestResult } from '../../apex/index.ts';
import type { StartErrorData } from '../../api/server/startup.ts';

/** What a worker of a test run is started with. */
export interface TestWorkerOptions {
  readonly sourceDirs: readonly string[];
  readonly admin: string;
  readonly coverage: boolean;
}

/** Names of tests to run next; null ends the worker. */
export type ToTestWorker = readonly string[] | null;

export type FromTestWorker =
  | { readonly kind: 'result'; readonly result: TestResult }
  /** The tests it was given have run. Coverage counts everything the worker has run so far. */
  | { readonly kind: 'report'; readonly report: TestReport }
  | { readonly kind: 'failed'; readonly error: StartErrorData };
