import { randomUUID } from 'node:crypto';
import { native, type Module } from '../run/library.ts';
import { toNumber, toText } from '../values/coerce.ts';
import { equal } from '../values/compare.ts';
import {
  add,
  compareNumbers,
  divide,
  isNumber,
  negate,
  ofDouble,
  remainder,
  subtract,
  toDouble,
  whole,
  type DwNumber,
} from '../values/number.ts';
import { DAY_MS, Temporal } from '../values/temporal.ts';
import { notCallable, simpleText, textOf } from '../values/text.ts';
import { typeName } from '../values/types.ts';
import { Binary, DwObject, isArray, Key, Regex, TypeValue, type Value } from '../values/value.ts';
import { entriesOf, items } from './core-collections.ts';

export function text(value: Value, name: string): string {
  return typeof value === 'string' || value instanceof Key || isNumber(value) || typeof value === 'boolean' || value instanceof Temporal
    ? textOf(value)
    : notCallable(name, [value]);
}

export function count(value: Value, name: string): number {
  return isNumber(value) ? toDouble(value) : notCallable(name, [value]);
}

function number(value: Value): DwNumber {
  return toNumber(value);
}

function total(value: Value, name: string): DwNumber {
  return items(value, name).reduce<DwNumber>((sum, item) => add(sum, number(item)), 0);
}

function size(value: Value): number {
  if (value === null) return 0;
  if (isArray(value)) return value.length;
  if (value instanceof DwObject) return value.entries.length;
  return value instanceof Binary ? value.bytes.length : text(value, 'sizeOf').length;
}

/** All matches, each the whole text and its groups. */
function scan(value: string, pattern: Value): Value {
  return [...value.matchAll(regex(pattern))].map((match) => [...match].map((group: string | undefined) => group ?? null));
}

