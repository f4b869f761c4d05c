import { callMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';

/** `System.QueueableContext`. */
export class QueueableContext extends ApexObject {
  /** Known once the job is queued. */
  jobId: string | null = null;

  override get typeName(): string {
    return 'QueueableContext';
  }

  getJobId(): string | null {
    return this.jobId;
  }
}

/** `System.SchedulableContext`. */
export class SchedulableContext extends ApexObject {
  readonly triggerId: string | null;

  constructor(triggerId: string | null) {
    super();
    this.triggerId = triggerId;
  }

  override get typeName(): string {
    return 'SchedulableContext';
  }

  getTriggerId(): string | null {
    return this.triggerId;
  }
}

function enqueueJob(job: ApexObject | null): string {
  if (job === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (!job.$class?.ancestors.has('queueable') && !job.$class?.ancestors.has('system.queueable')) {
    throwApex('System.TypeException', `System.enqueueJob needs a Queueable, not ${job.typeName}`);
  }
  const transaction = current();
  const context = new QueueableContext();
  context.jobId = transaction.enqueue({
    kind: 'queueable',
    className: job.typeName,
    methodName: null,
    run: () => void callMethod(job, 'execute', [context]),
  });
  return context.jobId;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
export const ASYNC_STATICS: Record<string, NativeFn> = {
  'enqueueJob(Object job): Id': enqueueJob,
  'enqueueJob(Object job, Integer delay): Id': enqueueJob,
};

export const asyncTypes: readonly NativeTypeSpec[] = [
  { name: 'System.Queueable', kind: 'interface', abstractMethods: ['execute(System.QueueableContext context): void'] },
  { name: 'System.QueueableContext', kind: 'interface', abstractMethods: ['getJobId(): Id'] },
  { name: 'System.Schedulable', kind: 'interface', abstractMethods: ['execute(System.SchedulableContext context): void'] },
  { name: 'System.SchedulableContext', kind: 'interface', abstractMethods: ['getTriggerId(): Id'] },
];
