import type { Environment } from '../environment.ts';
import { SoqlError, type Position } from '../errors.ts';
import type { Comparison, Condition, SoqlQuery } from '../syntax/ast.ts';
import { isIndexed } from '../../store/index.ts';
import type { Resolved } from '../names.ts';
import { limitClause, live, rowConditions } from './clauses.ts';
import { compare, rejectsEmpty } from './compare.ts';
import { Expressions, type SqlExpression } from './expression.ts';
import { join, sql, type Fragment } from './fragment.ts';
import { Source } from './source.ts';
import { categoryOf } from './values.ts';

/**
 * Translates a WHERE or HAVING condition.
 *
 * @param required the whole result depends on this condition: no OR or NOT above it
 */
export function translateCondition(expressions: Expressions, condition: Condition, required: boolean): Fragment {
  switch (condition.kind) {
    case 'and':
      return sql`(${join(
        condition.conditions.map((part) => translateCondition(expressions, part, required)),
        ' AND ',
      )})`;
    case 'or':
      return sql`(${join(
        condition.conditions.map((part) => alternative(expressions, translateCondition(expressions, part, false), required)),
        ' OR ',
      )})`;
    case 'not':
      // On the platform a condition is either true or false; unknown, SQL's third value, counts as false here.
      return sql`NOT COALESCE(${translateCondition(expressions, condition.condition, false)}, 0)`;
    case 'comparison':
      return translateComparison(expressions, condition, required);
  }
}

/** Each alternative repeats what the unique indexes are limited to: SQLite looks for an index for each by itself. */
function alternative({ source }: Expressions, part: Fragment, required: boolean): Fragment {
  return required && source.onlyLive ? sql`(${part} AND ${live(source)})` : part;
}

function translateComparison(expressions: Expressions, comparison: Comparison, required: boolean): Fragment {
  const { env, source } = expressions;
  const left = expressions.translate(byLabel(comparison));
  if (comparison.right.kind === 'subquery') return semiJoin(env, left, comparison, comparison.right.query);
  const mustExist = rejectsEmpty(env, comparison);
  const { resolved } = left;
  if (!required && mustExist && resolved?.kind === 'column' && resolved.steps.length > 0 && isIndexed(resolved.field)) {
    return throughParent(expressions, left, resolved, comparison);
  }
  if (resolved && mustExist && required) source.requireParents(resolved.steps);
  if (resolved?.kind === 'polymorphic' && mustExist && resolved.branches.size > 0) return throughEachTarget(expressions, left, comparison);
  return compare(env, left, withLabelsAsValues(expressions, left, comparison));
}

/** `Author.Name = 'X'` as one of several alternatives: searches the parents and takes the rows that point to a match. */
function throughParent(
  { env, source }: Expressions,
  left: SqlExpression,
  resolved: Extract<Resolved, { kind: 'column' }>,
  comparison: Comparison,
): Fragment {
  const [first, ...steps] = resolved.steps;
  if (!first) throw new Error('Only for paths to parents');
  const inner = new Source(env, first.parent);
  const rest = { ...resolved, steps };
  const value = inner.value(rest);
  inner.requireParents(steps);
  const condition = compare(env, { ...left, value, resolved: rest }, comparison);
  const key = source.value({ ...resolved, steps: [], object: first.object, field: first.lookup });
  return sql`${key} IN (SELECT ${inner.alias}."Id" FROM ${inner.from()} WHERE ${condition})`;
}

/** `Owner.Name = 'X'` searches each object the lookup may point to and takes the rows that point to a match. */
function throughEachTarget({ env, source }: Expressions, left: SqlExpression, comparison: Comparison): Fragment {
  const { resolved } = left;
  if (resolved?.kind !== 'polymorphic') throw new Error('Only for lookups to several objects');
  const searches = [...resolved.branches].map(([target, branch]) => {
    const inner = new Source(env, target);
    const value = inner.value(branch);
    inner.requireParents(branch.steps);
    const condition = compare(env, { ...left, value, field: branch.field, resolved: branch }, comparison);
    return sql`SELECT ${inner.alias}."Id" FROM ${inner.from()} WHERE ${condition}`;
  });
  const key = source.value({ ...resolved, kind: 'column', field: resolved.lookup });
  return sql`${key} IN (${join(searches, ' UNION ALL ')})`;
}

