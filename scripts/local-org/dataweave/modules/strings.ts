import { fail } from '../errors.ts';
import { native, type Module } from '../run/library.ts';
import { toNumber } from '../values/coerce.ts';
import { simpleText, textOf } from '../values/text.ts';
import { Regex, type Value } from '../values/value.ts';
import { capitalized, coreValues, count, text, words } from './core-values.ts';
import { pluralOf, singularOf } from './inflection.ts';

function ordinal(value: Value): string {
  const digits = textOf(toNumber(value));
  const last = /1\d$/.test(digits) ? 'th' : ({ '1': 'st', '2': 'nd', '3': 'rd' }[digits.at(-1)!] ?? 'th');
  return digits + last;
}

const simple = (fn: (value: string) => Value): ReturnType<typeof native> => native(1, ([value]) => fn(text(value!, 'Strings')));
const withText = (fn: (value: string, other: string) => Value): ReturnType<typeof native> =>
  native(2, ([value, other]) => fn(text(value!, 'Strings'), textOf(other!)));
const withCount = (fn: (value: string, amount: number) => Value): ReturnType<typeof native> =>
  native(2, ([value, amount]) => fn(text(value!, 'Strings'), count(amount!, 'Strings')));
const check = (pattern: RegExp): ReturnType<typeof native> =>
  native(1, ([value]) => value !== null && pattern.test(simpleText(value!) ?? ''), { nullable: false });
const padded = (fn: (value: string, size: number, padding: string) => string): ReturnType<typeof native> =>
  native(3, ([value, size, padding]) => fn(text(value!, 'Strings'), count(size!, 'Strings'), textOf(padding ?? ' ')), { least: 2 });

function after(value: string, place: number, length: number): string {
  return place < 0 ? '' : value.slice(place + length);
}

function codeAt(value: string, place: number): number {
  return value.codePointAt(place) ?? fail(`The index ${place} is out of range`);
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

function wrapIfMissing(value: string, mark: string): string {
  return (value.startsWith(mark) ? '' : mark) + value + (value.endsWith(mark) ? '' : mark);
}

/** https://docs.mulesoft.com/dataweave/latest/dw-strings */
export const strings: Module = {
  capitalize: coreValues.capitalize!,
  camelize: simple((value) =>
    words(value)
      .map((word, index) => (index === 0 ? word : capitalized(word)))
      .join(''),
  ),
  dasherize: simple((value) => words(value).join('-')),
  underscore: simple((value) => words(value).join('_')),
  pluralize: simple(pluralOf),
  singularize: simple(singularOf),
  ordinalize: native(1, ([value]) => ordinal(value!)),
  charCode: simple((value) => codeAt(value, 0)),
  charCodeAt: withCount(codeAt),
  fromCharCode: native(1, ([code]) => String.fromCodePoint(count(code!, 'fromCharCode'))),
  repeat: withCount((value, times) => value.repeat(Math.max(0, times))),
  reverse: simple((value) => [...value].reverse().join('')),
  first: withCount((value, amount) => value.slice(0, Math.max(0, amount))),
  last: withCount((value, amount) => (amount <= 0 ? '' : value.slice(-amount))),
  leftPad: padded((value, size, padding) => value.padStart(size, padding)),
  rightPad: padded((value, size, padding) => value.padEnd(size, padding)),
  withMaxSize: withCount((value, size) => value.slice(0, size)),
  appendIfMissing: withText((value, suffix) => (value.endsWith(suffix) ? value : value + suffix)),
  prependIfMissing: withText((value, prefix) => (value.startsWith(prefix) ? value : prefix + value)),
  wrapIfMissing: withText(wrapIfMissing),
  wrapWith: withText((value, mark) => mark + value + mark),
  unwrap: withText((value, mark) =>
    value.length >= 2 * mark.length && value.startsWith(mark) && value.endsWith(mark) ? value.slice(mark.length, -mark.length) : value,
  ),
  substringAfter: withText((value, part) => after(value, value.indexOf(part), part.length)),
  substringAfterLast: withText((value, part) => after(value, value.lastIndexOf(part), part.length)),
  substringBefore: withText((value, part) => (value.includes(part) ? value.slice(0, value.indexOf(part)) : '')),
  substringBeforeLast: withText((value, part) => (value.includes(part) ? value.slice(0, value.lastIndexOf(part)) : '')),
  substring: native(3, ([value, from, until]) => text(value!, 'substring').slice(count(from!, 'substring'), count(until!, 'substring'))),
  substringEvery: withCount((value, size) => value.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []),
  remove: withText((value, part) => value.replaceAll(part, '')),
  replaceAll: native(3, ([value, target, by]) => text(value!, 'replaceAll').replaceAll(textOf(target!), () => textOf(by!))),
  countCharactersBy: native(2, ([value, fn], call) => [...text(value!, 'countCharactersBy')].filter((c) => call(fn!, c) === true).length, {
    functions: [1],
  }),
  countMatches: native(2, ([value, pattern]) => {
    const source = text(value!, 'countMatches');
    return pattern instanceof Regex ? [...source.matchAll(pattern.compiled)].length : source.split(textOf(pattern!)).length - 1;
  }),
  everyCharacter: native(2, ([value, fn], call) => [...text(value!, 'everyCharacter')].every((c) => call(fn!, c) === true), {
    functions: [1],
  }),
  someCharacter: native(2, ([value, fn], call) => [...text(value!, 'someCharacter')].some((c) => call(fn!, c) === true), {
    functions: [1],
  }),
  mapString: native(2, ([value, fn], call) => [...text(value!, 'mapString')].map((c, index) => textOf(call(fn!, c, index))).join(''), {
    functions: [1],
  }),
  collapse: simple((value) => value.match(/(.)\1*/gsu) ?? []),
  hammingDistance: withText((a, b) => (a.length === b.length ? [...a].filter((c, index) => c !== b[index]).length : null)),
  levenshteinDistance: withText(levenshtein),
  lines: simple((value) => value.split(/\r\n|\r|\n/)),
  words: simple((value) => value.trim().split(/\s+/)),
  isAlpha: check(/^\p{L}+$/u),
  isAlphanumeric: check(/^[\p{L}\d]+$/u),
  isLowerCase: check(/^\p{Ll}+$/u),
  isUpperCase: check(/^\p{Lu}+$/u),
  isNumeric: check(/^\d+$/),
  isWhitespace: check(/^\s*$/),
};
