import type { SchemaNode, TypeNode } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readExpression } from './expressions.ts';

/** A type: `Array<String> | Null`. https://docs.mulesoft.com/dataweave/latest/dataweave-types */
export function readType(cursor: Cursor): TypeNode {
  const options = [readOne(cursor)];
  while (cursor.is('|') || cursor.is('&')) {
    if (cursor.take().text === '&') cursor.fail('Intersection types are not supported', cursor.at);
    options.push(readOne(cursor));
  }
  return options.length === 1 ? options[0]! : { kind: 'union', options };
}

function readOne(cursor: Cursor): TypeNode {
  const token = cursor.peek();
  if (cursor.is('(')) return readParenthesized(cursor);
  if (cursor.is('{') || cursor.is('{|') || cursor.is('{-')) return readObject(cursor);
  if (token.kind === 'string') return { kind: 'literal', value: cursor.delimited() };
  if (token.kind === 'number') return { kind: 'literal', value: Number(cursor.take().text) };
  const pos = token.start;
  if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: cursor.take().text === 'true' };
  let name = cursor.name();
  while (cursor.accept('::')) name += `::${cursor.name()}`;
  const args: TypeNode[] = [];
  if (cursor.accept('<')) {
    do args.push(readType(cursor));
    while (cursor.accept(','));
    cursor.expect('>');
  }
  return { kind: 'named', name, args, pos };
}

/** `(A, b: B) -> C`, or a type in parentheses. */
function readParenthesized(cursor: Cursor): TypeNode {
  cursor.expect('(');
  const types = cursor.list(')', () => {
    cursor.attempt(() => (cursor.peek().kind === 'name' && (cursor.take(), cursor.accept('?'), cursor.accept(':')) ? true : undefined));
    return readType(cursor);
  });
  if (cursor.accept('->')) {
    readType(cursor);
    return { kind: 'function' };
  }
  return types.length === 1 ? types[0]! : cursor.fail('Invalid type');
}

function readObject(cursor: Cursor): TypeNode {
  const open = cursor.take().text;
  const close = { '{': '}', '{|': '|}', '{-': '-}' }[open]!;
  const fields = cursor.list(close, () => {
    const name = cursor.peek().kind === 'string' ? cursor.delimited() : cursor.take().text;
    cursor.accept('*');
    const optional = cursor.accept('?');
    cursor.expect(':');
    return { name, optional, type: readType(cursor) };
  });
  return { kind: 'object', fields };
}

/** `{format: "yyyy", unit: "days"}`; nothing when none follows. */
export function readSchema(cursor: Cursor): SchemaNode {
  if (!cursor.accept('{')) return [];
  return cursor.list('}', () => {
    const name = cursor.peek().kind === 'string' ? cursor.delimited() : cursor.name();
    cursor.expect(':');
    return [name, readExpression(cursor)] as const;
  });
}
