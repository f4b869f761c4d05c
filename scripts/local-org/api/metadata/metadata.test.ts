import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type jsforce from 'jsforce';
import JSZip from 'jszip';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { apexClass, label, manifest, NS, zipOf } from '../fixtures/package.ts';

interface Message {
  componentType: string;
  fullName: string;
  fileName: string;
  problem: string | null;
  lineNumber: string | number;
  columnNumber: string | number;
  created: boolean | string;
}

interface Result {
  status: string;
  success: boolean;
  checkOnly: boolean;
  numberTestsTotal: number;
  details: {
    componentFailures: Message[];
    componentSuccesses: Message[];
    runTestResult: { numFailures: number; failures: { message: string }[]; codeCoverageWarnings: { message: string }[] };
  };
}

let org: TestOrg;
let connection: jsforce.Connection;

before(async () => {
  org = await startTestOrg();
  connection = await org.connect();
});
after(() => org.stop());

async function deploy(files: Readonly<Record<string, string>>, options: Record<string, unknown> = {}): Promise<Result> {
  return deployZip(await zipOf(files), options);
}

async function deployZip(zip: string, options: Record<string, unknown> = {}): Promise<Result> {
  const given = { singlePackage: true, rollbackOnError: true, ...options };
  return (await connection.metadata.deploy(Buffer.from(zip, 'base64'), given).complete(true)) as unknown as Result;
}

function problems(result: Result): string[] {
  return result.details.componentFailures.map(
    (message) => `${message.fileName}:${message.lineNumber}:${message.columnNumber} ${message.problem ?? ''}`,
  );
}

async function apex(
  body: string,
): Promise<{ compiled: boolean; success: boolean; compileProblem: string | null; exceptionMessage: string | null }> {
  return connection.tooling.executeAnonymous(body);
}

describe('a deployment over SOAP', () => {
  test('brings classes, objects, fields and labels into force at once', async () => {
    const object = `<CustomObject ${NS}><label>Book</label><pluralLabel>Books</pluralLabel><nameField><label>Title</label><type>Text</type></nameField>
      <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
      <fields><fullName>Pages__c</fullName><label>Pages</label><type>Number</type><precision>6</precision><scale>0</scale></fields></CustomObject>`;
    const result = await deploy({
      'package.xml': manifest({
        ApexClass: ['Library'],
        CustomObject: ['Book__c'],
        CustomField: ['Book__c.Pages__c'],
        CustomLabel: ['Hello'],
      }),
      ...apexClass(
        'Library',
        "public class Library { public static Id add() { Book__c b = new Book__c(Name = 'One', Pages__c = 7); insert b; return b.Id; } }",
      ),
      'objects/Book__c.object': object,
      'labels/CustomLabels.labels': `<CustomLabels ${NS}>${label('Hello', 'Good day')}</CustomLabels>`,
    });
    assert.deepEqual(problems(result), []);
    assert.equal(result.status, 'Succeeded');
    const created = result.details.componentSuccesses.filter((message) => String(message.created) === 'true');
    const names = created.map((message) => `${message.componentType} ${message.fullName} ${message.fileName}`);
    assert.ok(names.includes('ApexClass Library classes/Library.cls'), names.join('\n'));
    assert.ok(names.includes('CustomField Book__c.Pages__c objects/Book__c.object'), names.join('\n'));
    const run = await apex("Library.add(); System.assertEquals('Good day', Label.Hello);");
    assert.deepEqual([run.compileProblem, run.exceptionMessage], [null, null]);
    const found = await connection.query('SELECT Name FROM Book__c');
    assert.equal(found.totalSize, 1);
  });

  test('adds a field and a label to what is there, and the data stays', async () => {
    const field = `<fields><fullName>Author__c</fullName><label>Author</label><type>Text</type><length>80</length></fields>`;
    const result = await deploy({
      'package.xml': manifest({ CustomField: ['Book__c.Author__c'], CustomLabel: ['Bye'] }),
      'objects/Book__c.object': `<CustomObject ${NS}>${field}</CustomObject>`,
      'labels/CustomLabels.labels': `<CustomLabels ${NS}>${label('Bye', 'So long')}</CustomLabels>`,
    });
    assert.deepEqual(problems(result), []);
    const run = await apex(
      "Book__c b = [SELECT Pages__c, Author__c FROM Book__c]; System.assertEquals(7, b.Pages__c); System.assertEquals('Good daySo long', Label.Hello + Label.Bye);",
    );
    assert.deepEqual([run.compileProblem, run.exceptionMessage], [null, null]);
  });

  test('that does not compile names file, line and column and changes nothing', async () => {
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Good', 'Library'] }),
      ...apexClass('Good', 'public class Good {}'),
      ...apexClass('Library', 'public class Library {\n  void f() { Integer i = missing; }\n}'),
    });
    assert.equal(result.status, 'Failed');
    assert.deepEqual(problems(result), ['classes/Library.cls:2:26 Variable does not exist: missing']);
    assert.equal((await apex('Library.add(); Type t = Good.class;')).compiled, false);
    assert.equal((await apex('Library.add();')).success, true);
  });

  test('that breaks a class of the org names that class', async () => {
    await deploy({
      'package.xml': manifest({ ApexClass: ['Caller'] }),
      ...apexClass('Caller', 'public class Caller { Id i = Library.add(); }'),
    });
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Library'] }),
      ...apexClass('Library', 'public class Library {}'),
    });
    assert.equal(result.status, 'Failed');
    assert.match(problems(result).join(), /^classes\/Caller\.cls:1:\d+ .*add/);
  });

  test('that only checks leaves the org as it was', async () => {
    const files = { 'package.xml': manifest({ ApexClass: ['Checked'] }), ...apexClass('Checked', 'public class Checked {}') };
    const result = await deploy(files, { checkOnly: true });
    assert.deepEqual([result.status, String(result.checkOnly)], ['Succeeded', 'true']);
    assert.equal((await apex('Type t = Checked.class;')).compiled, false);
  });

  test('deletes what its destructive changes name', async () => {
    const result = await deploy({ 'package.xml': manifest({}), 'destructiveChanges.xml': manifest({ ApexClass: ['Caller', 'Never'] }) });
    assert.equal(result.status, 'Succeeded');
    assert.equal((await apex('Type t = Caller.class;')).compiled, false);
    assert.match(JSON.stringify(result.details.componentSuccesses), /No ApexClass named: Never found/);
  });
});

