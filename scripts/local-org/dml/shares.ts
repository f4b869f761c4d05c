import { shareObject, shareParent, type FieldDef, type SObjectDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { alive, IN_LIST, isChanged, jsonList, valueOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Only who may do everything with a record shares it: its owner, somebody above, or Modify All.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
export function checkSharing(step: SaveStep, rows: readonly WorkRow[]): void {
  const lookup = shareParent(step.object);
  const parent = lookup && step.ctx.store.schema.object(lookup.referenceTo[0] ?? '');
  if (!lookup || !parent) return;
  const idOf = (row: WorkRow): string => String(valueOf(row, lookup));
  const living = alive(rows);
  const full = step.ctx.access.deletableRows(parent, [...new Set(living.map(idOf))]);
  for (const row of living) if (!full.has(idOf(row))) row.errors.push(DmlErrors.readOnlyRecord());
}

/**
 * A new owner shares anew: manual shares of the former one go, those with a reason of Apex stay.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
export function dropManualShares(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const owner = object.fields.get('ownerid');
  const share = owner && shareObject(ctx.store.schema, object);
  const lookup = share && shareParent(share);
  if (!owner || !share || !lookup) return;
  const given = rows.filter((row) => isChanged(row, owner)).map((row) => row.id as string);
  if (given.length > 0) ctx.store.delete(share, manualShares(step, share, lookup, given));
}

function manualShares({ ctx: { store } }: SaveStep, share: SObjectDef, lookup: FieldDef, records: readonly string[]): string[] {
  const sql = `SELECT "Id" AS id FROM ${store.table(share)} WHERE ${store.column(share, lookup)} ${IN_LIST} AND "RowCause" = 'Manual'`;
  return store.all(sql, [jsonList(records)]).map((row) => String(row.id));
}
