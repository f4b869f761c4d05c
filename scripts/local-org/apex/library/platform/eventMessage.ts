import { randomUUID } from 'node:crypto';
import type { DmlError } from '../../../dml/index.ts';
import { current } from '../../runtime/context.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import { ApexDatetime } from '../../runtime/values/index.ts';

const REPLAY_SLOT = 'lastReplayId';

/**
 * The message of an event: a copy with its place in the stream, its UUID and who has published it when.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_fields_considerations.htm
 */
export function asPublished(event: ApexSObject): ApexSObject {
  const { slots, user, host } = current();
  const replayId = ((slots.get(REPLAY_SLOT) as number | undefined) ?? 0) + 1;
  slots.set(REPLAY_SLOT, replayId);
  const message = event.clone();
  message.setField('ReplayId', String(replayId));
  // Its triggers run as another user, later.
  message.setField('CreatedById', user.id);
  message.setField('CreatedDate', new ApexDatetime(host.now()));
  if (event.def.fields.has('eventuuid') && (message.values.get('EventUuid') ?? null) === null) message.setField('EventUuid', randomUUID());
  return message;
}

/** A standard event that lies in the catalogue of objects, not in the source. */
export function isStandardEvent({ def }: ApexSObject): boolean {
  return def.kind === 'standard' && def.apiName.endsWith('Event') && def.fields.has('replayid');
}

/**
 * Why an event is not published: the platform alone fires standard ones, a field that it lacks, a text that is too long. The result says so; nothing is thrown.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_apex.htm
 */
export function refusals(event: ApexSObject): DmlError[] {
  const { def, values } = event;
  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/sforce_api_objects_batchapexerrorevent.htm
  if (isStandardEvent(event)) {
    return [{ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: `Apex code cannot publish ${def.apiName}`, fields: [] }];
  }
  const fields = [...def.fields.values()];
  const missing = fields.filter((field) => field.required && (values.get(field.apiName) ?? null) === null).map((field) => field.apiName);
  if (missing.length > 0) {
    return [{ statusCode: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${missing.join(', ')}]`, fields: missing }];
  }
  return fields.flatMap(({ apiName, label, length }) => {
    const value = values.get(apiName);
    if (typeof value !== 'string' || length === undefined || value.length <= length) return [];
    const message = `${label}: data value too large: ${value} (max length=${length})`;
    return [{ statusCode: 'STRING_TOO_LONG', message, fields: [apiName] }];
  });
}
