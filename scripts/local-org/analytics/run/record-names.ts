import { isStored, nameFieldOf } from '../../metadata/index.ts';
import type { Store } from '../../store/index.ts';

/** Names of the records that lookups point to, by id. Records that are gone have none. */
export function recordNames(store: Store, ids: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const prefix of new Set(ids.map((id) => id.slice(0, 3)))) {
    const object = store.schema.byKeyPrefix(prefix);
    const field = object && nameFieldOf(object);
    if (!object || !field || !isStored(field)) continue;
    const query = `SELECT "Id" AS id, ${store.column(object, field)} AS name FROM ${store.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?))`;
    for (const { id, name } of store.all(query, [JSON.stringify(ids.filter((one) => one.startsWith(prefix)))]))
      if (typeof name === 'string') names.set(String(id), name);
  }
  return names;
}
