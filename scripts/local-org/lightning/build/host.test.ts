import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { MemoryBuild } from './cache.ts';
import { buildHost } from './host.ts';
import { packageFolder } from './vendor.ts';

const baseComponents = packageFolder('lightning-base-components');
const cacheFolder = mkdtempSync(join(tmpdir(), 'local-org-host-'));

/** Names of the base components, without the time it takes to build them. */
function vendorModules(): Record<string, string> {
  const names = readdirSync(join(baseComponents, 'src', 'lightning'));
  return Object.fromEntries(
    ['lwc', '@lwc/synthetic-shadow', ...names.map((name) => `lightning/${name}`)].map((name) => [name, `${name}.js`]),
  );
}

describe('the host', () => {
  let build: MemoryBuild;
  before(async () => {
    build = await buildHost({ folder: 'vendor-test', modules: vendorModules() }, baseComponents, cacheFolder);
  });
  after(() => rmSync(cacheFolder, { recursive: true }));

  test('compiles, with every platform module that the base components lack', () => {
    const shims = fileURLToPath(new URL('../shims/', import.meta.url));
    const wanted = ['lightning', 'force'].flatMap((space) => readdirSync(join(shims, space)).map((name) => `${space}/${name}`));
    for (const name of [...wanted, '@salesforce/apex', 'host/main', 'host/boot']) {
      assert.ok(build.files.has(build.modules[name] ?? ''), name);
    }
  });

  test('leaves the charting library out of what every page loads', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const match of (build.files.get(name) ?? '').matchAll(/(?:from|import)\s?"\.\/([^"]+)"/g)) visit(match[1] ?? '');
    };
    visit(build.modules['host/main'] ?? '');
    const size = [...seen].reduce((sum, name) => sum + (build.files.get(name)?.length ?? 0), 0);
    assert.ok(size < 250_000, `${size} characters`);
    assert.ok([...build.files.keys()].some((name) => !seen.has(name)));
  });

  test('is taken from the cache the second time', async () => {
    const began = performance.now();
    const again = await buildHost({ folder: 'vendor-test', modules: vendorModules() }, baseComponents, cacheFolder);
    assert.equal(again.hash, build.hash);
    assert.ok(performance.now() - began < 500);
  });
});
