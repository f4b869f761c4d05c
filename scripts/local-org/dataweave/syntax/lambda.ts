import { DataWeaveError } from '../errors.ts';
import type { Expr, Param } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readBody, readExpression } from './expressions.ts';
import { skipBalanced } from './objects.ts';
import { readType } from './types.ts';

/** `(a, b: Number = 1) -> …`; undefined when the parenthesis is something else. */
export function readLambda(cursor: Cursor): Expr | undefined {
  const start = cursor.peek().start;
  const { dollars } = cursor;
  const params = cursor.attempt(() => {
    const list = tryParams(cursor);
    return list && cursor.accept('->') ? list : undefined;
  });
  return params && cursor.node(start, dollars, { kind: 'lambda', params, body: readBody(cursor) });
}

/** A parenthesis with an arrow behind it need not be a parameter list: `case n if (a) and (n > b) -> …`. */
function tryParams(cursor: Cursor): readonly Param[] | undefined {
  const after = skipBalanced(cursor, cursor.peek().start);
  if (cursor.lexer.token(after).text !== '->') return undefined;
  try {
    return readParams(cursor);
  } catch (error) {
    if (error instanceof DataWeaveError) return undefined;
    throw error;
  }
}

/** `(a, b: Number = 1)`. */
export function readParams(cursor: Cursor): readonly Param[] {
  cursor.expect('(');
  return cursor.list(')', () => ({
    name: cursor.name(),
    type: cursor.accept(':') ? readType(cursor) : undefined,
    defaultValue: cursor.accept('=') ? readExpression(cursor) : undefined,
  }));
}
