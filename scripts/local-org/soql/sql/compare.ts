import type { FieldDef, FieldValue } from '../../metadata/index.ts';
import { fold, foldsCase, isId, type SqlValue } from '../../store/index.ts';
import type { Environment } from '../environment.ts';
import { SoqlError } from '../errors.ts';
import type { Comparison, ComparisonOperator, Literal, Value } from '../syntax/ast.ts';
import { daysOfLiteral, type DayRange } from '../time/literals.ts';
import { formatDay, startOfDay } from '../time/zone.ts';
import type { SqlExpression } from './expression.ts';
import { FALSE, join, param, sql, TRUE, type Fragment } from './fragment.ts';
import { categoryOf, checkFilterable, checkLiteral, comparable } from './values.ts';

const INVALID_OPERATOR = 'INVALID_QUERY_FILTER_OPERATOR';

/**
 * A comparison with values as SQL. Empty fields follow the platform: `!=` and NOT IN hold for them, everything else
 * does not; the result is true, false or, for empty fields, unknown, which counts as false.
 */
export function compare(env: Environment, left: SqlExpression, comparison: Comparison): Fragment {
  const { operator, right, position } = comparison;
  const { field } = left;
  if (!left.aggregate) checkFilterable(field, position);
  const isList = operator === 'IN' || operator === 'NOT IN' || operator === 'INCLUDES' || operator === 'EXCLUDES';
  if (isList) {
    refuseNull(env, right);
    const values = listOf(env, field, right, operator);
    if (operator === 'INCLUDES' || operator === 'EXCLUDES') return includes(left, values, operator, comparison);
    return isIn(left, values, operator === 'NOT IN', comparison);
  }
  if (right.kind === 'list') throw new SoqlError('MALFORMED_QUERY', `unexpected token: '('`, right.position);
  if (right.kind === 'dateLiteral') {
    checkLiteral(field, right);
    return inRange(env, left, operator, daysOfLiteral(right.name, right.count ?? 0, env.dates));
  }
  // `= :list` asks for any of the list, as IN does.
  const bound = right.kind === 'bind' ? env.bind(right) : null;
  if (Array.isArray(bound)) return anyOf(left, bound as readonly FieldValue[], comparison);
  const value = single(env, field, right);
  return operator === 'LIKE' ? like(left, value, comparison) : ordered(left, operator, comparable(field, value, position), comparison);
}

/** The expression as it is compared: text without case. */
export function comparableValue(expression: SqlExpression): Fragment {
  return foldsCase(expression.field) && categoryOf(expression.field) === 'text' ? sql`fold(${expression.value})` : expression.value;
}

/** What an expression is sorted by: picklists go in the order of their values, then by the text of those that are not defined. */
export function sortKey(expression: SqlExpression): Fragment {
  const values = expression.field.picklist?.values ?? [];
  const text = comparableValue(expression);
  if (values.length === 0 || expression.field.type === 'MultiselectPicklist') return text;
  const rank = (index: number): string => String(index).padStart(String(values.length).length, '0');
  const ranks = values.map(({ apiName }, index) => `WHEN '${apiName.replaceAll("'", "''")}' THEN '${rank(index)}'`);
  const { value } = expression;
  return sql`CASE WHEN ${value} IS NOT NULL THEN CASE ${value} ${ranks.join(' ')} ELSE '${rank(values.length)}' || ${text} END END`;
}

function single(env: Environment, field: FieldDef, value: Value): FieldValue {
  if (value.kind === 'bind') {
    const bound = env.bind(value);
    if (Array.isArray(bound))
      throw new SoqlError('MALFORMED_QUERY', `Invalid bind expression type of List for field ${field.apiName}`, value.position);
    return bound as FieldValue;
  }
  if (value.kind === 'list' || value.kind === 'subquery' || value.kind === 'dateLiteral') {
    throw new SoqlError('MALFORMED_QUERY', `unexpected value for field ${field.apiName}`, value.position);
  }
  checkLiteral(field, value);
  return literalValue(value);
}

function literalValue(literal: Exclude<Literal, { kind: 'dateLiteral' }>): FieldValue {
  return literal.kind === 'null' ? null : literal.value;
}

