import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { SqlValue } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import { findByValues, valueKey } from './lookup.ts';
import { IN_LIST, isChanged, jsonList, push, valueOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Unique fields: against the records that exist (recycle bin excluded) and within the chunk, where the first
 * record wins. One statement per unique field.
 */
export function checkUnique(step: SaveStep, rows: readonly WorkRow[]): void {
  for (const field of uniqueFields(step.object)) checkField(step, field, rows);
  const key = COMPOSITE_KEYS[step.object.apiName];
  if (key && step.event === 'insert') checkCompositeKey(step, key, rows);
}

const uniqueOf = new WeakMap<SObjectDef, readonly FieldDef[]>();

function uniqueFields(object: SObjectDef): readonly FieldDef[] {
  let known = uniqueOf.get(object);
  if (!known) {
    known = [...object.fields.values()].filter((field) => field.unique && field.formula === undefined && field.apiName !== 'Id');
    uniqueOf.set(object, known);
  }
  return known;
}

/** Link objects that hold each pair once; the first field narrows the search. */
const COMPOSITE_KEYS: Readonly<Record<string, readonly string[]>> = {
  PermissionSetAssignment: ['AssigneeId', 'PermissionSetId', 'PermissionSetGroupId'],
  GroupMember: ['GroupId', 'UserOrGroupId'],
  QueueSobject: ['QueueId', 'SobjectType'],
};

function checkCompositeKey(step: SaveStep, names: readonly string[], rows: readonly WorkRow[]): void {
  const { store } = step.ctx;
  const [first] = names;
  const keyOf = (values: ReadonlyMap<string, SqlValue | boolean>): string => names.map((name) => String(values.get(name) ?? '')).join('|');
  const searched = jsonList(new Set(rows.map((row) => String(row.values.get(first ?? '') ?? ''))));
  store.lock(rows.map((row) => `${step.object.apiName} ${keyOf(row.values)}`));
  const columns = names.map((name) => `"${name}"`).join(', ');
  const existing = store.all(`SELECT ${columns} FROM ${store.table(step.object)} WHERE "${first}" ${IN_LIST}`, [searched]);
  const taken = new Set(existing.map((row) => keyOf(new Map(Object.entries(row)))));
  for (const row of rows) {
    const key = keyOf(row.values);
    if (taken.has(key)) row.errors.push(DmlErrors.duplicateLink());
    else taken.add(key);
  }
}

function checkField(step: SaveStep, field: FieldDef, rows: readonly WorkRow[]): void {
  const candidates = new Map<string, WorkRow[]>();
  for (const row of rows) {
    const value = valueOf(row, field);
    if (value !== null && row.errors.length === 0 && isChanged(row, field)) push(candidates, valueKey(field, value), row);
  }
  if (candidates.size === 0) return;
  const isUsername = step.object.apiName === 'User' && field.apiName === 'Username';
  const values = [...candidates.values()].map(([row]) => (row ? valueOf(row, field) : null));
  step.ctx.store.lockValues(step.object, field, values);
  const taken = findByValues(step.ctx, step.object, field, values);
  for (const [key, group] of candidates) {
    let [holder] = taken.get(key) ?? [];
    for (const row of group) {
      if (holder !== undefined && holder !== row.id) {
        row.errors.push(isUsername ? DmlErrors.duplicateUsername() : DmlErrors.duplicateValue(field, holder));
      } else holder = row.id ?? undefined;
    }
  }
}
