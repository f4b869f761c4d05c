import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { FormulaRecords } from './evaluation.ts';
import { compileFormula } from './formula/index.ts';
import type { SaveStep, WorkRow } from './work.ts';
import { recordTypePicklists } from './record-types.ts';
import { applyStandardDefaults } from './standard.ts';
import { toStored } from './values.ts';

/**
 * Fills the fields the caller did not set on insert: owner, record type, default values.
 * https://help.salesforce.com/s/articleView?id=platform.fields_about_default_values.htm
 */
export function applyDefaults(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const fields = [...object.fields.values()].filter((field) => defaultsOf(object, field));
  const records = new FormulaRecords(object, ctx);
  const formulas = fields.map((field) => (field.defaultValue === undefined ? undefined : compileDefault(object, field, step)));
  const needs = formulas.flatMap((formula) => formula?.needs ?? []);
  records.prefetch(rows, needs);
  const offered = recordTypePicklists(step);
  for (const row of rows) {
    setOwnerAndRecordType(step, row);
    fields.forEach((field, i) => {
      if (row.given.has(field.apiName)) return;
      const formula = formulas[i];
      const defaults = field.picklist && formula === undefined ? offered(row, field)?.defaults : undefined;
      if (defaults) {
        row.values.set(field.apiName, defaults.length > 0 ? defaults.join(';') : null);
        return;
      }
      const value = formula ? (toStored(field, formula.evaluate(records.input(row), field)) ?? null) : fixedDefault(field);
      row.values.set(field.apiName, value);
    });
    applyStandardDefaults(step, row);
  }
}

function defaultsOf(object: SObjectDef, field: FieldDef): boolean {
  if (field.formula !== undefined || field.system) return false;
  if (field.picklist && object.recordTypes.some(({ picklists }) => picklists?.has(field.apiName.toLowerCase()))) return true;
  return field.type === 'Checkbox' || field.defaultValue !== undefined || (field.picklist?.values.some((v) => v.isDefault) ?? false);
}

function compileDefault(object: SObjectDef, field: FieldDef, step: SaveStep): ReturnType<typeof compileFormula> {
  return compileFormula(field.defaultValue ?? 'NULL', object, step.ctx.store.schema);
}

function fixedDefault(field: FieldDef): FieldValue {
  if (field.type === 'Checkbox') return false;
  const defaults = field.picklist?.values.filter((value) => value.isDefault && value.isActive) ?? [];
  if (defaults.length === 0) return null;
  return field.type === 'MultiselectPicklist' ? defaults.map((value) => value.apiName).join(';') : (defaults[0]?.apiName ?? null);
}

function setOwnerAndRecordType(step: SaveStep, row: WorkRow): void {
  const { object, ctx } = step;
  const owner = object.fields.get('ownerid');
  if (owner && !owner.system && (row.values.get('OwnerId') ?? null) === null) row.values.set('OwnerId', ctx.userId);
  if (object.fields.has('recordtypeid') && !row.given.has('RecordTypeId')) {
    row.values.set('RecordTypeId', ctx.access.defaultRecordType?.(object) ?? null);
  }
}
