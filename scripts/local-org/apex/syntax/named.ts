import type { Pos, TypeRef } from './ast.ts';

/** A plain type reference for a dotted name, e.g. of a catch clause. */
export function namedType(name: string, at: Pos): TypeRef {
  return { line: at.line, column: at.column, parts: name.split('.').map((part) => ({ name: part, args: [] })), arrays: 0 };
}
