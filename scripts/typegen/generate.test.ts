import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { spawnSync } from 'node:child_process';
import { generate } from './generate.ts';
import type { TypegenError } from './errors.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A project of the given files. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'typegen-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const one = async (files: Readonly<Record<string, string>>, output: string): Promise<string> =>
  (await generate(await project(files))).get(join('types/generated', output)) ?? '';

const C = 'force-app/main/visits/classes';
const BOOKER = `public with sharing class Booker {
  /** Books a visit. @return the visit */
  @AuraEnabled
  public static Visit book(Id contactId, List<String> reasons, Map<String, List<Slot>> slots) { return null; }
  @AuraEnabled(cacheable=true)
  public static Integer count() { return 0; }
  @AuraEnabled
  public static void cancel(Visit visit) {}
  public static String hidden() { return null; }
}`;
const VISIT = `public class Visit {
  /** When, in UTC. */
  @AuraEnabled public Datetime startsAt { get; set; }
  @AuraEnabled public List<Slot> slots = new List<Slot>();
  /** @picklist Visit__c.Status__c */
  @AuraEnabled public String status { get; set; }
  /** @values near | far */
  @AuraEnabled public List<String> distances { get; set; }
  public String secret;
  public class Slot { @AuraEnabled public Boolean free; }
}`;
const STATUS = `<?xml version="1.0"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Status__c</fullName><type>Picklist</type>
  <valueSet><valueSetDefinition><value><fullName>New</fullName></value><value><fullName>It's done</fullName></value></valueSetDefinition></valueSet></CustomField>`;
const FILES = {
  [`${C}/Booker.cls`]: BOOKER,
  [`${C}/Visit.cls`]: VISIT,
  'force-app/main/visits/objects/Visit__c/fields/Status__c.field-meta.xml': STATUS,
};

