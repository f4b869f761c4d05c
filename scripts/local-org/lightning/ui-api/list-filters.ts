import type { OrgSession } from '../../api/index.ts';
import { childNodes, text, texts, type FieldDef, type SObjectDef, type XmlNode } from '../../metadata/index.ts';
import type { BindValue } from '../../soql/index.ts';
import { unsupportedUi } from './errors.ts';
import { resolvePath } from './field-paths.ts';
import { pathOfName } from './list-columns.ts';

/** A SOQL condition with the values it binds. */
export interface Condition {
  readonly soql: string;
  readonly binds: ReadonlyMap<string, BindValue>;
}

/** Collects values as binds, so that nothing a user or a file says becomes SOQL text. */
export class Binds {
  readonly values = new Map<string, BindValue>();

  /** Gives the bind's name with its colon. */
  add(value: BindValue): string {
    const name = `p${this.values.size}`;
    this.values.set(name, value);
    return `:${name}`;
  }
}

/**
 * The condition of a list view: its scope, filters and filter logic.
 * @throws ApiError UNSUPPORTED_FEATURE (501) naming the part that cannot be honoured.
 */
export function listCondition(session: OrgSession, object: SObjectDef, xml: XmlNode, binds: Binds): string[] {
  const scope = scopeCondition(session, xml, binds);
  const filters = childNodes(xml, 'filters').map((filter) => filterCondition(session, object, filter, binds));
  const logic = text(xml, 'booleanFilter');
  const combined = logic === undefined ? filters : filters.length ? [combine(logic, filters)] : [];
  return [...scope, ...combined].map((condition) => `(${condition})`);
}

function scopeCondition(session: OrgSession, xml: XmlNode, binds: Binds): string[] {
  const scope = text(xml, 'filterScope') ?? 'Everything';
  switch (scope) {
    case 'Everything':
      return [];
    case 'Mine':
      return [`OwnerId = ${binds.add(session.user.id)}`];
    case 'Queue':
      return [`OwnerId IN ${binds.add(queueIds(session, text(xml, 'queue') ?? ''))}`];
    default:
      throw unsupportedUi(`the list view scope ${scope}`);
  }
}

function queueIds(session: OrgSession, name: string): string[] {
  const soql = "SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = :name";
  return session.query(soql, { system: true, binds: new Map([['name', name]]) }).rows.flatMap(({ id }) => id ?? []);
}

/** Filter logic with the conditions in place of their numbers. */
function combine(logic: string, conditions: readonly string[]): string {
  if (!/^[\d\s()]*(?:(?:AND|OR|NOT)[\d\s()]*)*$/i.test(logic)) throw unsupportedUi(`the filter logic ${logic}`);
  return logic.replace(/\d+/g, (number) => {
    const condition = conditions[Number(number) - 1];
    if (!condition) throw unsupportedUi(`the filter logic ${logic}: there is no filter ${number}`);
    return `(${condition})`;
  });
}

function filterCondition(session: OrgSession, object: SObjectDef, filter: XmlNode, binds: Binds): string {
  const name = text(filter, 'field') ?? '';
  const operation = text(filter, 'operation') ?? '';
  const path = pathOfName(object, name);
  const own = object.fields.get(path.toLowerCase());
  // A filter on a lookup compares the name of the record it points to; an empty one compares the lookup itself.
  const raw = text(filter, 'value') ?? texts(filter, 'value').join(',');
  const target = own?.relationshipName && raw !== '' ? [own.relationshipName] : path.split('.');
  const resolved = resolvePath(session, object, target);
  if (!resolved) throw unsupportedUi(`the list filter on ${name} of ${object.apiName}`);
  const values = splitValues(raw);
  return comparison({ soql: resolved.soql, field: resolved.field, operation, values, binds, name });
}

interface Comparison {
  readonly soql: string;
  readonly field: FieldDef | undefined;
  readonly operation: string;
  readonly values: readonly string[];
  readonly binds: Binds;
  readonly name: string;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>=',
};

function comparison(given: Comparison): string {
  const { soql, operation, values, binds } = given;
  const symbol = SYMBOLS[operation];
  if (symbol) {
    const parts = (values.length ? values : ['']).map((value) => `${soql} ${symbol} ${literal(given, value)}`);
    return parts.join(operation === 'notEqual' ? ' AND ' : ' OR ');
  }
  const like = (pattern: (value: string) => string, value: string): string => `${soql} LIKE ${binds.add(pattern(escapeLike(value)))}`;
  switch (operation) {
    case 'contains':
      return values.map((value) => like((part) => `%${part}%`, value)).join(' OR ');
    case 'notContain':
      return values.map((value) => `(NOT ${like((part) => `%${part}%`, value)})`).join(' AND ');
    case 'startsWith':
      return values.map((value) => like((part) => `${part}%`, value)).join(' OR ');
    case 'includes':
      return `${soql} INCLUDES (${values.map((value) => binds.add(value)).join(', ')})`;
    case 'excludes':
      return `${soql} EXCLUDES (${values.map((value) => binds.add(value)).join(', ')})`;
    default:
      throw unsupportedUi(`the list filter operation ${operation} on ${given.name}`);
  }
}

const RELATIVE =
  /^(?:TODAY|YESTERDAY|TOMORROW|(?:THIS|LAST|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)|LAST_90_DAYS|NEXT_90_DAYS|(?:LAST|NEXT)_N_(?:DAYS|WEEKS|MONTHS|QUARTERS|YEARS):\d+|N_DAYS_AGO:\d+)$/;

/** The right-hand side: a bind, a date literal, or null. */
function literal({ field, binds, name, operation }: Comparison, value: string): string {
  if (field?.type === 'Checkbox') return ['1', 'true'].includes(value.toLowerCase()) ? 'TRUE' : 'FALSE';
  if (value === '') return 'NULL';
  switch (field?.type) {
    case 'Date':
    case 'DateTime': {
      const relative = value.toUpperCase().replaceAll(' ', '_');
      if (RELATIVE.test(relative)) return relative;
      const day = isoDay(value);
      if (day && field.type === 'Date') return day;
      throw unsupportedUi(`the value ${value} of the list filter on ${name} (${operation})`);
    }
    case 'Number':
    case 'Currency':
    case 'Percent':
    case 'Summary': {
      const number = Number(value);
      if (Number.isNaN(number)) throw unsupportedUi(`the value ${value} of the list filter on ${name}`);
      return binds.add(number);
    }
    default:
      return binds.add(value);
  }
}

/** `2026-01-31` or `1/31/2026`, as list views store days. */
function isoDay(value: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
  return parts ? `${parts[3]}-${parts[1]?.padStart(2, '0')}-${parts[2]?.padStart(2, '0')}` : undefined;
}

/** Values are separated by commas; a value with a comma stands in double quotes. */
function splitValues(raw: string): string[] {
  if (raw === '') return [];
  return (raw.match(/"[^"]*"|[^,]+/g) ?? []).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
}

export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, (character) => `\\${character}`);
}
