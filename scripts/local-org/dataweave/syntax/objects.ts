import type { Expr, KeyNode, ObjectItem } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readExpression, readGrouped } from './expressions.ts';
import { readQuotedName } from './literals.ts';

export function readArray(cursor: Cursor): Expr {
  const { dollars } = cursor;
  const pos = cursor.expect('[').start;
  const items = cursor.list(']', () => ({ value: readExpression(cursor), condition: readCondition(cursor) }));
  return cursor.node(pos, dollars, { kind: 'array', items });
}

export function readObject(cursor: Cursor): Expr {
  const { dollars } = cursor;
  const pos = cursor.expect('{').start;
  const items = cursor.list('}', () => readItem(cursor));
  return cursor.node(pos, dollars, { kind: 'object', items });
}

/** `if (condition)` behind an item. */
function readCondition(cursor: Cursor): Expr | undefined {
  return cursor.accept('if') ? readGrouped(cursor) : undefined;
}

/** True when a key with its colon is ahead: `name:`, `"name":`, `ns#name:`, `name @(…):`, `(expression):`. */
export function startsPair(cursor: Cursor): boolean {
  const { lexer } = cursor;
  const token = cursor.peek();
  let after = token.end;
  if (token.kind === 'string') after = skipString(cursor, token.start, token.text);
  else if (token.text === '(' && token.kind === 'symbol') after = skipBalanced(cursor, token.start);
  else if (token.kind !== 'name' && token.kind !== 'number') return false;
  let next = lexer.token(after);
  if (next.text === '#') next = lexer.token(lexer.token(next.end).end);
  if (next.text === '@' && token.kind !== 'symbol') return lexer.token(next.end).text === '(';
  return next.text === ':' || (next.text === '@' && lexer.token(next.end).text === '(');
}

/** Offset after a string whose parts may have strings in them. */
function skipString(cursor: Cursor, start: number, quote: string): number {
  const { source } = cursor;
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === quote) return at + 1;
    else if (source.startsWith('$(', at)) at = skipBalanced(cursor, at + 1) - 1;
  }
  return source.length;
}

/** Offset after the parenthesis that closes the one at `start`. */
export function skipBalanced(cursor: Cursor, start: number): number {
  const { lexer, source } = cursor;
  let depth = 0;
  let at = start;
  let operand = false;
  while (at < source.length) {
    const token = lexer.token(at);
    if (token.kind === 'end') return source.length;
    at = token.end;
    if (token.kind === 'string') at = skipString(cursor, token.start, token.text);
    // A slash where no operand stands before it opens a regular expression.
    else if ((token.text === '/' || token.text === '|') && !operand) at = lexer.delimited(token.start, token.text).end;
    if (token.text === '(') depth++;
    if (token.text === ')' && --depth === 0) return at;
    operand = token.kind === 'number' || token.kind === 'string' || [')', ']', '}'].includes(token.text);
    if (token.kind === 'name') operand = !/^\s*[/|][^/|\n]*[/|]/.test(source.slice(at));
  }
  return at;
}

function readItem(cursor: Cursor): ObjectItem {
  if (cursor.is('(') && !startsPair(cursor)) return readGroupedItem(cursor);
  if (!startsPair(cursor)) {
    // `...object` of newer versions is not known; everything else here is a key without its colon.
    cursor.fail(`Invalid input '${cursor.peek().text}', expected a key`);
  }
  const pair = readPair(cursor);
  return { ...pair, condition: readCondition(cursor) };
}

/** `(a: 1) if (b)`, `(object)`. */
function readGroupedItem(cursor: Cursor): ObjectItem {
  cursor.expect('(');
  const item: ObjectItem = startsPair(cursor) ? readPair(cursor) : { kind: 'spread', value: readExpression(cursor), condition: undefined };
  cursor.expect(')');
  return { ...item, condition: readCondition(cursor) };
}

export function readPair(cursor: Cursor): ObjectItem & { kind: 'pair' } {
  const key = readKey(cursor);
  cursor.expect(':');
  return { kind: 'pair', key, value: readExpression(cursor), condition: undefined };
}

function readKey(cursor: Cursor): KeyNode {
  const { name, prefix } = readKeyName(cursor);
  return { name, prefix, attributes: cursor.is('@') ? readAttributes(cursor) : undefined };
}

function readKeyName(cursor: Cursor): { name: string | Expr; prefix: string | undefined } {
  const quoted = readQuotedName(cursor);
  if (quoted !== undefined) return { name: quoted, prefix: undefined };
  const name = cursor.peek().kind === 'number' ? cursor.take().text : cursor.name();
  if (!cursor.accept('#')) return { name, prefix: undefined };
  return { ...readKeyName(cursor), prefix: name };
}

/** `@(a: 1, (object))`: an object. */
function readAttributes(cursor: Cursor): Expr {
  const { dollars } = cursor;
  const pos = cursor.expect('@').start;
  cursor.expect('(');
  const items = cursor.list(')', () => readItem(cursor));
  return cursor.node(pos, dollars, { kind: 'object', items });
}
