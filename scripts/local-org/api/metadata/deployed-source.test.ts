import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import jsforce from 'jsforce';
import { ADMIN, SOURCE } from '../fixtures/harness.ts';
import { APEX_META, apexClass, manifest, zipOf } from '../fixtures/package.ts';
import { startServer } from '../server/server.ts';

test('What was deployed is there after a restart, and a start folder written since wins', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'deployed-source-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, 'source-of-start');
  await cp(SOURCE, source, { recursive: true, preserveTimestamps: true });
  const options = { sourceDirs: [source], dataFile: join(folder, 'second.db'), adminUsername: ADMIN, port: 0, projectDir: folder };
  const withServer = async (work: (client: jsforce.Connection) => Promise<void>) => {
    const server = await startServer(options);
    try {
      const response = await fetch(`${server.url}/local/token`, { method: 'POST', headers: { 'x-local-secret': server.localSecret } });
      const { access_token: accessToken } = (await response.json()) as { access_token: string };
      const client = new jsforce.Connection({ instanceUrl: server.url, accessToken, version: '65.0' });
      client.metadata.pollInterval = 100;
      client.metadata.pollTimeout = 120_000;
      await work(client);
    } finally {
      await server.close();
    }
  };
  const greeting = async (client: jsforce.Connection) =>
    (await client.tooling.executeAnonymous("System.assertEquals('deployed', Greeter.hello());")).success;
  const file = join(source, 'classes', 'Greeter.cls');
  const text = "public class Greeter { public static String hello() { return 'started'; } }";
  writeFileSync(file, text);
  writeFileSync(`${file}-meta.xml`, APEX_META);
  const zip = await zipOf({
    'package.xml': manifest({ ApexClass: ['Greeter'] }),
    ...apexClass('Greeter', text.replace('started', 'deployed')),
  });
  await withServer(async (client) => {
    assert.equal(await greeting(client), false);
    const result = await client.metadata.deploy(Buffer.from(zip, 'base64'), {}).complete(true);
    assert.equal(result.status, 'Succeeded');
    assert.equal(await greeting(client), true);
  });
  assert.equal(readFileSync(file, 'utf8'), text);
  await withServer(async (client) => assert.equal(await greeting(client), true));
  utimesSync(file, new Date(), new Date());
  await withServer(async (client) => assert.equal(await greeting(client), false));
});