function listOf(env: Environment, field: FieldDef, right: Value, operator: ComparisonOperator): FieldValue[] {
  if (right.kind === 'bind') {
    const bound = env.bind(right);
    return Array.isArray(bound) ? boundList(field, bound as readonly FieldValue[]) : [bound as FieldValue];
  }
  if (right.kind !== 'list')
    throw new SoqlError('MALFORMED_QUERY', `${operator} operator must be used with an iterable expression`, right.position);
  return right.values.flatMap((value) => (value.kind === 'bind' ? listOf(env, field, value, operator) : [single(env, field, value)]));
}

/** A collection that is null has no values to look for: Apex has a null reference there. */
function refuseNull(env: Environment, right: Value): void {
  if (right.kind === 'bind' && env.bind(right) === null) {
    throw new SoqlError('NULL_BIND', 'Attempt to de-reference a null object', right.position);
  }
}

/** Texts of a bound collection that are no ids find nothing in an id field; alone or as literals they are refused. */
function boundList(field: FieldDef, values: readonly FieldValue[]): FieldValue[] {
  if (categoryOf(field) !== 'id') return [...values];
  return values.filter((value) => value === null || value === '' || isId(String(value)));
}

function ordered(left: SqlExpression, operator: ComparisonOperator, value: SqlValue, comparison: Comparison): Fragment {
  const expression = comparableValue(left);
  if (operator === '=') return value === null ? sql`${left.value} IS NULL` : equals(left, expression, value);
  if (operator === '!=') {
    if (value === null) return sql`${left.value} IS NOT NULL`;
    // Whoever has no such parent has not checked it either.
    if (left.field.type === 'Checkbox' && value === 0) return sql`${expression} = 1`;
    return sql`${expression} IS NOT ${param(value)}`;
  }
  const { field } = left;
  if (field.type === 'Checkbox' || field.type === 'MultiselectPicklist') {
    throw new SoqlError(INVALID_OPERATOR, `invalid operator '${operator}' for field '${field.apiName}'`, comparison.position);
  }
  return value === null ? FALSE : sql`${expression} ${operator} ${param(value)}`;
}

function equals(left: SqlExpression, expression: Fragment, value: SqlValue): Fragment {
  // A checkbox of a parent that does not exist counts as not checked.
  if (left.field.type === 'Checkbox' && value === 0 && (left.resolved?.steps.length ?? 0) > 0) return sql`COALESCE(${expression}, 0) = 0`;
  return sql`${expression} = ${param(value)}`;
}

function isIn(left: SqlExpression, values: readonly FieldValue[], negated: boolean, { position }: Comparison): Fragment {
  const wanted = values.map((value) => comparable(left.field, value, position));
  const present = wanted.filter((value) => value !== null);
  const hasNull = present.length < wanted.length;
  const expression = comparableValue(left);
  const member = listMembership(expression, present);
  if (!negated) {
    const isNull = sql`${left.value} IS NULL`;
    if (!member) return hasNull ? isNull : FALSE;
    return hasNull ? sql`(${member} OR ${isNull})` : member;
  }
  if (hasNull) return member ? sql`(${left.value} IS NOT NULL AND NOT ${member})` : sql`${left.value} IS NOT NULL`;
  return member ? sql`(${left.value} IS NULL OR NOT ${member})` : TRUE;
}

function listMembership(expression: Fragment, values: readonly SqlValue[]): Fragment | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  if (values.length === 1) return sql`${expression} = ${param(first)}`;
  // One placeholder for the whole list keeps the statement the same for lists of any length.
  return sql`${expression} IN (SELECT value FROM json_each(${param(JSON.stringify(values))}))`;
}

/** A comparison with a list that is bound where one value is expected: equality means membership, LIKE any of the patterns. */
function anyOf(left: SqlExpression, values: readonly FieldValue[], comparison: Comparison): Fragment {
  const { operator, position } = comparison;
  if (operator === '=' || operator === '!=') return isIn(left, boundList(left.field, values), operator === '!=', comparison);
  if (operator !== 'LIKE') {
    throw new SoqlError('MALFORMED_QUERY', `Invalid bind expression type of List for field ${left.field.apiName}`, position);
  }
  if (values.length === 0) return FALSE;
  return sql`(${join(
    values.map((value) => like(left, value, comparison)),
    ' OR ',
  )})`;
}

