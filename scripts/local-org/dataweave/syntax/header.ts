import type { Declaration, Declarations, FormatNode, ImportNode } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readBody } from './expressions.ts';
import { readParams } from './lambda.ts';
import { skipBalanced } from './objects.ts';
import { readType } from './types.ts';

const PROPERTY = /([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([\w.-]+))/y;

/** Variables, functions, types, namespaces and imports, up to what is none of these. */
export function readDeclarations(cursor: Cursor): Declarations {
  const declarations: Declaration[] = [];
  const imports: ImportNode[] = [];
  for (;;) {
    const pos = cursor.peek().start;
    if (cursor.accept('import')) imports.push(readImport(cursor, pos));
    else {
      const declaration = readDeclaration(cursor, pos);
      if (!declaration) return { declarations, imports };
      declarations.push(declaration);
    }
  }
}

function readDeclaration(cursor: Cursor, pos: number): Declaration | undefined {
  while (cursor.accept('@')) skipAnnotation(cursor);
  if (cursor.accept('var')) {
    const name = cursor.name();
    if (cursor.accept(':')) readType(cursor);
    cursor.expect('=');
    return { kind: 'var', name, value: readBody(cursor), pos };
  }
  if (cursor.accept('fun')) {
    const name = cursor.name();
    if (cursor.accept('<')) while (!cursor.accept('>')) cursor.take();
    const params = readParams(cursor);
    if (cursor.accept(':')) readType(cursor);
    // Both `fun f(a) = …` and `fun f(a) -> …` are in use.
    if (!cursor.accept('=')) cursor.expect('->');
    return { kind: 'fun', name, params, body: readBody(cursor), pos };
  }
  if (cursor.accept('type')) {
    const name = cursor.name();
    if (cursor.accept('<')) while (!cursor.accept('>')) cursor.take();
    cursor.expect('=');
    return { kind: 'type', name, type: readType(cursor), pos };
  }
  if (cursor.accept('ns')) {
    const prefix = cursor.name();
    const start = cursor.lexer.skip(cursor.at);
    const uri = cursor.lexer.match(/\S+/y, start) ?? cursor.fail('Missing the address of the namespace');
    cursor.moveTo(start + uri.length);
    return { kind: 'ns', prefix, uri, pos };
  }
  return undefined;
}

/** Annotations, such as `@TailRec()`, change nothing in what a script gives. */
function skipAnnotation(cursor: Cursor): void {
  cursor.name();
  if (cursor.is('(')) cursor.moveTo(skipBalanced(cursor, cursor.peek().start));
}

/** `import * from dw::core::Strings`, `import a, b as c from …`, `import dw::core::Strings as S`. */
function readImport(cursor: Cursor, pos: number): ImportNode {
  if (cursor.accept('*')) {
    cursor.expect('from');
    return { module: readModule(cursor), names: '*', alias: undefined, pos };
  }
  const first = readModule(cursor);
  const alias = cursor.accept('as') ? cursor.name() : undefined;
  if (!cursor.is(',') && !cursor.is('from')) return { module: first, names: undefined, alias, pos };
  const names: [string, string][] = [[first, alias ?? first]];
  while (cursor.accept(',')) {
    const name = cursor.name();
    names.push([name, cursor.accept('as') ? cursor.name() : name]);
  }
  cursor.expect('from');
  return { module: readModule(cursor), names, alias: undefined, pos };
}

function readModule(cursor: Cursor): string {
  let name = cursor.name();
  while (cursor.accept('::')) name += `::${cursor.name()}`;
  return name;
}

/** `application/csv separator=";", header=false` up to the end of the properties. */
export function readFormat(cursor: Cursor): FormatNode {
  const { lexer } = cursor;
  let at = lexer.skip(cursor.at);
  const pos = at;
  const mimeType = lexer.match(/[\w.+*-]+\/[\w.+*-]+|[a-z]+(?=\s|$)/y, at);
  at += mimeType?.length ?? 0;
  const properties = new Map<string, string | number | boolean>();
  for (;;) {
    let next = lexer.skip(at);
    if (cursor.source[next] === ',') next = lexer.skip(next + 1);
    PROPERTY.lastIndex = next;
    const match = PROPERTY.exec(cursor.source);
    if (!match) break;
    const [all, name, double, single, bare] = match;
    const quoted = double ?? single;
    properties.set(name!, quoted === undefined ? plain(bare!) : unescape(quoted));
    at = next + all.length;
  }
  cursor.moveTo(at);
  return { mimeType, properties, pos };
}

function plain(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
}
