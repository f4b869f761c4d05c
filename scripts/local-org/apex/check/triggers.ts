import type { SObjectDef } from '../../metadata/types.ts';
import type { Pos, TriggerDecl } from '../syntax/index.ts';

/**
 * Checks what a trigger runs on.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_defining.htm
 */
export function checkTrigger(trigger: TriggerDecl, object: SObjectDef | undefined, report: (pos: Pos, message: string) => void): void {
  if (!object) report(trigger, `Invalid SObject type name: ${trigger.object}`);
  const seen = new Set<string>();
  for (const { timing, event } of trigger.events) {
    const usage = `${timing} ${event}`;
    if (seen.has(usage)) report(trigger, `Duplicate Trigger Usage: ${usage}`);
    seen.add(usage);
  }
  if (seen.has('before undelete')) report(trigger, 'Trigger Usage Before Undelete is not supported');
  if (object?.kind === 'platformEvent' && (seen.size > 1 || !seen.has('after insert'))) {
    report(trigger, `Platform Event SObjects only supports after insert: ${object.apiName}`);
  }
}
