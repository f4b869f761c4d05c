import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { GoldenOrg } from '../golden/harness.ts';
import { ApexException } from '../index.ts';

const org = new GoldenOrg({
  Busy: `public class Busy {
    public static Integer fibonacci(Integer n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
    public static Integer even(Integer n) { return n < 2 ? n : odd(n - 1) + odd(n - 2); }
    public static Integer odd(Integer n) { Integer m = n; return even(m); }
    public static Integer find(Integer wanted) {
      for (Integer i = 0; i < 1000; i++) { if (i == wanted) return i; }
      return -1;
    }
    public static void fail() {
      Integer i = 0;
      while (true) { if (++i == 1000) throw new IllegalArgumentException('no'); }
    }
  }`,
});

/** What a block ends with on a machine on which every look at the clock takes a second. */
function onSlowMachine(block: string): string {
  let seconds = 0;
  const clock = mock.method(performance, 'now', () => ++seconds * 1000);
  try {
    org.store.transaction('write', () => org.run(block));
    return 'came to its end';
  } catch (error) {
    if (error instanceof ApexException) return error.message;
    throw error;
  } finally {
    clock.mock.restore();
  }
}

const TOO_LONG = 'Apex CPU time limit exceeded';

for (const [what, block] of [
  ['one long loop', 'Integer i = 0; do { i++; } while (i < 1000000);'],
  ['short loops in another', 'for (Integer i = 0; i < 2000; i++) { for (Integer j = 0; j < 500; j++) { j += 0; } }'],
  ['short loops left by their method', 'for (Integer i = 0; i < 2000; i++) Busy.find(500);'],
  ['short loops left by an exception', 'for (Integer i = 0; i < 2000; i++) { try { Busy.fail(); } catch (Exception e) { i += 0; } }'],
  [
    'loops over lists',
    'List<Integer> l = new Integer[1000]; for (Integer i = 0; i < 1000; i++) { for (Integer j : l) { if (i < 0) break; } }',
  ],
  ['a method that calls itself twice', 'Busy.fibonacci(27);'],
  ['methods that call each other', 'Busy.even(27);'],
]) {
  test(`The time limit stops ${what}`, () => {
    assert.equal(onSlowMachine(block!), TOO_LONG);
  });
}

test('Work that is soon done is not stopped', () => {
  assert.equal(onSlowMachine('for (Integer i = 0; i < 1000; i++) Busy.find(1); Busy.fibonacci(15);'), 'came to its end');
});
