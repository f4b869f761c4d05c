import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoldenOrg } from '../golden/harness.ts';
import { ApexException } from '../index.ts';
import { apexFrames } from '../runtime/exception.ts';

/** The stack of an exception that a class throws. */
function stackOf(org: GoldenOrg): string | undefined {
  try {
    org.store.transaction('write', () => org.run('Thrower.fail();'));
  } catch (error) {
    if (error instanceof ApexException) return error.stack;
    throw error;
  }
  return assert.fail('nothing was thrown');
}

test('what a closed runtime has loaded is forgotten, and what others have loaded is not', () => {
  const body = "public class Thrower { public static void fail() { throw new IllegalArgumentException('no'); } }";
  const [closed, open] = [new GoldenOrg({ Thrower: body }), new GoldenOrg({ Thrower: body })];
  const stacks = [stackOf(closed), stackOf(open)] as const;
  const labels = () => stacks.map((stack) => apexFrames(stack).map((frame) => frame.label));
  assert.deepEqual(labels(), [['Class.Thrower.fail'], ['Class.Thrower.fail']]);
  closed.runtime.close();
  assert.deepEqual(labels(), [[], ['Class.Thrower.fail']]);
});
