import { literal, quoted } from './literals.ts';
import type { Maker, Producer } from './maker.ts';
import { call, primary, PRIMARY, type Expr } from './model.ts';
import { coalesce } from './operators.ts';
import { divided, ROUNDINGS, scaled, type Rounding } from './numbers.ts';
import type { EnumValue, SetValue } from './values.ts';
import {
  asInt,
  asText,
  asWhole,
  COLLECTION_TYPES,
  integer,
  ListValue,
  long,
  MapValue,
  short,
  solid,
  textOf,
  Thrown,
  type Fixed,
  type Value,
} from './values.ts';

/** Methods of the platform's types, as their reference pages describe them. */

type Run = (receiver: string, args: readonly Value[]) => Value;

const text = (args: readonly Value[], i: number): string => asText(args[i]!);
const number = (args: readonly Value[], i: number): number => asInt(args[i]!);

const outOfBounds = (): never => {
  throw new Thrown('System.StringException', '');
};

/** Method, types of its arguments, result. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm */
const STRING: readonly (readonly [name: string, params: readonly string[], returns: string, run: Run])[] = [
  ['length', [], 'Integer', (s) => integer(s.length)],
  ['toUpperCase', [], 'String', (s) => s.toUpperCase()],
  ['toLowerCase', [], 'String', (s) => s.toLowerCase()],
  ['trim', [], 'String', (s) => s.trim()],
  ['reverse', [], 'String', (s) => s.split('').toReversed().join('')],
  ['contains', ['String'], 'Boolean', (s, args) => s.includes(text(args, 0))],
  ['startsWith', ['String'], 'Boolean', (s, args) => s.startsWith(text(args, 0))],
  ['endsWith', ['String'], 'Boolean', (s, args) => s.endsWith(text(args, 0))],
  ['equalsIgnoreCase', ['String'], 'Boolean', (s, args) => args[0] !== null && s.toLowerCase() === text(args, 0).toLowerCase()],
  ['equals', ['String'], 'Boolean', (s, args) => s === args[0]],
  ['indexOf', ['String'], 'Integer', (s, args) => integer(s.indexOf(text(args, 0)))],
  ['lastIndexOf', ['String'], 'Integer', (s, args) => integer(s.lastIndexOf(text(args, 0)))],
  ['substring', ['Small'], 'String', (s, args) => (number(args, 0) > s.length ? outOfBounds() : s.slice(number(args, 0)))],
  [
    'substring',
    ['Small', 'Small'],
    'String',
    (s, args) =>
      number(args, 0) > number(args, 1) || number(args, 1) > s.length ? outOfBounds() : s.slice(number(args, 0), number(args, 1)),
  ],
  ['left', ['Small'], 'String', (s, args) => s.slice(0, number(args, 0))],
  ['right', ['Small'], 'String', (s, args) => s.slice(Math.max(0, s.length - number(args, 0)))],
  ['mid', ['Small', 'Small'], 'String', (s, args) => s.slice(number(args, 0), number(args, 0) + number(args, 1))],
  ['repeat', ['Small'], 'String', (s, args) => s.repeat(number(args, 0))],
  ['substringBefore', ['Mark'], 'String', (s, args) => (s.includes(text(args, 0)) ? s.slice(0, s.indexOf(text(args, 0))) : s)],
  [
    'substringAfter',
    ['Mark'],
    'String',
    (s, args) => (s.includes(text(args, 0)) ? s.slice(s.indexOf(text(args, 0)) + text(args, 0).length) : ''),
  ],
  ['replace', ['Mark', 'String'], 'String', (s, args) => s.replaceAll(text(args, 0), () => text(args, 1))],
  ['remove', ['Mark'], 'String', (s, args) => s.replaceAll(text(args, 0), '')],
  ['countMatches', ['Mark'], 'Integer', (s, args) => integer(s.split(text(args, 0)).length - 1)],
  ['capitalize', [], 'String', (s) => s.slice(0, 1).toUpperCase() + s.slice(1)],
  ['leftPad', ['Small'], 'String', (s, args) => s.padStart(number(args, 0))],
  ['rightPad', ['Small'], 'String', (s, args) => s.padEnd(number(args, 0))],
  ['deleteWhitespace', [], 'String', (s) => s.replaceAll(/\s/g, '')],
  ['isNumeric', [], 'Boolean', (s) => /^\d+$/.test(s)],
  [
    'hashCode',
    [],
    'Integer',
    (s) => integer([...s.split('')].reduce((hash, unit) => BigInt.asIntN(32, hash * 31n + BigInt(unit.charCodeAt(0))), 0n)),
  ],
  ['split', ['Mark'], 'List<String>', (s, args) => new ListValue(split(s, text(args, 0)))],
];

