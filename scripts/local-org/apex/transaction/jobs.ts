import type { AsyncJob, TestContext } from '../runtime/context.ts';
import { runIn } from '../runtime/context.ts';
import { ApexList } from '../runtime/collections/index.ts';
import { LimitException, throwApex } from '../runtime/exception.ts';
import { executeInTest, reasonOf } from './async/execute.ts';
import { copyForTest, freeze } from './async/frozen.ts';
import { JobQueue } from './async/queue.ts';
import { Limits } from './limits.ts';
import type { Transaction } from './transaction.ts';

const MINUTE_MS = 60_000;
const MAX_DELAY_MINUTES = 10;
/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm */
const MAX_SCHEDULED = 100;
/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Batch Apex Limitations) */
const MAX_TEST_BATCHES = 5;
/** Triggers of events that publish events again and again, and jobs that queue jobs, are cut off. */
const MAX_ROUNDS = 100;

interface TestJob {
  readonly id: string;
  readonly cronTriggerId: string | null;
  readonly userId: string;
  readonly job: AsyncJob;
  /** At the end of the test, although another job has queued it. */
  readonly runs: boolean;
}

/** Work that runs after the transaction, or in a test when it stops. */
export class Jobs {
  readonly #transaction: Transaction;
  readonly #waiting: JobQueue;
  #queue: TestJob[] = [];
  #outer: Limits | undefined;
  #stopped = false;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
    this.#waiting = new JobQueue(transaction.host.store);
  }

  /** Queues a job; the id is that of its AsyncApexJob, or of its CronTrigger. */
  add(job: AsyncJob): string {
    const running = this.#transaction;
    this.#check(job);
    const { user, records, isTest } = running;
    const now = running.now();
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_trigger_config.htm
    const userId = job.kind === 'event' ? running.host.automatedProcessUser() : user.id;
    const cronTriggerId = job.schedule ? records.insertTrigger(job.schedule, user, now) : null;
    const id =
      job.kind === 'event' ? `event ${crypto.randomUUID()}` : records.insertJob({ ...job, kind: job.kind }, userId, now, cronTriggerId);
    if (isTest) this.#queue.push({ id, cronTriggerId, userId, job: asQueued(job), runs: this.#runsInTest(job) });
    else {
      const { target, ...rest } = job;
      const due = job.schedule?.next ?? now + (job.delayMinutes ?? 0) * MINUTE_MS;
      this.#waiting.put({ id, userId, job: rest, target: freeze(target) }, due);
    }
    return cronTriggerId ?? id;
  }

  /**
   * In tests queueables cannot be chained unless they have a greatest depth: one that a queueable queues stays queued, unless its
   * finalizer does. What a scheduled class starts does not run either, as tests of public code count on.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
   */
  #runsInTest(job: AsyncJob): boolean {
    const { entry } = this.#transaction;
    return entry !== 'schedulable' && (entry !== 'queueable' || job.kind !== 'queueable' || job.stack?.most !== undefined);
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm and the pages of each kind of job. */
  #check(job: AsyncJob): void {
    const { limits, entry, records } = this.#transaction;
    const { kind, className, methodName } = job;
    if (kind === 'future') {
      if (entry === 'future' || entry === 'batch') {
        const name = `${className}.${methodName ?? ''}`;
        throwApex('System.AsyncException', `Future method cannot be called from a future or batch method: ${name}`);
      }
      limits.spend('futureCalls');
    }
    if (kind === 'queueable') limits.spend('queueableJobs');
    const delay = job.delayMinutes ?? 0;
    if (kind === 'queueable' && !(delay >= 0 && delay <= MAX_DELAY_MINUTES)) {
      throwApex('System.AsyncException', `Delay in minutes must be between 0 and ${MAX_DELAY_MINUTES}`);
    }
    if (job.signature !== undefined && this.#isWaiting(job.signature)) {
      throwApex('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    }
    if (
      kind === 'batch' &&
      !job.schedule &&
      this.#queue.filter(({ job: { kind: queued } }) => queued === 'batch').length >= MAX_TEST_BATCHES
    ) {
      throw new LimitException(`Attempted to schedule too many concurrent batch jobs in this org (limit is ${MAX_TEST_BATCHES}).`);
    }
    if (job.schedule) {
      const { name } = job.schedule;
      const names = records.scheduledNames();
      if (names.includes(name)) throwApex('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
      if (names.length >= MAX_SCHEDULED) {
        throwApex('System.AsyncException', `You have exceeded the maximum number (${MAX_SCHEDULED}) of Apex scheduled jobs.`);
      }
    }
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dedupe_queueable.htm */
  #isWaiting(signature: string): boolean {
    return this.#queue.some(({ job }) => job.signature === signature) || this.#waiting.hasSignature(signature);
  }

  /** Takes a queued job or a schedule back. Does nothing when it has run. */
  abort(id: string): void {
    const { records } = this.#transaction;
    const ids = id.startsWith('08e') ? records.jobsOfTrigger(id) : [id];
    for (const jobId of ids) {
      const status = records.read('AsyncApexJob', jobId)?.get('Status');
      if (status !== undefined && !['Completed', 'Failed', 'Aborted'].includes(String(status)))
        records.updateJob(jobId, { Status: 'Aborted' });
      this.#waiting.remove(jobId);
    }
    this.#queue = this.#queue.filter((queued) => !ids.includes(queued.id));
    if (id.startsWith('08e')) records.deleteTrigger(id);
  }

  /**
   * Runs the jobs of a test, and the jobs that these queue.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_start_stop_test.htm
   */
  runInTest(): void {
    const jobs = this.#queue;
    this.#queue = [];
    this.#runAllInTest(jobs);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#queue.filter((queued) => queued.runs);
      if (next.length === 0) break;
      this.#queue = this.#queue.filter((queued) => !next.includes(queued));
      this.#runAllInTest(next);
    }
  }

  #runAllInTest(jobs: readonly TestJob[]): void {
    const running = this.#transaction;
    const { limits, user, entry, mixedDml } = running;
    for (const { id, cronTriggerId, userId, job } of jobs) {
      running.entry = job.kind;
      running.freshLimits();
      if (running.user.id !== userId) running.user = running.host.user(userId);
      try {
        if (job.kind !== 'event') running.records.updateJob(id, { Status: 'Processing' });
        runIn(running, () => executeInTest(running, job, id, cronTriggerId));
        if (job.kind !== 'event' && job.kind !== 'batch') running.records.completeJob(id, running.now());
      } catch (error) {
        if (job.kind !== 'event') running.records.failJob(id, reasonOf(error), running.now());
        throw error;
      } finally {
        Object.assign(running, { limits, user, entry, mixedDml });
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
        transaction.limits = new Limits('synchronous', transaction.host.store);
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

/** The arguments of a future method as the target of its job. */
export function futureTarget(args: readonly unknown[]): ApexList {
  return new ApexList('Object', [...args]);
}

/**
 * The job as it is now: what happens to its object later does not reach the queue, in tests neither.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */
function asQueued(job: AsyncJob): AsyncJob {
  return job.kind === 'event' ? job : { ...job, target: copyForTest(job.target) };
}
