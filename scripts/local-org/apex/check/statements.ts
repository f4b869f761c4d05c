import type { Block, Expr, LocalDecl, Stmt } from '../syntax/index.ts';
import { asStatement } from './assign.ts';
import type { BoundBlock, BoundStmt } from './bound.ts';
import { assignable, checkAs, checkExpr, checkTest, checkValue, typeOf } from './expressions.ts';
import { checkDml } from './dml.ts';
import { isException } from './members.ts';
import { checkForEach } from './loops.ts';
import { fail, reportError, type Scope } from './scope.ts';
import { checkSwitch } from './switches.ts';
import { SINCE } from './versions.ts';

/** Checks a block in its own scope of variables. */
export function checkBlock(scope: Scope, block: Block): BoundBlock {
  return scope.block(() => {
    const body: BoundStmt[] = [];
    let ended = false;
    beginsWith(scope, block.body[0]);
    for (const stmt of block.body) {
      if (ended && scope.unit.apiVersion >= SINCE.noUnreachableStatements) {
        scope.report(stmt, 'Unreachable statement');
        break;
      }
      body.push(...checkStmt(scope, stmt));
      ended ||= endsFlow(stmt);
    }
    return { line: block.line, column: block.column, kind: 'block', body };
  });
}

function beginsWith(scope: Scope, stmt: Stmt | undefined): void {
  if (scope.isConstructor && stmt?.kind === 'expr') scope.first = stmt.value;
}

/** Whether nothing after the statement is reached. Loops without an end are not followed. */
function endsFlow(stmt: Stmt | undefined): boolean {
  switch (stmt?.kind) {
    case 'block':
      return endsFlow(stmt.body.at(-1));
    case 'if':
      return stmt.otherwise !== null && endsFlow(stmt.then) && endsFlow(stmt.otherwise);
    case 'switch':
      return stmt.cases.some(({ when }) => when.kind === 'else') && stmt.cases.every(({ body }) => endsFlow(body));
    case 'try':
      if (stmt.finally && endsFlow(stmt.finally)) return true;
      return endsFlow(stmt.body) && stmt.catches.every(({ body }) => endsFlow(body));
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return true;
    default:
      return false;
  }
}

/** Checks one statement; an error in it is reported and the rest goes on. */
export function checkStmt(scope: Scope, stmt: Stmt): BoundStmt[] {
  try {
    return checked(scope, stmt);
  } catch (error) {
    const instead = reportError(scope, stmt, error);
    if (stmt.kind === 'local') declareAfterError(scope, stmt);
    if (instead.length > 0) return instead;
    // The flow of a wrong `return` is still that of a return.
    const ends = stmt.kind === 'return' || stmt.kind === 'throw';
    return ends ? [{ line: stmt.line, column: stmt.column, kind: 'return', value: null }] : [];
  }
}

/** A variable whose initialiser is wrong is still known to the statements after it. */
function declareAfterError(scope: Scope, stmt: LocalDecl): void {
  const type = scope.universe.resolve(stmt.type, scope.cls) ?? scope.universe.unknown;
  for (const name of stmt.names) if (!scope.find(name.name)) scope.declare(name, name.name, type);
}

/** A statement as the body of `if`, `for` … */
export function checkNested(scope: Scope, stmt: Stmt): BoundStmt {
  const { line, column } = stmt;
  if (stmt.kind === 'block') return checkBlock(scope, stmt);
  beginsWith(scope, stmt);
  return { line, column, kind: 'block', body: scope.block(() => checkStmt(scope, stmt)) };
}

export function checkLoopBody(scope: Scope, body: Stmt | null): BoundStmt | null {
  scope.loops++;
  try {
    return body ? checkNested(scope, body) : null;
  } finally {
    scope.loops--;
  }
}

/** Expressions that do something. */
const STATEMENTS = new Set<Expr['kind']>([
  'assign',
  'call',
  'chain',
  'increment',
  'new',
  'newArray',
  'newCollection',
  'newMap',
  'soql',
  'sosl',
]);

