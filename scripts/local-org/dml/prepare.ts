import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { isId, toId18 } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import { applyStandardForms } from './standard.ts';
import { toStored } from './values.ts';
import { alive, labelOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Loads the originals and lays the caller's values over them (steps 1 and 2 of the order of execution), refusing
 * what may not be written at all.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
export function prepareRows(step: SaveStep, rows: readonly WorkRow[]): void {
  if (step.event === 'insert') startEmpty(step, rows);
  else loadOriginals(step, rows);
  for (const row of alive(rows)) overlay(step, row);
  applyStandardForms(step, rows);
}

const empty = new WeakMap<SObjectDef, ReadonlyMap<string, null>>();

function startEmpty({ object }: SaveStep, rows: readonly WorkRow[]): void {
  let blank = empty.get(object);
  if (!blank) empty.set(object, (blank = new Map([...object.fields.values()].map((field) => [field.apiName, null]))));
  for (const row of rows) {
    if (row.record.id !== null) row.errors.push(DmlErrors.idOnInsert());
    row.values = new Map<string, FieldValue>(blank);
  }
}

/** Reads the records to change; all in one statement. */
export function loadOriginals(step: Pick<SaveStep, 'object' | 'ctx' | 'options'>, rows: readonly WorkRow[], deleted = false): void {
  const { object, ctx, options } = step;
  for (const row of rows) {
    if (row.record.id === null) {
      row.errors.push(DmlErrors.idMissing(options.operation === 'upsert' ? 'update' : options.operation));
      continue;
    }
    if (!isId(row.record.id) || row.record.id.slice(0, 3) !== object.keyPrefix) {
      row.errors.push(DmlErrors.malformedId(`${object.label} ID`, 'Id', row.record.id));
    } else row.id = toId18(row.record.id);
  }
  const living = alive(rows);
  const originals = ctx.store.read(object, [...new Set(living.map((row) => row.id as string))]);
  for (const row of living) {
    const original = originals.get(row.id as string);
    if (!original) row.errors.push(DmlErrors.invalidCrossReference());
    else if (original.get('IsDeleted') === true && !deleted) row.errors.push(DmlErrors.isDeleted());
    else {
      row.old = original;
      row.values = new Map(original);
    }
  }
}

function overlay(step: SaveStep, row: WorkRow): void {
  const { object, ctx } = step;
  const refused: string[] = [];
  for (const [name, value] of row.record.values) {
    const field = ctx.store.schema.field(object, name);
    if (!field) {
      row.errors.push(DmlErrors.noSuchField(name, object));
      continue;
    }
    if (field.apiName === 'Id') continue;
    const stored = toStored(field, value);
    if (!isWritable(step, field)) {
      // A record that was read and is saved again carries its read-only fields along; only a change is refused.
      const unchanged = step.event === 'update' && (row.old?.get(field.apiName) ?? null) === (stored ?? null);
      if (!unchanged) refused.push(field.apiName);
      continue;
    }
    if (stored === undefined) row.errors.push(DmlErrors.wrongType(labelOf(step, field), field, value));
    else {
      row.values.set(field.apiName, stored);
      row.given.add(field.apiName);
    }
  }
  if (refused.length > 0) row.errors.push(DmlErrors.fieldSecurity(refused));
}

function isWritable(step: SaveStep, field: FieldDef): boolean {
  // Events arrive with the ids that their publisher gave them.
  if (step.internal || step.object.kind === 'platformEvent') return field.formula === undefined;
  if (field.formula !== undefined || field.system) return false;
  return step.event === 'insert' ? field.createable : field.updateable;
}
