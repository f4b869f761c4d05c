import { UnsupportedFeatureError, type FieldValue, type FilterLogic } from '../../metadata/index.ts';
import {
  compare,
  daysOfLiteral,
  formatDay,
  join,
  param,
  parseDay,
  sql,
  startOfDay,
  type Comparison,
  type ComparisonOperator,
  type DayRange,
  type Fragment,
  type SqlExpression,
  type Value,
} from '../../soql/index.ts';
import type { FilterDef, Operator, TimeFrameDef } from '../definition/report-types.ts';
import { AnalyticsError, invalid } from '../errors.ts';
import { CUSTOM_INTERVAL, literalsOf } from './intervals.ts';
import type { LayoutColumn } from './layout.ts';
import type { ReportRows } from './rows.ts';
import { calendarDate, dateLiteral, kindOf, looksLikeId, plainValue, splitValues } from './values.ts';

const NOWHERE = { offset: 0, line: 1, column: 1 };

const SOQL_OPERATOR: Partial<Record<Operator, ComparisonOperator>> = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>=',
};

/** Looks a column up by name. @throws AnalyticsError when the report type has none */
export type FindColumn = (name: string) => LayoutColumn;

/** The condition of all filters together, as their logic combines them. */
export function filterCondition(rows: ReportRows, find: FindColumn, filters: readonly FilterDef[], logic: FilterLogic): Fragment {
  const build = (node: FilterLogic, required: boolean): Fragment => {
    if (node.kind === 'filter') return oneFilter(rows, find, filters[node.index - 1] as FilterDef, required);
    if (node.kind === 'not') return sql`NOT COALESCE(${build(node.of, false)}, 0)`;
    if (node.of.length === 0) return sql`1`;
    const parts = node.of.map((part) => build(part, required && node.kind === 'and'));
    return sql`(${join(parts, node.kind === 'and' ? ' AND ' : ' OR ')})`;
  };
  return build(logic, true);
}

function oneFilter(rows: ReportRows, find: FindColumn, filter: FilterDef, required: boolean): Fragment {
  const column = find(filter.column);
  if (filter.columnToColumn) return columnToColumn(rows, column, find(filter.value), filter);
  const kind = kindOf(column.field);
  const values = splitValues(filter.value);
  if (kind === 'date' || kind === 'datetime') return dateFilter(rows, column, filter.operator, values);
  // People write the name of what a lookup points to; tools write its id.
  const byName = kind === 'reference' && column.labelPath && !values.every((value) => value === '' || looksLikeId(value));
  const path = byName && column.labelPath ? column.labelPath : column.path;
  checkReadable(rows, column, path);
  const test = (left: SqlExpression): Fragment => plainFilter(rows, left, filter.operator, values);
  const narrows = required && filter.operator === 'equals' && values.every((value) => value !== '') && kind !== 'boolean';
  const quick = narrows ? rows.byParent(column, path, test) : undefined;
  if (quick) return quick;
  const expression = needed(rows, column, path);
  if (narrows) rows.requireParents(column, expression);
  return test(expression);
}

/** @throws AnalyticsError see {@link needed} */
export function checkReadable(rows: ReportRows, column: LayoutColumn, path?: readonly string[]): void {
  if (!rows.resolve(column, path))
    throw new AnalyticsError('FORBIDDEN', `You have no access to ${column.name}, which this report depends on`);
}

/** @throws AnalyticsError FORBIDDEN when field security hides the column: a report does not show what it was not allowed to check */
export function needed(rows: ReportRows, column: LayoutColumn, path?: readonly string[]): SqlExpression {
  checkReadable(rows, column, path);
  return rows.value(column, path) as SqlExpression;
}

function plainFilter(rows: ReportRows, left: SqlExpression, operator: Operator, values: readonly string[]): Fragment {
  const { field } = left;
  const test = (soql: ComparisonOperator, value: FieldValue): Fragment => compare(rows.env, left, comparison(soql, literal(value)));
  const isNull = sql`${left.value} IS NULL`;
  const plain = values.map((value) => plainValue(field, value));
  switch (operator) {
    case 'equals':
    case 'notEqual':
      if (values.length === 1 && operator === 'equals') return equalTo(left, plain[0] ?? null, test);
      if (values.length === 1) return sql`NOT COALESCE(${equalTo(left, plain[0] ?? null, test)}, 0)`;
      return compare(rows.env, left, comparison(operator === 'equals' ? 'IN' : 'NOT IN', listOf(plain)));
    case 'contains':
    case 'notContain':
    case 'startsWith': {
      const matches = values.map((value) =>
        value === '' ? isNull : test('LIKE', `${operator === 'startsWith' ? '' : '%'}${escapePattern(value)}%`),
      );
      const any = matches.length === 1 ? (matches[0] as Fragment) : sql`(${join(matches, ' OR ')})`;
      return operator === 'notContain' ? sql`NOT COALESCE(${any}, 0)` : any;
    }
    case 'includes':
    case 'excludes':
      return compare(rows.env, left, comparison(operator === 'includes' ? 'INCLUDES' : 'EXCLUDES', listOf(plain)));
    case 'between': {
      const [from = null, to = null] = plain;
      return sql`(${test('>=', from)} AND ${test('<', to)})`;
    }
    default: {
      if (plain.length !== 1) throw invalid(`The filter ${operator} on ${field.apiName} takes one value`);
      return test(SOQL_OPERATOR[operator] ?? '=', plain[0] ?? null);
    }
  }
}

