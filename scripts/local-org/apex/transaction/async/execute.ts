import { deliver } from '../../library/platform/eventDelivery.ts';
import { executeFinalizer, executeQueueable, executeScheduled } from '../../library/platform/async.ts';
import { raiseBatchError, raisesEvents, type FailedStep } from '../../library/platform/batchErrors.ts';
import { BATCH_STEP_SLOT, BatchContext, batchScopes, scopeSize, type BatchScopes } from '../../library/database/batch.ts';
import type { CodeUnit } from '../../debug-log/index.ts';
import { ApexList, callMethod } from '../../runtime/collections/index.ts';
import { current, type AsyncJob } from '../../runtime/context.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { Transaction } from '../transaction.ts';

/** Runs the code of one job that is one transaction: everything but a batch job, whose steps are below. */
export function executeJob(running: Transaction, job: AsyncJob, id: string, cronTriggerId: string | null): ApexObject | null {
  const { kind, className, methodName } = job;
  // The triggers of an event are code units themselves.
  if (kind === 'event') return run(running, job, id, cronTriggerId);
  const name = kind === 'future' ? `${className}.${methodName ?? ''}` : className;
  running.mayCallOut = job.callouts === true || (kind === 'queueable' && allowsCallouts(job.target as ApexObject));
  return running.unit(unitOf(className, name), () => run(running, job, id, cronTriggerId));
}

function unitOf(className: string, name = className): CodeUnit {
  return { name, code: ['ApexClass', className.split('.')[0]!] };
}

function run(running: Transaction, job: AsyncJob, id: string, cronTriggerId: string | null): ApexObject | null {
  switch (job.kind) {
    case 'queueable':
      return executeQueueable(job, id);
    case 'future':
      running.callFuture(job.className, job.generated!, (job.target as ApexList).items);
      return null;
    case 'schedulable':
      executeScheduled(job.target as ApexObject, cronTriggerId);
      return null;
    case 'event':
      deliver((job.target as ApexList<ApexSObject>).items);
      return null;
    case 'batch':
      throw new TypeError('A batch job runs in steps');
  }
}

/** The steps of a batch job; each is a transaction of its own outside tests. */
export const batchSteps = {
  start: (job: ApexObject, id: string): BatchScopes =>
    inStep(job, 'start', () => batchScopes(callMethod(job, 'start', [new BatchContext(id)]))),
  execute: (job: ApexObject, id: string, scope: ApexList): void =>
    inStep(job, 'execute', () => void callMethod(job, 'execute', [new BatchContext(id), scope])),
  /** The job is marked as completed before: `finish` reads how it went. */
  finish: (job: ApexObject, id: string): void => inStep(job, 'finish', () => void callMethod(job, 'finish', [new BatchContext(id)])),
};

function inStep<T>(job: ApexObject, step: 'start' | 'execute' | 'finish', work: () => T): T {
  const running = current() as Transaction;
  running.mayCallOut = allowsCallouts(job);
  running.slots.set(BATCH_STEP_SLOT, step);
  try {
    return running.unit(unitOf(job.typeName), work);
  } finally {
    running.slots.delete(BATCH_STEP_SLOT);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Using Callouts in Batch Apex) */
function allowsCallouts(job: ApexObject): boolean {
  return job.$class?.ancestors.has('database.allowscallouts') ?? false;
}

/** Whether the values of its fields go from one `execute` to the next. */
export function isStateful(job: ApexObject): boolean {
  return job.$class?.ancestors.has('database.stateful') ?? false;
}

/** Text of an error for AsyncApexJob.ExtendedStatus. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApexException) return error.apexMessage ?? error.typeName;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a job within a test's own transaction. A batch runs one `execute` only.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Testing Batch Apex)
 */
export function executeInTest(running: Transaction, job: AsyncJob, id: string, cronTriggerId: string | null): void {
  if (job.kind === 'batch') return batchInTest(running, job, id);
  const { store } = running.host;
  const savepoint = store.savepoint();
  let finalizer: ApexObject | null = null;
  let error: ApexException | null = null;
  try {
    finalizer = executeJob(running, job, id, cronTriggerId);
  } catch (thrown) {
    finalizer = running.takeFinalizer();
    if (!(thrown instanceof ApexException) || !finalizer) throw thrown;
    error = thrown;
    store.rollbackTo(savepoint);
  }
  store.release(savepoint);
  if (finalizer) {
    const { entry } = running;
    running.entry = 'finalizer';
    running.freshLimits();
    try {
      executeFinalizer(finalizer, job, id, error);
    } finally {
      running.entry = entry;
    }
  }
  if (error) throw error;
}

function batchInTest(running: Transaction, job: AsyncJob, id: string): void {
  const target = job.target as ApexObject;
  const step = <T>(phase: FailedStep['phase'], scope: readonly unknown[], work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (raisesEvents(target)) raiseBatchError({ jobId: id, phase, scope }, error);
      throw error;
    }
  };
  const source = step('START', [], () => batchSteps.start(target, id));
  const { items, elementType } = source;
  const size = scopeSize(source, job);
  const scopes = Math.ceil(items.length / size);
  running.records.updateJob(id, { TotalJobItems: scopes });
  if (scopes > 1) {
    throwApex(
      'System.UnexpectedException',
      'No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.',
    );
  }
  if (scopes === 1) {
    running.freshLimits();
    step('EXECUTE', items, () => batchSteps.execute(target, id, new ApexList(elementType, [...items])));
    running.records.countScope(id, null);
  }
  running.freshLimits();
  running.records.completeJob(id, running.now());
  step('FINISH', [], () => batchSteps.finish(target, id));
}
