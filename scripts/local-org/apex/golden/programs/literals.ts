import { call, PRIMARY, type Expr } from './model.ts';
import type { Random } from './random.ts';
import { decimal, double, EnumValue, integer, ListValue, long, type Value } from './values.ts';

/** How tightly a sign binds. */
export const UNARY = 13;

const TEXTS: readonly string[] = ['', 'a', 'b', 'ab', 'Ab', 'abc', 'a,b,,c', 'x y', ' z ', '12', "it's", 'a\\b', 'abcabc', 'ünï', 'тест'];
const COLORS: readonly string[] = ['RED', 'GREEN', 'BLUE'];

export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function constant(type: string, text: string, value: Value, binds = PRIMARY): Expr {
  return { text, type, binds, eval: () => value };
}

/** The value as an Object: what it really is shows only when the program runs. */
export const anything = (value: Expr): Expr => call('Object', [value], `any(${value.text})`, ([given]) => given!);

/** A literal of the type; of collections a new one each time it is evaluated. */
export function literal(random: Random, type: string): Expr {
  const list = /^List<(.*)>$/.exec(type)?.[1];
  if (list) {
    const items = random.list(0, 3, () => literal(random, list));
    return call(
      type,
      items,
      `new ${random.spelt('List')}<${list}>{ ${items.map((item) => item.text).join(', ')} }`,
      (values) => new ListValue([...values]),
    );
  }
  switch (type) {
    case 'Integer': {
      const value = random.chance(15) ? random.pick([2147483647, -2147483647, 65536, 46341, 1000000]) : random.between(-3, 12);
      return constant(type, String(value), integer(value), value < 0 ? UNARY : PRIMARY);
    }
    case 'Long': {
      const value = random.chance(20)
        ? random.pick([9223372036854775807n, -9223372036854775807n, 4294967296n, 3037000500n])
        : BigInt(random.between(-3, 12));
      return constant(type, `${value}L`, long(value), value < 0n ? UNARY : PRIMARY);
    }
    case 'Double': {
      const value = random.pick([0, 0.5, 1, 1.25, 2.5, 3.125, 10, 0.1, 7.75, 100]);
      return constant(type, `${value.toFixed(3)}d`, double(value));
    }
    case 'Decimal': {
      const scale = random.between(1, 3);
      const digits = String(random.chance(20) ? random.between(0, 9) : random.between(0, 5000)).padStart(scale + 1, '0');
      return constant(type, `${digits.slice(0, -scale)}.${digits.slice(-scale)}`, decimal(BigInt(digits), scale));
    }
    case 'String': {
      const text = random.pick(TEXTS);
      return constant(type, quoted(text), text);
    }
    case 'Boolean': {
      const value = random.chance(50);
      return constant(type, String(value), value);
    }
    case 'Color': {
      const ordinal = random.below(COLORS.length);
      return constant(type, `Color.${COLORS[ordinal]}`, COLOR_VALUES[ordinal]!);
    }
    case 'Object':
      return anything(literal(random, random.pick(['Integer', 'Long', 'Double', 'Decimal', 'String', 'Boolean', 'Color'])));
    default:
      return constant(type, 'null', null);
  }
}

export const COLOR_VALUES = COLORS.map((name, i) => new EnumValue(name, i));
