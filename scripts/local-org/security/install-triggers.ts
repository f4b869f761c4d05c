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
    kept.add(rows.upsert('ApexTrigger', { Name: name }, values));
  }
  rows.removeOthers('ApexTrigger', kept);
}
