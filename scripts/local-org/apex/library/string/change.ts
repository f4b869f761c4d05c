import { JavaMatcher, javaPattern, replaceMatches, splitText } from '../../../regex/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { localeTag } from '../../runtime/text/index.ts';
import type { NativeFn } from '../../types.ts';
import { given } from '../arguments.ts';
import { withRegex } from './regex.ts';

/**
 * `split`: as java.lang.String.split. Without a limit trailing empty parts are dropped; a negative limit keeps them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm#apex_System_String_split
 */
export function split(text: string, pattern: string, limit = 0): ApexList<string> {
  return new ApexList('String', text === '' ? [''] : withRegex(() => splitText(text, javaPattern(pattern), limit)));
}

function replace(text: string, pattern: string, replacement: string, all: boolean): string {
  return withRegex(() => replaceMatches(new JavaMatcher(javaPattern(pattern), text), replacement, all));
}

function abbreviate(text: string, width: number, offset = 0): string {
  if (width < 4) throwApex('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
  if (text.length <= width) return text;
  const start = Math.min(text.length - offset < width - 3 ? text.length - (width - 3) : offset, text.length);
  if (start <= 4) return `${text.slice(0, width - 3)}...`;
  if (width < 7) throwApex('System.IllegalArgumentException', 'Minimum abbreviation width with offset is 7');
  if (start + width - 3 < text.length) return `...${abbreviate(text.slice(start), width - 3)}`;
  return `...${text.slice(text.length - (width - 3))}`;
}

function center(text: string, size: number, padding = ' '): string {
  if (text.length >= size || padding === '') return text;
  const left = Math.floor((size - text.length) / 2);
  return text.padStart(text.length + left, padding).padEnd(size, padding);
}

const withoutPrefix = (s: string, part: string, matches: boolean): string => (matches ? s.slice(part.length) : s);
const withoutSuffix = (s: string, part: string, matches: boolean): string => (matches && part !== '' ? s.slice(0, -part.length) : s);
const lower = (text: string): string => text.toLowerCase();

function overlay(text: string, part: string, start: number, end: number): string {
  const from = Math.max(0, Math.min(start, end, text.length));
  const to = Math.min(text.length, Math.max(0, start, end));
  return text.slice(0, from) + part + text.slice(to);
}

/** Character kinds of splitByCharacterType, told apart as java.lang.Character.getType does for common text. */
const RUNS = /\p{Lu}+|\p{Ll}+|\p{Nd}+|[^\S\r\n]+|[\r\n]+|\p{L}+|\p{P}|\p{S}|[^\p{L}\p{Nd}\s\p{P}\p{S}]+/gu;
const CAMEL_RUNS = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Nd}+|[^\S\r\n]+|[\r\n]+|\p{L}+|\p{P}|\p{S}|[^\p{L}\p{Nd}\s\p{P}\p{S}]+/gu;

const swap = (c: string): string => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase());
const repeat = (s: string, n: number): string => s.repeat(Math.max(0, n));

/** Padding with a text of one's own; null and empty stand for one space. */
export const PAD_METHODS: Record<string, NativeFn> = {
  'leftPad(Integer length, String padding): String': (s: string, n: number | null, padding: string | null) =>
    s.padStart(given(n), padding || ' '),
  'rightPad(Integer length, String padding): String': (s: string, n: number | null, padding: string | null) =>
    s.padEnd(given(n), padding || ' '),
};

/** Methods that give a changed text or pieces of it. */
export const CHANGE_METHODS: Record<string, NativeFn> = {
  'abbreviate(Integer maxWidth): String': (s: string, width: number) => abbreviate(s, width),
  'abbreviate(Integer maxWidth, Integer offset): String': abbreviate,
  'capitalize(): String': (s: string) => s.slice(0, 1).toUpperCase() + s.slice(1),
  'uncapitalize(): String': (s: string) => s.slice(0, 1).toLowerCase() + s.slice(1),
  'center(Integer size): String': (s: string, size: number) => center(s, size),
  'center(Integer size, String padding): String': center,
  'deleteWhitespace(): String': (s: string) => s.replaceAll(/\s/g, ''),
  'leftPad(Integer length): String': (s: string, n: number) => s.padStart(n),
  'rightPad(Integer length): String': (s: string, n: number) => s.padEnd(n),
  'normalizeSpace(): String': (s: string) => s.trim().replaceAll(/\s+/g, ' '),
  'overlay(String overlay, Integer start, Integer end): String': overlay,
  'remove(String part): String': (s: string, part: string) => (part === '' ? s : s.replaceAll(part, '')),
  'removeEnd(String suffix): String': (s: string, part: string) => withoutSuffix(s, part, s.endsWith(part)),
  'removeEndIgnoreCase(String suffix): String': (s: string, part: string) => withoutSuffix(s, part, lower(s).endsWith(lower(part))),
  'removeStart(String prefix): String': (s: string, part: string) => withoutPrefix(s, part, s.startsWith(part)),
  'removeStartIgnoreCase(String prefix): String': (s: string, part: string) => withoutPrefix(s, part, lower(s).startsWith(lower(part))),
  'repeat(Integer times): String': repeat,
  'repeat(String separator, Integer times): String': (s: string, separator: string, n: number) =>
    repeat(s + separator, n - 1) + (n > 0 ? s : ''),
  'replace(String target, String replacement): String': (s: string, target: string, replacement: string) =>
    s.replaceAll(target, () => replacement),
  'replaceAll(String regex, String replacement): String': (s: string, regex: string, replacement: string) =>
    replace(s, regex, replacement, true),
  'replaceFirst(String regex, String replacement): String': (s: string, regex: string, replacement: string) =>
    replace(s, regex, replacement, false),
  'reverse(): String': (s: string) => [...s].reverse().join(''),
  'split(String regex): List<String>': (s: string, regex: string) => split(s, regex),
  'split(String regex, Integer limit): List<String>': (s: string, regex: string, limit: number) => split(s, regex, limit),
  'splitByCharacterType(): List<String>': (s: string) => new ApexList('String', [...(s.match(RUNS) ?? [])]),
  'splitByCharacterTypeCamelCase(): List<String>': (s: string) => new ApexList('String', [...(s.match(CAMEL_RUNS) ?? [])]),
  'stripHtmlTags(): String': (s: string) => s.replaceAll(/<[^>]*>/g, ''),
  'swapCase(): String': (s: string) => [...s].map(swap).join(''),
  'toLowerCase(): String': lower,
  'toLowerCase(String locale): String': (s: string, locale: string) => s.toLocaleLowerCase(localeTag(locale)),
  'toUpperCase(): String': (s: string) => s.toUpperCase(),
  'toUpperCase(String locale): String': (s: string, locale: string) => s.toLocaleUpperCase(localeTag(locale)),
  // Java's trim removes characters up to U+0020 only, JavaScript's all white space.

  'trim(): String': (s: string) => s.replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, ''),
};
