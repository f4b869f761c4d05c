import type { FieldDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { findByValues, valueKey } from './lookup.ts';
import { isChanged, push, valueOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Unique fields: against the records that exist (recycle bin excluded) and within the chunk, where the first
 * record wins. One statement per unique field.
 */
export function checkUnique(step: SaveStep, rows: readonly WorkRow[]): void {
  for (const field of step.object.fields.values()) {
    if (field.unique && field.formula === undefined && field.apiName !== 'Id') checkField(step, field, rows);
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
