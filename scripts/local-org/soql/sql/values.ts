import { isRelationship, type FieldDef, type FieldValue } from '../../metadata/index.ts';
import { fold, foldsCase, isId, toId18, type SqlValue } from '../../store/index.ts';
import { SoqlError, type Position } from '../errors.ts';
import type { Literal } from '../syntax/ast.ts';
import { DAY_MS, parseDay } from '../time/zone.ts';

type Category = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'datetime' | 'time';

const CATEGORIES: Partial<Record<FieldDef['type'], Category>> = {
  Id: 'id',
  Number: 'number',
  Currency: 'number',
  Percent: 'number',
  Summary: 'number',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
};

/** A relationship of custom metadata to an object or field definition holds a name. */
function isDefinition({ type, referenceTo }: FieldDef): boolean {
  return type === 'MetadataRelationship' && (referenceTo.length === 0 || referenceTo.some((name) => name.endsWith('Definition')));
}

export function categoryOf(field: FieldDef): Category {
  if (isRelationship(field)) return isDefinition(field) ? 'text' : 'id';
  return CATEGORIES[field.type] ?? 'text';
}

const NOT_FILTERABLE: ReadonlySet<FieldDef['type']> = new Set(['LongTextArea', 'Html', 'EncryptedText', 'Base64', 'Address', 'Location']);

/** Whether the field may stand in WHERE. */
export function isFilterable({ type }: FieldDef): boolean {
  return !NOT_FILTERABLE.has(type);
}

/** Whether records may be sorted by the field. */
export function isSortable(field: FieldDef): boolean {
  return isFilterable(field) && field.type !== 'MultiselectPicklist';
}

export function checkFilterable(field: FieldDef, position: Position): void {
  if (!isFilterable(field)) throw new SoqlError('INVALID_FIELD', `field '${field.apiName}' can not be filtered in a query call`, position);
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_group_by_considerations.htm */
const NOT_GROUPABLE: ReadonlySet<FieldDef['type']> = new Set([
  ...NOT_FILTERABLE,
  ...(['MultiselectPicklist', 'Currency', 'Percent', 'Summary', 'DateTime', 'Time'] as const),
]);

/** Whether records may be grouped by the field. Of numbers only whole ones of standard objects may, and no formulas. */
export function isGroupable(field: FieldDef): boolean {
  if (field.formula !== undefined || NOT_GROUPABLE.has(field.type)) return false;
  return field.type !== 'Number' || (!field.custom && (field.scale ?? 0) === 0);
}

const WANTED: Readonly<Record<Category, string>> = {
  text: 'string and should be enclosed in quotes',
  id: 'id and should be enclosed in quotes',
  number: 'double and should not be enclosed in quotes',
  boolean: 'boolean and should not be enclosed in quotes',
  date: 'date and should not be enclosed in quotes',
  datetime: 'dateTime and should not be enclosed in quotes',
  time: 'time and should not be enclosed in quotes',
};

const LITERALS: Readonly<Record<Category, ReadonlySet<Literal['kind']>>> = {
  text: new Set(['string']),
  id: new Set(['string']),
  number: new Set(['number']),
  boolean: new Set(['boolean']),
  date: new Set(['date', 'dateLiteral']),
  datetime: new Set(['datetime', 'dateLiteral']),
  time: new Set(['time']),
};

/** Refuses a literal of another type than the field: the platform does not convert. */
export function checkLiteral(field: FieldDef, literal: Literal): void {
  const category = categoryOf(field);
  if (literal.kind === 'null' || LITERALS[category].has(literal.kind)) return;
  const message = `value of filter criterion for field '${field.apiName}' must be of type ${WANTED[category]}`;
  throw new SoqlError('INVALID_FIELD', message, literal.position);
}

/** The value a column is compared with: folded text, 18-character ids, 0 and 1. */
export function comparable(field: FieldDef, value: FieldValue, position: Position): SqlValue {
  if (value === null || value === '') return null;
  switch (categoryOf(field)) {
    case 'id':
      return comparableId(String(value), position);
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true || value === 'true' ? 1 : 0;
    case 'datetime':
      // A date bound to a dateTime field is its midnight in UTC.
      return typeof value === 'string' ? comparableMoment(value) : Number(value);
    case 'date':
      return typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : String(value);
    case 'time':
      return Number(value);
    default:
      return foldsCase(field) ? fold(String(value)) : String(value);
  }
}

function comparableMoment(value: string): number {
  return value.length === 10 ? parseDay(value) * DAY_MS : Date.parse(value);
}

function comparableId(value: string, position: Position): string {
  // The platform takes any 18 characters; those that are no id find nothing.
  if (value.length === 18 && /^[0-9A-Za-z]+$/.test(value) && !isId(value)) return value;
  if (!isId(value)) throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`, position);
  return value.length === 15 ? toId18(value) : toId18(value.slice(0, 15));
}