describe('the typed contract', () => {
  it('types Apex methods by their parameters and result', async () => {
    const text = await one(FILES, 'apex.d.ts');
    assert.match(
      text,
      /const book: \(parameters: \{ contactId: string; reasons: string\[\]; slots: Record<string, Slot\[\]> \}\) => Promise<Visit>;/,
    );
    assert.match(text, /\/\*\* Books a visit\. \*\//);
    assert.match(text, /const cancel: \(parameters: \{ visit: Visit \}\) => Promise<void>;/);
    assert.doesNotMatch(text, /hidden/);
  });

  it('lets only cacheable methods be wired', async () => {
    const text = await one(FILES, 'apex.d.ts');
    assert.match(text, /const count: \(\(\) => Promise<number>\) & import\('lwc'\)\.WireAdapterConstructor/);
    assert.equal(text.match(/WireAdapterConstructor/g)?.length, 1);
  });

  it('makes interfaces of the classes the methods reach, inner ones too', async () => {
    const text = await one(FILES, 'contract.d.ts');
    assert.match(text, /\/\*\* When, in UTC\. \*\/\n {4}startsAt\?: string \| null;/);
    assert.match(text, /slots: Slot\[\];/);
    assert.match(text, /export interface Slot \{\n {4}free\?: boolean \| null;/);
    assert.doesNotMatch(text, /secret/);
  });

  it('narrows text to picklist values and documented words', async () => {
    const text = await one(FILES, 'contract.d.ts');
    assert.match(text, /'Visit__c\.Status__c': 'New' \| 'It\\'s done';/);
    assert.match(text, /status\?: Picklists\['Visit__c\.Status__c'\] \| null;/);
    assert.match(text, /distances\?: \('near' \| 'far'\)\[\] \| null;/);
  });

  it('reads a value set with one value, and a global one', async () => {
    const folder = 'force-app/main/visits';
    const text = await one(
      {
        [`${folder}/globalValueSets/Channel.globalValueSet-meta.xml`]:
          '<GlobalValueSet><customValue><fullName>SMS</fullName></customValue></GlobalValueSet>',
        [`${folder}/objects/Visit__c/fields/Channel__c.field-meta.xml`]:
          '<CustomField><type>Picklist</type><valueSet><valueSetName>Channel</valueSetName></valueSet></CustomField>',
        [`${folder}/objects/Visit__c/fields/One__c.field-meta.xml`]:
          '<CustomField><type>Picklist</type><valueSet><valueSetDefinition><value><fullName>Only</fullName></value></valueSetDefinition></valueSet></CustomField>',
      },
      'contract.d.ts',
    );
    assert.match(text, /'Visit__c\.Channel__c': 'SMS';/);
    assert.match(text, /'Visit__c\.One__c': 'Only';/);
  });

  it('declares objects, fields and labels, and says where components live', async () => {
    const root = await project({
      ...FILES,
      'force-app/main/core/labels/CustomLabels.labels-meta.xml':
        '<CustomLabels><labels><fullName>Save</fullName><value>Save */ now</value></labels></CustomLabels>',
      'force-app/main/visits/lwc/visitList/visitList.ts': 'export {};',
      'force-app/main/visits/lwc/visitList/text.ts': 'export {};',
    });
    const files = await generate(root);
    assert.match(files.get('types/generated/schema.d.ts')!, /'@salesforce\/schema\/Visit__c\.Status__c'/);
    assert.match(files.get('types/generated/labels.d.ts')!, /module '@salesforce\/label\/c\.Save' \{\n {2}\/\*\* Save \* \/ now \*\//);
    const paths = (JSON.parse(files.get('types/generated/tsconfig.lwc.json')!) as { compilerOptions: { paths: Record<string, string[]> } })
      .compilerOptions.paths;
    assert.deepEqual(paths['c/visitList'], ['../../force-app/main/visits/lwc/visitList/visitList.ts']);
    assert.equal(paths['c/text'], undefined);
  });

  it('does not depend on the order of files on the disk', async () => {
    const forwards = await generate(await project(FILES));
    const backwards = await generate(await project(Object.fromEntries(Object.entries(FILES).reverse())));
    assert.deepEqual([...forwards], [...backwards]);
  });
});

describe('what cannot become a contract', () => {
  const refuses = (files: Readonly<Record<string, string>>, code: TypegenError['code'], words: RegExp): Promise<void> =>
    project(files).then((root) =>
      assert.rejects(generate(root), (error: TypegenError) => error.code === code && words.test(error.message)),
    );

  it('names file, line and column of an Apex syntax error', () =>
    refuses({ [`${C}/Bad.cls`]: 'public class Bad {\n  @AuraEnabled public static String x( { }\n}' }, 'APEX_SYNTAX', /Bad\.cls:2:\d+/));

  it('names a class that is not known', () =>
    refuses(
      { [`${C}/A.cls`]: 'public class A { @AuraEnabled public static Ghost find() { return null; } }' },
      'UNKNOWN_TYPE',
      /A\.find uses Ghost/,
    ));

  it('names a picklist that no object has', () =>
    refuses(
      { [`${C}/Booker.cls`]: BOOKER, [`${C}/Visit.cls`]: VISIT },
      'UNKNOWN_PICKLIST',
      /Visit\.status names the picklist Visit__c\.Status__c/,
    ));

  it('refuses to narrow what is not text', () =>
    refuses({ [`${C}/A.cls`]: 'public class A {\n  /** @values 1 | 2 */\n  @AuraEnabled public Integer x;\n}' }, 'BAD_TAG', /A\.cls:3/));

  it('names file and line of broken XML', () =>
    refuses(
      { 'force-app/main/core/labels/CustomLabels.labels-meta.xml': '<CustomLabels>\n<labels>\n</CustomLabels>' },
      'BAD_XML',
      /labels-meta\.xml:3/,
    ));
});

describe('the command line', () => {
  const run = (root: string, ...flags: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--root', root, ...flags], { encoding: 'utf8' });

  it('writes, then finds itself up to date, then stale after a change', async () => {
    const root = await project(FILES);
    assert.equal(run(root, '--check').status, 1);
    assert.equal(run(root).status, 0);
    assert.equal(run(root, '--check').status, 0);
    await writeFile(join(root, C, 'Visit.cls'), VISIT.replace('startsAt', 'beginsAt'));
    const stale = run(root, '--check');
    assert.equal(stale.status, 1);
    assert.match(String(stale.stderr), /STALE: types\/generated\/contract\.d\.ts: run `npm run typegen`/);
  });
});
