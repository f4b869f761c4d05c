import type { Expr } from '../syntax/index.ts';
import type { Bound } from './bound.ts';
import { fail, type Scope } from './scope.ts';

/** Checks the text of a query or search against the schema: the problem's message, or undefined when it is fine. */
export type SoqlValidator = (text: string, kind: 'soql' | 'sosl') => string | undefined;

/** Reports unknown objects, fields and relationships in a static query, and binds of a type no query takes. */
export function checkSoqlText(scope: Scope, expr: Expr & { kind: 'soql' | 'sosl' }, binds: readonly Bound[]): void {
  binds.forEach((bind, i) => {
    const { user } = bind.type;
    const isObject = user?.kind === 'class' && user.interfaces.length === 0 && user.superType === null;
    if (bind.type.isVoid || isObject || bind.type.is('map', 'blob')) {
      fail(expr.query.binds[i]!, `Invalid bind expression type of ${bind.type.name} for the query`);
    }
  });
  const message = scope.validateSoql(expr.query.text, expr.kind);
  if (message !== undefined) scope.report(expr, message);
}
