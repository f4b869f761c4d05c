import type { FieldType } from '../metadata/index.ts';
import type { Environment } from './environment.ts';
import { SoqlError } from './errors.ts';
import type { NameScope } from './names.ts';
import { limitClause, orderTerm, rowConditions, sortValue, whereClause } from './sql/clauses.ts';
import { translateCondition } from './sql/condition.ts';
import { Expressions, AGGREGATES, type SqlExpression } from './sql/expression.ts';
import { join, raw, sql, type Fragment } from './sql/fragment.ts';
import { groupingSets, Grouping } from './sql/grouping.ts';
import { Source } from './sql/source.ts';
import type { Expression, SelectItem, SoqlQuery } from './syntax/ast.ts';
import type { QueryRow } from './types.ts';

interface OutputColumn {
  readonly name: string;
  readonly expression: SqlExpression;
  readonly type: FieldType | 'Integer';
}

export function isAggregate(query: SoqlQuery): boolean {
  return query.groupBy !== undefined || query.select.some((item) => item.kind === 'expression' && isAggregateCall(item.expression));
}

/** `SELECT COUNT() FROM …` answers with a number instead of rows. */
export function isCountOnly(query: SoqlQuery): boolean {
  const [item, ...others] = query.select;
  return (
    others.length === 0 &&
    item?.kind === 'expression' &&
    item.alias === undefined &&
    isBareCount(item.expression) &&
    query.groupBy === undefined
  );
}

function isBareCount(expression: Expression): boolean {
  return expression.kind === 'function' && expression.name === 'COUNT' && expression.argument === undefined;
}

export function isAggregateCall(expression: Expression): boolean {
  if (expression.kind !== 'function') return false;
  return AGGREGATES.has(expression.name) || (expression.argument !== undefined && isAggregateCall(expression.argument));
}

export function planCount(env: Environment, query: SoqlQuery, scope: NameScope): Fragment {
  const source = new Source(env, scope.object);
  const conditions = rowConditions(env, source, query);
  if (query.where) conditions.push(translateCondition(new Expressions(env, source, scope, env.filtered), query.where, true));
  const limit = limitClause(env, query);
  const rows = sql`FROM ${source.from()}${whereClause(conditions)}`;
  return limit.sql === '' ? sql`SELECT COUNT(*) AS total ${rows}` : sql`SELECT COUNT(*) AS total FROM (SELECT 1 ${rows}${limit})`;
}

export function runAggregate(env: Environment, query: SoqlQuery, scope: NameScope): QueryRow[] {
  const { sql: statement, columns } = planAggregate(env, query, scope);
  env.requireAccess();
  const columnTypes = new Map(columns.map(({ name, type }) => [name, type]));
  return env.context.store.all(statement.sql, statement.params).map((row) => ({
    type: 'AggregateResult',
    columnTypes,
    values: new Map(columns.map(({ name, expression }, index) => [name, expression.read(row[`c${index}`])])),
  }));
}

/** Plain grouping is one SELECT; ROLLUP and CUBE are one for each set of groups, put together. */
export function planAggregate(env: Environment, query: SoqlQuery, scope: NameScope): { sql: Fragment; columns: readonly OutputColumn[] } {
  const sets = groupingSets(query.groupBy);
  const parts = sets.map((set) => selectGroups(env, query, scope, set));
  const [first] = parts;
  if (!first) throw new Error('A grouping without sets');
  const order = parts.map(({ order: terms }) => terms);
  const limit = limitClause(env, query);
  if (parts.length === 1) {
    const orderBy = first.order.length > 0 ? sql` ORDER BY ${join(first.order, ', ')}` : raw('');
    return { sql: sql`${first.select}${orderBy}${limit}`, columns: first.columns };
  }
  const terms = order[0]?.length ?? 0;
  const orderBy = terms > 0 ? raw(` ORDER BY ${Array.from({ length: terms }, (_, index) => first.directions[index]).join(', ')}`) : raw('');
  const union = join(
    parts.map(({ select }) => sql`SELECT * FROM (${select})`),
    ' UNION ALL ',
  );
  return { sql: sql`SELECT * FROM (${union})${orderBy}${limit}`, columns: first.columns };
}

interface GroupSelect {
  readonly select: Fragment;
  readonly columns: readonly OutputColumn[];
  readonly order: readonly Fragment[];
  /** ORDER BY terms over the sort columns `o0`, `o1`, … of a union. */
  readonly directions: readonly string[];
}

function selectGroups(env: Environment, query: SoqlQuery, scope: NameScope, set: ReadonlySet<number>): GroupSelect {
  const source = new Source(env, scope.object);
  const grouping = new Grouping(new Expressions(env, source, scope, env.selected), query.groupBy, set);
  const columns = outputColumns(query.select, grouping);
  const filters = new Expressions(env, source, scope, env.filtered);
  const conditions = rowConditions(env, source, query);
  if (query.where) conditions.push(translateCondition(filters, query.where, true));
  const having = query.groupBy?.having ? sql` HAVING ${translateCondition(grouping.expressions, query.groupBy.having, false)}` : raw('');
  const aliases = new Map(columns.map(({ name, expression }) => [name.toLowerCase(), expression]));
  const ordered = query.orderBy.map((item) => {
    const alias =
      item.expression.kind === 'field' && item.expression.path.length === 1
        ? aliases.get(item.expression.path[0]?.toLowerCase() ?? '')
        : undefined;
    return { item, expression: alias ?? grouping.translate(item.expression) };
  });
  const order = ordered.map(({ item, expression }) => orderTerm(expression, item));
  const isUnion = query.groupBy !== undefined && query.groupBy.kind !== 'plain';
  const sortColumns = isUnion ? ordered.map(({ item, expression }, index) => sql`${sortValue(expression, item)} AS o${String(index)}`) : [];
  const selected = [...columns.map(({ expression }, index) => sql`${expression.value} AS c${String(index)}`), ...sortColumns];
  const groups = grouping.groupClause();
  const select = sql`SELECT ${join(selected, ', ')} FROM ${source.from()}${whereClause(conditions)}${groups}${having}`;
  const directions = query.orderBy.map(
    ({ descending, nulls }, index) => `o${index}${descending ? ' DESC' : ''} NULLS ${nulls === 'last' ? 'LAST' : 'FIRST'}`,
  );
  return { select, columns, order, directions };
}

function outputColumns(items: readonly SelectItem[], grouping: Grouping): OutputColumn[] {
  let unnamed = 0;
  return items.map((item) => {
    if (item.kind !== 'expression')
      throw new SoqlError('MALFORMED_QUERY', 'An aggregate query selects only fields and functions', item.position);
    const expression = grouping.translate(item.expression);
    const isFunction = item.expression.kind === 'function' && item.expression.name !== 'TOLABEL';
    const name = item.alias ?? (isFunction ? `expr${unnamed++}` : (expression.names?.at(-1) ?? `expr${unnamed++}`));
    return { name, expression, type: returnsInteger(item.expression) ? 'Integer' : expression.field.type };
  });
}

/** Counts and parts of dates are whole numbers; what else aggregates is of the field's type or numeric. */
function returnsInteger(expression: Expression): boolean {
  if (expression.kind !== 'function') return false;
  return /^(?:COUNT|COUNT_DISTINCT|GROUPING|(?:CALENDAR|FISCAL|DAY|HOUR|WEEK)_(?!ONLY$)\w+)$/.test(expression.name);
}
