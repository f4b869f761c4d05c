import { fail } from '../errors.ts';
import { higher, native, type Module } from '../run/library.ts';
import { without } from '../run/operators.ts';
import { compare, equal } from '../values/compare.ts';
import { isNumber, toDouble } from '../values/number.ts';
import { notCallable, simpleText, textOf } from '../values/text.ts';
import { DwFunction, DwObject, isArray, Key, plain, type Entry, type Value } from '../values/value.ts';

export function items(value: Value, name: string): readonly Value[] {
  return isArray(value) ? value : notCallable(name, [value]);
}

export function entriesOf(value: Value, name: string): readonly Entry[] {
  return value instanceof DwObject ? value.entries : notCallable(name, [value]);
}

function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  return fail('The condition gave no Boolean');
}

/** Values without those whose key has come before. */
export function distinct<T>(list: readonly T[], keyOf: (item: T, index: number) => Value): T[] {
  const seen = new Set<Value>();
  const complex: Value[] = [];
  return list.filter((item, index) => {
    const key = plain(keyOf(item, index));
    if (typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean' || key === null) {
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }
    if (complex.some((other) => equal(other, key))) return false;
    complex.push(key);
    return true;
  });
}

/** Sorted by a key; equal ones keep their order. */
export function sorted<T>(list: readonly T[], keyOf: (item: T, index: number) => Value): T[] {
  return list
    .map((item, index) => ({ item, key: plain(keyOf(item, index)) }))
    .sort((a, b) => (a.key === null || b.key === null ? Number(b.key === null) - Number(a.key === null) : compare(a.key, b.key)))
    .map(({ item }) => item);
}

function grouped(value: Value, group: (...args: Value[]) => Value): Value {
  const groups = new Map<string, { key: Key; items: Value[]; entries: Entry[] }>();
  const into = (key: Value): { items: Value[]; entries: Entry[] } => {
    const name = textOf(key);
    let found = groups.get(name);
    if (!found) groups.set(name, (found = { key: key instanceof Key ? key : new Key(name), items: [], entries: [] }));
    return found;
  };
  if (value instanceof DwObject) {
    for (const entry of value.entries) into(group(entry.value, entry.key)).entries.push(entry);
    return new DwObject([...groups.values()].map(({ key, entries }) => ({ key, value: new DwObject(entries) })));
  }
  const list = typeof value === 'string' ? [...value] : items(value, 'groupBy');
  list.forEach((item, index) => into(group(item, index)).items.push(item));
  return new DwObject(
    [...groups.values()].map(({ key, items }) => ({ key, value: typeof value === 'string' ? items.map(textOf).join('') : items })),
  );
}

function flat(list: readonly Value[]): Value[] {
  return list.flatMap((item) => {
    const value = plain(item);
    return isArray(value) ? value : [value];
  });
}

function best(list: readonly Value[], keyOf: (item: Value) => Value, sign: 1 | -1): Value {
  let found: { item: Value; key: Value } | undefined;
  for (const item of list) {
    const key = plain(keyOf(item));
    if (!found || compare(key, found.key) * sign > 0) found = { item, key };
  }
  return found?.item ?? null;
}

function joined(left: Value, right: Value): Value {
  if (isArray(left)) return isArray(right) ? [...left, ...right] : notCallable('++', [left, right]);
  if (left instanceof DwObject)
    return right instanceof DwObject ? new DwObject([...left.entries, ...right.entries]) : notCallable('++', [left, right]);
  const [a, b] = [simpleText(left), simpleText(right)];
  return a === undefined || b === undefined ? notCallable('++', [left, right]) : a + b;
}

function removed(left: Value, right: Value): Value {
  if (isArray(left)) return left.filter((item) => !items(right, '--').some((other) => equal(item, other)));
  if (!(left instanceof DwObject)) return notCallable('--', [left, right]);
  return isArray(right) ? right.reduce<DwObject>((object, name) => without(object, name), left) : without(left, right);
}

