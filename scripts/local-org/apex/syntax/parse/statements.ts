import type { Block, Declarator, DmlKind, Expr, LocalDecl, Pos, Stmt } from '../ast.ts';
import { namedType } from '../named.ts';
import { isName, type Cursor } from './cursor.ts';
import { readArguments, readExpr } from './expressions.ts';
import { readCases } from './switches.ts';
import { NotParsed } from './tokens.ts';
import { readModifiers, readType, skipType } from './types.ts';

const DML = new Set<string>(['insert', 'update', 'upsert', 'delete', 'undelete', 'merge'] satisfies DmlKind[]);

export function readBlock(cursor: Cursor): Block {
  const at = cursor.pos();
  cursor.expect('{');
  const body: Stmt[] = [];
  while (!cursor.is('}')) body.push(readStmt(cursor));
  return { ...at, kind: 'block', body, endLine: cursor.next().line };
}

/** Reads any statement. */
export function readStmt(cursor: Cursor): Stmt {
  const { token } = cursor;
  if (token.kind === 'op') return token.key === '{' ? readBlock(cursor) : token.key === '@' ? readLocalStmt(cursor) : readExprStmt(cursor);
  if (token.kind !== 'word') return readExprStmt(cursor);
  const keyword = readKeyword(cursor, token.key);
  if (keyword) return keyword;
  return token.key === 'final' || atDeclaration(cursor) ? readLocalStmt(cursor) : readExprStmt(cursor);
}

function readKeyword(cursor: Cursor, key: string): Stmt | undefined {
  switch (key) {
    case 'if':
      return readIf(cursor);
    case 'for':
      return readFor(cursor);
    case 'while':
      return readWhile(cursor);
    case 'do':
      return readDoWhile(cursor);
    case 'try':
      return readTry(cursor);
    case 'return': {
      const at = positionOf(cursor);
      const value = cursor.is(';') ? null : readExpr(cursor);
      cursor.expect(';');
      return { ...at, kind: 'return', value };
    }
    case 'throw':
      return ended(cursor, { ...positionOf(cursor), kind: 'throw', value: readExpr(cursor) });
    case 'break':
    case 'continue':
      return ended(cursor, { ...positionOf(cursor), kind: key });
    case 'switch':
      return cursor.peek().key === 'on' ? readSwitch(cursor) : undefined;
    case 'system':
      return atRunAs(cursor) ? readRunAs(cursor) : undefined;
  }
  return DML.has(key) ? readDml(cursor, key as DmlKind) : undefined;
}

/** The place of the keyword, which is taken. */
function positionOf(cursor: Cursor): Pos {
  const at = cursor.pos();
  cursor.next();
  return at;
}

function ended<T extends Stmt>(cursor: Cursor, stmt: T): T {
  cursor.expect(';');
  return stmt;
}

function readExprStmt(cursor: Cursor): Stmt {
  return ended(cursor, { ...cursor.pos(), kind: 'expr', value: readExpr(cursor) });
}

/** A type, then a name, then what can follow the name of a variable. */
function atDeclaration(cursor: Cursor): boolean {
  const end = skipType(cursor, cursor.at);
  if (end === undefined || !isName(cursor.tokenAt(end))) return false;
  return ['=', ';', ','].includes(cursor.tokenAt(end + 1).key);
}

function readLocalStmt(cursor: Cursor): Stmt {
  return ended(cursor, readLocal(cursor));
}

function readLocal(cursor: Cursor): LocalDecl {
  const at = cursor.pos();
  const final = readModifiers(cursor).words.has('final');
  const type = readType(cursor);
  return { ...at, kind: 'local', type, final, names: readDeclarators(cursor) };
}

export function readDeclarators(cursor: Cursor): Declarator[] {
  const names: Declarator[] = [];
  do {
    const at = cursor.pos();
    const name = cursor.name().text;
    names.push({ ...at, name, init: cursor.take('=') ? readExpr(cursor) : null });
  } while (cursor.take(','));
  return names;
}

function readCondition(cursor: Cursor): Expr {
  cursor.expect('(');
  const test = readExpr(cursor);
  cursor.expect(')');
  return test;
}

