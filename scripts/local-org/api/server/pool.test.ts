import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestMessage, WorkerOptions } from './messages.ts';
import { WorkerPool } from './pool.ts';

/** A worker that takes as many ms for a request as its URL says. */
const WORKER = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ kind, id, url }) => {
    if (kind === 'close') return parentPort.postMessage({ kind: 'closed' });
    setTimeout(() => {
      parentPort.postMessage({ kind: 'response', id, status: 200, headers: {}, log: [] });
      parentPort.postMessage({ kind: 'idle' });
    }, Number(url.slice(1)));
  });
  parentPort.postMessage({ kind: 'ready' });
`;

async function withPool(most: number, work: (run: (ms: number) => Promise<string>) => Promise<void>): Promise<void> {
  const pool = new WorkerPool({
    worker: {} as WorkerOptions,
    size: 2,
    hardLimitMs: 60_000,
    longRunning: { most, ms: 200 },
    module: new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`),
  });
  await pool.start();
  const run = (ms: number): Promise<string> =>
    pool.run({ kind: 'request', id: String(ms), url: `/${ms}` } as RequestMessage).then(
      () => 'answered',
      (error: Error) => error.message,
    );
  try {
    await work(run);
  } finally {
    await pool.close(0);
  }
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
test('a request is denied while as many as may be are long-running, and served when they are done', () =>
  withPool(2, async (run) => {
    const long = [run(900), run(900)];
    assert.equal(await run(1), 'ConcurrentPerOrgLongTxn Limit exceeded.');
    assert.deepEqual(await Promise.all(long), ['answered', 'answered']);
    assert.equal(await run(1), 'answered');
  }));

test('a request waits for those that take a moment', () =>
  withPool(2, async (run) => assert.deepEqual(await Promise.all([run(50), run(50), run(50), run(50)]), Array(4).fill('answered'))));

test('a server of fewer workers lets requests wait', () =>
  withPool(3, async (run) => assert.deepEqual(await Promise.all([run(400), run(400), run(1)]), Array(3).fill('answered'))));
