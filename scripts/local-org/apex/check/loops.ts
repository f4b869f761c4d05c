import type { Stmt } from '../syntax/index.ts';
import type { Bound, BoundStmt } from './bound.ts';
import { convert, fit } from './convert.ts';
import { checkValue, typeOf, unboxed } from './expressions.ts';
import { superTypes } from './members.ts';
import { fail, type Scope } from './scope.ts';
import { checkLoopBody } from './statements.ts';
import type { ApexType } from './types.ts';

/** `for (X x : over)` over lists, sets, queries (one record or up to 200 at a time) and user-defined iterables. */
export function checkForEach(scope: Scope, stmt: Stmt & { kind: 'forEach' }): BoundStmt {
  const { universe } = scope;
  const type = typeOf(scope, stmt.type);
  let over = checkValue(scope, stmt.over);
  const at = { line: stmt.line, column: stmt.column };
  const query = over.type.records;
  const chunks = query && type.is('list');
  if (over.type.key === 'database.querylocator') fail(stmt, `Loop must iterate over collection: ${over.type.name}`);
  const source = elementType(scope, over.type);
  if (!source) fail(stmt, `Loop must iterate over collection: ${over.type.name}`);
  if (query) over = convert(universe, over, universe.list(over.type.args[0]!));
  const given = chunks ? universe.list(source.type) : source.type;
  const dynamic = given.key === 'sobject' && type.isSObject;
  if (query && !dynamic && fit(universe, given, type) === undefined) {
    const allowed = 'Loop variable must be a generic SObject or List or a concrete SObject or List';
    fail(stmt.type, given.key === 'sobject' ? `${allowed}.` : `${allowed} of: ${over.type.args[0]!.name}`);
  }
  if (!dynamic && fit(universe, given, type) === undefined)
    fail(stmt.type, `Invalid loop variable type expected ${given.name} was ${type.name}`);
  const raw = scope.temp(given, null);
  const local = scope.declare(stmt, stmt.name, type);
  local.sources.push(null);
  const taken: Bound = { kind: 'local', local: raw, type: given };
  const element = convert(universe, unboxed(taken), type);
  return { ...at, kind: 'forEach', local, raw, mode: source.mode, over, element, chunks, body: checkLoopBody(scope, stmt.body) };
}

function elementType(scope: Scope, type: ApexType): { mode: 'list' | 'set' | 'iterable'; type: ApexType } | undefined {
  if (type.is('list')) return { mode: 'list', type: type.args[0]! };
  if (type.is('set')) return { mode: 'set', type: type.args[0]! };
  if (type.is('iterable')) return { mode: 'iterable', type: type.args[0] ?? scope.universe.object };
  for (const parent of superTypes(scope.universe, type)) {
    const found = elementType(scope, parent);
    if (found) return found;
  }
  return undefined;
}
