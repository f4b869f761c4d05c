import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import { FormulaRecords } from './evaluation.ts';
import { compileFormula, type FormulaInput, type TypedFormula } from './formula/index.ts';
import { globalInput, type GlobalContext } from './globals.ts';
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
  const { fields, needs } = defaultsFor(object, ctx.store.schema);
  const records = new FormulaRecords(object, ctx);
  records.prefetch(rows, needs);
  const offered = recordTypePicklists(step);
  for (const row of rows) {
    setOwnerAndRecordType(step, row);
    fields.forEach(({ field, formula }) => {
      if (row.given.has(field.apiName)) return;
      const chosen = field.picklist && formula === undefined ? offered(row, field)?.defaults : undefined;
      if (chosen) {
        row.values.set(field.apiName, chosen.length > 0 ? chosen.join(';') : null);
        return;
      }
      const value = formula ? evaluated(formula, field, records.input(row)) : fixedDefault(field);
      row.values.set(field.apiName, value);
    });
    applyStandardDefaults(step, row);
  }
}

/** The fields of an object that get a value when none is given, and what their formulas read. */
interface Defaults {
  readonly fields: readonly { readonly field: FieldDef; readonly formula: TypedFormula | undefined }[];
  readonly needs: readonly string[];
}

const defaultsKnown = new WeakMap<SObjectDef, Defaults>();

function defaultsFor(object: SObjectDef, schema: Schema): Defaults {
  let known = defaultsKnown.get(object);
  if (!known) {
    const fields = [...object.fields.values()]
      .filter((field) => defaultsOf(object, field))
      .map((field) => ({ field, formula: compileDefault(object, field, schema) }));
    defaultsKnown.set(object, (known = { fields, needs: fields.flatMap(({ formula }) => formula?.needs ?? []) }));
  }
  return known;
}

function defaultsOf(object: SObjectDef, field: FieldDef): boolean {
  if (field.formula !== undefined || field.system) return false;
  if (field.picklist && object.recordTypes.some(({ picklists }) => picklists?.has(field.apiName.toLowerCase()))) return true;
  return field.type === 'Checkbox' || field.defaultValue !== undefined || (field.picklist?.values.some((v) => v.isDefault) ?? false);
}

/** The default value a field has before anything of the record is known; null when it has none. */
export function defaultValueOf(object: SObjectDef, field: FieldDef, ctx: GlobalContext): FieldValue {
  if (!defaultsOf(object, field)) return null;
  const formula = compileDefault(object, field, ctx.store.schema);
  const globals = globalInput(ctx);
  return formula ? evaluated(formula, field, (path) => (path.startsWith('$') ? globals(path) : null)) : fixedDefault(field);
}

function compileDefault(object: SObjectDef, field: FieldDef, schema: Schema): TypedFormula | undefined {
  return field.defaultValue === undefined ? undefined : compileFormula(field.defaultValue, object, schema);
}

function evaluated(formula: TypedFormula, field: FieldDef, input: FormulaInput): FieldValue {
  return toStored(field, formula.evaluate(input, field)) ?? null;
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
    row.values.set('RecordTypeId', ctx.access.defaultRecordType?.(object, row.values.get('IsPersonAccount') === true) ?? null);
  }
}