/** As java.lang.String.split: empty texts at the end are dropped. */
function split(source: string, mark: string): string[] {
  const parts = source.split(mark);
  if (parts.length === 1) return parts;
  while (parts.at(-1) === '') parts.pop();
  return parts;
}

/** A plain argument: evaluating it changes and throws nothing, so its order does not matter. */
function argument(maker: Maker, type: string): Expr {
  if (type === 'Small') return literalOf(maker.random.below(5));
  if (type === 'Mark') return mark(maker);
  return maker.simple(type);
}

function mark(maker: Maker): Expr {
  const value = maker.random.pick(['a', 'b', ',', 'ab']);
  return call('String', [], quoted(value), () => value);
}

const literalOf = (n: number): Expr => call('Integer', [], String(n), () => integer(n));

/** `receiver.name(args)`, or with `?.` something else where the receiver is null. */
function method(
  maker: Maker,
  receiver: Expr,
  name: string,
  args: readonly Expr[],
  type: string,
  run: (values: readonly Value[]) => Value,
): Expr {
  const safe = maker.random.chance(15);
  const code = `${primary(receiver)}${safe ? '?.' : '.'}${maker.random.spelt(name)}(${args.map((arg) => arg.text).join(', ')})`;
  const made = call(type, [receiver, ...args], code, (values) => {
    if (safe && values[0] === null) return null;
    solid(values[0]!);
    return run(values);
  });
  return safe ? coalesce(made, literal(maker.random, type)) : made;
}

const ofString =
  (type: string): Producer =>
  (maker, depth) => {
    const [name, params, , run] = maker.random.pick(STRING.filter(([, , returns]) => returns === type));
    const args = params.map((param) => argument(maker, param));
    // Texts to look for are there: what null does is not documented for each method.
    const sure = args.map((arg, i) => (params[i] === 'String' && name !== 'equals' && name !== 'equalsIgnoreCase' ? filled(arg) : arg));
    return method(maker, maker.expr('String', depth), name, sure, type, ([receiver, ...values]) => run(short(asText(receiver!)), values));
  };

const filled = (value: Expr): Expr => call('String', [value], `(${value.text} ?? 'a')`, ([given]) => given ?? 'a');

const ofList =
  (name: string, type: string, run: (list: ListValue) => Value): Producer =>
  (maker, depth) => {
    const list = maker.expr(maker.random.pick(['List<Integer>', 'List<String>']), depth);
    return method(maker, list, name, [], type, ([value]) => run(value as ListValue));
  };

const rounded =
  (type: string): Producer =>
  (maker, depth) => {
    const scale = maker.random.below(4);
    const mode = maker.random.pick(ROUNDINGS);
    const value = maker.expr('Decimal', depth);
    if (type === 'Decimal') {
      const args = [literalOf(scale), call('Object', [], `System.RoundingMode.${mode}`, () => null)];
      return method(maker, value, 'setScale', args, type, ([number]) => scaled(number as Fixed, scale, mode));
    }
    if (type === 'Long') return method(maker, value, 'round', [], type, ([number]) => long(wholeOf(number as Fixed, 'HALF_EVEN')));
    return method(maker, value, 'intValue', [], type, ([number]) => integer(wholeOf(number as Fixed, 'DOWN')));
  };

function wholeOf({ digits, scale }: Fixed, mode: Rounding): bigint {
  return scale >= 0 ? divided(digits, 10n ** BigInt(scale), mode) : digits * 10n ** BigInt(-scale);
}

