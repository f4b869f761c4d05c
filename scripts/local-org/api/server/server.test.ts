import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { StartError } from '../errors.ts';
import type { StaticMount } from '../extension.ts';
import { lockDataFile } from './data-lock.ts';
import { startServer, type RunningServer, type ServerOptions } from './server.ts';
import { findServer } from './server-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
const servers: RunningServer[] = [];
let files = 0;

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    sourceDirs: [folder],
    dataFile: join(folder, `data-${files++}.db`),
    adminUsername: 'admin@local.org',
    port: 0,
    projectDir: folder,
    workerModule: new URL('../fixtures/echo-worker.ts', import.meta.url),
    ...options,
  });
  servers.push(server);
  return server;
}

async function get(server: RunningServer, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(server.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A request as written on the wire, for what fetch would tidy up. */
function raw(server: RunningServer, path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port: server.port, host: '127.0.0.1', path, headers }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk) => (text += String(chunk)));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

after(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

describe('a running server', () => {
  test('answers /healthz once ready and hands other requests to its worker', async () => {
    const server = await start();
    assert.deepEqual(await get(server, '/healthz'), { status: 200, body: { status: 'ready', progress: 'ready' } });
    assert.equal((await get(server, '/some/path?x=1')).body['url'], '/some/path?x=1');
  });

  test('collapses leading slashes, as clients with a trailing slash in their instance URL need', async () => {
    const server = await start();
    assert.match((await raw(server, '//services/data')).text, /"url":"\/services\/data"/);
  });

  test('handles requests one after another in the order of arrival', async () => {
    const server = await start({ workers: 1 });
    const paths = Array.from({ length: 20 }, (_, index) => `/n${index}`);
    await Promise.all(paths.map((path) => raw(server, path)));
    const { body } = await get(server, '/last');
    assert.equal((body['handled'] as string[]).length, 21);
  });

  test('starts another worker when a slow request keeps others waiting', async () => {
    const server = await start();
    let isSlowDone = false;
    const slow = get(server, '/slow').then(() => (isSlowDone = true));
    await get(server, '/quick');
    assert.equal(isSlowDone, false);
    await slow;
  });

  test('has a worker run jobs when they are due, without a request', async () => {
    const server = await start({ workers: 1 });
    await get(server, '/queue');
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual((await get(server, '/last')).body['handled'], ['/queue', 'jobs', '/last']);
  });

  test('replaces a worker that hangs past the hard limit and goes on', async () => {
    const server = await start({ hardLimitMs: 200 });
    const [hung, next] = await Promise.all([get(server, '/hang'), get(server, '/next')]);
    assert.equal(hung.status, 500);
    assert.match(JSON.stringify(hung.body), /longer than 0.2 s/);
    assert.equal(next.status, 200);
  });

  test('replaces a worker that dies', async () => {
    const server = await start();
    assert.equal((await get(server, '/die')).status, 500);
    assert.equal((await get(server, '/after')).status, 200);
  });

  test('answers requests with a reason while its worker cannot start again', async () => {
    const server = await start({ adminUsername: 'once' });
    const [died, waiting] = await Promise.all([get(server, '/die'), get(server, '/waiting')]);
    assert.equal(died.status, 500);
    assert.equal(waiting.status, 500);
  });

  test('runs requests side by side with more workers', async () => {
    const server = await start({ workers: 2, hardLimitMs: 2000 });
    const hung = get(server, '/hang');
    assert.equal((await get(server, '/quick')).status, 200);
    assert.equal((await hung).status, 500);
  });

  test('keeps debug logs for the route that shows them', async () => {
    const server = await start();
    await get(server, '/logged');
    const { body } = await get(server, '/local/log');
    assert.deepEqual((body['logs'] as { lines: string[] }[])[0]?.lines, ['a line']);
  });

  test('refuses a body over the limit', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/x`, { method: 'POST', body: Buffer.alloc(51 * 1024 * 1024) }).catch(() => undefined);
    // The server may close the connection before the client has sent everything.
    assert.ok(response === undefined || response.status === 413);
    assert.equal((await get(server, '/after')).status, 200);
  });

  test('answers only to names of this machine', async () => {
    const server = await start();
    assert.equal((await raw(server, '/x', { host: 'evil.example' })).status, 421);
    assert.equal((await raw(server, '/x', { host: `localhost:${server.port}` })).status, 200);
  });

  test('serves mounts on the main thread and never paths above them', async () => {
    const mount: StaticMount = {
      prefix: '/assets/',
      handle: ({ path }) => (path === 'a.js' ? { status: 200, headers: { 'content-type': 'text/javascript' }, body: 'ok' } : undefined),
    };
    const server = await start({ extensions: [{ name: 'test', mounts: [mount] }] });
    assert.equal((await raw(server, '/assets/a.js')).text, 'ok');
    assert.match((await raw(server, '/assets/b.js')).text, /"url":"\/assets\/b.js"/);
    assert.match((await raw(server, '/assets/..%2fa.js')).text, /"url"/);
  });

  test('writes a file that only its owner can read, for signing in, and removes it', async () => {
    const server = await start();
    const file = join(folder, '.local-org', `server-${server.port}.json`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(findServer(folder, server.port).secret, server.localSecret);
    await server.close();
    assert.throws(() => findServer(folder, server.port), { code: 'NO_SERVER' });
  });
});

describe('a server that cannot start', () => {
  test('says which port is taken and leaves nothing behind', async () => {
    const first = await start();
    const dataFile = join(folder, 'second.db');
    await assert.rejects(start({ port: first.port, dataFile }), { code: 'PORT_IN_USE', message: /--port/ });
    lockDataFile(dataFile).release();
  });

  test('passes on what is wrong with the source', async () => {
    await assert.rejects(start({ adminUsername: 'broken' }), { code: 'SOURCE_ERROR', message: 'Class.cls:3: broken' });
  });

  test('refuses a data file that another server uses', async () => {
    const dataFile = join(folder, 'shared.db');
    await start({ dataFile });
    await assert.rejects(start({ dataFile }), (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.code, 'DATA_FILE_IN_USE');
      assert.match(error.message, new RegExp(`process ${process.pid}`));
      return true;
    });
  });

  test('refuses a data file in a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'plain'), '');
    await assert.rejects(start({ dataFile: join(folder, 'plain', 'data.db') }), { code: 'DATA_FILE_UNUSABLE', message: /--data/ });
  });
});
