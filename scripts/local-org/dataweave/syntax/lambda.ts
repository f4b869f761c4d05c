import type { Expr, Param } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readBody, readExpression } from './expressions.ts';
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

/** Looks only as far as a parameter list can reach; undefined for any other parenthesis. */
function tryParams(cursor: Cursor): readonly Param[] | undefined {
  const after = closingParenthesis(cursor);
  if (after === undefined || cursor.lexer.token(after).text !== '->') return undefined;
  return readParams(cursor);
}

/** Offset after the parenthesis that closes the one ahead; undefined when it is never closed. */
function closingParenthesis(cursor: Cursor): number | undefined {
  const { lexer } = cursor;
  let depth = 0;
  for (let token = cursor.peek(); token.kind !== 'end'; token = lexer.token(token.end)) {
    // Parameter lists have neither strings nor bodies, except in default values, which are rare and plain.
    if (token.kind === 'string') token = { ...token, end: lexer.delimited(token.start, token.text).end };
    if (token.text === '(') depth++;
    if (token.text === ')' && --depth === 0) return token.end;
    if (depth === 1 && ['$', '{', '[', '+', '++', '->'].includes(token.text)) return undefined;
  }
  return undefined;
}

/** `(a, b: Number = 1)`. */
export function readParams(cursor: Cursor): readonly Param[] {
  cursor.expect('(');
  const params: Param[] = [];
  while (!cursor.accept(')')) {
    const name = cursor.name();
    const type = cursor.accept(':') ? readType(cursor) : undefined;
    const defaultValue = cursor.accept('=') ? readExpression(cursor) : undefined;
    params.push({ name, type, defaultValue });
    if (!cursor.is(')')) cursor.expect(',');
  }
  return params;
}
