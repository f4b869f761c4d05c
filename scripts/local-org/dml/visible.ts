import type { SObjectDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { IN_LIST, jsonList, type SaveStep, type WorkRow } from './work.ts';

/** The ids among `ids` that sharing lets the user see; undefined when that is all of them. */
export function visibleIds(ctx: SaveStep['ctx'], object: SObjectDef, ids: Iterable<string>): ReadonlySet<unknown> | undefined {
  const { store, access } = ctx;
  const visible = access.visibleRows(object, 'p');
  if (!visible) return undefined;
  const sql = `SELECT p."Id" AS id FROM ${store.table(object)} p WHERE p."Id" ${IN_LIST} AND (${visible.sql})`;
  return new Set(store.all(sql, [jsonList(ids), ...visible.params]).map((row) => row.id));
}

/**
 * Refuses the records that the user may not change or delete: in other words those that the user may read, and those not.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm (StatusCode)
 */
export function refuseClosed({ object, ctx }: Pick<SaveStep, 'object' | 'ctx'>, rows: readonly WorkRow[]): void {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id as string);
  const seen = visibleIds(ctx, object, ids);
  for (const row of rows) row.errors.push(seen?.has(row.id) === false ? DmlErrors.hiddenRecord() : DmlErrors.readOnlyRecord());
}
