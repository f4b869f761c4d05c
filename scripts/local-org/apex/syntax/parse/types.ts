import type { Annotation, Modifiers, TypeRef, TypeRefPart } from '../ast.ts';
import { decodeString } from '../literals.ts';
import { isName, type Cursor } from './cursor.ts';
import { readExpr } from './expressions.ts';
import { NotParsed } from './tokens.ts';

const isTypeWord = (cursor: Cursor, at: number): boolean => {
  const token = cursor.tokenAt(at);
  return isName(token) || token.key === 'list' || token.key === 'map';
};

/** Index of the token after the type that begins at `at`; undefined when there is no type. Reads nothing. */
export function skipType(cursor: Cursor, at: number): number | undefined {
  let end: number | undefined = at;
  do {
    if (!isTypeWord(cursor, end)) return undefined;
    end++;
    if (cursor.tokenAt(end).key === '<') {
      do end = skipType(cursor, end + 1);
      while (end !== undefined && cursor.tokenAt(end).key === ',');
      if (end === undefined || cursor.tokenAt(end).key !== '>') return undefined;
      end++;
    }
  } while (cursor.tokenAt(end).key === '.' && isTypeWord(cursor, end + 1) && end++);
  while (cursor.tokenAt(end).key === '[' && cursor.tokenAt(end + 1).key === ']') end += 2;
  return end;
}

/** Reads a type as written. */
export function readType(cursor: Cursor): TypeRef {
  const at = cursor.pos();
  const parts: TypeRefPart[] = [];
  do parts.push(readPart(cursor));
  while (cursor.is('.') && isTypeWord(cursor, cursor.at + 1) && cursor.take('.'));
  let arrays = 0;
  while (cursor.is('[') && cursor.peek().key === ']') {
    cursor.at += 2;
    arrays++;
  }
  return { ...at, parts, arrays };
}

function readPart(cursor: Cursor): TypeRefPart {
  if (!isTypeWord(cursor, cursor.at)) throw new NotParsed();
  const name = cursor.next().text;
  return { name, args: cursor.take('<') ? cursor.list('>', () => readType(cursor)) : [] };
}

export function readTypes(cursor: Cursor): TypeRef[] {
  const types = [readType(cursor)];
  while (cursor.take(',')) types.push(readType(cursor));
  return types;
}

const WORDS = new Set('global public protected private transient static abstract final webservice override virtual testmethod'.split(' '));

/** The current token begins a modifier. */
export function atModifier(cursor: Cursor): boolean {
  const { key } = cursor.token;
  return key === '@' || (cursor.token.kind === 'word' && (WORDS.has(key) || atSharing(cursor)));
}

function atSharing(cursor: Cursor): boolean {
  return (cursor.is('with') || cursor.is('without') || cursor.is('inherited')) && cursor.peek().key === 'sharing';
}

export function readModifiers(cursor: Cursor): Modifiers {
  const words = new Set<string>();
  const annotations: Annotation[] = [];
  let repeated: string | undefined;
  const add = (word: string): void => {
    if (words.has(word)) repeated ??= word;
    words.add(word);
  };
  for (;;) {
    if (cursor.is('@')) annotations.push(readAnnotation(cursor));
    else if (atSharing(cursor)) {
      add(`${cursor.next().key} sharing`);
      cursor.next();
    } else if (WORDS.has(cursor.token.key) && cursor.token.kind === 'word') add(cursor.next().key);
    else return repeated === undefined ? { words, annotations } : { words, annotations, repeated };
  }
}

type Value = string | boolean | number | null;

function readAnnotation(cursor: Cursor): Annotation {
  const at = cursor.pos();
  cursor.expect('@');
  const name = cursor.name().text;
  const values = new Map<string, Value>();
  if (cursor.take('(')) {
    while (!cursor.take(')')) {
      if (isName(cursor.token) && cursor.peek().key === '=') {
        const key = cursor.next().key;
        cursor.next();
        values.set(key, readValue(cursor));
        cursor.take(',');
      } else {
        if (values.size > 0) throw new NotParsed();
        values.set('', readValue(cursor));
        if (!cursor.is(')')) throw new NotParsed();
      }
    }
  }
  return { ...at, name, values };
}

function readValue(cursor: Cursor): Value {
  const from = cursor.at;
  readExpr(cursor);
  let text = '';
  for (let i = from; i < cursor.at; i++) text += cursor.tokenAt(i).text;
  if (text.startsWith("'")) return decodeString(text);
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.toLowerCase();
  return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : text;
}
