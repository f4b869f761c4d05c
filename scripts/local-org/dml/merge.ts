import type { SObjectDef } from '../metadata/index.ts';
import { childLookups } from './cascade.ts';
import { DmlErrors } from './errors.ts';
import { saveChunk } from './pipeline.ts';
import { refuseMergedPersons } from './person-contacts.ts';
import { loadOriginals } from './prepare.ts';
import { moveToBin } from './recycle.ts';
import { checkDeletable } from './remove.ts';
import { updateSummaries } from './rollup.ts';
import { runTriggers } from './triggers.ts';
import type { DmlOptions, DmlRecord, DmlResult, SaveContext } from './types.ts';
import { IN_LIST, jsonList, lockRecords, newRow, type WorkRow } from './work.ts';

/** Objects whose records can be merged. */
const MERGEABLE = new Set(['Account', 'Case', 'Contact', 'Lead']);
/** Records that go into the master at once. */
const MAX_LOSERS = 2;

export interface MergeResult extends DmlResult {
  readonly mergedRecordIds: readonly string[];
  /** Records that have the master as their parent now. */
  readonly updatedRelatedIds: readonly string[];
}

/**
 * Merges records into a master: deletes them, gives their related records to the master, then saves the master. Deleting
 * and saving fire triggers, the related records do not. Must run inside a store transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_merge_statements.htm
 */
export function merge(
  master: DmlRecord,
  losers: readonly DmlRecord[],
  options: Omit<DmlOptions, 'operation'>,
  ctx: SaveContext,
): MergeResult {
  lockRecords(
    ctx.store,
    [master, ...losers].map((record) => record.id),
  );
  refuseMergedPersons(
    master.object,
    [master, ...losers].map((record) => record.id),
    ctx,
  );
  const start = ctx.store.savepoint();
  const { object } = master;
  const rows = losers.map(newRow);
  const target = newRow(master, 0);
  let related: string[] = [];
  const errors = (): DmlResult['errors'] => [...target.errors, ...rows.flatMap((row) => row.errors)];
  try {
    if (!MERGEABLE.has(object.apiName)) target.errors.push(DmlErrors.notMergeable(object.label));
    else if (losers.length < 1 || losers.length > MAX_LOSERS) target.errors.push(DmlErrors.mergeCount());
    if (losers.some((loser) => loser.object !== object || loser.id === master.id)) target.errors.push(DmlErrors.mergeMismatch());
    if (target.errors.length === 0) related = absorb(object, master.id ?? '', rows, options, ctx);
    if (errors().length === 0) {
      saveChunk({ object, event: 'update', options: { ...options, operation: 'update', allOrNone: true }, ctx, internal: false }, [target]);
    }
    if (errors().length > 0) ctx.store.rollbackTo(start);
  } catch (error) {
    ctx.store.rollbackTo(start);
    throw error;
  } finally {
    ctx.store.release(start);
  }
  const found = errors();
  const success = found.length === 0;
  return {
    id: master.id,
    success,
    created: false,
    errors: found,
    mergedRecordIds: success ? rows.map((row) => row.id as string) : [],
    updatedRelatedIds: success ? related : [],
  };
}

/** Deletes the losers and moves what belongs to them; gives the ids of what was moved. */
function absorb(object: SObjectDef, masterId: string, rows: WorkRow[], options: Omit<DmlOptions, 'operation'>, ctx: SaveContext): string[] {
  const step = { object, options: { ...options, operation: 'delete', allOrNone: true } as const, ctx };
  loadOriginals(step, rows);
  checkDeletable(step, rows);
  runTriggers(step, 'before', 'delete', rows);
  if (rows.some((row) => row.errors.length > 0)) return [];
  const ids = rows.map((row) => row.id as string);
  const related = reparent(object, masterId, ids, ctx);
  if (object.fields.has('masterrecordid')) {
    for (const row of rows) {
      ctx.store.update(object, row.id as string, new Map([['MasterRecordId', masterId]]));
      row.old?.set('MasterRecordId', masterId);
    }
  }
  moveToBin(ctx, new Map([[object, new Map(ids.map((id) => [id, id]))]]));
  runTriggers(step, 'after', 'delete', rows);
  updateSummaries(ctx, object, rows);
  return related;
}

function reparent(object: SObjectDef, masterId: string, ids: readonly string[], ctx: SaveContext): string[] {
  const { store } = ctx;
  const moved: string[] = [];
  for (const { child, field } of childLookups(ctx.store.schema, object)) {
    const column = store.column(child, field);
    const sql = `SELECT "Id" AS id, ${column} AS parent FROM ${store.table(child)} WHERE ${column} ${IN_LIST}`;
    const children = store.lockRead(
      () => store.all(sql, [jsonList(ids)]),
      (rows) => rows.map((row) => String(row.id)),
    );
    if (children.length === 0) continue;
    store.run(`UPDATE ${store.table(child)} SET ${column} = ? WHERE ${column} ${IN_LIST}`, [masterId, jsonList(ids)]);
    moved.push(...children.map((row) => String(row.id)));
    const records = store.read(
      child,
      children.map((row) => String(row.id)),
    );
    const summarized = children.flatMap((row) => {
      const values = records.get(String(row.id));
      return values ? [{ values, old: new Map([...values, [field.apiName, String(row.parent)]]), errors: [] }] : [];
    });
    updateSummaries(ctx, child, summarized);
  }
  return moved;
}
