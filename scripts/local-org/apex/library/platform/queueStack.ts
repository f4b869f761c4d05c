import type { AsyncJob, QueueStack } from '../../runtime/context.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DataObject } from '../dataClass.ts';

/** Slot with the place of the running queueable, or of the one whose finalizer runs. */
const SLOT = 'queueable stack';
/** How often in a row a finalizer queues a job that failed. */
const MOST_RETRIES = 5;

const running = (): QueueStack | undefined => current().slots.get(SLOT) as QueueStack | undefined;

/** Runs a queueable or its finalizer with its place among the jobs that queue each other. */
export function inStack<T>(stack: AsyncJob['stack'], work: () => T): T {
  const { slots } = current();
  const outer = slots.get(SLOT);
  slots.set(SLOT, stack ?? { depth: 1 });
  try {
    return work();
  } finally {
    slots.set(SLOT, outer);
  }
}

/** The place of a queueable in its finalizer. */
export function afterwards(stack: AsyncJob['stack'], failed: boolean): QueueStack {
  const place = stack ?? { depth: 1 };
  return { ...place, failures: failed ? (place.failures ?? 0) + 1 : 0 };
}

/**
 * The place of a job that is queued now: below the running queueable, whose greatest depth holds for it unless it has one of its own.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 * @throws System.AsyncException
 */
export function stackOf(given: number | DataObject | null): QueueStack {
  const above = running();
  const options = given instanceof DataObject ? given.values : undefined;
  const most = (options?.get('MaximumQueueableStackDepth') as number | null | undefined) ?? above?.most;
  const delay = (options ? options.get('MinimumQueueableDelayInMinutes') : given) as number | null | undefined;
  const depth = (above?.depth ?? 0) + 1;
  const failures = current().entry === 'finalizer' ? (above?.failures ?? 0) : 0;
  if ((most !== undefined && depth > most) || failures > MOST_RETRIES) {
    throwApex('System.AsyncException', 'Maximum stack depth has been reached.');
  }
  return {
    depth,
    ...(most === undefined ? {} : { most }),
    ...(typeof delay === 'number' ? { delay } : {}),
    ...(failures > 0 ? { failures } : {}),
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AsyncInfo.htm */
export const asyncInfoType: NativeTypeSpec = {
  name: 'System.AsyncInfo',
  statics: {
    'getCurrentQueueableStackDepth(): Integer': () => running()?.depth ?? null,
    'getMaximumQueueableStackDepth(): Integer': () => running()?.most ?? null,
    'getMinimumQueueableDelayInMinutes(): Integer': () => running()?.delay ?? null,
    'hasMaxStackDepth(): Boolean': () => running()?.most !== undefined,
  },
};
