import type { Maker, Producer } from './maker.ts';
import { call, PRIMARY, storeOf, type Expr, type Frame } from './model.ts';
import { arithmetic } from './numbers.ts';
import { binary } from './operators.ts';
import { integer, itemOf, solid, textOf, type Instance, type ListValue, type Num, type Value } from './values.ts';

/** Places that are assigned: variables, fields, properties, elements of lists. */
interface Target {
  readonly text: string;
  /** Evaluates what the place consists of, once; then it can be read and written. */
  open(frame: Frame): { get(): Value; set(value: Value): void };
}

function variable(maker: Maker, type: string): Target | undefined {
  const places = maker.known(type, true);
  if (places.length === 0) return undefined;
  const { name, place } = maker.random.pick(places);
  return {
    text: name,
    open(frame) {
      const store = storeOf(frame, place);
      return { get: () => store.get(name) ?? null, set: (value) => void store.set(name, value) };
    },
  };
}

/** `list[i]`; `traced` shows that the index is evaluated once. */
function element(maker: Maker, type: string, traced: boolean): Target | undefined {
  const lists = maker.known(`List<${type}>`);
  if (lists.length === 0) return undefined;
  const { name, place } = maker.random.pick(lists);
  const index = maker.random.below(3);
  return {
    text: `${name}[${traced ? `seen('i', ${index})` : index}]`,
    open(frame) {
      const list = storeOf(frame, place).get(name) ?? null;
      if (traced) frame.world.log.push(`i ${index}`);
      return {
        get: () => itemOf(list, index),
        set(value) {
          itemOf(list, index);
          (list as ListValue).items[index] = value;
        },
      };
    },
  };
}

/** `object.field` or, where `level` is meant, a property that shows when it is read and written. */
function member(maker: Maker, type: string, property: boolean): Target | undefined {
  const objects = maker.variables.filter((one) => ['Base', 'Left', 'Right'].includes(one.type));
  const field = { Integer: 'size', String: 'tag', Decimal: 'rate' }[type];
  if (objects.length === 0 || !field || (property && type !== 'Integer')) return undefined;
  const { name } = maker.random.pick(objects);
  return {
    text: `${name}.${property ? 'level' : field}`,
    open(frame) {
      const object = frame.locals.get(name) ?? null;
      const fields = (): Map<string, Value> => (solid(object) as Instance).fields;
      const show = (what: string): void => void (property && frame.world.log.push(what));
      return {
        get() {
          const value = fields().get(field) ?? null;
          show('get');
          return value;
        },
        set(value) {
          const own = fields();
          show(`set ${textOf(value)}`);
          own.set(field, value);
        },
      };
    },
  };
}

function target(maker: Maker, type: string): Target | undefined {
  const choice = maker.random.below(10);
  if (choice < 2) return element(maker, type, true);
  if (choice < 4) return member(maker, type, choice === 3);
  return variable(maker, type);
}

/** A narrower or equal type that an operand of an operation on `type` may have. */
export function operandType(maker: Maker, type: string): string {
  const narrower: Readonly<Record<string, readonly string[]>> = {
    Long: ['Long', 'Integer'],
    Double: ['Double', 'Integer'],
    Decimal: ['Decimal', 'Integer', 'Long'],
  };
  return maker.random.pick(narrower[type] ?? [type]);
}

/** `(x = value)` */
export const assigned =
  (type: string): Producer =>
  (maker, depth) => {
    const random = maker.random.below(10);
    // When the parts of other places are evaluated before the value is not documented, so those values are plain.
    const place = random < 6 ? variable(maker, type) : random < 8 ? element(maker, type, false) : member(maker, type, random === 8);
    if (!place) return undefined;
    const value = random < 6 ? maker.expr(type, depth) : maker.simple(type);
    return call(type, [value], `(${place.text} = ${value.text})`, ([now], frame) => {
      place.open(frame).set(now!);
      return now!;
    });
  };

/** `(x += value)` */
export const compound =
  (type: string, ops: readonly string[]): Producer =>
  (maker, depth) => {
    const place = target(maker, type);
    if (!place) return undefined;
    const op = maker.random.pick(ops);
    const value = maker.expr(operandType(maker, type), depth);
    return call(type, [], `(${place.text} ${op}= ${value.text})`, (_, frame) => {
      const opened = place.open(frame);
      const before: Expr = { text: '', type, binds: PRIMARY, eval: () => opened.get() };
      const now = binary(op, before, value).eval(frame);
      opened.set(now);
      return now;
    });
  };

/** `x++` and the like. */
export const stepped =
  (type: string): Producer =>
  (maker) => {
    const place = target(maker, type);
    if (!place) return undefined;
    const op = maker.random.pick(['++', '--']);
    const first = maker.random.chance(50);
    return call(type, [], first ? `(${op}${place.text})` : `(${place.text}${op})`, (_, frame) => {
      const opened = place.open(frame);
      const old = solid(opened.get()) as Num;
      const next = arithmetic(op[0]!, old, integer(1));
      opened.set(next);
      return first ? next : old;
    });
  };
