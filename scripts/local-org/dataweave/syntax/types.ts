import type { Expr, SchemaNode, TypeNode } from './ast.ts';
import type { Cursor } from './cursor.ts';

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
  if (token.kind === 'string') {
    cursor.take();
    const { text, end } = cursor.lexer.delimited(token.start, token.text);
    cursor.moveTo(end);
    return { kind: 'literal', value: text };
  }
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
  let inner: TypeNode | undefined;
  let count = 0;
  while (!cursor.accept(')')) {
    cursor.attempt(() => (cursor.peek().kind === 'name' && (cursor.take(), cursor.accept('?'), cursor.accept(':')) ? true : undefined));
    inner = readType(cursor);
    count++;
    if (!cursor.is(')')) cursor.expect(',');
  }
  if (cursor.accept('->')) {
    readType(cursor);
    return { kind: 'function' };
  }
  if (!inner || count !== 1) cursor.fail('Invalid type');
  return inner;
}

function readObject(cursor: Cursor): TypeNode {
  const open = cursor.take().text;
  const close = { '{': '}', '{|': '|}', '{-': '-}' }[open]!;
  const fields: { name: string; optional: boolean; type: TypeNode }[] = [];
  while (!cursor.accept(close)) {
    const token = cursor.take();
    let name = token.text;
    if (token.kind === 'string') {
      const { text, end } = cursor.lexer.delimited(token.start, token.text);
      cursor.moveTo(end);
      name = text;
    }
    cursor.accept('*');
    const optional = cursor.accept('?');
    cursor.expect(':');
    fields.push({ name, optional, type: readType(cursor) });
    if (!cursor.is(close)) cursor.expect(',');
  }
  return { kind: 'object', fields };
}

/** `{format: "yyyy", unit: "days"}`; nothing when none follows. */
export function readSchema(cursor: Cursor, read: () => Expr, readName: () => string): SchemaNode {
  const schema: [string, Expr][] = [];
  if (!cursor.accept('{')) return schema;
  while (!cursor.accept('}')) {
    const name = readName();
    cursor.expect(':');
    schema.push([name, read()]);
    if (!cursor.is('}')) cursor.expect(',');
  }
  return schema;
}
