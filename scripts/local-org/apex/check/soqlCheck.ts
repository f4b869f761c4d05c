import type { Expr } from '../syntax/index.ts';
import type { Bound } from './bound.ts';
import { fail, type Scope } from './scope.ts';

/** Checks a query's text against the schema: the problem's message, or undefined when it is fine. */
export type SoqlValidator = (soql: string) => string | undefined;

/** Reports unknown objects, fields and relationships in a static query, and binds of a type no query takes. */
export function checkSoqlText(scope: Scope, expr: Expr & { kind: 'soql' }, binds: readonly Bound[]): void {
  binds.forEach((bind, i) => {
    if (bind.type.isVoid || bind.type.is('map', 'blob')) {
      fail(expr.query.binds[i]!, `Invalid bind expression type of ${bind.type.name} for the query`);
    }
  });
  const message = scope.validateSoql(expr.query.text);
  if (message !== undefined) scope.report(expr, message);
}
