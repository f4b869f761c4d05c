import { anything, literal } from './literals.ts';
import { read, type Maker, type Producer } from './maker.ts';
import { call, primary, PRIMARY, type Expr } from './model.ts';
import { binary, coalesce, comparison, concat, conditional, equality, logic, negative, not } from './operators.ts';
import { assigned, compound, operandType, stepped } from './places.ts';
import { asBoolean, isOfType, itemOf, ListValue, PARENTS, textOf, Thrown } from './values.ts';

/** Operators, assignments and conversions of each type. */

export const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'] as const;
export const PRINTABLE = [...NUMBERS, 'String', 'Boolean', 'Color', 'List<Integer>', 'List<String>', 'List<List<Integer>>'] as const;

/** `a op b` whose result has the type: one operand has it, the other one may be narrower. */
const operation =
  (type: string, ops: readonly string[]): Producer =>
  (maker, depth) => {
    const own = maker.expr(type, depth);
    const other = maker.expr(operandType(maker, type), depth);
    return maker.random.chance(50) ? binary(maker.random.pick(ops), own, other) : binary(maker.random.pick(ops), other, own);
  };

const shifted =
  (type: string): Producer =>
  (maker, depth) =>
    binary(maker.random.pick(['<<', '>>', '>>>']), maker.expr(type, depth), maker.expr('Integer', depth));

/** `Program.seen('mark', value)`: shows when and how often it is evaluated. */
const traced =
  (type: string): Producer =>
  (maker, depth) => {
    const value = maker.expr(type, depth);
    const mark = maker.random.pick(['p', 'q', 'r']);
    return call(type, [value], `seen('${mark}', ${value.text})`, ([seen], { world }) => {
      world.log.push(`${mark} ${textOf(seen!)}`);
      return seen!;
    });
  };

const choice =
  (type: string): Producer =>
  (maker, depth) =>
    conditional(maker.expr('Boolean', depth), maker.expr(type, depth), maker.expr(type, depth));

const fallback =
  (type: string): Producer =>
  (maker, depth) => {
    const variables = maker.known(type);
    return variables.length === 0 ? undefined : coalesce(read(maker, maker.random.pick(variables)), maker.expr(type, depth));
  };

/** An Object that may be of the type or not. How types of numbers are told apart at run time is not documented. */
function maybe(maker: Maker, type: string, depth: number): Expr {
  const others = PRINTABLE.filter((other) => !(isNumberType(type) && isNumberType(other)));
  return anything(maker.expr(maker.random.chance(50) ? type : maker.random.pick(others), depth));
}

/** `(Integer) object`: a TypeException where it is something else. */
const cast =
  (type: string): Producer =>
  (maker, depth) => {
    const value = maybe(maker, type, depth);
    return call(type, [value], `((${type}) ${value.text})`, ([object]) => {
      if (object !== null && !isOfType(object!, type, PARENTS)) throw new Thrown('System.TypeException', '');
      return object!;
    });
  };

const isNumberType = (type: string): boolean => NUMBERS.some((one) => one === type);

const widened: Producer = (maker, depth) => anything(maker.expr(maker.random.pick(PRINTABLE), depth));

const COMPARED: readonly (readonly [string, string])[] = [
  ['Integer', 'Integer'],
  ['Integer', 'Long'],
  ['Long', 'Decimal'],
  ['Integer', 'Decimal'],
  ['Decimal', 'Decimal'],
  ['Double', 'Double'],
  ['Integer', 'Double'],
];

const compared: Producer = (maker, depth) => {
  const [left, right] = maker.random.pick(COMPARED);
  const op = maker.random.pick(['<', '>', '<=', '>=']);
  // The documentation does not say how null compares with null.
  const other = coalesce(maker.expr(right, depth), literal(maker.random, right));
  return comparison(op, maker.expr(left, depth), other);
};

const equalled: Producer = (maker, depth) => {
  const [left, right] = maker.random.chance(50)
    ? maker.random.pick(COMPARED)
    : ((type) => [type, type])(maker.random.pick(['String', 'Boolean', 'Color', 'List<Integer>']));
  return equality(maker.random.pick(['==', '!=']), maker.expr(left, depth), maker.expr(right, depth));
};

