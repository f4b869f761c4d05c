import type { Expr, Pos, TypeRefPart } from '../ast.ts';
import { decodeString } from '../literals.ts';
import { readCreator } from './creators.ts';
import { isName, type Cursor } from './cursor.ts';
import { atQuery, readQuery } from './queries.ts';
import { NotParsed, type Token } from './tokens.ts';
import { readType, skipType } from './types.ts';

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '&=', '|=', '^=', '>>=', '>>>=', '<<=']);

/** How tightly binary operators bind; comparisons and shifts arrive as several tokens. */
const BINDING: Readonly<Record<string, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '|': 4,
  '^': 5,
  '&': 6,
  '===': 7,
  '!==': 7,
  '==': 7,
  '!=': 7,
  '<>': 7,
  instanceof: 8,
  '<': 9,
  '>': 9,
  '<=': 9,
  '>=': 9,
  '<<': 10,
  '>>': 10,
  '>>>': 10,
  '+': 11,
  '-': 11,
  '*': 12,
  '/': 12,
};

/** Reads any expression: an assignment or what binds tighter. */
export function readExpr(cursor: Cursor): Expr {
  const at = cursor.pos();
  let value = readBinary(cursor, 1);
  if (cursor.take('?')) {
    const then = readExpr(cursor);
    cursor.expect(':');
    value = { ...at, kind: 'conditional', test: value, then, otherwise: readConditional(cursor) };
  }
  const { key } = cursor.token;
  if (!ASSIGNMENTS.has(key) || cursor.token.kind !== 'op') return value;
  cursor.next();
  return { ...at, kind: 'assign', op: key, target: value, value: readExpr(cursor) };
}

function readConditional(cursor: Cursor): Expr {
  const at = cursor.pos();
  const test = readBinary(cursor, 1);
  if (!cursor.take('?')) return test;
  const then = readExpr(cursor);
  cursor.expect(':');
  return { ...at, kind: 'conditional', test, then, otherwise: readConditional(cursor) };
}

export function readArguments(cursor: Cursor): Expr[] {
  cursor.expect('(');
  return cursor.list(')', () => readExpr(cursor));
}

/** Operators that bind at least as tightly as `least`, from left to right. */
function readBinary(cursor: Cursor, least: number): Expr {
  const at = cursor.pos();
  let left = readUnary(cursor);
  for (;;) {
    const op = operatorAt(cursor);
    const binding = op === undefined ? undefined : BINDING[op];
    if (op === undefined || binding === undefined || binding < least) return left;
    cursor.at += op === '<=' || op === '>=' || op === '<<' || op === '>>' ? 2 : op === '>>>' ? 3 : 1;
    left =
      op === 'instanceof'
        ? { ...at, kind: 'instanceof', value: left, type: readType(cursor) }
        : { ...at, kind: 'binary', op, left, right: readBinary(cursor, binding + 1) };
  }
}

/** The operator at the cursor, joined from its tokens. */
function operatorAt(cursor: Cursor): string | undefined {
  const { kind, key } = cursor.token;
  if (kind === 'word') return key === 'instanceof' ? key : undefined;
  if (kind !== 'op') return undefined;
  if (key !== '<' && key !== '>') return key;
  const second = cursor.peek().key;
  if (second === '=') return `${key}=`;
  if (second !== key) return key;
  return key === '>' && cursor.peek(2).key === '>' ? '>>>' : key + key;
}

function readUnary(cursor: Cursor): Expr {
  const { kind, key } = cursor.token;
  if (kind !== 'op') return readPostfix(cursor);
  const at = cursor.pos();
  switch (key) {
    case '++':
    case '--':
      cursor.next();
      return { ...at, kind: 'increment', op: key, prefix: true, target: readUnary(cursor) };
    case '!':
    case '~':
      cursor.next();
      return { ...at, kind: 'unary', op: key, value: readUnary(cursor) };
    case '+':
    case '-': {
      const digits = /^\d/.test(cursor.peek().text);
      cursor.next();
      const value = readUnary(cursor);
      // `-2147483648` is one literal.
      if (key === '-' && digits && value.kind === 'literal' && typeof value.value === 'bigint')
        return { ...value, ...at, value: -value.value };
      return { ...at, kind: 'unary', op: key, value };
    }
    case '(':
      if (!atCast(cursor)) break;
      cursor.next();
      const type = readType(cursor);
      cursor.expect(')');
      return { ...at, kind: 'cast', type, value: readUnary(cursor) };
  }
  return readPostfix(cursor);
}

/** Words that go on with the query after a bind in parentheses. */
const QUERY_WORDS = new Set('and or order group limit offset with for all having nulls asc desc update in returning'.split(' '));

/** `(Type) value`. As the platform reads it, `(a) - b` is a cast too. */
function atCast(cursor: Cursor): boolean {
  const end = skipType(cursor, cursor.at + 1);
  if (end === undefined || cursor.tokenAt(end).key !== ')') return false;
  const { kind, key } = cursor.tokenAt(end + 1);
  const after = cursor.tokenAt(end + 2);
  if (kind === 'op') {
    if (key === '[') return after.key === 'select' || after.key === 'find';
    if (key === '++' || key === '--') return after.kind === 'word' || after.key === '(';
    return ['(', '!', '~', '+', '-'].includes(key);
  }
  if (kind !== 'word') return kind !== 'end' && kind !== 'datetime';
  if (cursor.inQuery && QUERY_WORDS.has(key)) return false;
  return (
    key !== 'instanceof' &&
    (isName(cursor.tokenAt(end + 1)) || ['this', 'super', 'new', 'null', 'true', 'false', 'void', 'list', 'map'].includes(key))
  );
}

