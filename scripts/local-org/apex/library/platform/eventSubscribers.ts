import type { FieldValue, SObjectDef } from '../../../metadata/index.ts';
import { current } from '../../runtime/context.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';

const replayIdOf = (event: ApexSObject | undefined): number => Number(event?.values.get('ReplayId') ?? 0);

/** The triggers of these events have taken them. */
export function noteDelivered(topic: SObjectDef, events: readonly ApexSObject[]): void {
  const last = replayIdOf(events.at(-1));
  note(
    topic,
    new Map<string, FieldValue>([
      ['Position', last],
      ['Tip', last],
    ]),
  );
}

/** They are to be delivered again, so their triggers stay where they are in the stream. */
export function noteRefused(
  topic: SObjectDef,
  events: readonly ApexSObject[],
  attempt: { readonly retries: number; readonly lastError: string | null },
): void {
  note(
    topic,
    new Map<string, FieldValue>([
      ['Tip', replayIdOf(events.at(-1))],
      ['Retries', attempt.retries],
      ['LastError', attempt.lastError],
    ]),
  );
}

/**
 * Says in the records of the subscribed triggers how far they are; orgs whose source does not read them have none.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventbussubscriber.htm
 */
function note(topic: SObjectDef, changes: ReadonlyMap<string, FieldValue>): void {
  const { store } = current().host;
  const subscriber = store.schema.object('EventBusSubscriber');
  const field = subscriber?.fields.get('topic');
  if (!subscriber || !field) return;
  const sql = `SELECT "Id" FROM ${store.table(subscriber)} WHERE ${store.column(subscriber, field)} = ?`;
  for (const { Id } of store.all(sql, [topic.apiName])) store.update(subscriber, String(Id), changes);
}
