import { UnsupportedFeatureError } from '../metadata/index.ts';
import { charCode, isDigit, type Cursor } from './cursor.ts';
import type { CharTest } from './nodes.ts';
import { predefinedClass, property } from './properties.ts';

const isHex = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
const isOctal = (code: number): boolean => code >= 48 && code <= 55;

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/**
 * The character or the set of characters that an escape stands for, inside and outside of `[…]`; the cursor stands behind
 * the backslash. Undefined for escapes that stand for something else.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html (Summary of regular-expression constructs)
 * @param inRange the escape is an end of `a-z`
 */
export function readEscape(cursor: Cursor, inRange: boolean): number | CharTest | undefined {
  const code = cursor.ahead(0);
  const letter = String.fromCodePoint(code);
  if (letter in CONTROLS) {
    cursor.at++;
    return CONTROLS[letter];
  }
  // Older releases of Java had it for a vertical tab, and in ranges it still is.
  if (letter === 'v' && inRange) {
    cursor.at++;
    return 11;
  }
  if (/[dDhHsSvVwW]/.test(letter)) {
    cursor.at++;
    const test = predefinedClass(letter.toLowerCase(), cursor.flags.unicodeClasses);
    return letter === letter.toLowerCase() ? test : (other) => !test(other);
  }
  if (letter === 'p' || letter === 'P') return readProperty(cursor, letter === 'P');
  if (/[0cxu]/.test(letter)) {
    cursor.at++;
    return letter === '0' ? octal(cursor) : letter === 'x' ? hexadecimal(cursor) : letter === 'u' ? unicode(cursor) : control(cursor);
  }
  if (letter === 'N') throw new UnsupportedFeatureError('\\N{…} in patterns');
  if (/[a-zA-Z0-9]/.test(letter) || cursor.isAtEnd) return undefined;
  cursor.at++;
  return code;
}

function control(cursor: Cursor): number {
  if (cursor.isAtEnd) throw cursor.error('Illegal control escape sequence');
  return cursor.read() ^ 64;
}

function octal(cursor: Cursor): number {
  const digits: number[] = [];
  while (digits.length < (digits[0] !== undefined && digits[0] > 3 ? 2 : 3) && isOctal(cursor.peek())) digits.push(cursor.read() - 48);
  if (digits.length === 0) {
    cursor.read();
    throw cursor.error('Illegal octal escape sequence');
  }
  return digits.reduce((sum, digit) => sum * 8 + digit, 0);
}

const hexValue = (code: number): number => Number.parseInt(String.fromCharCode(code), 16);

function hexadecimal(cursor: Cursor): number {
  const first = cursor.read();
  if (isHex(first)) {
    const second = cursor.read();
    if (isHex(second)) return hexValue(first) * 16 + hexValue(second);
  } else if (first === charCode('{') && isHex(cursor.peek())) {
    let value = 0;
    let code = cursor.read();
    for (; isHex(code); code = cursor.read()) {
      value = value * 16 + hexValue(code);
      if (value > 0x10ffff) throw cursor.error('Hexadecimal codepoint is too big');
    }
    if (code !== charCode('}')) throw cursor.error('Unclosed hexadecimal escape sequence');
    return value;
  }
  throw cursor.error('Illegal hexadecimal escape sequence');
}

function unicode(cursor: Cursor): number {
  const high = fourDigits(cursor);
  if (high < 0xd800 || high > 0xdbff) return high;
  const start = cursor.at;
  if (cursor.ahead(0) === charCode('\\') && cursor.ahead(1) === charCode('u')) {
    cursor.at += 2;
    const low = fourDigits(cursor);
    if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
    cursor.at = start;
  }
  return high;
}

function fourDigits(cursor: Cursor): number {
  let value = 0;
  for (let digit = 0; digit < 4; digit++) {
    const code = cursor.read();
    if (!isHex(code)) throw cursor.error('Illegal Unicode escape sequence');
    value = value * 16 + hexValue(code);
  }
  return value;
}

/** `\p{…}`, `\pL`; the cursor stands on the `p`. */
function readProperty(cursor: Cursor, negated: boolean): CharTest {
  const { ignoreCase, unicodeClasses } = cursor.flags;
  let name: string;
  if (cursor.next() === charCode('{')) {
    cursor.next();
    const start = cursor.at;
    while (!cursor.isAtEnd && cursor.ahead(0) !== charCode('}')) cursor.at++;
    if (cursor.isAtEnd) {
      cursor.at++;
      throw cursor.error('Unclosed character family');
    }
    name = cursor.text(start, cursor.at);
    cursor.at++;
    if (name === '') throw cursor.error('Empty character family');
  } else {
    name = String.fromCodePoint(cursor.peek());
    cursor.at++;
  }
  const test = property(name, { ignoreCase, unicode: unicodeClasses });
  if (!test) throw cursor.error(unknown(name));
  return negated ? (code) => !test(code) : test;
}

function unknown(name: string): string {
  const [, key, value] = /^([^=]*)=(.*)$/.exec(name) ?? [];
  if (key !== undefined) return `Unknown Unicode property {name=<${key}>, value=<${value!}>}`;
  return `Unknown character property name {${name}}`;
}
