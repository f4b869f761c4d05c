import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../exception.ts';
import { ApexObject } from '../object.ts';
import { ApexDate, ApexDecimal, ApexDouble } from '../values/index.ts';
import { ApexList, ApexMap, ApexSet, sortList } from './index.ts';

class Point extends ApexObject {
  readonly x: number;
  constructor(x: number) {
    super();
    this.x = x;
  }
  override apexEquals(other: unknown): boolean {
    return other instanceof Point && other.x === this.x;
  }
  override apexHashCode(): number {
    return 7;
  }
}

const finalException = (message: string) => (error: unknown) =>
  error instanceof ApexException && error.typeName === 'System.FinalException' && error.apexMessage === message;

test('a set keeps first-added order and compares text case-sensitively', () => {
  const set = new ApexSet('String', ['b', 'a', 'B', 'b']);
  assert.deepEqual([...set], ['b', 'a', 'B']);
  assert.equal(set.contains('A'), false);
});

test('dates, decimals and doubles are keys by value, and decimals of different scale differ', () => {
  const map = new ApexMap<unknown, string>('Object', 'String');
  map.put(ApexDate.of(2024, 1, 31), 'date');
  map.put(new ApexDecimal(10n, 1), '1.0');
  map.put(new ApexDouble(1), 'double');
  assert.equal(map.get(ApexDate.of(2024, 1, 31)), 'date');
  assert.equal(map.get(new ApexDecimal(10n, 1)), '1.0');
  assert.equal(map.get(new ApexDecimal(100n, 2)), null);
  assert.equal(map.get(new ApexDouble(1)), 'double');
  assert.ok([...map.keySet()][0] instanceof ApexDate);
});

test('objects with equals and hashCode are one key, others are keys by identity', () => {
  const map = new ApexMap<ApexObject, number>('Object', 'Integer');
  const first = new Point(1);
  map.put(first, 1);
  map.put(new Point(1), 2);
  map.put(new Point(2), 3);
  assert.equal(map.size(), 2);
  assert.equal(map.get(new Point(1)), 2);
  assert.equal([...map.keySet()][0], first);
  map.remove(new Point(1));
  assert.equal(map.containsKey(first), false);
});

test('lists are equal by content and can be keys', () => {
  const set = new ApexSet<ApexList<number>>('List<Integer>');
  set.add(new ApexList('Integer', [1, 2]));
  assert.equal(set.contains(new ApexList('Integer', [1, 2])), true);
  assert.equal(set.add(new ApexList('Integer', [1, 2])), false);
});

test('changing a collection in a loop over it is refused, and allowed again afterwards', () => {
  const refused = finalException('Cannot modify a collection while it is being iterated.');
  const list = new ApexList('Integer', [1, 2]);
  assert.throws(() => {
    for (const _ of list) list.add(3);
  }, refused);
  list.add(3);
  const set = new ApexSet('Integer', [1, 2]);
  assert.throws(() => {
    for (const item of set) set.remove(item);
  }, refused);
  assert.deepEqual([list.lock, set.lock], [0, 0]);
});

test('a loop over the keys of a map goes through the keys of its beginning, whatever happens to the map', () => {
  const map = new ApexMap<string, number>('String', 'Integer');
  map.put('a', 1);
  map.put('b', 2);
  const seen: string[] = [];
  for (const key of map.keySet()) {
    seen.push(key);
    map.remove('b');
    map.put('c', 3);
  }
  assert.deepEqual(seen, ['a', 'b']);
  assert.deepEqual([...map.keys()], ['a', 'c']);
});

test('a key set is a view that only removes, and a frozen list is read-only', () => {
  const map = new ApexMap<string, number>('String', 'Integer');
  map.put('a', 1);
  assert.throws(() => map.keySet().add('b'), finalException('Collection is read-only'));
  assert.equal(map.keySet().remove('a'), true);
  assert.equal(map.size(), 0);
  assert.throws(() => new ApexList('Integer', [1]).freeze().add(2), finalException('Collection is read-only'));
});

test('null values are kept apart from absent keys', () => {
  const map = new ApexMap<string, number | null>('String', 'Integer');
  map.put('a', null);
  assert.equal(map.containsKey('a'), true);
  assert.equal(map.get('a'), null);
  assert.equal(map.remove('a'), null);
  assert.equal(map.size(), 0);
});

test('sort puts nulls first, orders numbers by value and text by code units', () => {
  const numbers = new ApexList<number | null>('Integer', [10, null, 9]);
  sortList(numbers);
  assert.deepEqual(numbers.items, [null, 9, 10]);
  const texts = new ApexList('String', ['b', 'a', 'B']);
  sortList(texts);
  assert.deepEqual(texts.items, ['B', 'a', 'b']);
});

test('an object without compareTo cannot be sorted', () => {
  assert.throws(() => sortList(new ApexList('Point', [new Point(1), new Point(2)])), /not Comparable/);
});
