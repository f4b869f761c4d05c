import { ApexList, callMethod } from '../../runtime/collections/index.ts';
import { current, type AsyncJob } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { zoneOffset } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { QueryLocator } from './locator.ts';

const DEFAULT_SCOPE = 200;
const MAX_SCOPE = 2000;

/** `Database.BatchableContext`. */
export class BatchContext extends ApexObject {
  readonly jobId: string;

  constructor(jobId: string) {
    super();
    this.jobId = jobId;
  }

  override get typeName(): string {
    return 'Database.BatchableContext';
  }

  getJobId(): string {
    return this.jobId;
  }

  getChildJobId(): string {
    return this.jobId;
  }
}

/** Slot with the step of the batch job that runs: start, execute or finish. */
export const BATCH_STEP_SLOT = 'batch step';

/** What the `start` of a batch job has given. */
export interface BatchScopes {
  readonly isQuery: boolean;
  readonly items: readonly unknown[];
  readonly elementType: string;
}

export function batchScopes(source: unknown): BatchScopes {
  return { isQuery: source instanceof QueryLocator, items: elements(source), elementType: elementType(source) };
}

/** How many records one `execute` gets: of an iterable as many as the job asks for. */
export function scopeSize({ isQuery }: BatchScopes, { scope = DEFAULT_SCOPE }: Pick<AsyncJob, 'scope'>): number {
  return isQuery ? Math.min(scope, MAX_SCOPE) : scope;
}

function elements(source: unknown): unknown[] {
  if (source instanceof QueryLocator) return source.records.items;
  if (source instanceof ApexList) return source.items;
  if (source === null) return [];
  if (typeof (source as Iterable<unknown>)[Symbol.iterator] === 'function') return [...(source as Iterable<unknown>)];
  const iterator = callMethod(source as ApexObject, 'iterator', []) as ApexObject;
  const items: unknown[] = [];
  while (callMethod(iterator, 'hasNext', [])) items.push(callMethod(iterator, 'next', []));
  return items;
}

function elementType(source: unknown): string {
  if (source instanceof QueryLocator) return source.records.elementType;
  return source instanceof ApexList ? source.elementType : 'Object';
}

function executeBatch(job: ApexObject, scope: number = DEFAULT_SCOPE): string {
  return enqueue(job, scope);
}

/**
 * Runs a batch once, some minutes from now; gives the id of its CronTrigger.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Using the System.scheduleBatch Method)
 */
function scheduleBatch(job: ApexObject, name: string | null, minutes: number | null, scope: number = DEFAULT_SCOPE): string {
  if (name === null || minutes === null) nullPointer();
  if (minutes <= 0) throwApex('System.InvalidParameterValueException', 'Invalid value for minutes from now');
  const { user } = current();
  const next = current().now() + minutes * 60_000;
  const at = new Date(next + zoneOffset(user.timeZone, next));
  const day = `${at.getUTCDate()} ${at.getUTCMonth() + 1} ? ${at.getUTCFullYear()}`;
  const cron = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} ${day}`;
  return enqueue(job, scope, { name, cron, next });
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Batch Apex Limitations) */
function enqueue(job: ApexObject, scope: number, schedule?: AsyncJob['schedule']): string {
  if (job === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (![...(job.$class?.ancestors ?? [])].some((name) => name.startsWith('database.batchable'))) {
    throwApex('System.TypeException', `Database.executeBatch needs a Database.Batchable, not ${job.typeName}`);
  }
  if (scope < 1) throwApex('System.InvalidParameterValueException', 'Invalid value for batch scope size');
  const { entry, slots } = current();
  const step = slots.get(BATCH_STEP_SLOT);
  if (entry === 'future' || step === 'start' || step === 'execute') {
    throwApex('System.AsyncException', 'Database.executeBatch cannot be called from a batch start, batch execute, or future method.');
  }
  return current().enqueue({
    kind: 'batch',
    className: job.typeName,
    methodName: null,
    target: job,
    scope,
    ...(schedule ? { schedule } : {}),
  });
}

export const BATCH_STATICS: Record<string, NativeFn> = {
  'executeBatch(Object job): String': executeBatch,
  'executeBatch(Object job, Integer scope): String': executeBatch,
};

/** Of System; see {@link scheduleBatch}. */
export const SCHEDULE_BATCH: Record<string, NativeFn> = {
  'scheduleBatch(Object job, String name, Integer minutesFromNow): String': scheduleBatch,
  'scheduleBatch(Object job, String name, Integer minutesFromNow, Integer scope): String': scheduleBatch,
};

export const batchTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Database.Batchable',
    kind: 'interface',
    typeParams: ['T'],
    abstractMethods: [
      'start(Database.BatchableContext context): System.Iterable<T>',
      'execute(Database.BatchableContext context, List<T> scope): void',
      'finish(Database.BatchableContext context): void',
    ],
  },
  { name: 'Database.BatchableContext', kind: 'interface', abstractMethods: ['getJobId(): Id', 'getChildJobId(): Id'] },
  { name: 'Database.Stateful', kind: 'interface' },
  { name: 'Database.AllowsCallouts', kind: 'interface' },
  { name: 'Database.RaisesPlatformEvents', kind: 'interface' },
];
