import { supportedHtml } from './rich-text.ts';
import type { FieldDef, FieldType, FieldValue } from '../metadata/index.ts';

const TEXT: ReadonlySet<FieldType> = new Set([
  'Id',
  'AutoNumber',
  'Text',
  'TextArea',
  'LongTextArea',
  'Html',
  'EncryptedText',
  'Email',
  'Phone',
  'Url',
  'Picklist',
  'MultiselectPicklist',
  'Lookup',
  'MasterDetail',
  'MetadataRelationship',
  'Base64',
]);
const NUMERIC: ReadonlySet<FieldType> = new Set(['Number', 'Currency', 'Percent', 'Time']);

/**
 * The value as the field stores it, or undefined when it is not of the field's type.
 * White space around text is cut off, blank text is null, a checkbox is never null, datetimes keep whole seconds. Numbers keep
 * all their digits: saves through Apex and the APIs do not round to the scale of the field, which is for display.
 * https://help.salesforce.com/s/articleView?id=000387302
 */
export function toStored(field: FieldDef, value: FieldValue): FieldValue | undefined {
  if (field.type === 'Checkbox') return toCheckbox(value);
  if (value === null || value === '') return null;
  if (field.type === 'Html' && typeof value === 'string') return supportedHtml(value).trim() || null;
  if (TEXT.has(field.type)) return typeof value === 'boolean' ? undefined : String(value).trim() || null;
  if (NUMERIC.has(field.type)) return toNumber(field, value);
  if (field.type === 'Date') return isDate(value) ? value : undefined;
  if (field.type === 'DateTime') return toDateTime(value);
  return value;
}

function toCheckbox(value: FieldValue): boolean | undefined {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function toNumber(field: FieldDef, value: string | number | boolean): number | undefined {
  const number = typeof value === 'boolean' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return undefined;
  return isInteger(field) ? Math.sign(number) * Math.round(Math.abs(number)) : number;
}

/** Standard fields of type `int` have no decimals to keep. */
function isInteger(field: FieldDef): boolean {
  return field.type === 'Number' && !field.custom && (field.scale ?? 0) === 0;
}

function isDate(value: FieldValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const epoch = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(epoch) && new Date(epoch).toISOString().startsWith(value);
}

function toDateTime(value: string | number | boolean): number | undefined {
  const epoch = typeof value === 'string' ? Date.parse(value) : Number(value);
  if (typeof value === 'boolean' || Number.isNaN(epoch)) return undefined;
  return wholeSeconds(epoch);
}

/** A moment as the platform keeps it, without milliseconds. Both are epoch ms. */
export function wholeSeconds(epoch: number): number {
  return Math.floor(epoch / 1000) * 1000;
}
