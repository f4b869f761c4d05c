import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import type { Appended } from './fixtures/append.ts';
import { Pages } from './fixtures/pages.ts';

/** Who has the whole org, whose owners are killed, and what is left of many transactions at once. */

const pages = new Pages();
const a = pages.client();
const b = pages.client();
const hasty = pages.client(500);
after(() => pages.close());

const begin = { do: 'begin' } as const;
const commit = { do: 'commit' } as const;

describe('work on the whole org', { timeout: 30_000 }, () => {
  test('waits for interrupted transactions, and they for it', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'write', id: first, name: 'a' });
    await assert.rejects(hasty.do({ do: 'beginAlone' }), { code: 'LOCK_TIMEOUT' });
    const alone = b.do({ do: 'beginAlone' });
    await a.do(commit);
    await alone;
    const written = a.ask(begin).then(() => a.ask({ do: 'write', id: first, name: 'later' }));
    assert.ok(await pages.isWaiting(written));
    await b.do(commit);
    await written;
    await a.do(commit);
    assert.equal(pages.nameOf(first), 'later');
  });
});

describe('locks of a transaction whose owner is gone', { timeout: 30_000 }, () => {
  test('end with the thread', async () => {
    const first = pages.add();
    const victim = pages.client();
    await victim.do(begin, { do: 'write', id: first, name: 'lost' }, { do: 'standAside' });
    await b.do(begin);
    const written = b.do({ do: 'write', id: first, name: 'by b' });
    assert.ok(await pages.isWaiting(written));
    await victim.kill();
    await written;
    await b.do(commit);
    assert.equal(pages.nameOf(first), 'by b');
  });

  test('end with the process', async () => {
    const first = pages.add();
    const program = `import { loadSource } from ${JSON.stringify(new URL('../metadata/index.ts', import.meta.url).href)};
      import { openStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const store = openStore({ file: process.argv[1], schema: loadSource([process.argv[2]]).schema });
      store.transaction('committed', () => {
        store.update(store.schema.object('Page__c'), process.argv[3], new Map([['Name', 'lost']]));
        store.standAside();
        process.stdout.write('parked');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, pages.file, pages.sourceDir, first]);
    await once(child.stdout, 'data');
    await b.do(begin);
    const written = b.do({ do: 'write', id: first, name: 'by b' });
    assert.ok(await pages.isWaiting(written));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await written;
    await b.do(commit);
    assert.equal(pages.nameOf(first), 'by b');
  });
});

describe('transactions that lock their rows before they read them', { timeout: 30_000 }, () => {
  test('lose nothing in any order of events: what is left is what they leave one after the other', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 5 }, () => pages.add());
    const appended = await Promise.all(
      ['a', 'b', 'c'].map((mark, i) => pages.client(300).do({ do: 'append', ids: rows, seed: 7 + i * 1000, count: 20, mark })),
    );
    const done = (appended as Appended[][]).flat();
    assert.ok(done.length > 5, `${done.length} of 60 came through`);
    assert.equal(new Set(done.map(({ number }) => number)).size, done.length, 'no auto number twice');
    const orders = rows.map((id) => String(pages.nameOf(id)).split(' ').slice(1));
    rows.forEach((id, i) => {
      const expected = done.filter((one) => one.ids.includes(id)).map(({ name }) => name);
      assert.deepEqual([...(orders[i] as string[])].sort(), expected.sort(), 'every committed append once, and no other');
    });
    assert.ok(haveOneOrder(orders), JSON.stringify(orders));
  });
});

/** Whether there is one order of all names that agrees with each of the lists. */
function haveOneOrder(lists: readonly (readonly string[])[]): boolean {
  let rest = lists.filter((list) => list.length > 0);
  while (rest.length > 0) {
    const next = rest.map(([head]) => head).find((head) => rest.every((list) => !list.includes(head as string, 1)));
    if (next === undefined) return false;
    rest = rest.map((list) => (list[0] === next ? list.slice(1) : list)).filter((list) => list.length > 0);
  }
  return true;
}