function like(left: SqlExpression, value: FieldValue, { position, operator }: Comparison): Fragment {
  const { field } = left;
  if (categoryOf(field) !== 'text' || field.type === 'MultiselectPicklist')
    throw new SoqlError(INVALID_OPERATOR, `invalid operator '${operator}' for field '${field.apiName}'`, position);
  if (value === null) return sql`${left.value} IS NULL`;
  const pattern = readPattern(fold(String(value)));
  const expression = comparableValue(left);
  const matches = sql`${expression} LIKE ${param(pattern.sql)} ESCAPE '\\'`;
  if (pattern.prefix === '' || !foldsCase(field)) return matches;
  // The range lets an index find what begins with the prefix; LIKE alone cannot use one.
  return sql`(${expression} >= ${param(pattern.prefix)} AND ${expression} < ${param(`${pattern.prefix}\u{10FFFF}`)} AND ${matches})`;
}

/** A SOQL pattern as SQLite's, with the text every match begins with. */
function readPattern(text: string): { sql: string; prefix: string } {
  let pattern = '';
  let prefix = '';
  let fixed = true;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (char === '\\' && (next === '%' || next === '_' || next === '\\')) {
      pattern += char + next;
      if (fixed) prefix += next;
      at++;
    } else if (char === '%' || char === '_') {
      pattern += char;
      fixed = false;
    } else {
      pattern += char === '\\' ? '\\\\' : char;
      if (fixed) prefix += char;
    }
  }
  return { sql: pattern, prefix };
}

function includes(left: SqlExpression, values: readonly FieldValue[], operator: ComparisonOperator, { position }: Comparison): Fragment {
  if (left.field.type !== 'MultiselectPicklist') {
    throw new SoqlError(INVALID_OPERATOR, `invalid operator '${operator}' for field '${left.field.apiName}'`, position);
  }
  // Each value may be several joined by semicolons, all of which must be selected.
  const alternatives = values.map((value) => {
    const parts = fold(String(value ?? '')).split(';');
    const all = parts.map((part) => sql`instr(';' || fold(${left.value}) || ';', ${param(`;${part.trim()};`)}) > 0`);
    return sql`(${join(all, ' AND ')})`;
  });
  const any = alternatives.length > 0 ? sql`(${join(alternatives, ' OR ')})` : FALSE;
  return operator === 'INCLUDES' ? any : sql`(${left.value} IS NULL OR NOT ${any})`;
}

/** Comparison with the days of a date literal, which begin and end in the user's zone. */
function inRange(env: Environment, left: SqlExpression, operator: ComparisonOperator, range: DayRange): Fragment {
  const isDate = left.field.type === 'Date';
  const bound = (day: number): Fragment => param(isDate ? formatDay(day) : startOfDay(day, env.dates.zone));
  const { value } = left;
  const [start, end] = [bound(range.start), bound(range.end)];
  switch (operator) {
    case '=':
      return sql`(${value} >= ${start} AND ${value} < ${end})`;
    case '!=':
      return sql`(${value} IS NULL OR ${value} < ${start} OR ${value} >= ${end})`;
    case '<':
      return sql`${value} < ${start}`;
    case '<=':
      return sql`${value} < ${end}`;
    case '>':
      return sql`${value} >= ${end}`;
    case '>=':
      return sql`${value} >= ${start}`;
    default:
      throw new SoqlError(INVALID_OPERATOR, `invalid operator '${operator}' for field '${left.field.apiName}'`);
  }
}

/** Whether the comparison cannot hold when its field is empty, so that a missing parent rules the row out. */
export function rejectsEmpty(env: Environment, { operator, right }: Comparison): boolean {
  if (operator === '!=' || operator === 'NOT IN' || operator === 'EXCLUDES') return false;
  const values = right.kind === 'list' ? right.values : [right];
  return values.every((value) => {
    if (value.kind === 'null') return false;
    if (value.kind === 'boolean') return value.value;
    if (value.kind === 'string') return value.value !== '';
    if (value.kind !== 'bind') return true;
    const bound = env.bind(value);
    const bounds = Array.isArray(bound) ? (bound as readonly FieldValue[]) : [bound as FieldValue];
    return bounds.every((item) => item !== null && item !== '' && item !== false);
  });
}
