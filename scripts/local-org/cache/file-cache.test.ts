import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { engineVersion, FileCache } from './file-cache.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'file-cache-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

test('A value is found under its name, key and version only', (t) => {
  const at = folder(t);
  const cache = new FileCache('1', at);
  cache.write('a', 'key', new Map([['x', new Set([1n])]]));
  assert.deepEqual(cache.read('a', 'key'), new Map([['x', new Set([1n])]]));
  assert.equal(cache.read('a', 'other'), undefined);
  assert.equal(cache.read('b', 'key'), undefined);
  assert.equal(new FileCache('2', at).read('a', 'key'), undefined);
});

test('A new value takes the place of the former one', (t) => {
  const at = folder(t);
  const cache = new FileCache('1', at);
  cache.write('a', 'one', 1);
  cache.write('a', 'two', 2);
  assert.equal(cache.read('a', 'one'), undefined);
  assert.equal(cache.read('a', 'two'), 2);
  assert.equal(readdirSync(at).length, 1);
});

test('A damaged entry is not there', (t) => {
  const at = folder(t);
  const cache = new FileCache('1', at);
  cache.write('a', 'key', 'x'.repeat(1000));
  const file = join(at, readdirSync(at)[0]!);
  truncateSync(file, 500);
  assert.equal(cache.read('a', 'key'), undefined);
  writeFileSync(file, 'nonsense');
  assert.equal(cache.read('a', 'key'), undefined);
});

test('A folder that cannot be written costs nothing but time', () => {
  const cache = new FileCache('1', '/dev/null/cache');
  cache.write('a', 'key', 1);
  assert.equal(cache.read('a', 'key'), undefined);
});

test('The version of the engine is the same for the same files, and differs by room', () => {
  assert.equal(engineVersion(['apex/syntax']), engineVersion(['apex/syntax']));
  assert.notEqual(engineVersion(['apex/syntax']), engineVersion(['apex/check']));
});
