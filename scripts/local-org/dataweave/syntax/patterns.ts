import type { Case, Expr, Pattern, UpdateCase, UpdateStep } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readBody, readExpression } from './expressions.ts';
import { readString } from './literals.ts';
import { readType } from './types.ts';

/** `{ case … -> … else -> … }`. https://docs.mulesoft.com/dataweave/latest/dataweave-pattern-matching */
export function readCases(cursor: Cursor): readonly Case[] {
  cursor.expect('{');
  const cases: Case[] = [];
  while (!cursor.accept('}')) {
    if (cursor.accept('else')) {
      const variable = cursor.peek().kind === 'name' ? cursor.name() : undefined;
      cursor.expect('->');
      cases.push({ variable, pattern: { kind: 'any' }, guard: undefined, body: readBody(cursor) });
      continue;
    }
    cursor.expect('case');
    const { variable, pattern } = readPattern(cursor);
    const guard = cursor.accept('if') ? readGuard(cursor) : undefined;
    cursor.expect('->');
    cases.push({ variable, pattern, guard, body: readBody(cursor) });
  }
  return cases;
}

function readPattern(cursor: Cursor): { variable: string | undefined; pattern: Pattern } {
  if (cursor.is('[')) return { variable: undefined, pattern: readArrayPattern(cursor) };
  if (cursor.is('{')) return { variable: undefined, pattern: readObjectPattern(cursor) };
  const variable = readVariable(cursor);
  if (cursor.accept('is')) return { variable, pattern: { kind: 'type', type: readType(cursor) } };
  if (cursor.accept('matches')) return { variable, pattern: { kind: 'regex', value: readExpression(cursor) } };
  if (cursor.accept('if')) return { variable, pattern: { kind: 'if', condition: readGuard(cursor) } };
  if (cursor.is('->')) return { variable, pattern: { kind: 'any' } };
  if (variable === undefined && cursor.is('/')) return { variable, pattern: { kind: 'regex', value: readExpression(cursor) } };
  return { variable, pattern: { kind: 'value', value: readExpression(cursor) } };
}

/** A condition before `->`; in parentheses it is no parameter list of a lambda. */
function readGuard(cursor: Cursor): Expr {
  const grouped = cursor.attempt(() => {
    if (!cursor.accept('(')) return undefined;
    const condition = readExpression(cursor);
    return cursor.accept(')') && cursor.is('->') ? condition : undefined;
  });
  return grouped ?? readExpression(cursor);
}

/** `name:` or `name if`, `name is`, `name matches`, `name ->`. */
function readVariable(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (token.kind !== 'name' || ['is', 'matches', 'if', 'true', 'false', 'null'].includes(token.text)) return undefined;
  const next = cursor.lexer.token(token.end);
  if (next.text === ':') {
    cursor.take();
    cursor.take();
    return token.text;
  }
  return ['if', 'is', 'matches', '->'].includes(next.text) ? cursor.take().text : undefined;
}

/** `[]`, `[a, b]`, `[head ~ tail]`. */
function readArrayPattern(cursor: Cursor): Pattern {
  cursor.expect('[');
  const items: string[] = [];
  let rest: string | undefined;
  while (!cursor.accept(']')) {
    items.push(cursor.name());
    if (cursor.accept('~')) rest = cursor.name();
    else if (!cursor.is(']')) cursor.expect(',');
  }
  return { kind: 'array', items, rest };
}

/** `{}`, `{key: value ~ tail}`. */
function readObjectPattern(cursor: Cursor): Pattern {
  cursor.expect('{');
  if (cursor.accept('}')) return { kind: 'object', key: undefined, value: undefined, rest: undefined };
  const key = cursor.name();
  cursor.expect(':');
  const value = cursor.name();
  const rest = cursor.accept('~') ? cursor.name() : undefined;
  cursor.expect('}');
  return { kind: 'object', key, value, rest };
}

/** `{ case name at .user.name -> … }`. https://docs.mulesoft.com/dataweave/latest/dw-operators#update-operator */
export function readUpdates(cursor: Cursor): readonly UpdateCase[] {
  cursor.expect('{');
  const cases: UpdateCase[] = [];
  while (!cursor.accept('}')) {
    cursor.expect('case');
    let variable = '$';
    if (cursor.peek().kind === 'name') {
      variable = cursor.name();
      cursor.expect('at');
    }
    const path: UpdateStep[] = [];
    while (cursor.is('.') || cursor.is('[')) path.push(readStep(cursor));
    const upsert = cursor.accept('!');
    const condition = cursor.accept('if') ? readGuard(cursor) : undefined;
    cursor.expect('->');
    cases.push({ variable, path, upsert, condition, body: readBody(cursor) });
  }
  return cases;
}

function readStep(cursor: Cursor): UpdateStep {
  const { dollars } = cursor;
  if (cursor.accept('[')) {
    const index = readExpression(cursor);
    cursor.expect(']');
    return { kind: 'index', index };
  }
  cursor.expect('.');
  const kind = cursor.accept('@') ? 'attribute' : 'field';
  const pos = cursor.peek().start;
  if (cursor.peek().kind === 'string') return { kind, name: readString(cursor) };
  const name: Expr = cursor.node(pos, dollars, { kind: 'literal', value: cursor.name() });
  return { kind, name };
}
