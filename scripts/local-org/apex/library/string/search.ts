import { throwApex } from '../../runtime/exception.ts';
import type { NativeFn } from '../../types.ts';

function checkRange(text: string, start: number, end: number): void {
  if (start < 0) throwApex('System.StringException', `Starting position out of bounds: ${start}`);
  if (end > text.length || end < start) throwApex('System.StringException', `Ending position out of bounds: ${end}`);
}

function substring(text: string, start: number, end: number): string {
  checkRange(text, start, end);
  return text.slice(start, end);
}

function checkIndex(text: string, index: number): void {
  if (index < 0 || index >= text.length) throwApex('System.StringException', `String index out of bounds: ${index}`);
}

/** The code unit at an index: of a surrogate pair the high one only. */
function charAt(text: string, index: number): number {
  checkIndex(text, index);
  return text.charCodeAt(index);
}

/** The code point that starts at an index; a pair of surrogates is one. */
function codePointAt(text: string, index: number): number {
  checkIndex(text, index);
  return text.codePointAt(index)!;
}

/** The code point that ends before an index; a pair of surrogates is one. */
function codePointBefore(text: string, index: number): number {
  const last = codePointAt(text, index - 1);
  if (last < 0xdc00 || last > 0xdfff || index < 2) return last;
  const pair = text.codePointAt(index - 2)!;
  return pair > 0xffff ? pair : last;
}

/** Index of the first character for which `test` is true, or -1. */
function indexWhere(text: string, test: (c: string) => boolean): number {
  for (let i = 0; i < text.length; i++) if (test(text[i]!)) return i;
  return -1;
}

function differsAt(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at === a.length && at === b.length ? -1 : at;
}

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  if (start < 0) return null;
  const end = text.indexOf(close, start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}

function countMatches(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}

const lower = (text: string): string => text.toLowerCase();

/** Java's lastIndexOf answers -1 for a negative start, JavaScript's searches from 0. */
const lastIndex = (text: string, part: string, from: number): number => (from < 0 ? -1 : text.lastIndexOf(part, from));

/** Where and whether text is found, and parts of it. */
export const SEARCH_METHODS: Record<string, NativeFn> = {
  'charAt(Integer index): Integer': charAt,
  'codePointAt(Integer index): Integer': codePointAt,
  'codePointBefore(Integer index): Integer': codePointBefore,
  'codePointCount(Integer beginIndex, Integer endIndex): Integer': (s: string, start: number, end: number) =>
    [...substring(s, start, end)].length,
  'offsetByCodePoints(Integer index, Integer codePointOffset): Integer': (s: string, index: number, offset: number) =>
    index + [...s.slice(index)].slice(0, offset).join('').length,
  'compareTo(String secondString): Integer': compareTo,
  'contains(String part): Boolean': (s: string, part: string) => s.includes(part),
  'containsAny(String characters): Boolean': (s: string, chars: string) => indexWhere(s, (c) => chars.includes(c)) >= 0,
  'containsIgnoreCase(String part): Boolean': (s: string, part: string) => lower(s).includes(lower(part)),
  'containsNone(String characters): Boolean': (s: string, chars: string) => indexWhere(s, (c) => chars.includes(c)) < 0,
  'containsOnly(String characters): Boolean': (s: string, chars: string) => indexWhere(s, (c) => !chars.includes(c)) < 0,
  'containsWhitespace(): Boolean': (s: string) => /\s/.test(s),
  'countMatches(String part): Integer': countMatches,
  'difference(String other): String': (s: string, other: string) => (differsAt(s, other) < 0 ? '' : other.slice(differsAt(s, other))),
  'endsWith(String suffix): Boolean': (s: string, suffix: string) => s.endsWith(suffix),
  'endsWithIgnoreCase(String suffix): Boolean': (s: string, suffix: string) => lower(s).endsWith(lower(suffix)),
  'indexOf(String part): Integer': (s: string, part: string) => s.indexOf(part),
  'indexOf(String part, Integer start): Integer': (s: string, part: string, start: number) => s.indexOf(part, start),
  'indexOfAny(String characters): Integer': (s: string, chars: string) => indexWhere(s, (c) => chars.includes(c)),
  'indexOfAnyBut(String characters): Integer': (s: string, chars: string) => indexWhere(s, (c) => !chars.includes(c)),
  'indexOfChar(Integer character): Integer': (s: string, c: number) => s.indexOf(String.fromCodePoint(c)),
  'indexOfChar(Integer character, Integer start): Integer': (s: string, c: number, start: number) =>
    s.indexOf(String.fromCodePoint(c), start),
  'indexOfDifference(String other): Integer': differsAt,
  'indexOfIgnoreCase(String part): Integer': (s: string, part: string) => lower(s).indexOf(lower(part)),
  'indexOfIgnoreCase(String part, Integer start): Integer': (s: string, part: string, start: number) =>
    lower(s).indexOf(lower(part), start),
  'lastIndexOf(String part): Integer': (s: string, part: string) => s.lastIndexOf(part),
  'lastIndexOf(String part, Integer end): Integer': lastIndex,
  'lastIndexOfChar(Integer character): Integer': (s: string, c: number) => s.lastIndexOf(String.fromCodePoint(c)),
  'lastIndexOfChar(Integer character, Integer end): Integer': (s: string, c: number, end: number) =>
    lastIndex(s, String.fromCodePoint(c), end),
  'lastIndexOfIgnoreCase(String part): Integer': (s: string, part: string) => lower(s).lastIndexOf(lower(part)),
  'lastIndexOfIgnoreCase(String part, Integer end): Integer': (s: string, part: string, end: number) =>
    lastIndex(lower(s), lower(part), end),
  'left(Integer length): String': (s: string, n: number) => s.slice(0, Math.max(0, n)),
  'right(Integer length): String': (s: string, n: number) => (n <= 0 ? '' : s.slice(-n)),
  'mid(Integer start, Integer length): String': (s: string, start: number, n: number) =>
    n < 0 || start > s.length ? '' : s.slice(Math.max(0, start), Math.max(0, start) + n),
  'startsWith(String prefix): Boolean': (s: string, prefix: string) => s.startsWith(prefix),
  'startsWithIgnoreCase(String prefix): Boolean': (s: string, prefix: string) => lower(s).startsWith(lower(prefix)),
  'substring(Integer start): String': (s: string, start: number) => substring(s, start, s.length),
  'substring(Integer start, Integer end): String': substring,
  'substringAfter(String separator): String': (s: string, separator: string) =>
    s.includes(separator) ? s.slice(s.indexOf(separator) + separator.length) : '',
  'substringAfterLast(String separator): String': (s: string, separator: string) =>
    separator !== '' && s.includes(separator) ? s.slice(s.lastIndexOf(separator) + separator.length) : '',
  'substringBefore(String separator): String': (s: string, separator: string) =>
    s.includes(separator) ? s.slice(0, s.indexOf(separator)) : s,
  'substringBeforeLast(String separator): String': (s: string, separator: string) =>
    separator !== '' && s.includes(separator) ? s.slice(0, s.lastIndexOf(separator)) : s,
  'substringBetween(String tag): String': (s: string, tag: string) => between(s, tag, tag),
  'substringBetween(String open, String close): String': between,
};

/** Java's order: the difference of the first characters that differ, else of the lengths. */
export function compareTo(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
