import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { SOURCE, startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { findServer } from './server-file.ts';

const extension = { name: 'test', workerModule: new URL('../fixtures/routes.ts', import.meta.url).href };

async function withOrg(options: Parameters<typeof startTestOrg>[0], work: (org: TestOrg) => Promise<void>): Promise<void> {
  const org = await startTestOrg({ extensions: [extension], ...options });
  try {
    await work(org);
  } finally {
    await org.stop();
  }
}

async function call(org: TestOrg, method: string, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(org.server.url + path, { method, headers: { authorization: `Bearer ${await org.token()}` } });
  return { status: response.status, text: await response.text() };
}

describe('workers over a real org', () => {
  test('lose nothing that was committed and keep nothing that was not when one is stopped while it writes', async () => {
    await withOrg({ hardLimitMs: 1500 }, async (org) => {
      const admin = await org.connect();
      await admin.sobject('Account').create({ Name: 'committed' });
      assert.equal((await call(org, 'POST', '/test/hang')).status, 500);
      await admin.sobject('Account').create({ Name: 'after' });
      const { records } = await admin.query('SELECT Name FROM Account ORDER BY Name');
      assert.deepEqual(
        records.map((record) => record['Name'] as string),
        ['after', 'committed'],
      );
    });
  });

  test('roll back a handler that fails, and hide the reason from the client', async () => {
    await withOrg({}, async (org) => {
      const failed = await call(org, 'POST', '/test/fail');
      assert.equal(failed.status, 500);
      assert.doesNotMatch(failed.text, /mistake/);
      assert.equal((await (await org.connect()).query('SELECT Id FROM Account')).totalSize, 0);
      const log = await call(org, 'GET', '/local/log');
      assert.match(log.text, /a mistake in a handler/);
    });
  });

  test('refuse to write in a read transaction', async () => {
    await withOrg({}, async (org) => {
      assert.equal((await call(org, 'GET', '/test/write-in-read')).status, 500);
      assert.equal((await (await org.connect()).query('SELECT Id FROM Account')).totalSize, 0);
    });
  });

  test('answer routes of extensions with and without a session', async () => {
    await withOrg({}, async (org) => {
      assert.equal((await call(org, 'GET', '/test/who')).text, '{"user":"admin@local.org"}');
      assert.equal(await (await fetch(`${org.server.url}/test/who`)).text(), '{"user":null}');
    });
  });

  test('work side by side on one org without losing or doubling a save', async () => {
    await withOrg({ workers: 3 }, async (org) => {
      const admin = await org.connect();
      const results = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          admin.sobject('Invoice__c').upsert({ Key__c: `p${index % 20}`, Name: `n${index}` }, 'Key__c'),
        ),
      );
      assert.equal(results.filter((result) => 'created' in result && result.created).length, 20);
      assert.equal((await admin.query('SELECT COUNT() FROM Invoice__c')).totalSize, 20);
    });
  });
});

describe('a server that is killed', () => {
  test('keeps what it has committed, and its data file opens again at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
    cpSync(SOURCE, join(folder, 'source'), { recursive: true });
    const cli = fileURLToPath(new URL('../../cli.mjs', import.meta.url));
    const start = async () => {
      const child = spawn(process.execPath, [cli, 'start', '--source-dir', 'source', '--data', 'org.db', '--port', '0'], {
        cwd: folder,
        env: { ...process.env, INIT_CWD: folder },
      });
      let output = '';
      child.stdout.on('data', (chunk) => (output += String(chunk)));
      while (!output.includes('ready at')) await once(child.stdout, 'data');
      const url = /http:\S+/.exec(output)?.[0] ?? '';
      const { secret } = findServer(folder, Number(new URL(url).port));
      const response = await fetch(`${url}/local/token`, { method: 'POST', headers: { 'x-local-secret': secret } });
      const { access_token: token } = (await response.json()) as { access_token: string };
      const send = (method: string, path: string, body?: string) =>
        fetch(url + path, { method, headers: { authorization: `Bearer ${token}` }, body });
      return { child, send };
    };
    const accounts = '/services/data/v65.0/sobjects/Account';
    const first = await start();
    assert.equal((await first.send('POST', accounts, '{"Name":"kept"}')).status, 201);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await start();
    const found = await second.send('GET', '/services/data/v65.0/query?q=SELECT+Name+FROM+Account');
    assert.equal(((await found.json()) as { totalSize: number }).totalSize, 1);
    second.child.kill('SIGTERM');
    assert.deepEqual(await once(second.child, 'exit'), [0, null]);
    rmSync(folder, { recursive: true });
  });
});
