import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { Environment } from '../environment.ts';
import { SoqlError } from '../errors.ts';
import type { Bind, OrderItem, SoqlQuery } from '../syntax/ast.ts';
import { sortKey } from './compare.ts';
import type { Expressions, SqlExpression } from './expression.ts';
import { join, param, raw, sql, type Fragment } from './fragment.ts';
import type { Source } from './source.ts';
import { isSortable } from './values.ts';

/** Conditions every row must meet besides WHERE: not in the recycle bin, visible to the user, in the query's scope. */
export function rowConditions(env: Environment, source: Source, query: SoqlQuery): Fragment[] {
  const { object, alias } = source;
  const conditions: Fragment[] = [];
  // Written as a literal: the unique indexes leave deleted rows out and are used only when SQLite sees that.
  source.onlyLive = object.fields.has('isdeleted') && !query.allRows;
  if (source.onlyLive) conditions.push(live(source));
  const visible = env.visibleRows(object, alias);
  if (visible) conditions.push({ sql: `(${visible.sql})`, params: visible.params });
  const scope = query.scope?.toLowerCase();
  if (scope === 'mine') conditions.push(mine(env, source));
  else if (scope && scope !== 'everything') throw new UnsupportedFeatureError(`SOQL: USING SCOPE ${query.scope}`);
  return conditions;
}

/**
 * The user's own records; of the users it is the user.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_using_scope.htm
 */
function mine({ context }: Environment, { object, alias }: Source): Fragment {
  if (object.apiName === 'User') return sql`${alias}."Id" = ${param(context.user.id)}`;
  if (!object.fields.has('ownerid'))
    throw new UnsupportedFeatureError(`SOQL: USING SCOPE mine of ${object.apiName}, whose records have no owner`);
  return sql`${alias}."OwnerId" = ${param(context.user.id)}`;
}

/** Not in the recycle bin. */
export function live({ alias }: Source): Fragment {
  return raw(`${alias}."IsDeleted" = 0`);
}

export function whereClause(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? raw('') : sql` WHERE ${join(conditions, ' AND ')}`;
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_offset.htm */
const LARGEST_OFFSET = 2000;

export function limitClause(env: Environment, query: SoqlQuery): Fragment {
  const limit = numberOf(env, query.limit, 'LIMIT');
  const offset = numberOf(env, query.offset, 'OFFSET');
  if (offset !== undefined && offset > LARGEST_OFFSET) {
    throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${LARGEST_OFFSET}`, query.position);
  }
  if (limit === undefined && offset === undefined) return raw('');
  return offset === undefined ? sql` LIMIT ${param(limit ?? -1)}` : sql` LIMIT ${param(limit ?? -1)} OFFSET ${param(offset)}`;
}

export function numberOf(env: Environment, value: number | Bind | undefined, clause: string): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  const bound = env.bind(value);
  if (typeof bound !== 'number' || !Number.isInteger(bound) || bound < 0) {
    throw new SoqlError('MALFORMED_QUERY', `${clause} needs a whole number that is not negative`, value.position);
  }
  return bound;
}

export function orderTerms(expressions: Expressions, items: readonly OrderItem[]): Fragment[] {
  return items.map((item) => orderTerm(expressions.translate(item.expression), item));
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm */
export function orderTerm(expression: SqlExpression, item: OrderItem): Fragment {
  const value = sortValue(expression, item);
  const { descending, nulls } = item;
  // Empty values come first unless asked otherwise; SQLite puts them last when descending. Left out where it changes
  // nothing, because an index cannot follow it.
  const nullable = expression.field.nillable || expression.aggregate || (expression.resolved?.steps.length ?? 0) > 0;
  if (nulls === 'last') return sql`${value}${descending ? ' DESC' : ''} NULLS LAST`;
  return descending ? sql`${value} DESC${nullable ? ' NULLS FIRST' : ''}` : value;
}

/** What an expression is sorted by. Throws SoqlError INVALID_FIELD for types that have no order. */
export function sortValue(expression: SqlExpression, { expression: { position } }: OrderItem): Fragment {
  const { field } = expression;
  if (!isSortable(field)) throw new SoqlError('INVALID_FIELD', `field '${field.apiName}' can not be sorted in a query call`, position);
  return sortKey(expression);
}
