import { isRelationship, UnsupportedFeatureError, type FieldDef, type FieldValue } from '../../metadata/index.ts';
import { isId } from '../../store/index.ts';
import { invalid } from '../errors.ts';

/** What a column holds, as far as filters, summaries and the API's data types are concerned. */
export type ColumnKind = 'text' | 'picklist' | 'multipicklist' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'reference';

export function kindOf(field: FieldDef): ColumnKind {
  if (isRelationship(field) || field.type === 'Id') return 'reference';
  switch (field.type) {
    case 'Number':
    case 'Currency':
    case 'Percent':
    case 'Summary':
      return 'number';
    case 'Checkbox':
      return 'boolean';
    case 'Date':
      return 'date';
    case 'DateTime':
      return 'datetime';
    case 'Time':
      return 'time';
    case 'Picklist':
      return 'picklist';
    case 'MultiselectPicklist':
      return 'multipicklist';
    default:
      return 'text';
  }
}

/** The values of a filter: separated by commas, in quotes where they contain one. Empty text is one empty value. */
export function splitValues(text: string): string[] {
  if (text.trim() === '') return [''];
  const values: string[] = [];
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)) {
    if (match.index === text.length && !text.endsWith(',')) break;
    values.push(match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"'));
  }
  return values;
}

/** `LAST_N_DAYS:30`, `THIS MONTH` → name and count; undefined for anything else. */
export function dateLiteral(value: string): { name: string; count?: number } | undefined {
  const match = /^([A-Z][A-Z0-9_ ]*?)(?:[:\s]+(\d+))?$/i.exec(value.trim());
  if (!match?.[1] || /^\d/.test(value)) return undefined;
  return { name: match[1].trim().toUpperCase().replace(/\s+/g, '_'), ...(match[2] === undefined ? {} : { count: Number(match[2]) }) };
}

/** A calendar date as `YYYY-MM-DD`, from ISO or the `month/day/year` that metadata written in English uses. */
export function calendarDate(value: string): string {
  const iso = /^(\d{4}-\d{2}-\d{2})/.exec(value);
  if (iso?.[1]) return iso[1];
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value);
  if (us) return `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}`;
  throw invalid(`${value} is not a date`);
}

/** A filter's value for a field that is no date, lookup or text. */
export function plainValue(field: FieldDef, value: string): FieldValue {
  if (value === '') return null;
  switch (kindOf(field)) {
    case 'number': {
      const number = Number(value.replaceAll(' ', ''));
      if (!Number.isFinite(number)) throw invalid(`${value} is not a number, as the filter on ${field.apiName} needs`);
      return number;
    }
    case 'boolean':
      return /^(1|true|yes)$/i.test(value);
    case 'time':
      throw new UnsupportedFeatureError(`report filters on the time field ${field.apiName}`);
    default:
      return value;
  }
}

export function looksLikeId(value: string): boolean {
  return (value.length === 15 || value.length === 18) && isId(value);
}
