import type { AsyncJob, TestContext } from '../runtime/context.ts';
import { runIn } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import { Limits } from './limits.ts';
import type { Transaction } from './transaction.ts';

/** Work that runs after the transaction, or in a test when it stops. */
export class Jobs {
  readonly #transaction: Transaction;
  #queue: AsyncJob[] = [];
  #outer: Limits | undefined;
  #stopped = false;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** Queues a job; the id is that of its AsyncApexJob. */
  add(job: AsyncJob): string {
    const { limits, host } = this.#transaction;
    if (job.kind === 'future') limits.spend('futureCalls');
    if (job.kind === 'queueable') limits.spend('queueableJobs');
    this.#queue.push(job);
    const object = host.source.schema.object('AsyncApexJob');
    if (!object) throw new TypeError('The schema has no AsyncApexJob');
    return host.store.nextId(object);
  }

  /** Takes the waiting jobs. */
  take(): AsyncJob[] {
    const jobs = this.#queue;
    this.#queue = [];
    return jobs;
  }

  /**
   * Runs the jobs of a test. Jobs that a job queues are queued but not run, as on the platform.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_start_stop_test.htm
   */
  runInTest(): void {
    const jobs = this.take();
    const transaction = this.#transaction;
    const outer = transaction.limits;
    for (const job of jobs) {
      transaction.limits = new Limits(true);
      try {
        runIn(transaction, () => job.run());
      } finally {
        transaction.limits = outer;
      }
    }
  }

  testContext(): TestContext {
    const transaction = this.#transaction;
    const inTest = (): void => {
      if (!transaction.isTest) throwApex('System.UnexpectedException', 'Test methods can only be called in a test context');
    };
    return {
      start: () => {
        inTest();
        if (this.#outer || this.#stopped) throwApex('System.FinalException', 'Testing already started');
        this.#outer = transaction.limits;
        transaction.limits = new Limits(false);
      },
      stop: () => {
        inTest();
        if (!this.#outer) throwApex('System.FinalException', 'Testing has not started');
        this.runInTest();
        transaction.limits = this.#outer;
        this.#outer = undefined;
        this.#stopped = true;
      },
      runAs: (userId, work) => {
        inTest();
        transaction.runAs(userId, work);
      },
    };
  }
}