/** An expression, or one that finds the text as it is. */
function regexOf(pattern: Value): Regex {
  return pattern instanceof Regex ? pattern : new Regex(textOf(pattern).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
}

function regex(pattern: Value): RegExp {
  return regexOf(pattern).compiled;
}

function contains(value: Value, part: Value): boolean {
  if (isArray(value)) return value.some((item) => equal(item, part));
  if (value instanceof DwObject) return value.entries.some((entry) => equal(entry.value, part));
  return part instanceof Regex ? regex(part).test(text(value, 'contains')) : text(value, 'contains').includes(textOf(part));
}

/** Places of an item, of a text or, with groups, of the matches of an expression. */
function find(value: Value, part: Value): Value {
  if (isArray(value)) return value.flatMap((item, index) => (equal(item, part) ? [index] : []));
  const source = text(value, 'find');
  const matches = [...source.matchAll(regex(part))];
  if (!(part instanceof Regex)) return matches.map((match) => match.index);
  return matches.map((match) =>
    [...match].map((group: string | undefined) => (group === undefined ? -1 : match.index + match[0].indexOf(group))),
  );
}

/** All of a text and its groups; undefined when the pattern does not cover it. */
function covering(value: Value, pattern: Value): Value | undefined {
  const source = simpleText(value);
  return source === undefined ? undefined : regexOf(pattern).covering(source);
}

function isEmptyValue(value: Value): boolean {
  return value === null || size(value) === 0;
}

/** The words of a text in camel case, with dashes, underscores or spaces, in lower case. */
export function words(value: string): string[] {
  return value
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function dayBetween(from: Value, to: Value): number {
  if (!(from instanceof Temporal) || !(to instanceof Temporal)) return notCallable('daysBetween', [from, to]);
  return Math.trunc((to.epoch - from.epoch) / DAY_MS);
}

function power(base: DwNumber, exponent: DwNumber): DwNumber {
  return ofDouble(toDouble(base) ** toDouble(exponent));
}

const strings = (fn: (value: string, ...args: Value[]) => Value, params = 1, name = ''): ReturnType<typeof native> =>
  native(params, ([value, ...args]) => fn(text(value!, name), ...args));

/** https://docs.mulesoft.com/dataweave/latest/dw-core */
export const coreValues: Module = {
  upper: strings((value) => value.toUpperCase(), 1, 'upper'),
  lower: strings((value) => value.toLowerCase(), 1, 'lower'),
  trim: strings((value) => value.trim(), 1, 'trim'),
  capitalize: strings((value) => words(value).map(capitalized).join(' '), 1, 'capitalize'),
  startsWith: strings((value, part) => value.startsWith(textOf(part)), 2, 'startsWith'),
  endsWith: strings((value, part) => value.endsWith(textOf(part)), 2, 'endsWith'),
  splitBy: native(2, ([value, separator]) => split(text(value!, 'splitBy'), separator!)),
  joinBy: native(2, ([value, separator]) =>
    items(value!, 'joinBy')
      .map((item) => (item === null ? 'null' : textOf(item)))
      .join(textOf(separator!)),
  ),
  replace: native(2, ([value, pattern]) => replacer(text(value!, 'replace'), pattern!)),
  with: native(2, ([target, by], call) => replaceAll(target!, by!, call), { functions: [1] }),
  scan: native(2, ([value, pattern]) => scan(text(value!, 'scan'), pattern!)),
  match: native(2, ([value, pattern]) => covering(value!, pattern!) ?? []),
  matches: native(2, ([value, pattern]) => covering(value!, pattern!) !== undefined, { nullable: false }),
  contains: native(2, ([value, part]) => value !== null && contains(value!, part!), { nullable: false }),
  find: native(2, ([value, part]) => (value === null ? [] : find(value!, part!)), { nullable: false }),
  indexOf: native(2, ([value, part]) =>
    isArray(value!) ? value.findIndex((item) => equal(item, part!)) : text(value!, 'indexOf').indexOf(textOf(part!)),
  ),
  lastIndexOf: native(2, ([value, part]) =>
    isArray(value!) ? value.findLastIndex((item) => equal(item, part!)) : text(value!, 'lastIndexOf').lastIndexOf(textOf(part!)),
  ),
  sizeOf: native(1, ([value]) => size(value!), { nullable: false }),
  isEmpty: native(1, ([value]) => isEmptyValue(value!), { nullable: false }),
  isBlank: native(1, ([value]) => value === null || text(value!, 'isBlank').trim() === '', { nullable: false }),
  abs: native(1, ([value]) => (compareNumbers(number(value!), 0) < 0 ? negate(number(value!)) : number(value!))),
  ceil: native(1, ([value]) => whole(number(value!), 'ceil')),
  floor: native(1, ([value]) => whole(number(value!), 'floor')),
  round: native(1, ([value]) => whole(number(value!), 'half up')),
  mod: native(2, ([a, b]) => remainder(number(a!), number(b!))),
  pow: native(2, ([a, b]) => power(number(a!), number(b!))),
  sqrt: native(1, ([value]) => ofDouble(Math.sqrt(toDouble(number(value!))))),
  isDecimal: native(1, ([value]) => compareNumbers(subtract(number(value!), whole(number(value!), 'down')), 0) !== 0),
  isInteger: native(1, ([value]) => compareNumbers(subtract(number(value!), whole(number(value!), 'down')), 0) === 0),
  isEven: native(1, ([value]) => compareNumbers(remainder(number(value!), 2), 0) === 0),
  isOdd: native(1, ([value]) => compareNumbers(remainder(number(value!), 2), 0) !== 0),
  sum: native(1, ([value]) => total(value!, 'sum')),
  avg: native(1, ([value]) => divide(total(value!, 'avg'), items(value!, 'avg').length)),
  random: native(0, (_args, _call, world) => ofDouble(world.random())),
  randomInt: native(1, ([limit], _call, world) => Math.floor(world.random() * count(limit!, 'randomInt'))),
  uuid: native(0, () => randomUUID()),
  now: native(0, (_args, _call, world) => Temporal.moment(world.now())),
  daysBetween: native(2, ([from, to]) => dayBetween(from!, to!)),
  isLeapYear: native(1, ([value]) => {
    const year = value instanceof Temporal ? new Date(value.local).getUTCFullYear() : notCallable('isLeapYear', [value!]);
    return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  }),
  typeOf: native(1, ([value]) => new TypeValue({ kind: 'named', name: typeName(value!), args: [], pos: 0 }), { nullable: false }),
  log: native(
    2,
    (args, _call, world) => {
      const value = args.at(-1)!;
      const prefix = args.length === 2 ? `${textOf(args[0]!)} - ` : '';
      world.log(prefix + textOf(world.write(value, 'application/dw', new Map())));
      return value;
    },
    { least: 1, nullable: false },
  ),
  read: native(
    3,
    ([value, mimeType, properties], _call, world) => world.read(value!, textOf(mimeType ?? 'application/dw'), optionsOf(properties)),
    {
      least: 1,
    },
  ),
  write: native(
    3,
    ([value, mimeType, properties], _call, world) => world.write(value!, textOf(mimeType ?? 'application/dw'), optionsOf(properties)),
    {
      least: 1,
      nullable: false,
    },
  ),
};

function optionsOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return new Map(value instanceof DwObject ? entriesOf(value, 'properties').map((entry) => [entry.key.name, entry.value]) : []);
}

/** Empty parts at the end are left out, as java.lang.String.split does. */
function split(value: string, separator: Value): Value {
  const parts = value.split(separator instanceof Regex ? new RegExp(separator.compiled.source, 'u') : textOf(separator));
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** What `replace` hands to `with`. */
function replacer(value: string, pattern: Value): Value {
  return new DwObject([
    { key: new Key('text'), value },
    { key: new Key('pattern'), value: pattern },
  ]);
}

function replaceAll(target: Value, by: Value, call: (fn: Value, ...args: Value[]) => Value): Value {
  if (!(target instanceof DwObject)) return notCallable('with', [target, by]);
  const [value, pattern] = [textOf(target.get('text') ?? ''), target.get('pattern')!];
  if (typeof by === 'string' || isNumber(by) || by instanceof Key) return value.replaceAll(regex(pattern), () => toText(by));
  return value.replaceAll(regex(pattern), (match: string, ...rest: unknown[]) => {
    const groups = rest.slice(
      0,
      rest.findIndex((item) => typeof item === 'number'),
    ) as (string | undefined)[];
    return textOf(call(by, [match, ...groups.map((group) => group ?? null)], 0));
  });
}
