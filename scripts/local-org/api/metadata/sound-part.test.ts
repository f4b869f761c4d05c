import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type jsforce from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { apexClass, manifest, NS, zipOf } from '../fixtures/package.ts';

/**
 * "If false, whatever actions can be performed without errors are performed, and errors are returned for the remaining actions."
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm#deploy_options
 */

interface Message {
  readonly componentType: string;
  readonly fullName: string;
  readonly problem: string | null;
}

interface Result {
  readonly status: string;
  readonly numberComponentErrors: number;
  readonly numberComponentsDeployed: number;
  readonly details: { readonly componentFailures: Message[]; readonly componentSuccesses: Message[] };
}

let org: TestOrg;
let connection: jsforce.Connection;

before(async () => {
  org = await startTestOrg();
  connection = await org.connect();
});
after(() => org.stop());

async function deploy(files: Readonly<Record<string, string>>, options: Record<string, unknown> = {}): Promise<Result> {
  const zip = Buffer.from(await zipOf(files), 'base64');
  const given = { singlePackage: true, rollbackOnError: false, ...options };
  return (await connection.metadata.deploy(zip, given).complete(true)) as unknown as Result;
}

const failures = (result: Result) =>
  [result.details.componentFailures].flat().map(({ fullName, problem }) => `${fullName}: ${problem ?? ''}`);
const holds = async (condition: string) => (await connection.tooling.executeAnonymous(`Assert.isTrue(${condition});`)).success;

const OBJECT = `<label>Shelf</label><pluralLabel>Shelves</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>
  <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>`;
const field = (name: string, content: string) => `<fields><fullName>${name}</fullName><label>${name}</label>${content}</fields>`;

describe('a deployment that does not roll back on errors', () => {
  test('deploys the sound classes and lists the problems of the others and of those that need them', async () => {
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Sound', 'Broken', 'NeedsBroken'] }),
      ...apexClass('Sound', 'public class Sound { public static Integer one() { return 1; } }'),
      ...apexClass('Broken', 'public class Broken { public static Integer two() { return missing; } }'),
      ...apexClass('NeedsBroken', 'public class NeedsBroken { Integer i = Broken.two(); }'),
    });
    assert.equal(result.status, 'SucceededPartial', JSON.stringify(result));
    const [broken, needsBroken, ...more] = failures(result).sort();
    assert.equal(broken, 'Broken: Variable does not exist: missing');
    assert.match(needsBroken ?? '', /^NeedsBroken: .*Broken/);
    assert.deepEqual(more, []);
    assert.deepEqual([Number(result.numberComponentErrors), Number(result.numberComponentsDeployed)], [2, 1]);
    assert.equal(await holds('Sound.one() == 1'), true);
    assert.equal(await holds("Type.forName('Broken') == null && Type.forName('NeedsBroken') == null"), true);
  });

  test('leaves a class of the org as it was when the new one does not compile', async () => {
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Sound', 'Other'] }),
      ...apexClass('Sound', 'public class Sound { nonsense }'),
      ...apexClass('Other', 'public class Other { public static Integer two() { return Sound.one() + 1; } }'),
    });
    assert.equal(result.status, 'SucceededPartial', JSON.stringify(result));
    assert.match(failures(result).join(), /^Sound: [^,]+$/);
    assert.equal(await holds('Sound.one() == 1 && Other.two() == 2'), true);
  });

  test('takes back the Apex that breaks a class of the org, which is named, and keeps the rest', async () => {
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Sound'], CustomObject: ['Shelf__c'] }),
      ...apexClass('Sound', 'public class Sound {}'),
      'objects/Shelf__c.object': `<CustomObject ${NS}>${OBJECT}</CustomObject>`,
    });
    assert.equal(result.status, 'SucceededPartial', JSON.stringify(result));
    assert.match(failures(result).sort().join('\n'), /^Other: .*one.*\nSound: Not deployed because of Other\.cls: .*one/);
    assert.equal(await holds('Other.two() == 2'), true);
    assert.equal((await connection.query('SELECT Id FROM Shelf__c')).totalSize, 0);
  });

  test('deploys an object without the field that has a problem', async () => {
    const fields =
      field('Room__c', '<type>Text</type><length>20</length>') +
      field('Nowhere__c', '<type>Lookup</type><referenceTo>None__c</referenceTo>');
    const result = await deploy({
      'package.xml': manifest({ CustomObject: ['Case__c'] }),
      'objects/Case__c.object': `<CustomObject ${NS}>${OBJECT}${fields}</CustomObject>`,
    });
    assert.equal(result.status, 'SucceededPartial', JSON.stringify(result));
    assert.match(failures(result).join(), /^Case__c\.Nowhere__c: .*None__c/);
    assert.equal(await holds("[SELECT COUNT() FROM Case__c WHERE Room__c = 'x'] == 0"), true);
  });

  test('leaves out what the manifest does not name, and keeps what cannot be deleted', async () => {
    const result = await deploy({
      'package.xml': manifest({ ApexClass: ['Named', 'Nowhere'] }),
      'destructiveChanges.xml': manifest({ ApexClass: ['Sound'] }),
      ...apexClass('Named', 'public class Named {}'),
      ...apexClass('Unnamed', 'public class Unnamed {}'),
    });
    assert.equal(result.status, 'Failed', 'the class that cannot be deleted takes the other Apex back');
    assert.match(
      failures(result).sort().join('\n'),
      /Nowhere: An object 'Nowhere' of type ApexClass[^]*Sound: Not deployed[^]*Unnamed: Not in package\.xml/,
    );
    assert.equal(await holds('Sound.one() == 1'), true);
  });

  test('fails when nothing is sound', async () => {
    const result = await deploy({ 'package.xml': manifest({ ApexClass: ['Broken'] }), ...apexClass('Broken', 'class Broken { x }') });
    assert.deepEqual([result.status, Number(result.numberComponentsDeployed)], ['Failed', 0]);
  });

  test('fails as a whole when a test fails', async () => {
    const files = {
      'package.xml': manifest({ ApexClass: ['FailingTest', 'Broken'] }),
      ...apexClass('FailingTest', '@IsTest class FailingTest { @IsTest static void fails() { Assert.fail(); } }'),
      ...apexClass('Broken', 'class Broken { x }'),
    };
    const result = await deploy(files, { testLevel: 'RunSpecifiedTests', runTests: ['FailingTest'] });
    assert.equal(result.status, 'Failed');
    assert.equal(await holds("Type.forName('FailingTest') == null"), true);
  });
});