function readIf(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  const test = readCondition(cursor);
  const then = readStmt(cursor);
  return { ...at, kind: 'if', test, then, otherwise: cursor.take('else') ? readStmt(cursor) : null };
}

/** A loop's body; a semicolon alone is none. */
function readBody(cursor: Cursor): Stmt | null {
  return cursor.take(';') ? null : readStmt(cursor);
}

function readWhile(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  return { ...at, kind: 'while', test: readCondition(cursor), body: readBody(cursor) };
}

function readDoWhile(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  const body = readBlock(cursor);
  cursor.expect('while');
  return ended(cursor, { ...at, kind: 'doWhile', test: readCondition(cursor), body });
}

function readFor(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  cursor.expect('(');
  const end = skipType(cursor, cursor.at);
  if (end !== undefined && isName(cursor.tokenAt(end)) && cursor.tokenAt(end + 1).key === ':') {
    const type = readType(cursor);
    const name = cursor.name().text;
    cursor.expect(':');
    const over = readExpr(cursor);
    cursor.expect(')');
    return { ...at, kind: 'forEach', type, name, over, body: readBody(cursor) };
  }
  const local = cursor.is('final') || cursor.is('@') || atDeclaration(cursor);
  const init = local ? readLocal(cursor) : readExprs(cursor, ';');
  cursor.expect(';');
  const test = cursor.is(';') ? null : readExpr(cursor);
  cursor.expect(';');
  const update = readExprs(cursor, ')');
  cursor.expect(')');
  return { ...at, kind: 'for', init, test, update, body: readBody(cursor) };
}

function readExprs(cursor: Cursor, end: string): Expr[] {
  const exprs: Expr[] = [];
  if (cursor.is(end)) return exprs;
  do exprs.push(readExpr(cursor));
  while (cursor.take(','));
  return exprs;
}

type TryStmt = Stmt & { readonly kind: 'try' };

function readTry(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  const body = readBlock(cursor);
  const catches: TryStmt['catches'][number][] = [];
  while (cursor.is('catch')) {
    const clause = positionOf(cursor);
    cursor.expect('(');
    readModifiers(cursor);
    const typeAt = cursor.pos();
    const type = namedType(cursor.qualifiedName(), typeAt);
    const name = cursor.name().text;
    cursor.expect(')');
    catches.push({ ...clause, type, name, body: readBlock(cursor) });
  }
  const last = cursor.take('finally') ? readBlock(cursor) : null;
  if (catches.length === 0 && !last) throw new NotParsed();
  return { ...at, kind: 'try', body, catches, finally: last };
}

function readSwitch(cursor: Cursor): Stmt {
  const at = positionOf(cursor);
  cursor.expect('on');
  const on = readExpr(cursor);
  return { ...at, kind: 'switch', on, cases: readCases(cursor) };
}

/** `System.runAs(…) {`; without a block it is an ordinary call. */
function atRunAs(cursor: Cursor): boolean {
  if (cursor.peek().key !== '.' || cursor.peek(2).key !== 'runas' || cursor.peek(3).key !== '(') return false;
  let depth = 0;
  for (let i = cursor.at + 3; ; i++) {
    const { key, kind } = cursor.tokenAt(i);
    if (kind === 'end') return false;
    if (kind !== 'op') continue;
    if (key === '(') depth++;
    if (key === ')' && --depth === 0) return cursor.tokenAt(i + 1).key === '{';
  }
}

function readRunAs(cursor: Cursor): Stmt {
  const at = cursor.pos();
  cursor.at += 3;
  const args = readArguments(cursor);
  return { ...at, kind: 'runAs', args, body: readBlock(cursor) };
}

function readDml(cursor: Cursor, op: DmlKind): Stmt {
  const at = positionOf(cursor);
  let mode: 'user' | 'system' | null = null;
  if (cursor.is('as') && (cursor.peek().key === 'user' || cursor.peek().key === 'system')) {
    cursor.next();
    mode = cursor.next().key as 'user' | 'system';
  }
  const value = readExpr(cursor);
  const key = op === 'upsert' && !cursor.is(';') ? cursor.qualifiedName() : null;
  const second = op === 'merge' ? readExpr(cursor) : null;
  return ended(cursor, { ...at, kind: 'dml', op, mode, value, key, second });
}