/** Functions of Math and conversions between texts and numbers. */
const modulo =
  (type: 'Integer' | 'Long'): Producer =>
  (maker, depth) => {
    const by = type === 'Integer' ? literalOf(maker.random.between(1, 7)) : call('Long', [], '5L', () => long(5n));
    const value = coalesce(maker.expr(type, depth), by);
    return call(type, [value, by], `Math.mod(${value.text}, ${by.text})`, ([a, b]) => {
      const rest = asWhole(a!) % asWhole(b!);
      return type === 'Integer' ? integer(rest) : long(rest);
    });
  };

const extreme =
  (type: 'Integer' | 'Long'): Producer =>
  (maker, depth) => {
    const [a, b] = [1, 2].map(() => coalesce(maker.expr(type, depth), literal(maker.random, type))) as [Expr, Expr];
    const name = maker.random.pick(['max', 'min']);
    return call(type, [a, b], `Math.${name}(${a.text}, ${b.text})`, ([x, y]) => {
      const [left, right] = [solid(x!), solid(y!)];
      return asWhole(left) > asWhole(right) === (name === 'max') ? left : right;
    });
  };

const narrowed: Producer = (maker, depth) =>
  method(maker, maker.expr('Long', depth), 'intValue', [], 'Integer', ([value]) => integer(asWhole(value!)));

const asString: Producer = (maker, depth) => {
  const value = maker.expr(maker.random.pick(['Integer', 'Long', 'Decimal', 'Double', 'Boolean']), depth);
  return call('String', [value], `String.valueOf(${value.text})`, ([given]) => (given === null ? null : textOf(given!)));
};

const parsed: Producer = (maker, depth) => {
  const value = maker.expr('Integer', depth);
  return call('Integer', [value], `Integer.valueOf('' + ${primary(value)})`, ([given]) => {
    if (given === null) throw new Thrown('System.TypeException', '');
    return given!;
  });
};

const ordinal: Producer = (maker, depth) =>
  method(maker, maker.expr('Color', depth), 'ordinal', [], 'Integer', ([value]) => integer((value as EnumValue).ordinal));
const nameOf: Producer = (maker, depth) =>
  method(maker, maker.expr('Color', depth), 'name', [], 'String', ([value]) => (value as EnumValue).name);

/** Reads a map or set that a variable holds. */
const looked =
  (type: string): Producer =>
  (maker) => {
    const held = maker.variables.filter((variable) => COLLECTION_TYPES.includes(variable.type));
    if (held.length === 0) return undefined;
    const variable = maker.random.pick(held);
    const [kind, key, item] = variable.type.split(/[<>,] ?/) as [string, string, string];
    const receiver: Expr = {
      text: variable.name,
      type: variable.type,
      binds: PRIMARY,
      eval: (frame) => frame.locals.get(variable.name) ?? null,
    };
    const at = maker.simple(key);
    if (type === 'Boolean') {
      const name = kind === 'Map' ? 'containsKey' : 'contains';
      return method(maker, receiver, name, [at], type, ([held_, value]) => keysOf(held_!).has(textOf(value!)));
    }
    if (kind === 'Map' && item === type && maker.random.chance(70)) {
      return method(maker, receiver, 'get', [at], type, ([map, value]) => (map as MapValue).entries.get(textOf(value!))?.[1] ?? null);
    }
    return type === 'Integer' ? method(maker, receiver, 'size', [], type, ([value]) => integer(keysOf(value!).size)) : undefined;
  };

export function keysOf(value: Value): ReadonlyMap<string, unknown> {
  return value instanceof MapValue ? value.entries : (value as SetValue).items;
}

export const METHODS: Readonly<Record<string, readonly Producer[]>> = {
  Integer: [
    ofString('Integer'),
    ofList('size', 'Integer', (list) => integer(list.items.length)),
    rounded('Integer'),
    modulo('Integer'),
    extreme('Integer'),
    narrowed,
    parsed,
    ordinal,
    looked('Integer'),
    looked('Integer'),
  ],
  Long: [rounded('Long'), modulo('Long'), extreme('Long')],
  Decimal: [rounded('Decimal')],
  String: [ofString('String'), ofString('String'), ofString('String'), asString, nameOf, looked('String')],
  Boolean: [ofString('Boolean'), ofList('isEmpty', 'Boolean', (list) => list.items.length === 0), looked('Boolean'), looked('Boolean')],
  'List<String>': [ofString('List<String>')],
};
