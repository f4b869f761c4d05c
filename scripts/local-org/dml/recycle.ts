import type { SObjectDef } from '../metadata/index.ts';
import type { SqlRow, SqlValue } from '../store/index.ts';
import { childLookups, fate, type Doomed } from './cascade.ts';
import type { SaveContext } from './types.ts';
import { wholeSeconds } from './values.ts';
import { IN_LIST, jsonList, lockRecords } from './work.ts';

/** Which records went together, so that undelete brings back exactly those. The store makes these tables when it is opened. */
const TABLE = '"local recycle bin"';
/** Lookups of records that stayed, as they were before the record they led to was deleted. */
const LOOKUPS = '"local recycle bin lookups"';

/** Records whose bin was emptied: gone for users, still there for ALL ROWS. */
const EMPTIED = '"local recycle bin emptied"';
const KEPT_AFTER_EMPTYING_MS = 24 * 60 * 60 * 1000;

/** Locks the records that a query finds, before their rows are changed by a statement of their own. */
function lockIds({ store }: Pick<SaveContext, 'store'>, sql: string, params: readonly SqlValue[]): SqlRow[] {
  return store.lockRead(
    () => store.all(sql, params),
    (rows) => rows.map((row) => String(row.id)),
  );
}

/** Clears the lookups of records that stay, and remembers them; without triggers. */
export function detachLookups(ctx: SaveContext, doomed: Doomed): void {
  const { store } = ctx;
  for (const [parent, ids] of doomed) {
    for (const { child, field } of childLookups(store.schema, parent)) {
      if (fate(field) !== 'SetNull') continue;
      const column = store.column(child, field);
      const where = `WHERE ${column} ${IN_LIST} AND "Id" NOT ${IN_LIST}`;
      const params = [jsonList(ids.keys()), jsonList(doomed.get(child)?.keys() ?? [])];
      if (lockIds(ctx, `SELECT "Id" AS id FROM ${store.table(child)} ${where}`, params).length === 0) continue;
      if (parent.fields.has('isdeleted')) {
        const sql = `INSERT INTO ${LOOKUPS} SELECT ${column}, ?, ?, "Id" FROM ${store.table(child)} ${where}`;
        store.run(sql, [child.apiName, field.apiName, ...params]);
      }
      store.run(`UPDATE ${store.table(child)} SET ${column} = NULL ${where}`, params);
    }
  }
}

/**
 * Gives lookups back that have not been set otherwise since.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_undelete.htm
 */
function attachLookups(ctx: SaveContext, ids: readonly string[]): void {
  const { store } = ctx;
  lockIds(ctx, `SELECT child AS id FROM ${LOOKUPS} WHERE parent ${IN_LIST}`, [jsonList(ids)]);
  const groups = store.all(`SELECT DISTINCT object, field FROM ${LOOKUPS} WHERE parent ${IN_LIST}`, [jsonList(ids)]);
  for (const { object, field } of groups) {
    const child = store.schema.object(String(object));
    const lookup = child && store.schema.field(child, String(field));
    if (!child || !lookup) continue;
    const column = store.column(child, lookup);
    store.run(
      `UPDATE ${store.table(child)} SET ${column} = kept.parent FROM ${LOOKUPS} kept
       WHERE kept.parent ${IN_LIST} AND kept.object = ? AND kept.field = ? AND ${store.table(child)}."Id" = kept.child AND ${column} IS NULL`,
      [jsonList(ids), child.apiName, lookup.apiName],
    );
  }
  store.run(`DELETE FROM ${LOOKUPS} WHERE parent ${IN_LIST}`, [jsonList(ids)]);
}

/** Sets IsDeleted, or removes the rows of objects without a recycle bin. */
export function moveToBin(ctx: SaveContext, doomed: Doomed): void {
  const { store } = ctx;
  for (const [object, ids] of doomed) {
    if (ids.size === 0) continue;
    if (!object.fields.has('isdeleted')) {
      store.delete(object, [...ids.keys()]);
      continue;
    }
    setDeleted(ctx, object, [...ids.keys()], true);
    store.run(`INSERT OR REPLACE INTO ${TABLE} (id, root, object) SELECT key, value, ? FROM json_each(?)`, [
      object.apiName,
      JSON.stringify(Object.fromEntries(ids)),
    ]);
  }
}

/** Brings back records deleted by their own delete call, with what went along. @returns ids by object */
export function takeFromBin(ctx: SaveContext, roots: readonly string[]): Map<SObjectDef, string[]> {
  const { store } = ctx;
  const entries = lockIds(ctx, `SELECT id, object FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(roots)]);
  const restored = new Map<SObjectDef, string[]>();
  for (const [name, group] of Map.groupBy(entries, (entry) => String(entry.object))) {
    const object = store.schema.object(name);
    if (!object) continue;
    const ids = group.map((entry) => String(entry.id));
    setDeleted(ctx, object, ids, false);
    attachLookups(ctx, ids);
    restored.set(object, ids);
  }
  store.run(`DELETE FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(roots)]);
  return restored;
}

/** Ids among these that were deleted by a delete call of their own. */
export function rootsInBin(ctx: Pick<SaveContext, 'store'>, ids: readonly string[]): Set<string> {
  return new Set(ctx.store.all(`SELECT id FROM ${TABLE} WHERE id = root AND id ${IN_LIST}`, [jsonList(ids)]).map((row) => String(row.id)));
}

function setDeleted(ctx: SaveContext, object: SObjectDef, ids: readonly string[], deleted: boolean): void {
  const { store } = ctx;
  const stamp = object.fields.has('systemmodstamp') ? ', "SystemModstamp" = ?' : '';
  store.run(`UPDATE ${store.table(object)} SET "IsDeleted" = ${deleted ? 1 : 0}${stamp} WHERE "Id" ${IN_LIST}`, [
    ...(stamp ? [wholeSeconds(ctx.now)] : []),
    jsonList(ids),
  ]);
}

/**
 * Takes records out of the recycle bin for good, with what went along: nobody brings them back, and ALL ROWS finds them
 * for a day. Gives the ids that were in it.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm#apex_System_Database_emptyRecycleBin
 */
export function emptyRecycleBin(ctx: Pick<SaveContext, 'store' | 'now'>, ids: readonly string[]): Set<string> {
  const { store, now } = ctx;
  lockRecords(store, ids);
  purge(ctx);
  const known = rootsInBin(ctx, ids);
  const entries = store.all(`SELECT id, object FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(known)]);
  const gone = jsonList(entries.map((entry) => String(entry.id)));
  store.run(`INSERT OR REPLACE INTO ${EMPTIED} SELECT id, object, ? FROM ${TABLE} WHERE id ${IN_LIST}`, [now, gone]);
  store.run(`DELETE FROM ${LOOKUPS} WHERE parent ${IN_LIST}`, [gone]);
  store.run(`DELETE FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(known)]);
  return known;
}

/** Removes the rows of records whose bin was emptied more than a day ago. */
function purge({ store, now }: Pick<SaveContext, 'store' | 'now'>): void {
  const old = store.all(`SELECT id, object FROM ${EMPTIED} WHERE at < ?`, [now - KEPT_AFTER_EMPTYING_MS]);
  for (const [name, group] of Map.groupBy(old, (entry) => String(entry.object))) {
    const object = store.schema.object(name);
    const ids = group.map((entry) => String(entry.id));
    if (object) store.delete(object, ids);
    store.run(`DELETE FROM ${EMPTIED} WHERE id ${IN_LIST}`, [jsonList(ids)]);
  }
}