/** A primary value with the members, indexes and increments that follow it. */
function readPostfix(cursor: Cursor): Expr {
  const at = cursor.pos();
  let value = readPrimary(cursor);
  for (;;) {
    const { key, kind } = cursor.token;
    if (kind !== 'op') return value;
    if (key === '.' || key === '?.') {
      const names = key === '.' && cursor.peek().key === 'class' ? dotted(value) : undefined;
      cursor.next();
      if (names) {
        cursor.next();
        value = { ...at, kind: 'classRef', type: { ...at, parts: names, arrays: 0 } };
      } else value = readMember(cursor, value, key === '?.');
    } else if (key === '[') {
      if (atQuery(cursor)) return value;
      cursor.next();
      const index = readExpr(cursor);
      cursor.expect(']');
      value = { ...at, kind: 'index', target: value, index };
    } else if (key === '++' || key === '--') {
      cursor.next();
      value = { ...at, kind: 'increment', op: key, prefix: false, target: value };
    } else return value;
  }
}

function readMember(cursor: Cursor, target: Expr, safe: boolean): Expr {
  const at = cursor.pos();
  const name = cursor.anyName().text;
  if (!cursor.is('(')) return { ...at, kind: 'field', target, name, safe };
  return { ...at, kind: 'call', target, name, args: readArguments(cursor), safe };
}

/** `A.B` as parts of a type, when the expression is nothing but names. */
function dotted(value: Expr): TypeRefPart[] | undefined {
  if (value.kind === 'name') return [{ name: value.name, args: [] }];
  const before = value.kind === 'field' && !value.safe ? dotted(value.target) : undefined;
  return before && value.kind === 'field' ? [...before, { name: value.name, args: [] }] : undefined;
}

function readPrimary(cursor: Cursor): Expr {
  const at = cursor.pos();
  const { token } = cursor;
  switch (token.kind) {
    case 'op':
      return readEnclosed(cursor);
    case 'word':
      return readWord(cursor, at);
    case 'integer':
      cursor.next();
      return { ...at, kind: 'literal', type: 'Integer', value: BigInt(token.text) };
    case 'long':
      cursor.next();
      return { ...at, kind: 'literal', type: 'Long', value: BigInt(token.text.slice(0, -1)) };
    case 'number':
      cursor.next();
      return readNumber(token, at);
    case 'string':
      cursor.next();
      return { ...at, kind: 'literal', type: 'String', value: decodeString(token.text) };
    default:
      throw new NotParsed();
  }
}

function readNumber({ text }: Token, at: Pos): Expr {
  if (/d$/i.test(text)) return { ...at, kind: 'literal', type: 'Double', value: Number(text.slice(0, -1)) };
  return { ...at, kind: 'literal', type: 'Decimal', value: text };
}

/** A parenthesis or a static query. */
function readEnclosed(cursor: Cursor): Expr {
  if (atQuery(cursor)) return readQuery(cursor);
  cursor.expect('(');
  const value = readExpr(cursor);
  cursor.expect(')');
  return value;
}

function readWord(cursor: Cursor, at: Pos): Expr {
  const { token } = cursor;
  switch (token.key) {
    case 'this':
    case 'super':
      cursor.next();
      if (cursor.is('(')) return { ...at, kind: 'chain', which: token.key, args: readArguments(cursor) };
      return { ...at, kind: token.key };
    case 'new':
      return readCreator(cursor);
    case 'null':
      cursor.next();
      return { ...at, kind: 'literal', type: 'null', value: null };
    case 'true':
    case 'false':
      cursor.next();
      return { ...at, kind: 'literal', type: 'Boolean', value: token.key === 'true' };
    case 'void':
      cursor.next();
      cursor.expect('.');
      cursor.expect('class');
      return { ...at, kind: 'classRef', type: null };
  }
  const generic = readGenericClass(cursor, at);
  if (generic) return generic;
  const name = cursor.name().text;
  if (cursor.is('(')) return { ...at, kind: 'call', target: null, name, args: readArguments(cursor), safe: false };
  return { ...at, kind: 'name', name };
}

/** `List<String>.class`, `Account[].class`. */
function readGenericClass(cursor: Cursor, at: Pos): Expr | undefined {
  const { key } = cursor.token;
  const next = cursor.peek().key;
  if (next !== '<' && next !== '.' && !(next === '[' && cursor.peek(2).key === ']') && key !== 'list' && key !== 'map') return undefined;
  const end = skipType(cursor, cursor.at);
  if (end === undefined || cursor.tokenAt(end).key !== '.' || cursor.tokenAt(end + 1).key !== 'class') return undefined;
  const type = readType(cursor);
  cursor.at += 2;
  return { ...at, kind: 'classRef', type };
}
