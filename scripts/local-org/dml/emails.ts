import type { FieldValue } from '../metadata/index.ts';
import { insertRecord } from './made.ts';
import type { SaveStep, WorkRow } from './work.ts';

/** Fields with the ids of users, contacts and leads, and how the relations that stand for them are called. */
const RECIPIENTS: readonly (readonly [field: string, relation: string])[] = [
  ['ToIds', 'ToAddress'],
  ['CcIds', 'CcAddress'],
  ['BccIds', 'BccAddress'],
];

/**
 * Relates e-mails that were inserted to each of their recipients.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailmessage.htm
 */
export function relateRecipients(step: SaveStep, rows: readonly WorkRow[]): void {
  const object = step.ctx.store.schema.object('EmailMessageRelation');
  if (!object || step.event !== 'insert') return;
  for (const row of rows) {
    for (const [field, relation] of RECIPIENTS) {
      for (const id of idsIn(row.values.get(field))) {
        insertRecord(step, object, {
          EmailMessageId: row.id ?? null,
          RelationId: id,
          RelationType: relation,
          RelationObjectType: objectType(step, id),
        });
      }
    }
  }
}

function idsIn(value: FieldValue | undefined): string[] {
  return typeof value === 'string' ? value.split(';').filter((id) => id !== '') : [];
}

function objectType({ ctx }: SaveStep, id: string): string | null {
  return ctx.store.schema.byKeyPrefix(id.slice(0, 3))?.apiName ?? null;
}
