import type { Accessor, AnonymousDecl, MemberDecl, Modifiers, Param, Stmt, TriggerDecl, TypeDecl } from '../ast.ts';
import { isName, type Cursor } from './cursor.ts';
import { readBodyBlock } from './bodies.ts';
import { readDeclarators, readStmt } from './statements.ts';
import { NotParsed } from './tokens.ts';
import { atModifier, readModifiers, readType, readTypes, skipType } from './types.ts';

/** Reads the single type of a class file. */
export function readTypeFile(cursor: Cursor): TypeDecl {
  const type = readTypeDecl(cursor, readModifiers(cursor));
  if (!type) throw new NotParsed();
  return type;
}

function readTypeDecl(cursor: Cursor, modifiers: Modifiers): TypeDecl | undefined {
  const { key } = cursor.token;
  if (key !== 'class' && key !== 'interface' && key !== 'enum') return undefined;
  cursor.next();
  const at = cursor.pos();
  const name = cursor.name().text;
  const base = { ...at, kind: key, modifiers, name, superType: null, interfaces: [], members: [], enumValues: [] } as const;
  if (key === 'enum') return { ...base, enumValues: readEnumValues(cursor) };
  if (key === 'interface') {
    const parents = cursor.take('extends') ? readTypes(cursor) : [];
    return { ...base, interfaces: parents, members: readMembers(cursor, true) };
  }
  const superType = cursor.take('extends') ? readType(cursor) : null;
  const interfaces = cursor.take('implements') ? readTypes(cursor) : [];
  return { ...base, superType, interfaces, members: readMembers(cursor, false) };
}

function readEnumValues(cursor: Cursor): TypeDecl['enumValues'] {
  cursor.expect('{');
  return cursor.list('}', () => {
    const at = cursor.pos();
    return { ...at, name: cursor.name().text, init: null };
  });
}

function readMembers(cursor: Cursor, isInterface: boolean): MemberDecl[] {
  cursor.expect('{');
  const members: MemberDecl[] = [];
  while (!cursor.take('}')) {
    if (!isInterface && cursor.take(';')) continue;
    const isStatic = cursor.is('static') && cursor.peek().key === '{';
    if (!isInterface && (isStatic || cursor.is('{'))) {
      const at = cursor.pos();
      if (isStatic) cursor.next();
      members.push({ ...at, kind: 'initializer', isStatic, body: readBodyBlock(cursor) });
      continue;
    }
    const modifiers = readModifiers(cursor);
    const member = readMember(cursor, modifiers);
    if (isInterface && (member.kind !== 'method' || member.body)) throw new NotParsed();
    members.push(member);
  }
  return members;
}

function readMember(cursor: Cursor, modifiers: Modifiers): MemberDecl {
  const inner = readTypeDecl(cursor, modifiers);
  if (inner) return inner;
  const at = cursor.pos();
  if (cursor.take('void')) return readMethod(cursor, modifiers, null);
  if (atConstructor(cursor)) {
    const name = cursor.qualifiedName();
    const params = readParams(cursor);
    return { ...at, kind: 'constructor', modifiers, name, params, body: readBodyBlock(cursor) };
  }
  const type = readType(cursor);
  const after = cursor.peek().key;
  if (after === '(') return readMethod(cursor, modifiers, type);
  if (after === '{') return readProperty(cursor, modifiers, type);
  const names = readDeclarators(cursor);
  cursor.expect(';');
  return { ...at, kind: 'field', modifiers, type, names };
}

function atConstructor(cursor: Cursor): boolean {
  let at = cursor.at;
  while (isName(cursor.tokenAt(at)) && cursor.tokenAt(at + 1).key === '.') at += 2;
  return isName(cursor.tokenAt(at)) && cursor.tokenAt(at + 1).key === '(';
}

type Method = MemberDecl & { readonly kind: 'method' };

