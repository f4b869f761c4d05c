import type { Expr, SelectorKind, SelectorName } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readBody, readExpression, readGrouped } from './expressions.ts';
import { readQuotedName } from './literals.ts';

const DOTTED: Readonly<Record<string, SelectorKind>> = { '*': 'multi', '@': 'attribute', '&': 'pair', '^': 'metadata' };

/** What follows an operand: selectors and calls. https://docs.mulesoft.com/dataweave/latest/dataweave-selectors */
export function readSelectors(cursor: Cursor, operand: Expr): Expr {
  let target = operand;
  for (;;) {
    const { dollars } = cursor;
    const before = target.dollar ? dollars - 1 : dollars;
    const token = cursor.peek();
    if (token.text === '.' && token.kind === 'symbol') {
      cursor.take();
      target = readDot(cursor, target, before);
    } else if (token.text === '..' && token.kind === 'symbol') {
      cursor.take();
      const how = cursor.accept('*') ? 'allDescendants' : 'descendants';
      target = cursor.node(token.start, before, { kind: 'select', how, target, selector: readSelectorName(cursor) });
    } else if (token.text === '[' && token.start === afterBlanks(cursor)) {
      target = readBrackets(cursor, target, before);
    } else if (token.text === '(' && isCallable(target)) {
      target = cursor.node(target.pos, before, { kind: 'call', target, args: readArguments(cursor), infix: false });
    } else if (token.text === '?' && target.kind !== 'literal') {
      cursor.take();
      target = cursor.node(token.start, before, { kind: 'exists', target });
    } else if (token.text === '!' && (target.kind === 'select' || target.kind === 'index')) {
      cursor.take();
      target = cursor.node(token.start, before, { kind: 'assert', target });
    } else return target;
  }
}

/** A bracket on a line of its own begins a new array, not a selector. */
function afterBlanks(cursor: Cursor): number {
  let { at } = cursor;
  while (cursor.source[at] === ' ' || cursor.source[at] === '\t') at++;
  return at;
}

function isCallable(target: Expr): boolean {
  return ['name', 'member', 'call', 'lambda', 'select', 'index', 'do', 'if'].includes(target.kind);
}

function readArguments(cursor: Cursor): readonly Expr[] {
  cursor.expect('(');
  return cursor.list(')', () => readBody(cursor));
}

function readDot(cursor: Cursor, target: Expr, before: number): Expr {
  const pos = cursor.peek().start;
  if (cursor.accept('#'))
    return cursor.node(pos, before, { kind: 'select', how: 'namespace', target, selector: { name: '', prefix: undefined } });
  let how: SelectorKind = 'value';
  const mark = DOTTED[cursor.peek().text];
  if (mark && cursor.peek().kind === 'symbol') {
    cursor.take();
    how = mark;
    if (mark === 'multi' && cursor.accept('@')) how = 'multiAttribute';
    if (mark === 'attribute' && cursor.peek().kind !== 'name' && cursor.peek().kind !== 'string') {
      return cursor.node(pos, before, { kind: 'select', how: 'attributes', target, selector: { name: '', prefix: undefined } });
    }
  }
  return cursor.node(pos, before, { kind: 'select', how, target, selector: readSelectorName(cursor) });
}

function readSelectorName(cursor: Cursor): SelectorName {
  const quoted = readQuotedName(cursor);
  if (quoted !== undefined) return { name: quoted, prefix: undefined };
  const name = cursor.name();
  return cursor.accept('#') ? { name: cursor.name(), prefix: name } : { name, prefix: undefined };
}

function readBrackets(cursor: Cursor, target: Expr, before: number): Expr {
  const pos = cursor.expect('[').start;
  if (cursor.accept('?')) {
    const condition = readGrouped(cursor);
    cursor.expect(']');
    return cursor.node(pos, before, { kind: 'filter', target, condition });
  }
  const marks: Readonly<Record<string, SelectorKind>> = { '&': 'pair', '@': 'attribute', '*': 'multi' };
  const how = cursor.peek().kind === 'symbol' ? marks[cursor.peek().text] : undefined;
  if (how) cursor.take();
  const index = readExpression(cursor);
  cursor.expect(']');
  if (how) return cursor.node(pos, before, { kind: 'select', how, target, selector: { name: index, prefix: undefined } });
  if (index.kind === 'call' && index.infix && index.target.kind === 'name' && index.target.name === 'to') {
    return cursor.node(pos, before, { kind: 'slice', target, from: index.args[0]!, to: index.args[1]! });
  }
  return cursor.node(pos, before, { kind: 'index', target, index });
}
