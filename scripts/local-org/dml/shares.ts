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
 * That a record is shared with its owner is for the platform to say.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_accountshare.htm
 */
export function checkShareReasons({ object }: SaveStep, rows: readonly WorkRow[]): void {
  const reason = shareParent(object) && object.fields.get('rowcause');
  if (!reason) return;
  for (const row of alive(rows)) {
    const value = valueOf(row, reason);
    if (value === 'Owner') row.errors.push(DmlErrors.badPicklistValue(reason.label, reason, value));
  }
}

/**
 * A share of a custom object grants more than everybody has, and less than its owner has.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_creating_with_apex.htm
 */
export function checkShareLevels({ object, ctx }: SaveStep, rows: readonly WorkRow[]): void {
  const access = object.fields.get('accesslevel');
  const lookup = access && shareParent(object);
  const parent = lookup && ctx.store.schema.object(lookup.referenceTo[0] ?? '');
  if (!access || !parent) return;
  for (const row of alive(rows)) {
    const level = valueOf(row, access);
    if (level === 'All') row.errors.push(DmlErrors.badPicklistValue(access.label, access, level));
    if (level === 'Read' && parent.sharingModel === 'Read') row.errors.push(DmlErrors.trivialShare(access, level));
  }
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
