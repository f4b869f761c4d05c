import type { Block, Expr, Pos, WhenCase } from '../ast.ts';
import { decodeString } from '../literals.ts';
import { isName, type Cursor } from './cursor.ts';
import { readBlock } from './statements.ts';
import { NotParsed } from './tokens.ts';
import { readType, skipType } from './types.ts';

/** Reads the cases of a switch, braces included. */
export function readCases(cursor: Cursor): (Pos & { when: WhenCase; body: Block })[] {
  cursor.expect('{');
  const cases: (Pos & { when: WhenCase; body: Block })[] = [];
  do {
    const at = cursor.pos();
    cursor.expect('when');
    const when = readWhen(cursor);
    cases.push({ ...at, when, body: readBlock(cursor) });
  } while (!cursor.take('}'));
  return cases;
}

function readWhen(cursor: Cursor): WhenCase {
  if (cursor.take('else')) return { kind: 'else' };
  const end = skipType(cursor, cursor.at);
  if (end !== undefined && isName(cursor.tokenAt(end)) && cursor.tokenAt(end + 1).key === '{') {
    const type = readType(cursor);
    return { kind: 'type', type, name: cursor.name().text };
  }
  const values: Expr[] = [];
  do values.push(readLiteral(cursor));
  while (cursor.take(','));
  return { kind: 'values', values };
}

function readLiteral(cursor: Cursor): Expr {
  const at = cursor.pos();
  if (cursor.take('(')) {
    const inner = readLiteral(cursor);
    cursor.expect(')');
    return inner;
  }
  let sign = 1n;
  let signed = false;
  while (cursor.is('-') || cursor.is('+')) {
    if (cursor.next().key === '-') sign = -sign;
    signed = true;
  }
  const { kind, text, key } = cursor.token;
  if (kind === 'integer' || kind === 'long') {
    cursor.next();
    if (kind === 'integer') return { ...at, kind: 'literal', type: 'Integer', value: sign * BigInt(text) };
    return { ...at, kind: 'literal', type: 'Long', value: sign * BigInt(text.slice(0, -1)) };
  }
  if (signed) throw new NotParsed();
  if (kind === 'string' || key === 'null') cursor.next();
  if (kind === 'string') return { ...at, kind: 'literal', type: 'String', value: decodeString(text) };
  if (key === 'null') return { ...at, kind: 'literal', type: 'null', value: null };
  let value: Expr = { ...at, kind: 'name', name: cursor.name().text };
  while (cursor.take('.')) value = { ...at, kind: 'field', target: value, name: cursor.name().text, safe: false };
  return value;
}
