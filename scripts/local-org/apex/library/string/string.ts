import { SINCE } from '../../check/versions.ts';
import { ApexList, textHash, type ApexMap, type ApexSet } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { to18 } from '../../runtime/sobject/index.ts';
import { textOf, valueText } from '../../runtime/text/index.ts';
import { ApexDate, ApexDatetime, doubleText } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { CHANGE_METHODS, PAD_METHODS } from './change.ts';
import { ESCAPE_METHODS } from './escape.ts';
import { fillTemplate, formatMessage } from './format.ts';
import { SEARCH_METHODS } from './search.ts';

const BLANK = /^\s*$/u;

/** Methods that ask what kind of characters the text has; Unicode letters count. */
const KIND_METHODS: Record<string, NativeFn> = {
  'isAllLowerCase(): Boolean': (s: string) => /^\p{Ll}+$/u.test(s),
  'isAllUpperCase(): Boolean': (s: string) => /^\p{Lu}+$/u.test(s),
  'isAlpha(): Boolean': (s: string) => /^\p{L}+$/u.test(s),
  'isAlphaSpace(): Boolean': (s: string) => /^[\p{L} ]*$/u.test(s),
  'isAlphanumeric(): Boolean': (s: string) => /^[\p{L}\p{Nd}]+$/u.test(s),
  'isAlphanumericSpace(): Boolean': (s: string) => /^[\p{L}\p{Nd} ]*$/u.test(s),
  'isAsciiPrintable(): Boolean': (s: string) => /^[ -~]*$/.test(s),
  'isNumeric(): Boolean': (s: string) => /^\p{Nd}+$/u.test(s),
  'isNumericSpace(): Boolean': (s: string) => /^[\p{Nd} ]*$/u.test(s),
  'isWhitespace(): Boolean': (s: string) => BLANK.test(s),
};

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

function commonPrefix(list: ApexList<string>): string {
  const [first, ...rest] = list.items;
  if (first === undefined) return '';
  let length = first.length;
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** `String.join` takes a List or a Set of anything. */
function join(values: Iterable<unknown>, separator: string): string {
  const elements = (values as ApexSet).elements?.() ?? (values as ApexList).items;
  if (elements === undefined) throwApex('System.TypeException', 'String.join needs a list or a set');
  return [...elements].map((item) => (item === null ? '' : textOf(item))).join(separator);
}

/** `String.valueOf`: null stays null. */
function textOrNull(value: unknown): string | null {
  return value === null ? null : valueText(value, value instanceof ApexDatetime ? current().user.timeZone : 'UTC');
}

/** Case counts. The two forms of one record id, of 15 and of 18 characters, are equal. */
function equals(text: string, other: unknown): boolean {
  if (text === other) return true;
  if (typeof other !== 'string') return false;
  if (text.length === 15 && other.length === 18) return to18(text) === other;
  return text.length === 18 && other.length === 15 && to18(other) === text;
}

/** The code units; of two backslashes in a row one is given. */
function getChars(text: string): ApexList<number> {
  const read = text.replaceAll('\\\\', '\\');
  return new ApexList(
    'Integer',
    Array.from({ length: read.length }, (_, i) => read.charCodeAt(i)),
  );
}

const PLAIN_METHODS: Record<string, NativeFn> = {
  'equalsIgnoreCase(String other): Boolean': (s: string, other: string | null) => other !== null && s.toLowerCase() === other.toLowerCase(),
  'equals(Object other): Boolean': equals,
  'hashCode(): Integer': textHash,
  'length(): Integer': (s: string) => s.length,
  'getChars(): List<Integer>': getChars,
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm */
export const stringType: NativeTypeSpec = {
  name: 'System.String',
  needsApiVersion: ['format'],
  statics: {
    'escapeSingleQuotes(String text): String': (s: string | null) => s?.replaceAll(/['\\]/g, '\\$&') ?? null,
    'format(String pattern, List<Object> arguments): String': (apiVersion: number, pattern: string | null, args: ApexList | null) => {
      if (pattern === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      return formatMessage(pattern, (args?.items ?? []).map(textOf), apiVersion >= SINCE.formatKeepsQuotes);
    },
    'fromCharArray(List<Integer> characters): String': (codes: ApexList<number>) => String.fromCharCode(...codes.items),
    'getCommonPrefix(List<String> texts): String': commonPrefix,
    'isBlank(String text): Boolean': (s: string | null) => s === null || BLANK.test(s),
    'isEmpty(String text): Boolean': (s: string | null) => s === null || s === '',
    'isNotBlank(String text): Boolean': (s: string | null) => s !== null && !BLANK.test(s),
    'isNotEmpty(String text): Boolean': (s: string | null) => s !== null && s !== '',
    'join(Object values, String separator): String': join,
    'valueOf(Date value): String': textOrNull,
    'valueOf(Datetime value): String': textOrNull,
    'valueOf(Decimal value): String': textOrNull,
    'valueOf(Double value): String': (value: number | null) => (value === null ? null : doubleText(value)),
    'valueOf(Integer value): String': textOrNull,
    'valueOf(Long value): String': textOrNull,
    // Only what is known as a Date goes without a time: public code cuts the time off the text of one held as an Object.
    'valueOf(Object value): String': (value: unknown) => (value instanceof ApexDate ? textOf(value) : textOrNull(value)),
    'valueOfGmt(Datetime value): String': (value: ApexDatetime) => value.text('UTC'),
  },
  methods: {
    ...PLAIN_METHODS,
    ...KIND_METHODS,
    ...PAD_METHODS,
    ...nonNull({
      ...SEARCH_METHODS,
      ...CHANGE_METHODS,
      ...ESCAPE_METHODS,
      'template(Map<String, Object> values): String': (s: string, values: ApexMap<string, unknown>) => fillTemplate(s, values),
      'getLevenshteinDistance(String other): Integer': levenshtein,
      'getLevenshteinDistance(String other, Integer threshold): Integer': (s: string, other: string, threshold: number) => {
        const distance = levenshtein(s, other);
        return distance > threshold ? -1 : distance;
      },
    }),
  },
  unsupported: ['addError'],
};