describe('tests of a deployment', () => {
  const half =
    'public class Half { public static Integer a() { return 1; } public static Integer b() {\n Integer i = 1;\n i++;\n return i; } }';
  const files = (assertion: string) => ({
    'package.xml': manifest({ ApexClass: ['Half', 'HalfTest'] }),
    ...apexClass('Half', half),
    ...apexClass('HalfTest', `@IsTest private class HalfTest { @IsTest static void runs() { ${assertion} } }`),
  });

  test('fail it when one fails', async () => {
    const result = await deploy(files('Assert.areEqual(2, Half.a());'), { testLevel: 'RunLocalTests' });
    assert.equal(result.status, 'Failed');
    assert.match(String([result.details.runTestResult.failures].flat()[0]?.message), /Expected: 2, Actual: 1/);
    assert.equal((await apex('Half.a();')).compiled, false);
  });

  test('see the users of the org and none of its data, unless they say so', async () => {
    await connection.sobject('Account').create({ Name: 'Of the org' });
    const body = (annotation: string, count: number) =>
      `@IsTest private class Sight { @IsTest${annotation} static void sees() { Assert.areEqual(${count}, [SELECT COUNT() FROM Account]); Assert.isTrue([SELECT COUNT() FROM User] > 0); } }`;
    for (const [annotation, count] of [
      ['', 0],
      ['(SeeAllData=true)', 1],
    ] as const) {
      const package_ = { 'package.xml': manifest({ ApexClass: ['Sight'] }), ...apexClass('Sight', body(annotation, count)) };
      const result = await deploy(package_, { testLevel: 'RunSpecifiedTests', runTests: ['Sight'] });
      assert.equal(result.status, 'Succeeded', JSON.stringify(result.details.runTestResult.failures));
    }
    assert.equal((await connection.query('SELECT Id FROM Account')).totalSize, 1);
  });

  test('must cover each of its classes when they are named', async () => {
    const options = { testLevel: 'RunSpecifiedTests', runTests: ['HalfTest'] };
    const result = await deploy(files('Assert.areEqual(1, Half.a());'), options);
    assert.equal(result.status, 'Failed');
    assert.match(JSON.stringify(result.details.runTestResult.codeCoverageWarnings), /coverage of selected Apex Class is \d+%/);
    const covered = await deploy(files('Assert.areEqual(1, Half.a()); Half.b();'), options);
    assert.deepEqual([covered.status, Number(covered.numberTestsTotal)], ['Succeeded', 1]);
    assert.equal((await apex('Half.a();')).success, true);
  });
});

