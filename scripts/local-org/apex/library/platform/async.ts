import { callMethod } from '../../runtime/collections/index.ts';
import { current, type AsyncJob } from '../../runtime/context.ts';
import type { ApexException } from '../../runtime/exception.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { dataClass, DataObject } from '../dataClass.ts';
import { nextFire } from './cron.ts';
import { inRequest, requestOf } from './request.ts';
import { duplicateSignatureTypes, signatureText } from './duplicateSignature.ts';
import { afterwards, asyncInfoType, inStack, stackOf } from './queueStack.ts';

/** `System.QueueableContext`. */
export class QueueableContext extends ApexObject {
  readonly jobId: string;

  constructor(jobId: string) {
    super();
    this.jobId = jobId;
  }

  override get typeName(): string {
    return 'QueueableContext';
  }

  getJobId(): string {
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

/** `System.FinalizerContext`. */
export class FinalizerContext extends ApexObject {
  readonly jobId: string;
  readonly error: ApexException | null;

  constructor(jobId: string, error: ApexException | null) {
    super();
    this.jobId = jobId;
    this.error = error;
  }

  override get typeName(): string {
    return 'FinalizerContext';
  }

  getAsyncApexJobId(): string {
    return this.jobId;
  }

  getException(): ApexException | null {
    return this.error;
  }

  getRequestId(): string {
    return requestOf(this.jobId);
  }

  getResult(): ApexEnum {
    return platformEnum('System.ParentJobResult', this.error ? 'UNHANDLED_EXCEPTION' : 'SUCCESS');
  }
}

/** Slot with the finalizer that the running queueable has attached. */
export const FINALIZER_SLOT = 'finalizer';

const isA = (job: ApexObject, name: string): boolean =>
  (job.$class?.ancestors.has(name) ?? false) || (job.$class?.ancestors.has(`system.${name}`) ?? false);

/** Runs a queueable; gives the finalizer it has attached. When it throws, the finalizer is still in its slot. */
export function executeQueueable({ target, stack }: AsyncJob, jobId: string): ApexObject | null {
  const { slots } = current();
  slots.delete(FINALIZER_SLOT);
  inStack(stack, () =>
    inRequest(jobId, () => callMethod(target as ApexObject, 'execute', [new QueueableContext(jobId)], 'QueueableContext')),
  );
  const finalizer = (slots.get(FINALIZER_SLOT) as ApexObject | undefined) ?? null;
  slots.delete(FINALIZER_SLOT);
  return finalizer;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm */
export function executeFinalizer(finalizer: ApexObject, { stack }: AsyncJob, jobId: string, error: ApexException | null): void {
  inStack(afterwards(stack, error !== null), () =>
    inRequest(jobId, () => callMethod(finalizer, 'execute', [new FinalizerContext(jobId, error)], 'FinalizerContext')),
  );
}

export function executeScheduled(job: ApexObject, cronTriggerId: string | null): void {
  callMethod(job, 'execute', [new SchedulableContext(cronTriggerId)], 'SchedulableContext');
}

function enqueueJob(job: ApexObject | null, delay: number | DataObject | null = null): string {
  if (job === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (!isA(job, 'queueable')) throwApex('System.TypeException', `System.enqueueJob needs a Queueable, not ${job.typeName}`);
  const options = delay instanceof DataObject ? delay.values : null;
  const delayMinutes = ((options ? options.get('MinimumQueueableDelayInMinutes') : delay) as number | null | undefined) ?? 0;
  const duplicate = options?.get('DuplicateSignature') as DataObject | null | undefined;
  const signature = duplicate ? { signature: signatureText(duplicate) } : {};
  const { typeName: className } = job;
  return current().enqueue({
    ...{ kind: 'queueable', className, methodName: null, target: job, delayMinutes },
    ...{ stack: stackOf(delay), ...signature },
  });
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers_error_messages.htm */
function attachFinalizer(finalizer: ApexObject | null): void {
  const { slots, entry } = current();
  if (entry !== 'queueable') throwApex('System.HandledException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
  if (finalizer === null) throwApex('System.NullPointerException', 'Argument cannot be null');
  if (slots.has(FINALIZER_SLOT)) {
    throwApex('System.HandledException', 'More than one Finalizer cannot be attached to same Async Apex Job');
  }
  slots.set(FINALIZER_SLOT, finalizer);
}

/** In tests the job runs once at Test.stopTest, as on the platform. */
function schedule(name: string, cron: string, job: ApexObject): string {
  if (!isA(job, 'schedulable')) throwApex('System.TypeException', `System.schedule needs a Schedulable, not ${job.typeName}`);
  const { user } = current();
  const next = nextFire(cron, current().now(), user.timeZone);
  if (next === null) throwApex('System.AsyncException', `Based on configured schedule, the given trigger '${name}' will never fire.`);
  return current().enqueue({ kind: 'schedulable', className: job.typeName, methodName: null, target: job, schedule: { name, cron, next } });
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
export const ASYNC_STATICS: Record<string, NativeFn> = {
  'abortJob(String jobId): void': (jobId: string) => current().abortJob(jobId),
  'attachFinalizer(System.Finalizer finalizer): void': attachFinalizer,
  'enqueueJob(Object job): Id': enqueueJob,
  'enqueueJob(Object job, Integer delay): Id': enqueueJob,
  'enqueueJob(Object job, System.AsyncOptions options): Id': enqueueJob,
  'schedule(String name, String cron, Object job): String': schedule,
};

export const asyncTypes: readonly NativeTypeSpec[] = [
  { name: 'System.Queueable', kind: 'interface', abstractMethods: ['execute(System.QueueableContext context): void'] },
  { name: 'System.QueueableContext', kind: 'interface', abstractMethods: ['getJobId(): Id'] },
  { name: 'System.Schedulable', kind: 'interface', abstractMethods: ['execute(System.SchedulableContext context): void'] },
  { name: 'System.SchedulableContext', kind: 'interface', abstractMethods: ['getTriggerId(): Id'] },
  { name: 'System.Finalizer', kind: 'interface', abstractMethods: ['execute(System.FinalizerContext context): void'] },
  {
    name: 'System.FinalizerContext',
    kind: 'interface',
    abstractMethods: [
      'getAsyncApexJobId(): Id',
      'getException(): System.Exception',
      'getRequestId(): String',
      'getResult(): System.ParentJobResult',
    ],
  },
  dataClass('System.AsyncOptions', {
    creatable: true,
    properties: {
      DuplicateSignature: 'System.QueueableDuplicateSignature',
      MaximumQueueableStackDepth: 'Integer',
      MinimumQueueableDelayInMinutes: 'Integer',
    },
  }),
  asyncInfoType,
  ...duplicateSignatureTypes,
];
