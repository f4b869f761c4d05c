import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import type { SaveContext } from './types.ts';
import { findByValues, valueKey } from './lookup.ts';
import { toStored } from './values.ts';
import { push, type WorkRow } from './work.ts';

/**
 * Replaces parents given by an external id with their ids; one statement per relationship and external id field.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_nested_object.htm
 */
export function resolveParents(object: SObjectDef, rows: readonly WorkRow[], ctx: SaveContext): void {
  const { schema } = ctx.store;
  const groups = new Map<string, { row: WorkRow; lookup: FieldDef; parent: SObjectDef; field: FieldDef; value: FieldValue }[]>();
  for (const row of rows) {
    for (const [name, given] of row.record.parents ?? []) {
      const lookup = schema.parentRelationship(object, name);
      const parent = schema.object(given.object);
      const field = parent && schema.field(parent, given.field);
      if (!lookup || !parent || !field) row.errors.push(DmlErrors.noSuchField(`${name}.${given.field}`, object));
      else push(groups, `${name}|${given.object}|${given.field}`, { row, lookup, parent, field, value: given.value });
    }
  }
  for (const group of groups.values()) {
    const { parent, field } = group[0] as (typeof group)[number];
    const found = findByValues(
      ctx,
      parent,
      field,
      group.map((entry) => entry.value),
    );
    for (const { row, lookup, value } of group) {
      const ids = value === null ? [] : (found.get(valueKey(field, value)) ?? []);
      const [id] = ids;
      if (id === undefined) row.errors.push(DmlErrors.parentNotFound(value, field.apiName, parent.apiName));
      else if (ids.length > 1) row.errors.push(DmlErrors.duplicateExternalId(field.label, field.apiName, ids));
      else row.record.values.set(lookup.apiName, id);
    }
  }
}

/**
 * Tells new records from existing ones, by Id or by an external id field.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm
 */
export function resolveUpsert(
  object: SObjectDef,
  rows: readonly WorkRow[],
  externalIdField: string | undefined,
  ctx: SaveContext,
): { inserts: WorkRow[]; updates: WorkRow[] } {
  const field = externalIdField === undefined ? undefined : ctx.store.schema.field(object, externalIdField);
  if (externalIdField !== undefined && !field) {
    for (const row of rows) row.errors.push(DmlErrors.noSuchField(externalIdField, object));
  } else if (field && field.apiName !== 'Id') matchExternalIds(object, rows, field, ctx);
  const inserts = rows.filter((row) => row.record.id === null);
  for (const row of inserts) row.created = true;
  return { inserts, updates: rows.filter((row) => row.record.id !== null) };
}

function matchExternalIds(object: SObjectDef, rows: readonly WorkRow[], field: FieldDef, ctx: SaveContext): void {
  const byKey = new Map<string, WorkRow[]>();
  const values: FieldValue[] = [];
  for (const row of rows) {
    const given = [...row.record.values].find(([name]) => name.toLowerCase() === field.apiName.toLowerCase())?.[1] ?? null;
    const value = toStored(field, given);
    if (value === null || value === undefined) row.errors.push(DmlErrors.externalIdMissing(field.apiName));
    else {
      values.push(value);
      push(byKey, valueKey(field, value), row);
    }
  }
  // Others may be about to insert them.
  if (field.unique) ctx.store.lockValues(object, field, values);
  const found = findByValues(ctx, object, field, values);
  for (const [key, group] of byKey) {
    const ids = found.get(key) ?? [];
    for (const row of group) {
      if (group.length > 1) row.errors.push(DmlErrors.externalIdTwice(field.apiName, key));
      else if (ids.length > 1) row.errors.push(DmlErrors.duplicateExternalId(field.label, field.apiName, ids));
      else row.record.id = ids[0] ?? null;
    }
  }
}
