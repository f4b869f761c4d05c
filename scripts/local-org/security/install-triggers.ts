import type { SourceTree } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/** `trigger Name on Object (before insert, after update)`, comments taken out. */
const HEADER = /\btrigger\s+\w+\s+on\s+(\w+)\s*\(([^)]*)\)/i;
const COMMENTS = /\/\*[^]*?\*\/|\/\/.*/g;

/** Field → event of a trigger. */
const EVENTS: Readonly<Record<string, string>> = {
  UsageBeforeInsert: 'before insert',
  UsageAfterInsert: 'after insert',
  UsageBeforeUpdate: 'before update',
  UsageAfterUpdate: 'after update',
  UsageBeforeDelete: 'before delete',
  UsageAfterDelete: 'after delete',
  UsageAfterUndelete: 'after undelete',
};

/**
 * Writes the records of the triggers of the source; those that have gone from it are removed. The object is given by its name,
 * also where the platform gives the id of a custom object's definition.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_apextrigger.htm
 */
export function installTriggers(rows: SetupRows, source: SourceTree): void {
  const kept = new Set<string>();
  const subscribers = new Set<string>();
  for (const { name, apiVersion, body } of source.triggers) {
    const header = HEADER.exec(body.replaceAll(COMMENTS, ' '));
    if (!header) continue;
    const events = new Set(header[2]!.split(',').map((event) => event.trim().replace(/\s+/g, ' ').toLowerCase()));
    const usage = Object.fromEntries(Object.entries(EVENTS).map(([field, event]) => [field, events.has(event)]));
    const values = {
      ...usage,
      ...{ TableEnumOrId: header[1]!, UsageIsBulk: true, ApiVersion: Number(apiVersion), Status: 'Active', IsValid: true },
      ...{ Body: body, LengthWithoutComments: body.length },
    };
    const id = rows.upsert('ApexTrigger', { Name: name }, values);
    kept.add(id);
    const object = source.schema.object(header[1]!);
    if (object?.kind === 'platformEvent' && source.schema.object(SUBSCRIBER)) subscribers.add(subscribe(rows, id, name, object.apiName));
  }
  rows.removeOthers('ApexTrigger', kept);
  if (source.schema.object(SUBSCRIBER)) rows.removeOthers(SUBSCRIBER, subscribers);
}

/** Only orgs whose source reads it have the object. */
const SUBSCRIBER = 'EventBusSubscriber';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventbussubscriber.htm */
function subscribe(rows: SetupRows, triggerId: string, Name: string, Topic: string): string {
  const [known] = rows.find(SUBSCRIBER, { ExternalId: triggerId });
  if (known !== undefined) return known;
  const progress = { Position: 0, Tip: 0, Retries: 0, IsPartitioned: false };
  return rows.insert(SUBSCRIBER, { ExternalId: triggerId, Name, Topic, Type: 'ApexTrigger', Status: 'Running', ...progress });
}