function equalTo(left: SqlExpression, value: FieldValue, test: (operator: ComparisonOperator, value: FieldValue) => Fragment): Fragment {
  return value === null ? sql`${left.value} IS NULL` : test('=', value);
}

function comparison(operator: ComparisonOperator, right: Value): Comparison {
  return { kind: 'comparison', left: { kind: 'field', path: [], position: NOWHERE }, operator, right, position: NOWHERE };
}

function literal(value: FieldValue): Value {
  if (value === null) return { kind: 'null', position: NOWHERE };
  if (typeof value === 'string') return { kind: 'string', value, position: NOWHERE };
  return typeof value === 'number' ? { kind: 'number', value, position: NOWHERE } : { kind: 'boolean', value, position: NOWHERE };
}

function listOf(values: readonly FieldValue[]): Value {
  return { kind: 'list', values: values.map(literal), position: NOWHERE };
}

function escapePattern(value: string): string {
  return value.replace(/[\\%_]/g, (char) => `\\${char}`);
}

function dateFilter(rows: ReportRows, column: LayoutColumn, operator: Operator, values: readonly string[]): Fragment {
  const left = needed(rows, column);
  const test = (value: string): Fragment => {
    if (value === '') return sql`${left.value} IS NULL`;
    return inDays(rows, left, operator === 'notEqual' ? 'equals' : operator, daysOf(rows, value));
  };
  if (operator === 'between') {
    const [from, to] = [daysOf(rows, values[0] ?? ''), daysOf(rows, values[1] ?? '')];
    return inDays(rows, left, 'equals', { start: from.start, end: to.start });
  }
  if (operator === 'equals' || operator === 'notEqual') {
    const tests = values.map(test);
    const any = tests.length === 1 ? (tests[0] as Fragment) : sql`(${join(tests, ' OR ')})`;
    return operator === 'equals' ? any : sql`NOT COALESCE(${any}, 0)`;
  }
  if (SOQL_OPERATOR[operator] === undefined || values.length !== 1 || values[0] === '')
    throw invalid(`The filter ${operator} on ${column.name} does not take ${values.join(', ') || 'an empty value'}`);
  return test(values[0] ?? '');
}

function daysOf(rows: ReportRows, value: string): DayRange {
  const relative = dateLiteral(value);
  if (relative) return daysOfLiteral(relative.name, relative.count ?? 0, rows.env.dates);
  const day = parseDay(calendarDate(value));
  return { start: day, end: day + 1 };
}

/** Days begin and end in the user's zone. */
function inDays(rows: ReportRows, { value, field }: SqlExpression, operator: Operator, { start, end }: DayRange): Fragment {
  const bound = (day: number): Fragment => param(field.type === 'Date' ? formatDay(day) : startOfDay(day, rows.env.dates.zone));
  switch (operator) {
    case 'lessThan':
      return sql`${value} < ${bound(start)}`;
    case 'lessOrEqual':
      return sql`${value} < ${bound(end)}`;
    case 'greaterThan':
      return sql`${value} >= ${bound(end)}`;
    case 'greaterOrEqual':
      return sql`${value} >= ${bound(start)}`;
    default:
      return sql`(${value} >= ${bound(start)} AND ${value} < ${bound(end)})`;
  }
}

/** The time frame of a report. */
export interface TimeFrame {
  readonly condition: Fragment;
  /** Where it has both ends: the days from `start` up to, not including, `end`, counted from 1970 in the user's zone. */
  readonly days?: DayRange;
  readonly column: LayoutColumn;
  /** The condition for some of the days. */
  within(days: DayRange): Fragment;
}

/** @returns undefined when the frame is open at both ends */
export function timeFrame(rows: ReportRows, find: FindColumn, frame: TimeFrameDef): TimeFrame | undefined {
  const column = find(frame.column);
  if (!/^date/.test(kindOf(column.field))) throw invalid(`The time frame's column ${frame.column} is not a date`);
  const left = needed(rows, column);
  const within = (days: DayRange): Fragment => inDays(rows, left, 'equals', days);
  if (frame.interval !== CUSTOM_INTERVAL) {
    const [first, last] = literalsOf(frame.interval).map((literalText) => daysOf(rows, literalText)) as [DayRange, DayRange];
    const days = { start: first.start, end: last.end };
    return { condition: within(days), days, column, within };
  }
  const from = frame.start === undefined ? undefined : daysOf(rows, frame.start);
  const to = frame.end === undefined ? undefined : daysOf(rows, frame.end);
  if (from && to)
    return { condition: within({ start: from.start, end: to.end }), days: { start: from.start, end: to.end }, column, within };
  if (from) return { condition: inDays(rows, left, 'greaterOrEqual', from), column, within };
  return to && { condition: inDays(rows, left, 'lessOrEqual', to), column, within };
}

function columnToColumn(rows: ReportRows, left: LayoutColumn, right: LayoutColumn, { operator }: FilterDef): Fragment {
  if (kindOf(left.field) !== kindOf(right.field))
    throw invalid(`The filter compares ${left.name} with ${right.name}, which is another kind`);
  const soql = SOQL_OPERATOR[operator];
  if (!soql) throw new UnsupportedFeatureError(`field to field filters with ${operator}`);
  const [a, b] = [needed(rows, left).value, needed(rows, right).value];
  if (soql === '=') return sql`${a} IS ${b}`;
  return soql === '!=' ? sql`${a} IS NOT ${b}` : sql`${a} ${soql} ${b}`;
}
