import { ApexException, type Transaction } from '../../apex/index.ts';
import type { Entry } from '../../apex/transaction/transaction.ts';
import { batchSteps, executeJob, isStateful, reasonOf } from '../../apex/transaction/async/execute.ts';
import { freeze, thaw } from '../../apex/transaction/async/frozen.ts';
import { JobQueue, type WaitingJob } from '../../apex/transaction/async/queue.ts';
import { JobRecords } from '../../apex/transaction/async/records.ts';
import { raiseBatchError, raisesEvents, type FailedStep } from '../../apex/library/platform/batchErrors.ts';
import { scopeSize } from '../../apex/library/database/batch.ts';
import { executeFinalizer } from '../../apex/library/platform/async.ts';
import { nextFire } from '../../apex/library/platform/cron.ts';
import type { AsyncJob } from '../../apex/runtime/context.ts';
import type { ApexObject } from '../../apex/runtime/object.ts';
import { StoreError } from '../../store/index.ts';
import type { Running } from './engine.ts';
import type { LocalOrg } from './local-org.ts';

/** What the records of debug logs call the kinds of jobs. */
const OPERATIONS: Readonly<Record<Entry, string>> = {
  synchronous: 'Apex',
  queueable: 'QueueableHandler',
  future: 'FutureHandler',
  finalizer: 'Finalizer',
  batch: 'BatchApexHandler',
  schedulable: 'ScheduledApexHandler',
  event: 'PlatformEventHandler',
};

/** Transactions of jobs that run before other requests get their turn again. */
const SLICE = 20;

/**
 * Runs the asynchronous Apex that waits in the database, each transaction of a job as a transaction of the org. Any
 * worker may run any job.
 */
export class JobRunner {
  readonly #org: LocalOrg;
  readonly #begin: (userId: string, entry: Entry) => Running;
  readonly #queue: JobQueue;
  readonly #records: JobRecords;
  readonly #tasks = new Map<string, (id: string) => void>();

  /** @param begin begins an Apex transaction of a user */
  constructor(org: LocalOrg, begin: (userId: string, entry: Entry) => Running) {
    this.#org = org;
    this.#begin = begin;
    this.#queue = new JobQueue(org.store);
    this.#records = new JobRecords(org.store);
  }

