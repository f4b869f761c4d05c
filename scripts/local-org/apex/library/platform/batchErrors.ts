import { current } from '../../runtime/context.ts';
import { ApexException } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import { ApexSObject } from '../../runtime/sobject/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import { publishByPlatform } from './eventBus.ts';

/** The step of a batch job that has failed. */
export interface FailedStep {
  readonly jobId: string;
  readonly phase: 'START' | 'EXECUTE' | 'FINISH';
  /** What `execute` was given; empty in the other steps. */
  readonly scope: readonly unknown[];
}

/** Characters that the fields of the event hold at most. */
const LONGEST = { JobScope: 40_000, Message: 5000, StackTrace: 5000 };

/** Whether the class of the batch job wants its errors told: `implements Database.RaisesPlatformEvents`. */
export function raisesEvents(job: ApexObject): boolean {
  return job.$class?.ancestors.has('database.raisesplatformevents') ?? false;
}

/**
 * Fires a BatchApexErrorEvent for a failed step of a batch job; needs a running Apex transaction that is not undone.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/sforce_api_objects_batchapexerrorevent.htm
 */
export function raiseBatchError({ jobId, phase, scope }: FailedStep, error: unknown): void {
  const def = current().host.source.schema.object('BatchApexErrorEvent');
  if (!def) return;
  const items = scope.map((item) => (item instanceof ApexSObject ? item.id : textOf(item))).join(',');
  const event = new ApexSObject(def);
  const fields: Readonly<Record<string, string | boolean | null>> = {
    AsyncApexJobId: jobId,
    Phase: phase,
    ExceptionType: error instanceof ApexException ? error.typeName : 'System.UnexpectedException',
    Message: (error as Error).message.slice(0, LONGEST.Message),
    StackTrace: error instanceof ApexException ? error.stackTraceString.slice(0, LONGEST.StackTrace) : null,
    JobScope: phase === 'EXECUTE' ? items.slice(0, LONGEST.JobScope) : null,
    DoesExceedJobScopeMaxLength: items.length > LONGEST.JobScope,
  };
  for (const [name, value] of Object.entries(fields)) event.setField(name, value);
  publishByPlatform([event]);
}
