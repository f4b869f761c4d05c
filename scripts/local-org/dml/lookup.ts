import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { fold, foldsCase } from '../store/index.ts';
import type { SaveContext } from './types.ts';
import { IN_LIST, jsonList, push } from './work.ts';

/** Key under which two values of a unique or external id field are the same. */
export function valueKey(field: FieldDef, value: string | number | boolean): string {
  return typeof value === 'string' && foldsCase(field) ? fold(value) : String(value);
}

/**
 * Ids of the living records with any of these values in the field, by {@link valueKey}. One statement, by index.
 */
export function findByValues(
  ctx: Pick<SaveContext, 'store'>,
  object: SObjectDef,
  field: FieldDef,
  values: Iterable<FieldValue>,
): Map<string, string[]> {
  const { store } = ctx;
  const keys = new Set<string | number>();
  for (const value of values) {
    if (typeof value === 'string') keys.add(valueKey(field, value));
    else if (value !== null) keys.add(Number(value));
  }
  const found = new Map<string, string[]>();
  if (keys.size === 0) return found;
  const column = store.column(object, field);
  const id = store.column(object, object.fields.get('id') as FieldDef);
  const deleted = object.fields.get('isdeleted');
  // The partial unique index is used only when the condition on IsDeleted is there literally.
  const living = deleted ? ` AND ${store.column(object, deleted)} = 0` : '';
  const folded = foldsCase(field) ? `fold(${column})` : column;
  const sql = `SELECT ${id} AS id, ${column} AS value FROM ${store.table(object)} WHERE ${folded} ${IN_LIST}${living}`;
  for (const row of store.all(sql, [jsonList(keys)])) push(found, valueKey(field, row.value as string | number), String(row.id));
  return found;
}
