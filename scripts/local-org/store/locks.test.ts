import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Answer, Client } from './fixtures/client.ts';
import { Pages } from './fixtures/pages.ts';

/**
 * Two transactions in two threads on one org.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */

/** Longer than a busy machine takes for anything that does not wait for another transaction. */
const IMPATIENCE_MS = 700;

const pages = new Pages();
const a = pages.client();
const b = pages.client();
/** Those who do not wait for long. */
const hasty = pages.client(IMPATIENCE_MS);
const rash = pages.client(IMPATIENCE_MS);
after(() => pages.close());

const begin = { do: 'begin' } as const;
const commit = { do: 'commit' } as const;

describe('two transactions', { timeout: 30_000 }, () => {
  test('on different rows go on side by side, and each sees what it has written itself', async () => {
    const [first, second] = [pages.add(), pages.add()];
    await a.do(begin, { do: 'write', id: first, name: 'by a' });
    await b.do(begin, { do: 'write', id: second, name: 'by b' }, commit);
    assert.equal(pages.nameOf(second), 'by b');
    assert.equal(pages.nameOf(first), 'old', 'nobody sees what is not committed');
    assert.equal(await a.do({ do: 'read', id: first }), 'by a');
    assert.equal(await a.do({ do: 'read', id: second }), 'by b');
    await a.do(commit);
    assert.equal(pages.nameOf(first), 'by a');
  });

  test('on one row come one after the other: the second reads what the first has left', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'write', id: first, name: 'by a' });
    await b.do(begin);
    const locked = b.do({ do: 'lock', id: first });
    assert.ok(await pages.isWaiting(locked));
    await a.do(commit);
    assert.equal(await locked, true, 'it says that it has waited');
    assert.equal(await b.do({ do: 'read', id: first }), 'by a');
    await b.do({ do: 'write', id: first, name: 'by b' }, commit);
    assert.equal(pages.nameOf(first), 'by b');
  });

  test('on one row: the second gives up after the time-out and can go on with other rows', async () => {
    const [first, second] = [pages.add(), pages.add()];
    await a.do(begin, { do: 'lock', id: first });
    await hasty.do(begin);
    await assert.rejects(hasty.do({ do: 'write', id: first, name: 'by b' }), { code: 'LOCK_TIMEOUT' });
    assert.ok(Number(await hasty.do({ do: 'waited' })) >= IMPATIENCE_MS, 'the wait is counted');
    await hasty.do({ do: 'write', id: second, name: 'by b' }, commit);
    await a.do({ do: 'write', id: first, name: 'by a' }, commit);
    assert.deepEqual([pages.nameOf(first), pages.nameOf(second)], ['by a', 'by b']);
  });

  test('that read first and write later lose an update', async () => {
    const first = pages.add();
    const [seenByA, seenByB] = [await a.do(begin, { do: 'read', id: first }), await b.do(begin, { do: 'read', id: first })];
    await a.do({ do: 'write', id: first, name: `${String(seenByA)} a` }, commit);
    await b.do({ do: 'write', id: first, name: `${String(seenByB)} b` }, commit);
    assert.equal(pages.nameOf(first), 'old b');
  });

  test('that wait for each other end by the time-out of one of them', async () => {
    const [first, second] = [pages.add(), pages.add()];
    await hasty.do(begin, { do: 'write', id: first, name: 'hasty' });
    await rash.do(begin, { do: 'write', id: second, name: 'rash' });
    const cross = async (client: Client, id: string, name: string): Promise<Answer> => {
      const answer = await client.ask({ do: 'write', id, name });
      await client.do(commit);
      return answer;
    };
    const answers = await Promise.all([cross(hasty, second, 'hasty'), cross(rash, first, 'rash')]);
    const failed = answers.filter((answer) => 'error' in answer && answer.error === 'LOCK_TIMEOUT').length;
    assert.ok(failed >= 1, 'somebody gives up');
    const end = [pages.nameOf(first), pages.nameOf(second)].join();
    assert.ok(failed === 2 ? end === 'hasty,rash' : end === 'hasty,hasty' || end === 'rash,rash', end);
  });

  test('that find their rows by a query: the second looks again when it has had to wait', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'write', id: first, name: 'wanted' }, commit);
    await a.do(begin, { do: 'lockNamed', name: 'wanted' });
    await b.do(begin);
    const found = b.do({ do: 'lockNamed', name: 'wanted' });
    assert.ok(await pages.isWaiting(found));
    await a.do({ do: 'write', id: first, name: 'taken' }, commit);
    assert.deepEqual(await found, []);
    await b.do(commit);
  });
});