const isInstance: Producer = (maker, depth) => {
  const type = maker.random.pick([...NUMBERS, 'String', 'Boolean', 'Color']);
  const value = maybe(maker, type, depth);
  return call('Boolean', [value], `(${value.text} instanceof ${type})`, ([object]) => isOfType(object!, type, PARENTS));
};

const bothOrEither: Producer = (maker, depth) =>
  logic(maker.random.pick(['&&', '||']), maker.expr('Boolean', depth), maker.expr('Boolean', depth));

/** `&`, `|` and `^` evaluate both sides. */
const eager: Producer = (maker, depth) => {
  const [left, right] = [maker.expr('Boolean', depth), maker.expr('Boolean', depth)];
  const op = maker.random.pick(['&', '|', '^']);
  return {
    text: `(${primary(left)} ${op} ${primary(right)})`,
    type: 'Boolean',
    binds: PRIMARY,
    eval(frame) {
      const a = asBoolean(left.eval(frame));
      const b = asBoolean(right.eval(frame));
      return op === '&' ? a && b : op === '|' ? a || b : a !== b;
    },
  };
};

/** A text and anything, in either order. */
const joined: Producer = (maker, depth) => {
  const text = maker.expr('String', depth);
  const other = maker.expr(maker.random.pick(PRINTABLE), depth);
  return maker.random.chance(60) ? concat(text, other) : concat(other, text);
};

const element =
  (type: string): Producer =>
  (maker) => {
    const list = maker.simple(`List<${type}>`);
    const index = maker.random.between(0, 2);
    const text = maker.random.chance(50) ? `${primary(list)}[${index}]` : `${primary(list)}.get(${index})`;
    return list.text.startsWith('new') ? undefined : call(type, [list], text, ([value]) => itemOf(value!, index));
  };

const built =
  (type: string): Producer =>
  (maker, depth) => {
    const items = maker.random.list(0, 3, () => maker.expr(type, depth));
    return call(
      `List<${type}>`,
      items,
      `new List<${type}>{ ${items.map(({ text }) => text).join(', ')} }`,
      (values) => new ListValue([...values]),
    );
  };

const WHOLE_OPS = ['+', '-', '*', '/', '+', '-', '*', '&', '|', '^'];
const POINT_OPS = ['+', '-', '*', '/'];

const common = (type: string): readonly Producer[] => [traced(type), choice(type), fallback(type), assigned(type), cast(type)];
const whole = (type: string): readonly Producer[] => [
  operation(type, WHOLE_OPS),
  operation(type, WHOLE_OPS),
  operation(type, WHOLE_OPS),
  shifted(type),
  (maker, depth) => negative(maker.expr(type, depth)),
  compound(type, WHOLE_OPS),
  stepped(type),
  ...common(type),
];
const point = (type: string): readonly Producer[] => [
  operation(type, POINT_OPS),
  operation(type, POINT_OPS),
  operation(type, POINT_OPS),
  (maker, depth) => negative(maker.expr(type, depth)),
  compound(type, POINT_OPS),
  stepped(type),
  ...common(type),
];

export const OPERATORS: Readonly<Record<string, readonly Producer[]>> = {
  Integer: [...whole('Integer'), element('Integer')],
  Long: whole('Long'),
  Double: point('Double'),
  Decimal: point('Decimal'),
  String: [joined, joined, joined, element('String'), ...common('String')],
  Boolean: [
    compared,
    compared,
    equalled,
    equalled,
    isInstance,
    bothOrEither,
    bothOrEither,
    eager,
    (maker, depth) => not(maker.expr('Boolean', depth)),
    ...common('Boolean'),
  ],
  Object: [widened],
  Color: [choice('Color'), cast('Color')],
  'List<Integer>': [built('Integer'), choice('List<Integer>'), element('List<Integer>')],
  'List<String>': [built('String'), choice('List<String>')],
  'List<List<Integer>>': [built('List<Integer>')],
};

/** What a statement evaluates only to see what happens. */
export const shown = (maker: Maker, depth: number): Expr => maker.expr(maker.random.pick(PRINTABLE), depth);