describe('what is no package is refused with its reason', () => {
  const cases: [string, Record<string, string>, RegExp][] = [
    ['without a manifest', apexClass('A', 'class A {}'), /No package\.xml found/],
    ['with an unknown type', { 'package.xml': manifest({ Nonsense: ['A'] }) }, /Unknown type name 'Nonsense' specified in package\.xml/],
    [
      'with a member that is missing',
      { 'package.xml': manifest({ ApexClass: ['A'] }) },
      /An object 'A' of type ApexClass was named in package\.xml/,
    ],
    [
      'with a file that the manifest does not name',
      { 'package.xml': manifest({}), ...apexClass('A', 'class A {}') },
      /Not in package\.xml/,
    ],
    ['with a manifest that is no XML', { 'package.xml': '<Package>' }, /package\.xml: XML is not well-formed/],
  ];
  for (const [name, files, message] of cases) {
    test(name, async () => {
      const result = await deploy(files);
      assert.equal(result.status, 'Failed');
      assert.match(problems(result).join('\n'), message);
    });
  }

  test('and so is what is no zip file', async () => {
    const result = await deployZip(Buffer.from('no archive').toString('base64'));
    assert.match(problems(result).join(), /not a valid zip file/);
  });

  test('and a user who may not change metadata', async () => {
    await org.createUser('plain@local.org', []);
    const plain = await org.connect('plain@local.org');
    const zip = Buffer.from(await zipOf({ 'package.xml': manifest({}) }), 'base64');
    await assert.rejects(() => plain.metadata.deploy(zip, {}).complete(true), /ModifyAllData/);
  });
});

test('A deployment over REST does the same', async () => {
  const zip = await zipOf({ 'package.xml': manifest({ ApexClass: ['Rest1'] }), ...apexClass('Rest1', 'public class Rest1 {}') });
  const result = await connection.metadata.deployRest(Buffer.from(zip, 'base64'), { rollbackOnError: true }).complete(true);
  assert.equal(result.status, 'Succeeded');
  assert.equal((await apex('Type t = Rest1.class;')).compiled, true);
});

test('A retrieval packs what it names, the deployed and the rest', async () => {
  const request = {
    apiVersion: '65.0',
    unpackaged: {
      types: [
        { name: 'ApexClass', members: ['Library', 'InvoiceController', 'Nowhere'] },
        { name: 'CustomObject', members: ['Book__c'] },
      ],
      version: '65.0',
    },
  };
  const result = await connection.metadata.retrieve(request as unknown as Parameters<typeof connection.metadata.retrieve>[0]).complete();
  const zip = await JSZip.loadAsync(result.zipFile, { base64: true });
  const names = Object.keys(zip.files).filter((name) => !zip.files[name]?.dir);
  assert.deepEqual(names.sort(), [
    'unpackaged/classes/InvoiceController.cls',
    'unpackaged/classes/InvoiceController.cls-meta.xml',
    'unpackaged/classes/Library.cls',
    'unpackaged/classes/Library.cls-meta.xml',
    'unpackaged/objects/Book__c.object',
    'unpackaged/package.xml',
  ]);
  assert.match(JSON.stringify(result.messages), /Entity of type 'ApexClass' named 'Nowhere' cannot be found/);
  const object = await zip.file('unpackaged/objects/Book__c.object')?.async('string');
  assert.match(object ?? '', /Author__c[^]*Pages__c|Pages__c[^]*Author__c/);
});
