import type { TestReport, TestResult } from '../../apex/index.ts';
import type { StartErrorData } from '../../api/server/startup.ts';

/** What a worker of a test run is started with. */
export interface TestWorkerOptions {
  readonly sourceDirs: readonly string[];
  readonly definitionFile?: string | undefined;
  readonly admin: string;
  readonly coverage: boolean;
  readonly logs?: TestLogOptions | undefined;
  /** Another worker of the same run says what the org does not have. */
  readonly silent?: boolean;
}

/** Debug logs of a test run. */
export interface TestLogOptions {
  /** Where they are written. */
  readonly folder: string;
  /** `APEX_CODE=FINE,DB=INFO`; categories that are not named have the default of tests. */
  readonly levels: string;
}

/** Names of tests to run next; null ends the worker. */
export type ToTestWorker = readonly string[] | null;

export type FromTestWorker =
  | { readonly kind: 'result'; readonly result: TestResult }
  /** The tests it was given have run. Coverage counts everything the worker has run so far. */
  | { readonly kind: 'report'; readonly report: TestReport }
  | { readonly kind: 'failed'; readonly error: StartErrorData };
