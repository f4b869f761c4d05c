import type { SObjectDef } from '../metadata/index.ts';
import { toId18 } from './ids.ts';
import type { Store } from './types.ts';

/**
 * The object a record belongs to. Shares of custom objects have one key prefix together, so has all history: there the row
 * decides, and the first of the objects stands for ids without a row.
 *
 * @param id of 15 or 18 characters
 */
export function objectOfRecord(store: Pick<Store, 'schema' | 'table' | 'get'>, id: string): SObjectDef | undefined {
  const objects = store.schema.allByKeyPrefix(id.slice(0, 3));
  if (objects.length < 2) return objects[0];
  const key = toId18(id.slice(0, 15));
  const holds = (object: SObjectDef): boolean =>
    store.get(`SELECT 1 AS found FROM ${store.table(object)} WHERE "Id" = ?`, [key]) !== undefined;
  return objects.find(holds) ?? objects[0];
}
