import type { Expr } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readDeclarations } from './header.ts';
import { readLambda } from './lambda.ts';
import { readString } from './literals.ts';
import { readArray, readObject, readPair, startsPair } from './objects.ts';
import { readCases, readUpdates } from './patterns.ts';
import { readSelectors } from './selectors.ts';
import { readSchema, readType } from './types.ts';

/**
 * Binary operators from what binds loosest to tightest; looser than all of them are `default` and infix functions.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-flow-control-precedence
 */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '~='],
  ['<', '>', '<=', '>=', 'is'],
  ['+', '-', '<<', '>>'],
  ['*', '/'],
];

/** An expression; a single pair `a: 1` is an object. */
export function readBody(cursor: Cursor): Expr {
  const pos = cursor.peek().start;
  const { dollars } = cursor;
  if (startsPair(cursor)) return cursor.node(pos, dollars, { kind: 'object', items: [readPair(cursor)] });
  return readExpression(cursor);
}

export function readExpression(cursor: Cursor): Expr {
  const start = cursor.peek().start;
  const { dollars } = cursor;
  let left = readLevel(cursor, 0);
  for (;;) {
    const token = cursor.peek();
    if (cursor.accept('default')) {
      left = cursor.node(start, dollars, { kind: 'binary', op: 'default', left, right: readLevel(cursor, 0) });
    } else if (cursor.is('++') || cursor.is('--')) {
      left = infix(cursor, left, cursor.take().text, dollars, token.start);
    } else if (cursor.is('match') && opensBlock(cursor)) {
      cursor.take();
      left = cursor.node(start, dollars, { kind: 'match', value: left, cases: readCases(cursor) });
    } else if (cursor.is('update') && opensBlock(cursor)) {
      cursor.take();
      left = cursor.node(start, dollars, { kind: 'update', value: left, cases: readUpdates(cursor) });
    } else if (cursor.atInfixName()) {
      left = infix(cursor, left, cursor.take().text, dollars, token.start);
    } else return left;
  }
}

/** `a map b`, `a Strings::repeat 2`. */
function infix(cursor: Cursor, left: Expr, name: string, dollars: number, pos: number): Expr {
  const target = cursor.accept('::') ? memberNode(cursor, name, pos) : cursor.node(pos, cursor.dollars, { kind: 'name', name });
  const right = readLevel(cursor, 0);
  return cursor.node(pos, dollars, { kind: 'call', target, args: [left, right], infix: true });
}

function opensBlock(cursor: Cursor): boolean {
  return cursor.lexer.token(cursor.peek().end).text === '{';
}

function readLevel(cursor: Cursor, level: number): Expr {
  const operators = LEVELS[level];
  if (!operators) return readCast(cursor);
  const { dollars } = cursor;
  let left = readLevel(cursor, level + 1);
  for (;;) {
    const token = cursor.peek();
    if (token.kind === 'string' || !operators.includes(token.text)) return left;
    cursor.take();
    if (token.text === 'is') {
      left = cursor.node(token.start, dollars, { kind: 'is', value: left, type: readType(cursor) });
      continue;
    }
    const right = readLevel(cursor, level + 1);
    left = cursor.node(token.start, dollars, { kind: 'binary', op: token.text, left, right });
  }
}

function readCast(cursor: Cursor): Expr {
  const { dollars } = cursor;
  let value = readUnary(cursor);
  while (cursor.is('as')) {
    const pos = cursor.take().start;
    const type = readType(cursor);
    value = cursor.node(pos, dollars, { kind: 'as', value, type, schema: readSchema(cursor) });
  }
  return value;
}

function readUnary(cursor: Cursor): Expr {
  const { start } = cursor.peek();
  const { dollars } = cursor;
  // `not a or b` negates all of it, `!a or b` only a. https://docs.mulesoft.com/dataweave/latest/dw-operators
  if (cursor.accept('not')) return cursor.node(start, dollars, { kind: 'unary', op: 'not', value: readLevel(cursor, 0) });
  if (cursor.accept('!')) return cursor.node(start, dollars, { kind: 'unary', op: 'not', value: readUnary(cursor) });
  if (cursor.accept('-')) return cursor.node(start, dollars, { kind: 'unary', op: '-', value: readUnary(cursor) });
  return readSelectors(cursor, readOperand(cursor));
}

