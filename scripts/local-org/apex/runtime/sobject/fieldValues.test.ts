import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FieldValues } from './fieldValues.ts';
import { Layout } from './layout.ts';

/** The same numbers in each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

test('Values of fields are kept as a map keeps them, whatever is set, changed and removed', () => {
  const root = new Layout();
  const random = randomNumbers(7);
  for (let round = 0; round < 300; round++) {
    const [values, map] = [new FieldValues(root), new Map<string, unknown>()];
    const fields = 1 + random(40);
    for (let step = 0; step < 60; step++) {
      const name = `Field${random(fields)}`;
      if (random(40) === 0) assert.equal(values.delete(name), map.delete(name));
      else {
        values.set(name, step);
        map.set(name, step);
      }
      const asked = `Field${random(fields)}`;
      assert.equal(values.get(asked), map.get(asked));
      assert.equal(values.has(asked), map.has(asked));
    }
    assert.deepEqual([...values], [...map]);
    assert.deepEqual([...values.keys()], [...map.keys()]);
    assert.deepEqual([...values.values()], [...map.values()]);
    assert.equal(values.size, map.size);
    values.clear();
    assert.deepEqual([values.size, [...values]], [0, []]);
  }
});

test('Records whose fields were set in the same order share their names', () => {
  const root = new Layout();
  const record = (...names: string[]): FieldValues => names.reduce((values, name) => values.set(name, 1), new FieldValues(root));
  assert.equal(record('A', 'B').layout, record('A', 'B', 'A').layout);
  assert.notEqual(record('A', 'B').layout, record('B', 'A').layout);
});

test('The place of a field is told again when it is set again', () => {
  const values = new FieldValues(new Layout());
  assert.deepEqual([values.put('A', 1), values.put('B', 2), values.put('A', 3)], [0, 1, 0]);
  values.delete('A');
  assert.equal(values.put('B', 4), -1);
  assert.deepEqual(values.places, ['A', 'B']);
});
