import type { OrgSession } from '../../api/index.ts';
import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import { i18nFor } from '../i18n/formats.ts';

/** A value in UI API JSON: datetimes and times as ISO text. */
export function apiValue(field: FieldDef, value: FieldValue): FieldValue {
  if (typeof value !== 'number') return value;
  if (field.type === 'DateTime') return new Date(value).toISOString();
  return field.type === 'Time' ? `${new Date(value).toISOString().slice(11, 23)}Z` : value;
}

/**
 * The value as the user reads it, in the user's locale, zone and language; null where the value itself is what is read.
 * https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_field_value.htm
 */
export function displayValue(session: OrgSession, object: SObjectDef, field: FieldDef, value: FieldValue): string | null {
  if (value === null) return null;
  const label = (one: string): string =>
    session.org.source.translations.picklistLabel(object.apiName, field.apiName, one, session.language);
  switch (field.type) {
    case 'Picklist':
      return label(String(value));
    case 'MultiselectPicklist':
      return String(value).split(';').map(label).join(';');
    case 'Date':
      return typeof value === 'string' ? formatter(session, 'date', 'UTC').format(Date.parse(value)) : null;
    case 'DateTime':
      return typeof value === 'number' ? formatter(session, 'datetime', session.user.timeZone).format(value) : null;
    case 'Number':
    case 'Summary':
    case 'Currency':
    case 'Percent':
      return typeof value === 'number' ? formatNumber(session, field, value) : null;
    default:
      return null;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(session: OrgSession, kind: 'date' | 'datetime', timeZone: string): Intl.DateTimeFormat {
  const locale = session.user.locale.replace('_', '-');
  const key = `${locale}|${kind}|${timeZone}`;
  let found = formatters.get(key);
  if (!found) {
    const time = kind === 'datetime' ? ({ hour: 'numeric', minute: '2-digit' } as const) : {};
    found = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', ...time });
    formatters.set(key, found);
  }
  return found;
}

function formatNumber(session: OrgSession, field: FieldDef, value: number): string {
  const locale = session.user.locale.replace('_', '-');
  const digits = { minimumFractionDigits: field.scale ?? 0, maximumFractionDigits: Math.max(field.scale ?? 0, 0) };
  if (field.type === 'Percent') return `${new Intl.NumberFormat(locale, digits).format(value)}%`;
  if (field.type !== 'Currency') return new Intl.NumberFormat(locale, digits).format(value);
  const currency = String(i18nFor(session.language, session.user.locale, session.user.timeZone).currency);
  return new Intl.NumberFormat(locale, { ...digits, style: 'currency', currency }).format(value);
}