function byLabel({ left }: Comparison): Comparison['left'] {
  return left.kind === 'function' && left.name === 'TOLABEL' && left.argument ? left.argument : left;
}

/** `toLabel(Status) = 'Новый'` compares with the values that have that label in the user's language. */
function withLabelsAsValues({ env }: Expressions, left: SqlExpression, comparison: Comparison): Comparison {
  if (comparison.left.kind !== 'function' || comparison.left.name !== 'TOLABEL') return comparison;
  const { picklist } = left.field;
  const { right } = comparison;
  if (!picklist || right.kind !== 'string') return comparison;
  const wanted = right.value.toLowerCase();
  const values = picklist.values
    .filter(({ apiName }) => env.context.picklistLabel(left.object, left.field, apiName).toLowerCase() === wanted)
    .map(({ apiName }) => ({ ...right, value: apiName }));
  const operator = comparison.operator === '!=' ? 'NOT IN' : 'IN';
  return { ...comparison, operator, right: { kind: 'list', values, position: right.position } };
}

/** Both sides of a semi-join lead to an object in common. */
function checkSameTarget(left: SqlExpression, inner: SqlExpression, position: Position): void {
  const [outer, chosen] = [left, inner].map(({ field, object }) => (field.apiName === 'Id' ? [object.apiName] : field.referenceTo));
  if (!outer?.length || !chosen?.length || outer.some((name) => chosen.includes(name))) return;
  const message = `The selected field '${inner.field.apiName}' in the subquery and the left operand field in the where expression in the outer query '${left.field.apiName}' should point to the same object type`;
  throw new SoqlError('MALFORMED_QUERY', message, position);
}

/** `Id IN (SELECT AccountId FROM Contact …)` and its negation. */
function semiJoin(env: Environment, left: SqlExpression, comparison: Comparison, query: SoqlQuery): Fragment {
  const { operator, position } = comparison;
  if (operator !== 'IN' && operator !== 'NOT IN') {
    throw new SoqlError('MALFORMED_QUERY', `A sub-query needs IN or NOT IN, not ${operator}`, position);
  }
  if (categoryOf(left.field) !== 'id') {
    const message = `The left operand field in the where expression for outer query should be an id field, cannot use: '${left.field.apiName}'`;
    throw new SoqlError('MALFORMED_QUERY', message, position);
  }
  const scope = env.filtered.scope(query);
  const source = new Source(env, scope.object);
  const expressions = new Expressions(env, source, scope, env.filtered);
  const [item, ...others] = query.select;
  if (item?.kind !== 'expression' || others.length > 0) {
    throw new SoqlError('MALFORMED_QUERY', 'A semi-join sub-query selects exactly one field', query.position);
  }
  const value = expressions.translate(item.expression);
  if (categoryOf(value.field) !== 'id') {
    const message = `The inner select field should be an id or lookup field, cannot use: '${value.field.apiName}'`;
    throw new SoqlError('MALFORMED_QUERY', message, item.position);
  }
  checkSameTarget(left, value, item.position);
  const conditions = rowConditions(env, source, query);
  if (query.where) conditions.push(translateCondition(expressions, query.where, true));
  conditions.push(sql`${value.value} IS NOT NULL`);
  const inner = sql`SELECT ${value.value} FROM ${source.from()} WHERE ${join(conditions, ' AND ')}${limitClause(env, query)}`;
  return operator === 'IN' ? sql`${left.value} IN (${inner})` : sql`(${left.value} IS NULL OR ${left.value} NOT IN (${inner}))`;
}
