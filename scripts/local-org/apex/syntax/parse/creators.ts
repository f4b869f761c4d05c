import type { Expr, TypeRef, TypeRefPart } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { readArguments, readExpr } from './expressions.ts';
import { readTypes } from './types.ts';

/** Reads `new Type(…)`, `new Type[…]`, `new List<Type>{…}` and `new Map<K, V>{k => v}`. */
export function readCreator(cursor: Cursor): Expr {
  const at = cursor.pos();
  cursor.expect('new');
  const type = readCreatedType(cursor);
  if (cursor.is('(')) return { ...at, kind: 'new', type, args: readArguments(cursor) };
  if (cursor.take('[')) {
    if (!cursor.take(']')) {
      const size = readExpr(cursor);
      cursor.expect(']');
      return { ...at, kind: 'newArray', type, size, items: [] };
    }
    return { ...at, kind: 'newArray', type, size: null, items: cursor.take('{') ? readItems(cursor) : [] };
  }
  cursor.expect('{');
  if (cursor.take('}')) return { ...at, kind: 'newCollection', type, items: [] };
  const first = readExpr(cursor);
  if (cursor.take('=>')) return { ...at, kind: 'newMap', type, pairs: readPairs(cursor, first) };
  const items = [first];
  while (cursor.take(',')) items.push(readExpr(cursor));
  cursor.expect('}');
  return { ...at, kind: 'newCollection', type, items };
}

function readCreatedType(cursor: Cursor): TypeRef {
  const at = cursor.pos();
  const parts: TypeRefPart[] = [];
  do {
    const name = cursor.anyName().text;
    let args: readonly TypeRef[] = [];
    if (cursor.take('<')) {
      args = readTypes(cursor);
      cursor.expect('>');
    }
    parts.push({ name, args });
  } while (cursor.take('.'));
  return { ...at, parts, arrays: 0 };
}

/** Items of `new Type[]{…}`, where a comma may follow the last. */
function readItems(cursor: Cursor): Expr[] {
  const items: Expr[] = [];
  while (!cursor.take('}')) {
    items.push(readExpr(cursor));
    if (!cursor.is('}')) cursor.expect(',');
  }
  return items;
}

function readPairs(cursor: Cursor, first: Expr): (readonly [Expr, Expr])[] {
  const pairs: (readonly [Expr, Expr])[] = [[first, readExpr(cursor)]];
  while (cursor.take(',')) {
    const key = readExpr(cursor);
    cursor.expect('=>');
    pairs.push([key, readExpr(cursor)]);
  }
  cursor.expect('}');
  return pairs;
}
