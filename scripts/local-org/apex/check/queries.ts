import type { Expr } from '../syntax/index.ts';
import type { Bound } from './bound.ts';
import { checkValue } from './expressions.ts';
import { fail, type Scope } from './scope.ts';
import { checkSoqlText } from './soqlCheck.ts';
import { SINCE } from './versions.ts';

/** `[SELECT …]` and `[FIND …]`. */
export function checkQuery(scope: Scope, expr: Expr & { kind: 'soql' | 'sosl' }): Bound {
  const { universe } = scope;
  for (const bind of expr.query.binds) refuseNullOperators(bind);
  const binds = expr.query.binds.map((bind) => checkValue(scope, bind));
  if (expr.kind === 'sosl') {
    checkSoqlText(scope, expr, binds);
    const type = universe.list(universe.list(universe.named('SObject')));
    return { kind: 'query', query: expr.query, binds, form: 'search', type, nonNull: true };
  }
  if (expr.query.mode === 'securityEnforced' && (scope.cls?.unit.apiVersion ?? 0) >= SINCE.userModeByDefault) {
    fail(expr, 'WITH SECURITY_ENFORCED is not supported from API version 67.0 on; use WITH USER_MODE');
  }
  checkSoqlText(scope, expr, binds);
  if (expr.query.countOnly)
    return { kind: 'query', query: expr.query, binds, form: 'count', type: universe.named('Integer'), nonNull: true };
  const object = universe.schema.object(expr.query.from);
  if (!object) fail(expr, `sObject type '${expr.query.from}' is not supported.`);
  const element = expr.query.aggregate ? universe.named('AggregateResult') : universe.ofSObject(object);
  return { kind: 'query', query: expr.query, binds, form: 'list', type: universe.records(element), nonNull: true };
}

/**
 * Binds know neither `?.` nor `??`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm
 */
function refuseNullOperators(expr: Expr): void {
  switch (expr.kind) {
    case 'binary':
      if (expr.op === '??') fail(expr, "Unexpected token '??'.");
      refuseNullOperators(expr.left);
      return refuseNullOperators(expr.right);
    case 'field':
    case 'call':
      if (expr.safe) fail(expr, "Unexpected token '?.'.");
      if (expr.target) refuseNullOperators(expr.target);
  }
}