  /** Fails the jobs that were taken but not finished: nobody runs them any more. */
  closeInterrupted(): void {
    this.#org.transaction('write', () => {
      const now = this.#org.now();
      for (const id of this.#records.interrupted()) this.#records.failJob(id, 'The org was stopped while the job was running', now);
    });
  }

  onTask(task: string, run: (id: string) => void): void {
    this.#tasks.set(task, run);
  }

  queueTask(task: string, id: string): void {
    this.#queue.put(
      { id, userId: this.#org.adminId, job: { kind: 'event', className: task, methodName: null }, target: 'null', task },
      this.#org.now(),
    );
  }

  /** Runs jobs that are due; one that fails is recorded and logged, and does not stop the others. True when more are due. */
  runSome(): boolean {
    for (let count = 0; count < SLICE; count++) {
      if ((this.nextIn() ?? 1) > 0) return false;
      const waiting = this.#takeNext();
      if (waiting) this.#run(waiting);
    }
    return (this.nextIn() ?? 1) <= 0;
  }

  nextIn(): number | undefined {
    const { clock, store } = this.#org;
    return store.transaction('read', () => {
      const due = this.#queue.nextDue();
      return due === undefined ? undefined : Math.max(0, due - clock.now());
    });
  }

  /** Somebody who aborts the job, for example, may keep it for a while: it is for the next time then. */
  #takeNext(): WaitingJob | undefined {
    try {
      return this.#org.transaction('write', () => this.#take());
    } catch (error) {
      if (error instanceof StoreError && error.code === 'LOCK_TIMEOUT') return undefined;
      throw error;
    }
  }

  /** Takes a job for this worker alone. */
  #take(): WaitingJob | undefined {
    const now = this.#org.now();
    const waiting = this.#queue.take(now);
    if (waiting && waiting.job.kind !== 'event' && !waiting.batch) this.#records.updateJob(waiting.id, { Status: 'Processing' });
    return waiting;
  }

  #run(waiting: WaitingJob): void {
    const { job, id } = waiting;
    try {
      if (waiting.task !== undefined) this.#tasks.get(waiting.task)?.(id);
      else if (job.kind === 'batch') this.#runBatch(waiting);
      else if (job.schedule) this.#runScheduled(waiting);
      else this.#runOnce(waiting);
    } catch (error) {
      this.#logFailure(waiting, error);
      if (job.kind === 'event') return;
      if (job.kind === 'batch') this.#raise(waiting, waiting.batch ? 'FINISH' : 'START', error);
      this.#write(() => {
        this.#records.failJob(id, reasonOf(error), this.#org.now());
        this.#queue.remove(id);
      });
    }
  }

  /** A transaction of the org in which the job's user runs Apex. */
  #transact<T>({ userId, job }: WaitingJob, work: (running: Transaction) => T, entry: Entry = job.kind): T {
    return this.#org.transaction(
      'write',
      () => {
        const { runtime, transaction } = this.#begin(userId, entry);
        return runtime.runWith(transaction, () => work(transaction));
      },
      OPERATIONS[entry],
    );
  }

  #write(work: () => void): void {
    this.#org.transaction('write', work);
  }

  #runOnce(waiting: WaitingJob): void {
    const { id, job } = waiting;
    let finalizer: ApexObject | null = null;
    let failure: ApexException | null = null;
    try {
      this.#transact(waiting, (running) => {
        try {
          finalizer = executeJob(running, targetOf(waiting), id, null);
        } catch (error) {
          finalizer = running.takeFinalizer();
          throw error;
        }
        if (job.kind !== 'event') this.#records.completeJob(id, this.#org.now());
      });
    } catch (error) {
      if (!(error instanceof ApexException) || !finalizer) throw error;
      failure = error;
    }
    const attached = finalizer as ApexObject | null;
    if (attached) this.#finalize(waiting, attached, failure);
    if (failure) throw failure as Error;
  }

  /** What goes wrong in a finalizer is logged; it changes nothing about its job. */
  #finalize(waiting: WaitingJob, finalizer: ApexObject, failure: ApexException | null): void {
    try {
      this.#transact(waiting, () => executeFinalizer(finalizer, targetOf(waiting), waiting.id, failure), 'finalizer');
    } catch (error) {
      this.#logFailure(waiting, error);
    }
  }

  /** Fires a schedule; the next time is queued whatever becomes of this one. */
  #runScheduled(waiting: WaitingJob): void {
    const { job, userId, id } = waiting;
    const { cron } = job.schedule!;
    let triggerId: string | null = null;
    this.#write(() => {
      const { host } = this.#org;
      const now = this.#org.now();
      triggerId = (this.#records.read('AsyncApexJob', id)?.get('CronTriggerId') as string | null | undefined) ?? null;
      const next = nextFire(cron, now, host.user(userId).timeZone);
      if (triggerId !== null) this.#records.triggerFired(triggerId, now, next);
      if (next !== null) this.#queue.put({ ...waiting, job: { ...job, schedule: { ...job.schedule!, next } } }, next);
    });
    this.#transact(waiting, (running) => {
      executeJob(running, targetOf(waiting), id, triggerId);
      const goesOn = triggerId !== null && this.#records.read('CronTrigger', triggerId)?.get('State') === 'WAITING';
      if (goesOn) this.#records.updateJob(id, { Status: 'Queued' });
      else this.#records.completeJob(id, this.#org.now());
    });
  }

  /** One step of a batch job; the next is queued. */
  #runBatch(waiting: WaitingJob): void {
    const { batch } = waiting;
    if (!batch) this.#startBatch(waiting);
    else if (batch.next < batch.scopes) this.#executeScope(waiting, batch);
    else {
      this.#transact(waiting, () => {
        this.#records.completeJob(waiting.id, this.#org.now());
        batchSteps.finish(thaw(waiting.target) as ApexObject, waiting.id);
        this.#queue.remove(waiting.id);
      });
    }
  }

  /** The schedule of a batch fires once. */
  #fired(id: string): void {
    const triggerId = this.#records.read('AsyncApexJob', id)?.get('CronTriggerId');
    if (typeof triggerId === 'string') this.#records.triggerFired(triggerId, this.#org.now(), null);
  }

  #startBatch(waiting: WaitingJob): void {
    const { id, job } = waiting;
    this.#transact(waiting, () => {
      if (job.schedule) this.#fired(id);
      const target = thaw(waiting.target) as ApexObject;
      const source = batchSteps.start(target, id);
      const scopes = this.#queue.putScopes(id, source.elementType, source.items, scopeSize(source, job));
      this.#records.updateJob(id, { TotalJobItems: scopes });
      this.#proceed(waiting, target, { scopes, next: 0 });
    });
  }

  /** A failed scope is counted and undone; those after it run all the same. */
  #executeScope(waiting: WaitingJob, batch: { scopes: number; next: number }): void {
    const { id } = waiting;
    const following = { scopes: batch.scopes, next: batch.next + 1 };
    try {
      this.#transact(waiting, () => {
        const target = thaw(waiting.target) as ApexObject;
        batchSteps.execute(target, id, this.#queue.scope(id, batch.next));
        this.#records.countScope(id, null);
        this.#proceed(waiting, target, following);
      });
    } catch (error) {
      this.#logFailure(waiting, error);
      this.#raise(waiting, 'EXECUTE', error);
      this.#write(() => {
        this.#records.countScope(id, reasonOf(error));
        this.#queue.put({ ...waiting, batch: following }, this.#org.now());
      });
    }
  }

  /** Queues the next step, unless the job has been aborted meanwhile. */
  #proceed(waiting: WaitingJob, target: ApexObject, batch: { scopes: number; next: number }): void {
    if (this.#records.read('AsyncApexJob', waiting.id)?.get('Status') === 'Aborted') return;
    // After `start` every step begins with what the job held then; a stateful one with what the step before left.
    const keeps = batch.next === 0 || isStateful(target);
    this.#queue.put({ ...waiting, batch, target: keeps ? freeze(target) : waiting.target }, this.#org.now());
  }

  /** Tells subscribers of a failed step, in a transaction of its own: that of the step is undone. */
  #raise(waiting: WaitingJob, phase: FailedStep['phase'], error: unknown): void {
    const { id, batch } = waiting;
    try {
      this.#transact(waiting, () => {
        if (!raisesEvents(thaw(waiting.target) as ApexObject)) return;
        const scope = phase === 'EXECUTE' ? this.#queue.scope(id, batch!.next).items : [];
        raiseBatchError({ jobId: id, phase, scope }, error);
      });
    } catch (failed) {
      // A class that has gone meanwhile: the job has failed all the same.
      this.#logFailure(waiting, failed);
    }
  }

  #logFailure({ job }: WaitingJob, error: unknown): void {
    const trace = error instanceof ApexException ? `${error.typeName}: ${error.apexMessage ?? ''}\n${error.stackTraceString}` : undefined;
    this.#org.log(`FATAL_ERROR|${job.kind} ${job.className}: ${trace ?? (error instanceof Error ? error.message : String(error))}`);
  }
}

function targetOf(waiting: WaitingJob): AsyncJob {
  return { ...waiting.job, target: thaw(waiting.target) };
}
