import type { FieldDef, RecordTypeDef, RecordTypePicklist } from '../metadata/index.ts';
import type { SaveStep, WorkRow } from './work.ts';

/** What the record type of a row says of a picklist; undefined when it says nothing. */
export type PicklistOfRow = (row: WorkRow, field: FieldDef) => RecordTypePicklist | undefined;

const known = new WeakMap<SaveStep, PicklistOfRow>();

/**
 * The picklist values that record types offer.
 * https://help.salesforce.com/s/articleView?id=platform.customize_recordtype_picklists.htm
 */
export function recordTypePicklists(step: SaveStep): PicklistOfRow {
  let answer = known.get(step);
  if (!answer) known.set(step, (answer = read(step)));
  return answer;
}

function read({ object, ctx }: SaveStep): PicklistOfRow {
  const { store } = ctx;
  const recordType = store.schema.object('RecordType');
  if (!recordType || !object.recordTypes.some(({ picklists }) => picklists !== undefined)) return () => undefined;
  const byName = new Map(object.recordTypes.map((type) => [type.developerName.toLowerCase(), type]));
  const rows = store.all(`SELECT "Id", "DeveloperName" FROM ${store.table(recordType)} WHERE "SobjectType" = ?`, [object.apiName]);
  const byId = new Map<unknown, RecordTypeDef | undefined>(
    rows.map((row) => [row['Id'], byName.get(String(row['DeveloperName']).toLowerCase())]),
  );
  return (row, field) => byId.get(row.values.get('RecordTypeId'))?.picklists?.get(field.apiName.toLowerCase());
}
