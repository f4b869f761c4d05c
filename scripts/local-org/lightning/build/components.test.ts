import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { SOURCE } from '../../api/fixtures/harness.ts';
import { UI_SOURCE } from '../fixtures/ui-org.ts';
import type { MemoryBuild } from './cache.ts';
import { buildComponents } from './components.ts';
import { ComponentBuildError } from './errors.ts';
import { scanSource } from './source-scan.ts';
import { packageFolder } from './vendor.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-org-lightning-'));
const source = join(folder, 'source');
const component = join(source, 'lwc', 'greeting');

function build(): Promise<MemoryBuild> {
  return buildComponents(scanSource([SOURCE, source]), {
    baseComponents: packageFolder('lightning-base-components'),
    provided: new Set(['lwc', '@salesforce/apex', 'lightning/button']),
    cacheFolder: join(folder, 'cache'),
  });
}

/** Adds a component of one file. */
function write(name: string, code: string): void {
  const target = join(source, 'lwc', name);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `${name}.ts`), code);
  writeFileSync(join(target, `${name}.js-meta.xml`), '<LightningComponentBundle><isExposed>true</isExposed></LightningComponentBundle>');
}

before(() => mkdirSync(join(folder, 'cache')));
beforeEach(() => {
  rmSync(source, { recursive: true, force: true });
  cpSync(UI_SOURCE, source, { recursive: true });
});
after(() => rmSync(folder, { recursive: true }));

describe('building the components of a source folder', () => {
  test('gives a module each, with what the platform provides left outside', async () => {
    const { modules, files } = await build();
    assert.deepEqual(modules, { 'c/greeting': 'greeting.js' });
    const code = files.get('greeting.js') ?? '';
    assert.match(code, /from\s?"lwc"/);
    assert.match(code, /from\s?"lightning\/button"/);
    assert.match(code, /"InvoiceController",\s?"listInvoices"/);
    assert.match(code, /fieldApiName:\s?"Name"/);
  });

  test('is the same build while nothing changed, another after a change', async () => {
    const first = await build();
    assert.equal((await build()).hash, first.hash);
    writeFileSync(join(component, 'greeting.html'), '<template><p>{text}</p></template>');
    const second = await build();
    assert.notEqual(second.hash, first.hash);
    assert.doesNotMatch(second.files.get('greeting.js') ?? '', /lightning\/button/);
  });

  test('strips the types of TypeScript and reads labels from the session', async () => {
    mkdirSync(join(source, 'labels'));
    writeFileSync(
      join(source, 'labels', 'CustomLabels.labels-meta.xml'),
      '<CustomLabels><labels><fullName>Welcome</fullName></labels></CustomLabels>',
    );
    write(
      'typed',
      "import { LightningElement } from 'lwc';\nimport welcome from '@salesforce/label/c.Welcome';\nexport default class Typed extends LightningElement { greeting: string = welcome as string; }\n",
    );
    const { files } = await build();
    assert.match(files.get('typed.js') ?? '', /__org\.label\("c\.Welcome"\)/);
  });

  for (const [what, code, message] of [
    ['a module that nobody provides', "import 'lightning/nothing';", /does not provide the module lightning\/nothing/],
    ['an Apex class that does not exist', "import x from '@salesforce/apex/Nothing.run'; x();", /there is no Apex class Nothing/],
    ['a label that does not exist', "import x from '@salesforce/label/c.Nothing'; x();", /there is no custom label Nothing/],
    ['a component that does not exist', "import 'c/nothing';", /there is no Lightning web component c\/nothing/],
    ['a mistake in the script', 'export default class {', /./],
  ] as const) {
    test(`names ${what} with its file`, async () => {
      write('wrong', `${code}\n`);
      await assert.rejects(build(), (error: unknown) => {
        assert.ok(error instanceof ComponentBuildError);
        assert.match(error.message, message);
        assert.match(error.message, /wrong\.ts/);
        return true;
      });
    });
  }

  test('names a mistake in a template with file and line', async () => {
    writeFileSync(join(component, 'greeting.html'), '<template>\n  <p>{text}</div>\n</template>');
    await assert.rejects(build(), /greeting\.html:2/);
  });
});