describe('a transaction that others have interrupted', { timeout: 30_000 }, () => {
  /** Lets b write in the middle of a's transaction. */
  const interrupt = async (): Promise<void> => {
    const other = pages.add();
    await b.do(begin, { do: 'write', id: other, name: 'by b' }, commit);
  };

  test('keeps its savepoints and what has been rolled back to them', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'savepoint', as: 'start' }, { do: 'write', id: first, name: 'one' }, { do: 'savepoint', as: 'one' });
    await a.do({ do: 'write', id: first, name: 'two' }, { do: 'savepoint', as: 'two' }, { do: 'write', id: first, name: 'three' });
    await interrupt();
    await a.do({ do: 'rollbackTo', as: 'two' });
    assert.equal(await a.do({ do: 'read', id: first }), 'two');
    await interrupt();
    await a.do({ do: 'release', as: 'two' });
    await interrupt();
    assert.equal(await a.do({ do: 'rollbackTo', as: 'one' }, { do: 'read', id: first }), 'one');
    await interrupt();
    assert.equal(await a.do({ do: 'rollbackTo', as: 'start' }, { do: 'read', id: first }), 'old');
    await a.do({ do: 'write', id: first, name: 'end' });
    await interrupt();
    await a.do(commit);
    assert.equal(pages.nameOf(first), 'end');
  });

  test('keeps its rows to the end, also those whose change it has rolled back', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'savepoint', as: 'start' }, { do: 'write', id: first, name: 'a' }, { do: 'rollbackTo', as: 'start' });
    await b.do(begin);
    const locked = b.do({ do: 'lock', id: first });
    assert.ok(await pages.isWaiting(locked));
    await a.do(commit);
    await locked;
    await b.do(commit);
  });

  test('leaves nothing behind when it fails', async () => {
    const first = pages.add();
    await a.do(begin, { do: 'write', id: first, name: 'lost' });
    await interrupt();
    await a.do({ do: 'fail' });
    assert.equal(pages.nameOf(first), 'old');
    await hasty.do(begin, { do: 'write', id: first, name: 'by b' }, commit);
  });

  test('keeps the values of unique fields that it has given', async () => {
    await a.do(begin, { do: 'insert', name: 'a', key: 'Same' });
    await b.do(begin);
    const inserted = b.ask({ do: 'insert', name: 'b', key: 'same' });
    assert.ok(await pages.isWaiting(inserted));
    await a.do(commit);
    const refused = await inserted;
    assert.equal('error' in refused && refused.error, 'UNIQUE');
    await b.do(commit);
    await a.do(begin, { do: 'insert', name: 'a', key: 'other' });
    await b.do(begin);
    const free = b.do({ do: 'insert', name: 'b', key: 'other' });
    assert.ok(await pages.isWaiting(free));
    await a.do({ do: 'fail' });
    await free;
    await b.do(commit);
  });

  test('keeps its auto numbers, and nobody else gets them', async () => {
    const numbers = [await a.do(begin, { do: 'number' }), await b.do(begin, { do: 'number' }, { do: 'number' })];
    numbers.push(await a.do({ do: 'number' }), await b.do({ do: 'number' }));
    await b.do(commit);
    numbers.push(await a.do({ do: 'number' }));
    await a.do(commit);
    numbers.push(await b.do(begin, { do: 'number' }));
    await b.do(commit);
    const values = numbers.map(Number);
    assert.equal(new Set(values).size, values.length, values.join());
    assert.equal(Math.max(...values), values.at(-1), 'none comes again');
  });

  test('fails as a whole when what it has done is not possible any more', async () => {
    const [first, second] = [pages.add(), pages.add()];
    await a.do(
      begin,
      { do: 'write', id: first, name: 'a' },
      { do: 'sql', sql: `UPDATE "Page__c" SET "Name" = 'seen' WHERE "Name" = 'few'` },
    );
    await b.do(begin, { do: 'write', id: second, name: 'few' }, commit);
    await assert.rejects(a.do({ do: 'read', id: first }), { code: 'REPLAY_CONFLICT' });
    await assert.rejects(a.do(commit), { code: 'REPLAY_CONFLICT' });
    assert.deepEqual([pages.nameOf(first), pages.nameOf(second)], ['old', 'few']);
    await b.do(begin, { do: 'write', id: first, name: 'b' }, commit);
    assert.equal(pages.nameOf(first), 'b');
  });

  test('gives the rows of a mere lock back when it stands aside, but not what it has written', async () => {
    const [first, second] = [pages.add(), pages.add()];
    await a.do(begin, { do: 'lock', id: first }, { do: 'standAside' });
    await b.do(begin, { do: 'write', id: first, name: 'b' }, commit);
    await a.do({ do: 'write', id: second, name: 'a' }, { do: 'standAside' });
    await b.do(begin);
    const locked = b.do({ do: 'lock', id: second });
    assert.ok(await pages.isWaiting(locked));
    await a.do(commit);
    await locked;
    await b.do(commit);
    assert.deepEqual([pages.nameOf(first), pages.nameOf(second)], ['b', 'a']);
  });
});
