import type { SObjectDef } from '../metadata/index.ts';
import type { Doomed } from './cascade.ts';
import type { SaveContext } from './types.ts';
import { IN_LIST, jsonList } from './work.ts';

/** Which records went together, so that undelete brings back exactly those. */
const TABLE = '"local recycle bin"';

function ensureTable(ctx: Pick<SaveContext, 'store'>): void {
  ctx.store.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (id TEXT PRIMARY KEY, root TEXT NOT NULL, object TEXT NOT NULL)`);
  ctx.store.run(`CREATE INDEX IF NOT EXISTS "local recycle bin.root" ON ${TABLE} (root)`);
}

/** Sets IsDeleted, or removes the rows of objects without a recycle bin. */
export function moveToBin(ctx: SaveContext, doomed: Doomed): void {
  const { store } = ctx;
  ensureTable(ctx);
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
  ensureTable(ctx);
  const entries = store.all(`SELECT id, object FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(roots)]);
  const restored = new Map<SObjectDef, string[]>();
  for (const [name, group] of Map.groupBy(entries, (entry) => String(entry.object))) {
    const object = store.schema.object(name);
    if (!object) continue;
    const ids = group.map((entry) => String(entry.id));
    setDeleted(ctx, object, ids, false);
    restored.set(object, ids);
  }
  store.run(`DELETE FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(roots)]);
  return restored;
}

/** Ids among these that were deleted by a delete call of their own. */
export function rootsInBin(ctx: Pick<SaveContext, 'store'>, ids: readonly string[]): Set<string> {
  ensureTable(ctx);
  return new Set(ctx.store.all(`SELECT id FROM ${TABLE} WHERE id = root AND id ${IN_LIST}`, [jsonList(ids)]).map((row) => String(row.id)));
}

function setDeleted(ctx: SaveContext, object: SObjectDef, ids: readonly string[], deleted: boolean): void {
  const { store } = ctx;
  const stamp = object.fields.has('systemmodstamp') ? ', "SystemModstamp" = ?' : '';
  const now = Math.floor(ctx.now / 1000) * 1000;
  store.run(`UPDATE ${store.table(object)} SET "IsDeleted" = ${deleted ? 1 : 0}${stamp} WHERE "Id" ${IN_LIST}`, [
    ...(stamp ? [now] : []),
    jsonList(ids),
  ]);
}

/**
 * Removes records from the recycle bin for good, with what went along. Gives the ids that were in it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm#apex_System_Database_emptyRecycleBin
 */
export function emptyRecycleBin(ctx: Pick<SaveContext, 'store'>, ids: readonly string[]): Set<string> {
  const { store } = ctx;
  store.lock();
  const known = rootsInBin(ctx, ids);
  const entries = store.all(`SELECT id, object FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(known)]);
  for (const [name, group] of Map.groupBy(entries, (entry) => String(entry.object))) {
    const object = store.schema.object(name);
    if (!object) continue;
    store.delete(
      object,
      group.map((entry) => String(entry.id)),
    );
  }
  store.run(`DELETE FROM ${TABLE} WHERE root ${IN_LIST}`, [jsonList(known)]);
  return known;
}
