import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { IdleMemory } from './idle.ts';

const MEGABYTE = 2 ** 20;

test('A thread gives memory back once it has been idle, and again when it has taken more', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let taken = 50 * MEGABYTE;
  const collect = mock.fn(() => (taken = 30 * MEGABYTE));
  const memory = new IdleMemory({ taken: () => taken, collect });

  memory.touch();
  context.mock.timers.tick(2900);
  memory.touch();
  context.mock.timers.tick(2900);
  assert.equal(collect.mock.callCount(), 0, 'it was busy meanwhile');
  context.mock.timers.tick(100);
  assert.equal(collect.mock.callCount(), 1);

  taken += MEGABYTE;
  memory.touch();
  context.mock.timers.tick(5000);
  assert.equal(collect.mock.callCount(), 1, 'a megabyte is not worth it');

  taken += 10 * MEGABYTE;
  memory.touch();
  context.mock.timers.tick(3000);
  assert.equal(collect.mock.callCount(), 2);
});
