import type { FieldDef, FieldType, SObjectDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { recordTypePicklists } from './record-types.ts';
import { toStored } from './values.ts';
import { isChanged, labelOf, valueOf, type SaveStep, type WorkRow } from './work.ts';

type Picklist = NonNullable<FieldDef['picklist']>;

/** Lengths of types whose metadata gives none. */
const DEFAULT_LENGTH: Partial<Record<FieldType, number>> = { Email: 80, Phone: 40, Url: 255, TextArea: 255, Text: 255, Picklist: 255 };

const EMAIL = /^[^\s@,;<>()[\]\\"]+@[^\s@,;<>()[\]\\"]+\.[^\s@.,;<>()[\]\\"]+$/;

/** The fields of an object that validation looks at, worked out once. */
interface Checks {
  readonly fields: readonly FieldDef[];
  readonly required: readonly FieldDef[];
}

const checksOf = new WeakMap<SObjectDef, Checks>();

function checks(object: SObjectDef): Checks {
  let known = checksOf.get(object);
  if (!known) {
    const writable = [...object.fields.values()].filter(
      (field) =>
        field.formula === undefined &&
        !field.system &&
        field.apiName !== 'Id' &&
        field.summary === undefined &&
        field.type !== 'AutoNumber',
    );
    // The name of a custom object's or setting's record may be left out: it then is the record id.
    const named = (field: FieldDef): boolean =>
      field.nameField && field.custom === false && (object.kind === 'custom' || object.kind === 'customSetting');
    known = {
      fields: writable,
      required: writable.filter((field) => field.required && field.type !== 'Checkbox' && !named(field) && !field.joinedFrom),
    };
    checksOf.set(object, known);
  }
  return known;
}

/**
 * System validation: required fields, types, lengths, ranges, formats, restricted picklists.
 * Unchanged values are not looked at again, so values that were allowed once do not block a save.
 */
export function validateFields(step: SaveStep, row: WorkRow): void {
  const { fields, required } = checks(step.object);
  for (const field of fields) {
    if (!row.given.has(field.apiName) && !isChanged(row, field)) continue;
    const stored = toStored(field, valueOf(row, field));
    if (stored === undefined) row.errors.push(DmlErrors.wrongType(labelOf(step, field), field, valueOf(row, field)));
    else {
      row.values.set(field.apiName, stored);
      if (stored !== null) validateValue(step, row, field);
    }
  }
  const missing = required.filter((field) => valueOf(row, field) === null).map((field) => field.apiName);
  if (missing.length > 0) row.errors.push(DmlErrors.requiredFieldMissing(missing));
}

function validateValue(step: SaveStep, row: WorkRow, field: FieldDef): void {
  const value = valueOf(row, field);
  if (typeof value === 'number') return validateNumber(step, row, field, value);
  if (typeof value !== 'string') return;
  const max = field.length ?? DEFAULT_LENGTH[field.type];
  if (max !== undefined && field.referenceTo.length === 0 && value.length > max) {
    row.errors.push(DmlErrors.stringTooLong(labelOf(step, field), field, value, max));
  }
  if (field.type === 'Email' && !EMAIL.test(value)) row.errors.push(DmlErrors.invalidEmail(labelOf(step, field), field, value));
  checkPicklist(step, row, field);
}

/**
 * Restricted picklists of the values the caller gave: like foreign keys they are checked before the triggers run, and again after.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm (step 2)
 */
export function checkGivenPicklists(step: SaveStep, rows: readonly WorkRow[]): void {
  for (const field of checks(step.object).fields) {
    if (!field.picklist) continue;
    for (const row of rows) if (row.given.has(field.apiName)) checkPicklist(step, row, field);
  }
}

function checkPicklist(step: SaveStep, row: WorkRow, field: FieldDef): void {
  const value = valueOf(row, field);
  if (typeof value !== 'string' || !field.picklist || !isChanged(row, field)) return;
  const allowed = activeValues(field.picklist);
  const offered = recordTypePicklists(step)(row, field)?.values;
  const chosen = (field.type === 'MultiselectPicklist' ? value.split(';') : [value]).map((choice) => asDefined(allowed, choice));
  const bad = field.picklist.restricted && chosen.find((choice) => !allowed.values.has(choice) || offered?.has(choice) === false);
  if (typeof bad === 'string') row.errors.push(DmlErrors.badPicklistValue(labelOf(step, field), field, bad));
  else row.values.set(field.apiName, chosen.join(';'));
}

interface Active {
  readonly values: ReadonlySet<string>;
  readonly byFolded: ReadonlyMap<string, string>;
}

const active = new WeakMap<Picklist, Active>();

function activeValues(picklist: Picklist): Active {
  let known = active.get(picklist);
  if (!known) {
    const values = picklist.values.filter((value) => value.isActive).map((value) => value.apiName);
    known = { values: new Set(values), byFolded: new Map(values.map((value) => [value.toLowerCase(), value])) };
    active.set(picklist, known);
  }
  return known;
}

/** A value that was given in another case is the one that is defined. */
function asDefined({ values, byFolded }: Active, choice: string): string {
  return values.has(choice) ? choice : (byFolded.get(choice.toLowerCase()) ?? choice);
}

function validateNumber(step: SaveStep, row: WorkRow, field: FieldDef, value: number): void {
  if (field.precision === undefined || field.type === 'DateTime' || field.type === 'Time') return;
  const digits = field.precision - (field.scale ?? 0);
  if (Math.abs(value) >= 10 ** digits) row.errors.push(DmlErrors.numberOutsideRange(labelOf(step, field), field, value));
}
