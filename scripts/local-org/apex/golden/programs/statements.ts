import type { Kind, Stmt } from './blocks.ts';
import { read, type Maker } from './maker.ts';
import { storeOf, type Expr, type Variable } from './model.ts';
import { PRINTABLE, shown } from './producers.ts';
import {
  COLLECTION_TYPES,
  emptyCollection,
  itemOf,
  solid,
  textOf,
  type ListValue,
  type MapValue,
  type SetValue,
  type Value,
} from './values.ts';

/** `System.debug(value)`, in the forms that write a value. */
function printed(maker: Maker, value: Expr): Stmt {
  const form = maker.random.pick([
    `System.debug(${value.text});`,
    `System.debug('' + ${value.binds < 12 ? `(${value.text})` : value.text});`,
  ]);
  return {
    lines: [form],
    run(frame) {
      frame.world.log.push(textOf(value.eval(frame)));
      return undefined;
    },
  };
}

const print: Kind = (maker) => printed(maker, shown(maker, 3));

const declare: Kind = (maker) => {
  const type = maker.random.chance(20)
    ? maker.random.pick(COLLECTION_TYPES)
    : maker.random.pick([...PRINTABLE, 'Object', 'Integer', 'String']);
  return declaration(maker, type);
};

/** A new local variable, mostly with a value. */
export function declaration(maker: Maker, type: string, depth = 2): Stmt {
  const name = maker.freshName();
  const collection = COLLECTION_TYPES.includes(type);
  const value = collection ? null : maker.random.chance(90) ? maker.expr(type, depth) : undefined;
  const init = collection ? ` = new ${type}()` : value ? ` = ${value.text}` : '';
  maker.variables.push({ name, type, fixed: false });
  return {
    lines: [`${maker.random.spelt(type.split('<')[0]!)}${type.slice(type.split('<')[0]!.length)} ${name}${init};`],
    run(frame) {
      frame.locals.set(name, null);
      if (collection) frame.locals.set(name, emptyCollection(type));
      else if (value) frame.locals.set(name, value.eval(frame));
      return undefined;
    },
  };
}

const assign: Kind = (maker) => {
  const places = maker.known(null, true).filter(({ type }) => !COLLECTION_TYPES.includes(type));
  if (places.length === 0) return undefined;
  const { name, type, place } = maker.random.pick(places);
  const value = maker.expr(type, 3);
  return {
    lines: [`${maker.random.spelt(name)} = ${value.text};`],
    run(frame) {
      storeOf(frame, place).set(name, value.eval(frame));
      return undefined;
    },
  };
};

function held(maker: Maker, types: readonly string[]): Variable | undefined {
  const found = maker.variables.filter(({ type, fixed }) => types.includes(type) && !fixed);
  return found.length > 0 ? maker.random.pick(found) : undefined;
}

/** Adds to a collection, or takes away from it. */
const change: Kind = (maker) => {
  const variable = held(maker, [...COLLECTION_TYPES, 'List<Integer>', 'List<String>']);
  if (!variable) return undefined;
  const [kind, first, second] = variable.type.split(/[<>,] ?/) as [string, string, string];
  const key = maker.simple(kind === 'List' ? 'Integer' : first);
  const item = maker.simple(kind === 'Map' ? second : first);
  const receiver = read(maker, variable);
  const [text, run] = CHANGES[kind]![maker.random.below(CHANGES[kind]!.length)]!;
  return {
    lines: [`${text(receiver.text, key.text, item.text)};`],
    run(frame) {
      const target = solid(receiver.eval(frame));
      run(target, key.eval(frame), item.eval(frame));
      return undefined;
    },
  };
};

type Change = readonly [text: (target: string, key: string, item: string) => string, run: (target: Value, key: Value, item: Value) => void];

const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  List: [
    [(target, _, item) => `${target}.add(${item})`, (target, _, item) => void (target as ListValue).items.push(item)],
    [(target, _, item) => `${target}.add(0, ${item})`, (target, _, item) => void (target as ListValue).items.unshift(item)],
    [
      (target, _, item) => `${target}[1] = ${item}`,
      (target, _, item) => {
        itemOf(target, 1);
        (target as ListValue).items[1] = item;
      },
    ],
    [
      (target) => `${target}.remove(0)`,
      (target) => {
        itemOf(target, 0);
        (target as ListValue).items.shift();
      },
    ],
  ],
  Map: [
    [
      (target, key, item) => `${target}.put(${key}, ${item})`,
      (target, key, item) => void (target as MapValue).entries.set(textOf(key), [key, item]),
    ],
    [(target, key) => `${target}.remove(${key})`, (target, key) => void (target as MapValue).entries.delete(textOf(key))],
  ],
  Set: [
    [(target, _, item) => `${target}.add(${item})`, (target, _, item) => void (target as SetValue).items.set(textOf(item), item)],
    [(target, _, item) => `${target}.remove(${item})`, (target, _, item) => void (target as SetValue).items.delete(textOf(item))],
  ],
};

/** Statements without others inside. */
export const PLAIN: readonly Kind[] = [print, print, print, declare, assign, assign, change];