function readOperand(cursor: Cursor): Expr {
  const token = cursor.peek();
  const { dollars } = cursor;
  const pos = token.start;
  if (token.kind === 'number') return cursor.node(pos, dollars, { kind: 'number', text: cursor.take().text });
  if (token.kind === 'string') return readString(cursor);
  if (token.kind === 'name') return readWord(cursor);
  switch (token.text) {
    case '(':
      return readLambda(cursor) ?? readGrouped(cursor, readBody);
    case '[':
      return readArray(cursor);
    case '{':
      return readObject(cursor);
    case '$':
    case '$$':
    case '$$$': {
      cursor.take();
      cursor.dollars++;
      return cursor.node(pos, dollars, { kind: 'name', name: token.text });
    }
    case '/': {
      const source = cursor.delimited().replaceAll('\\/', '/');
      return cursor.node(pos, dollars, { kind: 'regex', source });
    }
    case '|': {
      const text = cursor.delimited().trim();
      return cursor.node(pos, dollars, { kind: 'temporal', text });
    }
    default:
      return cursor.fail(token.kind === 'end' ? 'Unexpected end of the script' : `Invalid input '${token.text}'`);
  }
}

function readWord(cursor: Cursor): Expr {
  const { dollars } = cursor;
  const { text, start } = cursor.take();
  switch (text) {
    case 'true':
    case 'false':
      return cursor.node(start, dollars, { kind: 'literal', value: text === 'true' });
    case 'null':
      return cursor.node(start, dollars, { kind: 'literal', value: null });
    case 'if':
    case 'unless':
      return readIf(cursor, start, text === 'unless');
    case 'do': {
      cursor.expect('{');
      const header = readDeclarations(cursor);
      cursor.accept('---');
      const body = readBody(cursor);
      cursor.expect('}');
      return cursor.node(start, dollars, { kind: 'do', header, body });
    }
    case 'using':
      return readUsing(cursor, start);
    default:
      return cursor.accept('::') ? memberNode(cursor, text, start) : cursor.node(start, dollars, { kind: 'name', name: text });
  }
}

/** `Strings::pluralize`, `dw::core::Strings::pluralize`. */
function memberNode(cursor: Cursor, first: string, pos: number): Expr {
  const parts = [first, cursor.name()];
  while (cursor.accept('::')) parts.push(cursor.name());
  return cursor.node(pos, cursor.dollars, { kind: 'member', module: parts.slice(0, -1).join('::'), name: parts.at(-1)! });
}

function readIf(cursor: Cursor, start: number, negated: boolean): Expr {
  const { dollars } = cursor;
  const condition = readGrouped(cursor);
  const first = readBody(cursor);
  const second = cursor.accept('else') ? readBody(cursor) : cursor.fail('Missing else');
  const [yes, no] = negated ? [second, first] : [first, second];
  return cursor.node(start, dollars, { kind: 'if', condition, yes, no });
}

/** `using (a = 1, b = 2) …`, the older form of `do`. */
function readUsing(cursor: Cursor, start: number): Expr {
  const { dollars } = cursor;
  cursor.expect('(');
  const declarations = [];
  do {
    const pos = cursor.peek().start;
    const name = cursor.name();
    cursor.expect('=');
    declarations.push({ kind: 'var' as const, name, value: readExpression(cursor), pos });
  } while (cursor.accept(','));
  cursor.expect(')');
  return cursor.node(start, dollars, { kind: 'do', header: { declarations, imports: [] }, body: readBody(cursor) });
}

/** What stands in parentheses. */
export function readGrouped(cursor: Cursor, read = readExpression): Expr {
  cursor.expect('(');
  const value = read(cursor);
  cursor.expect(')');
  return value;
}
