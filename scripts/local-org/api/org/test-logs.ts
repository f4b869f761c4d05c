import type { DebugLog, TestReport } from '../../apex/index.ts';
import type { LoggedWork } from './debug-logs.ts';

/** Logs that wait for the end of the run. What is logged after so many characters is not kept, as it would be dropped at once. */
const MAX_CHARACTERS = 200_000_000;

const WORK: LoggedWork = { request: 'Api', operation: 'ApexTestHandler', application: 'Unknown', requestId: '' };

/**
 * The debug logs of the methods of one test run, which are kept when the run is over: the data of tests is rolled back.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apextestresult.htm (ApexLogId)
 */
export class TestLogs {
  readonly tracesCalls: boolean;
  readonly #create: () => DebugLog;
  readonly #keep: (log: DebugLog, work: LoggedWork) => string | undefined;
  readonly #logs = new Map<string, DebugLog>();
  #last: DebugLog | undefined;
  #characters = 0;

  constructor(tracesCalls: boolean, create: () => DebugLog, keep: (log: DebugLog, work: LoggedWork) => string | undefined) {
    this.tracesCalls = tracesCalls;
    this.#create = create;
    this.#keep = keep;
  }

  of(className: string, method: string): DebugLog | undefined {
    this.#characters += this.#last?.finish().length ?? 0;
    this.#last = this.#characters < MAX_CHARACTERS ? this.#create() : undefined;
    if (this.#last) this.#logs.set(`${className}.${method}`, this.#last);
    return this.#last;
  }

  /** Keeps the logs; the results name those of their methods. */
  keep(report: TestReport): TestReport {
    const ids = new Map([...this.#logs].map(([name, log]) => [name, this.#keep(log, WORK)]));
    const tests = report.tests.map((test) => {
      const logId = ids.get(`${test.class}.${test.method}`);
      return logId === undefined ? test : { ...test, logId };
    });
    return { ...report, tests };
  }
}