function readMethod(cursor: Cursor, modifiers: Modifiers, returns: Method['returns']): Method {
  const at = cursor.pos();
  const name = cursor.name().text;
  const params = readParams(cursor);
  return { ...at, kind: 'method', modifiers, name, returns, params, body: cursor.take(';') ? null : readBodyBlock(cursor) };
}

function readParams(cursor: Cursor): Param[] {
  cursor.expect('(');
  return cursor.list(')', () => {
    const at = cursor.pos();
    const final = readModifiers(cursor).words.has('final');
    const type = readType(cursor);
    return { ...at, type, name: cursor.name().text, final };
  });
}

type Property = MemberDecl & { readonly kind: 'property' };

function readProperty(cursor: Cursor, modifiers: Modifiers, type: Property['type']): Property {
  const at = cursor.pos();
  const name = cursor.name().text;
  let getter: Accessor | null = null;
  let setter: Accessor | null = null;
  cursor.expect('{');
  while (!cursor.take('}')) {
    const own = readModifiers(cursor);
    const accessorAt = cursor.pos();
    const which = cursor.next().key;
    const accessor: Accessor = { ...accessorAt, modifiers: own, body: cursor.take(';') ? null : readBodyBlock(cursor) };
    if (which === 'get') getter = accessor;
    else if (which === 'set') setter = accessor;
    else throw new NotParsed();
  }
  return { ...at, kind: 'property', modifiers, type, name, getter, setter };
}

/** Statements and declarations mixed, as in triggers and anonymous Apex. Fields there are local variables. */
function readScript(cursor: Cursor, end: () => boolean): { members: MemberDecl[]; body: Stmt[] } {
  const members: MemberDecl[] = [];
  const body: Stmt[] = [];
  while (!end()) {
    if (!atMember(cursor)) {
      body.push(readStmt(cursor));
      continue;
    }
    const member = readMember(cursor, readModifiers(cursor));
    if (member.kind === 'constructor') throw new NotParsed();
    if (member.kind === 'field') {
      const { line, column, type, names, modifiers } = member;
      body.push({ line, column, kind: 'local', type, final: modifiers.words.has('final'), names });
    } else members.push(member);
  }
  return { members, body };
}

function atMember(cursor: Cursor): boolean {
  if (atModifier(cursor)) return true;
  const { key, kind } = cursor.token;
  if (kind !== 'word') return false;
  if (key === 'class' || key === 'interface' || key === 'enum' || (key === 'void' && cursor.peek().key !== '.')) return true;
  const end = skipType(cursor, cursor.at);
  if (end === undefined || !isName(cursor.tokenAt(end))) return false;
  return ['=', ';', ',', '(', '{'].includes(cursor.tokenAt(end + 1).key);
}

export function readTriggerFile(cursor: Cursor): TriggerDecl {
  const at = cursor.pos();
  cursor.expect('trigger');
  const name = cursor.name().text;
  cursor.expect('on');
  const object = cursor.name().text;
  cursor.expect('(');
  const events = cursor.list(')', () => readEvent(cursor));
  if (events.length === 0) throw new NotParsed();
  const blockAt = cursor.pos();
  cursor.expect('{');
  const { members, body } = readScript(cursor, () => cursor.is('}'));
  const endLine = cursor.expect('}').line;
  return { ...at, kind: 'trigger', name, object, events, members, body: { ...blockAt, kind: 'block', body, endLine } };
}

type Event = TriggerDecl['events'][number];

function readEvent(cursor: Cursor): Event {
  const timing = cursor.next().key;
  const event = cursor.next().key;
  if (timing !== 'before' && timing !== 'after') throw new NotParsed();
  if (event !== 'insert' && event !== 'update' && event !== 'delete' && event !== 'undelete') throw new NotParsed();
  return { timing, event };
}

export function readAnonymousFile(cursor: Cursor): AnonymousDecl {
  const { members, body } = readScript(cursor, () => cursor.token.kind === 'end');
  const at = { line: 1, column: 1 };
  return { ...at, kind: 'anonymous', members, body: { ...at, kind: 'block', body, endLine: cursor.token.line } };
}