function range(from: Value, to: Value): Value {
  if (!isNumber(from) || !isNumber(to)) return notCallable('to', [from, to]);
  const [first, last] = [toDouble(from), toDouble(to)];
  const step = first <= last ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step);
}

/** https://docs.mulesoft.com/dataweave/latest/dw-core */
export const coreCollections: Module = {
  map: higher((value, fn) => items(value, 'map').map((item, index) => fn(item, index))),
  mapObject: higher((value, fn) => {
    return new DwObject(
      entriesOf(value, 'mapObject').flatMap(({ key, value: item }, index) => entriesOf(fn(item, key, index), 'mapObject')),
    );
  }),
  flatMap: higher((value, fn) => flat(items(value, 'flatMap').map((item, index) => fn(item, index)))),
  filter: higher((value, fn) => {
    if (typeof value === 'string') return [...value].filter((c, index) => truth(fn(c, index))).join('');
    return items(value, 'filter').filter((item, index) => truth(fn(item, index)));
  }),
  filterObject: higher((value, fn) => {
    return new DwObject(entriesOf(value, 'filterObject').filter(({ key, value: item }, index) => truth(fn(item, key, index))));
  }),
  pluck: higher((value, fn) => entriesOf(value, 'pluck').map(({ key, value: item }, index) => fn(item, key, index))),
  groupBy: higher(grouped),
  orderBy: higher((value, fn) => {
    if (value instanceof DwObject) return new DwObject(sorted(value.entries, (entry, index) => fn(entry.value, entry.key, index)));
    return sorted(items(value, 'orderBy'), (item, index) => fn(item, index));
  }),
  distinctBy: higher((value, fn) => {
    if (value instanceof DwObject) return new DwObject(distinct(value.entries, (entry) => fn(entry.value, entry.key)));
    return distinct(items(value, 'distinctBy'), (item, index) => fn(item, index));
  }),
  // The lambda takes the item and what was gathered; a default of its second parameter is where it starts.
  reduce: native(
    2,
    ([value, fn], call) => {
      const list = typeof value === 'string' ? [...value] : [...items(value!, 'reduce')];
      const initial = fn instanceof DwFunction ? fn.initial : undefined;
      if (list.length === 0) return initial ? initial() : null;
      const first = initial ? initial() : plain(list.shift()!);
      return list.reduce((gathered, item) => call(fn!, item, gathered), first);
    },
    { functions: [1] },
  ),
  maxBy: higher((value, fn) => best(items(value, 'maxBy'), fn, 1)),
  minBy: higher((value, fn) => best(items(value, 'minBy'), fn, -1)),
  max: native(1, ([value]) => best(items(value!, 'max'), (item) => item, 1)),
  min: native(1, ([value]) => best(items(value!, 'min'), (item) => item, -1)),
  flatten: native(1, ([value]) => flat(items(value!, 'flatten'))),
  zip: native(2, ([a, b]) => {
    const other = items(b!, 'zip');
    return items(a!, 'zip')
      .slice(0, other.length)
      .map((item, index) => [item, other[index]!]);
  }),
  unzip: native(1, ([value]) => {
    const rows = items(value!, 'unzip').map((row) => items(row, 'unzip'));
    return Array.from({ length: Math.min(...rows.map((row) => row.length)) }, (_, column) => rows.map((row) => row[column]!));
  }),
  '++': native(2, ([a, b]) => joined(a!, b!), { nullable: false }),
  '--': native(2, ([a, b]) => removed(a!, b!)),
  to: native(2, ([a, b]) => range(a!, b!), { nullable: false }),
  keysOf: native(1, ([value]) => entriesOf(value!, 'keysOf').map(({ key }) => key)),
  namesOf: native(1, ([value]) => entriesOf(value!, 'namesOf').map(({ key }) => key.name)),
  valuesOf: native(1, ([value]) => entriesOf(value!, 'valuesOf').map((entry) => entry.value)),
  entriesOf: native(1, ([value]) =>
    entriesOf(value!, 'entriesOf').map(({ key, value: item }) =>
      DwObject.of({ key: key.name, value: item, attributes: key.attributes ?? new DwObject([]) }),
    ),
  ),
};
