import { native, type Module, type NativeFunction } from '../run/library.ts';
import { add, toDouble, type DwNumber } from '../values/number.ts';
import { toNumber } from '../values/coerce.ts';
import { equal } from '../values/compare.ts';
import { DwObject, plain, type Value } from '../values/value.ts';
import { items } from './core-collections.ts';
import { count } from './core-values.ts';

type Test = (item: Value, index: number) => boolean;

const tested = (fn: (list: readonly Value[], test: Test) => Value, nullable = true): NativeFunction =>
  native(2, ([value, test], call) => fn(items(value!, 'Arrays'), (item, index) => call(test!, item, index) === true), {
    functions: [1],
    nullable,
  });
const sized = (fn: (list: readonly Value[], amount: number) => Value): NativeFunction =>
  native(2, ([value, amount]) => fn(items(value!, 'Arrays'), count(amount!, 'Arrays')));

function splitAt(list: readonly Value[], place: number): Value {
  return DwObject.of({ l: list.slice(0, Math.max(0, place)), r: list.slice(Math.max(0, place)) });
}

function firstFailing(list: readonly Value[], test: Test): number {
  const place = list.findIndex((item, index) => !test(item, index));
  return place < 0 ? list.length : place;
}

/** Pairs of items with the same key; `outer` also gives the items without a partner. */
function join(outer: 'none' | 'left' | 'both'): NativeFunction {
  return native(
    4,
    ([left, right, leftKey, rightKey], call) => {
      const others = items(right!, 'join').map((item) => ({ item, key: call(rightKey!, item) }));
      const used = new Set<unknown>();
      const rows = items(left!, 'join').flatMap((item): Value[] => {
        const key = call(leftKey!, item);
        const partners = others.filter((other) => equal(other.key, key));
        for (const partner of partners) used.add(partner);
        if (partners.length === 0) return outer === 'none' ? [] : [DwObject.of({ l: plain(item) })];
        return partners.map((partner) => DwObject.of({ l: plain(item), r: plain(partner.item) }));
      });
      if (outer === 'both') for (const other of others) if (!used.has(other)) rows.push(DwObject.of({ r: plain(other.item) }));
      return rows;
    },
    { functions: [2, 3] },
  );
}

/** https://docs.mulesoft.com/dataweave/latest/dw-arrays */
export const arrays: Module = {
  countBy: tested((list, test) => list.filter(test).length),
  every: tested((list, test) => list.every(test)),
  some: tested((list, test) => list.some(test)),
  firstWith: tested((list, test) => list.find(test) ?? null),
  indexWhere: tested((list, test) => list.findIndex(test)),
  partition: tested((list, test) => {
    const success = list.map(test);
    return DwObject.of({ success: list.filter((_, index) => success[index]), failure: list.filter((_, index) => !success[index]) });
  }),
  splitWhere: tested((list, test) =>
    splitAt(
      list,
      firstFailing(list, (item, index) => !test(item, index)),
    ),
  ),
  takeWhile: tested((list, test) => list.slice(0, firstFailing(list, test))),
  dropWhile: tested((list, test) => list.slice(firstFailing(list, test))),
  take: sized((list, amount) => list.slice(0, Math.max(0, amount))),
  drop: sized((list, amount) => list.slice(Math.max(0, amount))),
  splitAt: sized(splitAt),
  divideBy: sized((list, size) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size)),
  ),
  indexOf: native(2, ([value, item]) => items(value!, 'indexOf').findIndex((other) => equal(other, item!))),
  slice: native(3, ([value, from, until]) => items(value!, 'slice').slice(toDouble(toNumber(from!)), toDouble(toNumber(until!)))),
  sumBy: native(2, ([value, fn], call) => items(value!, 'sumBy').reduce<DwNumber>((sum, item) => add(sum, toNumber(call(fn!, item))), 0), {
    functions: [1],
  }),
  join: join('none'),
  leftJoin: join('left'),
  outerJoin: join('both'),
};
