import { ApiError } from '../errors.ts';
import type { FieldDef, FieldType, FieldValue } from '../../metadata/index.ts';
import { describeType } from './field-types.ts';

/**
 * Field values ⇄ the REST API's JSON.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_valid_date_formats.htm
 */

/** The JSON form of a value: datetimes `2026-01-01T10:00:00.000+0000`, times `10:00:00.000Z`, the rest as it is. */
export function toJsonValue(value: FieldValue, type: FieldType | 'Integer' | undefined): FieldValue {
  if (typeof value !== 'number') return value;
  if (type === 'DateTime') return formatDatetime(value);
  if (type === 'Time') return formatTime(value);
  return value;
}

/** @param epochMs moment in epoch ms. */
export function formatDatetime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

function formatTime(msAfterMidnight: number): string {
  return `${new Date(msAfterMidnight).toISOString().slice(11, 23)}Z`;
}

/**
 * A field's value from JSON, strictly by the field's type. Empty text is null, as the platform stores it.
 * @throws ApiError JSON_PARSER_ERROR (400) when the JSON cannot be a value of the field.
 */
export function fromJsonValue(field: FieldDef, value: unknown): FieldValue {
  if (value === null || value === '') return null;
  const kind = describeType(field);
  if (field.type === 'Checkbox') return asBoolean(field, value);
  if (kind.numeric) return asNumber(field, value);
  if (field.type === 'Date') return asDate(field, value);
  if (field.type === 'DateTime') return asDatetime(field, value);
  if (field.type === 'Time') return asTime(field, value);
  if (typeof value === 'string') return value;
  // The platform takes bare numbers and booleans for text fields, e.g. a phone given as a number.
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unparsable(field, value);
}

function asBoolean(field: FieldDef, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw unparsable(field, value);
}

function asNumber(field: FieldDef, value: unknown): number {
  const number = typeof value === 'string' && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw unparsable(field, value);
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[-+]\d{2}:?\d{2}))?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?Z?$/;

function asDate(field: FieldDef, value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  // A datetime is accepted for a date; its own day counts.
  const day = DATETIME.exec(text)?.[1] ?? text;
  if (dayMs(day) === undefined) throw unparsable(field, value);
  return day;
}

/** `Mon, 05 Jan 2026 10:00:00 GMT`; the platform takes it, and moments as numbers, besides ISO 8601. Clients of trace flags send them. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function asDatetime(field: FieldDef, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && HTTP_DATE.test(value) && !Number.isNaN(Date.parse(value))) return Date.parse(value);
  const parts = typeof value === 'string' ? DATETIME.exec(value) : null;
  const day = parts?.[1] === undefined ? undefined : dayMs(parts[1]);
  if (!parts || day === undefined) throw unparsable(field, value);
  const [hours, minutes, seconds] = [2, 3, 4].map((index) => Number(parts[index] ?? 0)) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) throw unparsable(field, value);
  const fraction = Math.trunc(Number(`0.${parts[5] ?? '0'}`) * 1000 + 1e-6);
  return day + ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction - offsetMs(parts[6] ?? 'Z');
}

function asTime(field: FieldDef, value: unknown): number {
  const parts = typeof value === 'string' ? TIME.exec(value) : null;
  if (!parts) throw unparsable(field, value);
  const [hours, minutes, seconds] = [1, 2, 3].map((index) => Number(parts[index] ?? 0)) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) throw unparsable(field, value);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((parts[4] ?? '0').padEnd(3, '0'));
}

/** Midnight UTC of `YYYY-MM-DD`, undefined when there is no such day. */
function dayMs(text: string): number | undefined {
  const parts = DATE.exec(text);
  if (!parts) return undefined;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Date(ms).toISOString().slice(0, 10) === text ? ms : undefined;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function unparsable(field: FieldDef, value: unknown): ApiError {
  const { soapType } = describeType(field);
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return new ApiError(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${soapType.replace(/^xsd:/, '')} from value ${shown} for field ${field.apiName}`,
    {
      fields: [field.apiName],
    },
  );
}
