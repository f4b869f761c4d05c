import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { callMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { fields } from '../beans.ts';
import { checkCron } from './cron.ts';

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

/** `System.FinalizerContext`. */
class FinalizerContext extends ApexObject {
  readonly jobId: string | null;
  readonly error: ApexException | null;

  constructor(jobId: string | null, error: ApexException | null) {
    super();
    this.jobId = jobId;
    this.error = error;
  }

  override get typeName(): string {
    return 'FinalizerContext';
  }

  getAsyncApexJobId(): string | null {
    return this.jobId;
  }

  getException(): ApexException | null {
    return this.error;
  }

  getRequestId(): string | null {
    return this.jobId;
  }

  getResult(): ApexEnum {
    return platformEnum('System.ParentJobResult', this.error ? 'UNHANDLED_EXCEPTION' : 'SUCCESS');
  }
}

/** `System.AsyncOptions`. The local org runs jobs at once, so delays are kept but not waited for. */
class AsyncOptions extends ApexObject {
  delay: number | null = null;
  maximumDepth: number | null = null;

  override get typeName(): string {
    return 'AsyncOptions';
  }
}

const FINALIZER_SLOT = 'finalizer';
const isA = (job: ApexObject, name: string): boolean =>
  (job.$class?.ancestors.has(name) ?? false) || (job.$class?.ancestors.has(`system.${name}`) ?? false);

/**
 * Runs a queueable and then the finalizer it attached, also when it failed; what the failed job wrote is undone first.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm
 */
function runQueueable(job: ApexObject, context: QueueableContext): void {
  const { host, slots } = current();
  slots.delete(FINALIZER_SLOT);
  const savepoint = host.store.savepoint();
  let error: ApexException | null = null;
  try {
    callMethod(job, 'execute', [context], 'QueueableContext');
  } catch (thrown) {
    if (!(thrown instanceof ApexException) || !slots.has(FINALIZER_SLOT)) throw thrown;
    error = thrown;
    host.store.rollbackTo(savepoint);
  }
  host.store.release(savepoint);
  const finalizer = slots.get(FINALIZER_SLOT) as ApexObject | undefined;
  slots.delete(FINALIZER_SLOT);
  if (finalizer) callMethod(finalizer, 'execute', [new FinalizerContext(context.jobId, error)], 'FinalizerContext');
  if (error) throw error;
}

function enqueueJob(job: ApexObject | null): string {
  if (job === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (!isA(job, 'queueable')) throwApex('System.TypeException', `System.enqueueJob needs a Queueable, not ${job.typeName}`);
  const context = new QueueableContext();
  const { typeName: className } = job;
  context.jobId = current().enqueue({ kind: 'queueable', className, methodName: null, run: () => runQueueable(job, context) });
  return context.jobId;
}

function attachFinalizer(finalizer: ApexObject): void {
  const { slots } = current();
  if (slots.has(FINALIZER_SLOT)) throwApex('System.HandledException', 'A Finalizer has already been attached');
  slots.set(FINALIZER_SLOT, finalizer);
}

/** In tests the job runs once at Test.stopTest, as on the platform. */
function schedule(name: string, cron: string, job: ApexObject): string {
  if (!isA(job, 'schedulable')) throwApex('System.TypeException', `System.schedule needs a Schedulable, not ${job.typeName}`);
  checkCron(cron);
  if (!current().isTest) throw new UnsupportedFeatureError(`System.schedule outside tests (job '${name}')`);
  let id: string | null = null;
  id = current().enqueue({
    kind: 'schedulable',
    className: job.typeName,
    methodName: null,
    run: () => void callMethod(job, 'execute', [new SchedulableContext(id)], 'SchedulableContext'),
  });
  return id;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
export const ASYNC_STATICS: Record<string, NativeFn> = {
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
  {
    name: 'System.AsyncOptions',
    constructors: { '()': () => new AsyncOptions() },
    properties: fields<AsyncOptions>({
      'MinimumQueueableDelayInMinutes: Integer': 'delay',
      'MaximumQueueableStackDepth: Integer': 'maximumDepth',
    }),
    unsupported: ['DuplicateSignature'],
  },
];
