import { SoqlError, unexpectedToken, type Position } from './errors.ts';
import { isAggregate, isAggregateCall, isCountOnly } from './run-aggregate.ts';
import type { Condition, Expression, SoqlQuery } from './syntax/ast.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm */
const MOST_CHILD_LEVELS = 4;
const MOST_CHILDREN = 20;
const MOST_SEMI_JOINS = 2;

const MOST_ROLLED_UP = 3;

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm */
const NOT_JOINED = new Set('activityhistory attachment event note openactivity task'.split(' '));

const checked = new WeakSet<SoqlQuery>();

/**
 * What the platform does not run although its grammar takes it; looks at the query alone, once for each tree.
 * @throws SoqlError MALFORMED_QUERY
 */
export function checkRestrictions(query: SoqlQuery): void {
  if (checked.has(query)) return;
  checkChildren(query, 0);
  checkAggregates(query);
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
  if (query.forUpdate && query.orderBy.length > 0) refuse('ORDER BY is not allowed with FOR UPDATE', query.position);
  checked.add(query);
}

function refuse(message: string, position: Position): never {
  throw new SoqlError('MALFORMED_QUERY', message, position);
}

function checkChildren(query: SoqlQuery, level: number): void {
  checkSemiJoins(query);
  checkTypeOf(query);
  for (const { expression } of query.orderBy) checkSortable(expression);
  const children = query.select.flatMap((item) => (item.kind === 'children' ? [item] : []));
  if (children.length > MOST_CHILDREN) refuse(`SOQL statements cannot have more than ${MOST_CHILDREN} child relationships`, query.position);
  for (const { query: child, position } of children) {
    if (level === MOST_CHILD_LEVELS) {
      refuse(
        `SOQL statements cannot query aggregate relationships more than ${MOST_CHILD_LEVELS} level away from the root entity object.`,
        position,
      );
    }
    checkChildren(child, level + 1);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_typeof.htm */
function checkTypeOf({ select }: SoqlQuery): void {
  const operands = new Set(select.flatMap((item) => (item.kind === 'typeof' ? [item.relationship.path.join('.').toLowerCase()] : [])));
  if (operands.size === 0) return;
  for (const item of select) {
    if (item.kind !== 'expression' || item.expression.kind !== 'field') continue;
    const { path } = item.expression;
    const relationship = path.slice(0, -1).join('.');
    if (!operands.has(relationship.toLowerCase())) continue;
    const both = `TYPEOF operand '${relationship}' and top-level SELECT list element '${path.join('.')}'`;
    refuse(`${both} may not reference the same relationship field`, item.position);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_group_by_considerations.htm */
function checkAggregates(query: SoqlQuery): void {
  const { groupBy } = query;
  if (groupBy && groupBy.kind !== 'plain' && groupBy.items.length > MOST_ROLLED_UP)
    refuse(`GROUP BY ${groupBy.kind.toUpperCase()} takes at most ${MOST_ROLLED_UP} fields`, query.position);
  if (groupBy?.having) checkHaving(groupBy.having, new Set(groupBy.items.map(nameOf)));
  if (isCountOnly(query) && query.orderBy.length > 0) refuse('COUNT() cannot be used with ORDER BY', query.position);
  if (query.groupBy || query.limit === undefined || isCountOnly(query) || !isAggregate(query)) return;
  refuse('Non-grouped query that uses overall aggregate functions cannot also use LIMIT', query.position);
}

/** A field of HAVING is grouped, or an aggregate is made of it. */
function checkHaving(condition: Condition, grouped: ReadonlySet<string>): void {
  if (condition.kind === 'not') return checkHaving(condition.condition, grouped);
  if (condition.kind !== 'comparison') return condition.conditions.forEach((part) => checkHaving(part, grouped));
  const { left, right, position } = condition;
  if (right.kind === 'subquery' || left.kind !== 'field' || grouped.has(nameOf(left))) return;
  refuse(`Field must be grouped or aggregated: ${left.path.join('.')}`, position);
}

/** The last name of a field's path: what stands before it may be an alias. */
function nameOf(expression: Expression): string {
  return expression.kind === 'field' ? (expression.path.at(-1) ?? '').toLowerCase() : '';
}

/**
 * Aggregate functions filter groups, not records.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_having.htm
 */
function checkPlain(condition: Condition): void {
  if (condition.kind === 'not') return checkPlain(condition.condition);
  if (condition.kind !== 'comparison') return condition.conditions.forEach(checkPlain);
  const { left, position } = condition;
  if (left.kind === 'function' && isAggregateCall(left))
    refuse(`Aggregate functions such as ${left.name} filter in HAVING, not in WHERE`, position);
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_tolabel.htm */
function checkSortable(expression: Expression): void {
  if (expression.kind !== 'function' || expression.name !== 'TOLABEL') return;
  refuse('toLabel() cannot be used in ORDER BY: picklists are sorted in the order of their values', expression.position);
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm */
function checkSemiJoins(query: SoqlQuery): void {
  const inHaving = query.groupBy?.having ? semiJoins(query.groupBy.having, undefined)[0] : undefined;
  if (inHaving) refuse('Semi join sub-selects are not allowed in the HAVING clause', inHaving.position);
  if (!query.where) return;
  checkPlain(query.where);
  const joins = semiJoins(query.where, undefined);
  if (joins.length > MOST_SEMI_JOINS) refuse(`Maximum ${MOST_SEMI_JOINS} semi join sub-selects are allowed`, query.position);
  for (const { inner, position } of joins) {
    if (inner.where && semiJoins(inner.where, undefined).length > 0) refuse('Nesting of semi join sub-selects is not supported', position);
    if (inner.from.path.join('.').toLowerCase() === query.from.path.join('.').toLowerCase()) {
      refuse('The inner and outer selects should not be on the same object type', position);
    }
    const object = inner.from.path.at(-1) ?? '';
    if (NOT_JOINED.has(object.toLowerCase())) refuse(`Entity '${object}' is not supported for semi join inner selects`, position);
    const clause = inner.orderBy.length > 0 ? 'ORDER' : inner.limit !== undefined ? 'LIMIT' : inner.forUpdate ? 'FOR' : undefined;
    if (clause) throw unexpectedToken(clause, inner.position);
  }
}

interface SemiJoin {
  readonly inner: SoqlQuery;
  readonly position: Position;
}

/** @param above how the condition is joined to others when that forbids sub-selects, and whether it is the outermost one */
function semiJoins(
  condition: Condition,
  above: { readonly kind: 'or' | 'not'; readonly outermost: boolean } | undefined,
  depth = 0,
): SemiJoin[] {
  if (condition.kind === 'comparison') {
    const { right, position } = condition;
    if (right.kind !== 'subquery') return [];
    if (above?.kind === 'or' && above.outermost) refuse(`Semi join sub-selects are not allowed with the 'OR' operator`, position);
    if (above) {
      refuse('Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.', position);
    }
    return [{ inner: right.query, position }];
  }
  if (condition.kind === 'not') return semiJoins(condition.condition, above ?? { kind: 'not', outermost: false }, depth + 1);
  const here = condition.kind === 'or' ? (above ?? ({ kind: 'or', outermost: depth === 0 } as const)) : above;
  return condition.conditions.flatMap((part) => semiJoins(part, here, depth + 1));
}