function checked(scope: Scope, stmt: Stmt): BoundStmt[] {
  const at = { line: stmt.line, column: stmt.column };
  switch (stmt.kind) {
    case 'block':
      return [checkBlock(scope, stmt)];
    case 'local':
      return checkLocal(scope, stmt);
    case 'expr':
      if (!STATEMENTS.has(stmt.value.kind)) fail(stmt, 'Expression cannot be a statement.');
      return [{ ...at, kind: 'expr', value: checkExpr(scope, asStatement(stmt.value)) }];
    case 'if': {
      const test = checkTest(scope, stmt.test);
      const then = checkNested(scope, stmt.then);
      return [{ ...at, kind: 'if', test, then, otherwise: stmt.otherwise ? checkNested(scope, stmt.otherwise) : null }];
    }
    case 'while':
      return [{ ...at, kind: 'while', test: checkTest(scope, stmt.test), body: checkLoopBody(scope, stmt.body) }];
    case 'doWhile': {
      const body = checkLoopBody(scope, stmt.body);
      return [{ ...at, kind: 'doWhile', test: checkTest(scope, stmt.test), body }];
    }
    case 'for':
      return [scope.block(() => checkFor(scope, stmt))];
    case 'forEach':
      return [scope.block(() => checkForEach(scope, stmt))];
    case 'switch':
      return [scope.block(() => checkSwitch(scope, stmt))];
    case 'try':
      return [checkTry(scope, stmt)];
    case 'return':
      return [checkReturn(scope, stmt)];
    case 'throw': {
      const value = checkValue(scope, stmt.value);
      if (!value.type.isNull && !isException(scope.universe, value.type))
        fail(stmt, `Throw expression must be of type exception: ${value.type.name}`);
      return [{ ...at, kind: 'throw', value }];
    }
    case 'break':
    case 'continue':
      if (scope.loops === 0) fail(stmt, `${stmt.kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`);
      return [{ ...at, kind: stmt.kind }];
    case 'dml':
      return [checkDml(scope, stmt)];
    case 'runAs':
      return [checkRunAs(scope, stmt)];
  }
}

function checkLocal(scope: Scope, stmt: LocalDecl): BoundStmt[] {
  const type = typeOf(scope, stmt.type);
  if (type.isVoid) fail(stmt, 'Invalid type: void');
  return stmt.names.map((name) => {
    const init = name.init ? checkAs(scope, name.init, type) : null;
    const local = scope.declare(name, name.name, type, stmt.final && init !== null, true);
    local.sources.push(init);
    return { line: name.line, column: name.column, kind: 'local', local, init };
  });
}

function checkFor(scope: Scope, stmt: Stmt & { kind: 'for' }): BoundStmt {
  const init: BoundStmt[] =
    'kind' in stmt.init
      ? checkLocal(scope, stmt.init)
      : stmt.init.map((value) => ({ line: stmt.line, column: stmt.column, kind: 'expr', value: checkExpr(scope, asStatement(value)) }));
  const test = stmt.test ? checkTest(scope, stmt.test) : null;
  const update = stmt.update.map((value) => checkExpr(scope, asStatement(value)));
  return { line: stmt.line, column: stmt.column, kind: 'for', init, test, update, body: checkLoopBody(scope, stmt.body) };
}

function checkTry(scope: Scope, stmt: Stmt & { kind: 'try' }): BoundStmt {
  const body = checkBlock(scope, stmt.body);
  // Nothing throws an exception of a type the library lacks.
  const known = stmt.catches.filter((clause) => !scope.universe.resolve(clause.type, scope.cls)?.isUnknown);
  const caught = new Set<string>();
  const catches = known.map((clause) =>
    scope.block(() => {
      const type = scope.universe.resolve(clause.type, scope.cls);
      if (!type) fail(clause.type, `Invalid type: ${clause.type.parts.map((part) => part.name).join('.')}`);
      if (!isException(scope.universe, type)) fail(clause, `Catch block variable must be of type exception: ${type.name}`);
      if (caught.has(type.key)) fail(clause, `Exception type already caught: ${type.name}`);
      caught.add(type.key);
      const local = scope.declare(clause, clause.name, type);
      local.sources.push(null);
      return { local, type, body: checkBlock(scope, clause.body) };
    }),
  );
  return {
    line: stmt.line,
    column: stmt.column,
    kind: 'try',
    body,
    catches,
    finally: stmt.finally ? checkBlock(scope, stmt.finally) : null,
  };
}

function checkReturn(scope: Scope, stmt: Stmt & { kind: 'return' }): BoundStmt {
  const at = { line: stmt.line, column: stmt.column };
  const expected = scope.returns;
  if (!stmt.value) {
    if (expected && !expected.isVoid) fail(stmt, `Missing return value required return type: ${expected.name}`);
    return { ...at, kind: 'return', value: null };
  }
  if (!expected || expected.isVoid) {
    // `return null;` is harmless where nothing is returned, but the platform refuses it too.
    if (scope.unit.kind === 'trigger') fail(stmt, 'Trigger bodies must not return a value');
    fail(stmt, expected ? 'Void method must not return a value' : 'Constructors must not return a value');
  }
  return { ...at, kind: 'return', value: assignable(scope, stmt, checkValue(scope, stmt.value), expected) };
}

function checkRunAs(scope: Scope, stmt: Stmt & { kind: 'runAs' }): BoundStmt {
  const [argument, second] = stmt.args;
  const user = argument && !second ? checkValue(scope, argument) : undefined;
  const isAllowed = user && (user.type.isUnknown || user.type.isNull || user.type.isSObject || user.type.is('version', 'system.version'));
  if (!isAllowed) fail(stmt, "runAs requires a single argument of type 'User' or 'Version'");
  return { line: stmt.line, column: stmt.column, kind: 'runAs', user, body: checkBlock(scope, stmt.body) };
}
