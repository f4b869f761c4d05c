import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ApiResponse, MountRequest } from '../../api/extension.ts';
import { Site } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-org-site-'));
const resources = join(folder, 'source', 'staticresources');
mkdirSync(resources, { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'not to be served');
writeFileSync(join(resources, 'Logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
writeFileSync(join(resources, 'Logo.resource-meta.xml'), '<StaticResource/>');

const site = new Site({ sourceDirs: [join(folder, 'source')], cacheFolder: join(folder, 'cache') });
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

async function get(prefix: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<ApiResponse | undefined> {
  const mount = site.mounts().find((candidate) => candidate.prefix === prefix);
  const request = { method: 'GET', path, header: (name: string) => headers[name] } as unknown as MountRequest;
  return mount?.handle(request);
}

test('styles of the design system come compressed to whoever takes it', async () => {
  const path = 'styles/salesforce-lightning-design-system.min.css';
  const plain = await get('/assets/', path);
  const packed = await get('/assets/', path, { 'accept-encoding': 'gzip, br' });
  assert.deepEqual([plain?.headers?.['content-encoding'], packed?.headers?.['content-encoding']], [undefined, 'gzip']);
  assert.deepEqual(gunzipSync(packed?.body as Uint8Array), Buffer.from(plain?.body as Uint8Array));
  assert.match(plain?.headers?.['content-type'] ?? '', /text\/css/);
});

test('nothing outside the folder is served', async () => {
  for (const path of ['../../package.json', 'styles/../../../package.json', '..%2f..%2fpackage.json', '/etc/passwd']) {
    assert.equal(await get('/assets/', path), undefined, path);
  }
  assert.equal(await get('/resource/', 'Logo/../../../secret.txt'), undefined);
});

test('static resources are served by their names, with their types', async () => {
  const found = await get('/resource/', 'Logo');
  assert.deepEqual([found?.status, found?.headers?.['content-type']], [200, 'image/svg+xml']);
  assert.equal(await get('/resource/', 'Nothing'), undefined);
});

test('addresses that are no page are left to the routes of the server', async () => {
  assert.equal(await get('/lightning/', 'host/session'), undefined);
});

test('no module is served before it is built', async () => {
  assert.equal(await get('/lightning/modules/', 'app/000000000000/greeting.js'), undefined);
});
