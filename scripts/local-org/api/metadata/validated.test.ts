import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type jsforce from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { apexClass, manifest, zipOf } from '../fixtures/package.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployRecentValidation.htm */

let org: TestOrg;
let connection: jsforce.Connection;

before(async () => {
  org = await startTestOrg();
  connection = await org.connect();
});
after(() => org.stop());

const TESTED = { checkOnly: true, testLevel: 'RunSpecifiedTests', runTests: ['ShelfTest'] };

/** Deploys a class that gives the number, and its test. */
async function deploy(number: number, options: Record<string, unknown>): Promise<{ id: string; status: string }> {
  const zip = await zipOf({
    'package.xml': manifest({ ApexClass: ['Shelf', 'ShelfTest'] }),
    ...apexClass('Shelf', `public class Shelf { public static Integer books() { return ${number}; } }`),
    ...apexClass('ShelfTest', '@IsTest class ShelfTest { @IsTest static void counts() { Assert.isTrue(Shelf.books() > 0); } }'),
  });
  const given = { singlePackage: true, rollbackOnError: true, ...options };
  return await connection.metadata.deploy(Buffer.from(zip, 'base64'), given).complete(true);
}

async function finished(id: string): Promise<string> {
  for (;;) {
    const { done, status } = await connection.metadata.checkDeployStatus(id);
    if (done) return status;
  }
}

const holds = async (condition: string) => (await connection.tooling.executeAnonymous(`Assert.isTrue(${condition});`)).success;

describe('a validation', () => {
  test('with its tests is deployed without running them again, and once only', async () => {
    const validation = await deploy(1, TESTED);
    assert.equal(validation.status, 'Succeeded');
    assert.equal(await holds('Shelf.books() == 1'), false);
    const id = await connection.metadata.deployRecentValidation({ id: validation.id });
    assert.match(id, /^0Af/);
    assert.equal(await finished(id), 'Succeeded');
    assert.equal(await holds('Shelf.books() == 1'), true);
    const { numberTestsTotal, checkOnly } = await connection.metadata.checkDeployStatus(id);
    assert.deepEqual([numberTestsTotal, checkOnly], [0, false]);
    await assert.rejects(connection.metadata.deployRecentValidation({ id: validation.id }), /does not qualify/);
  });

  test('is deployed over REST too, and neither an archive nor the copy of the org is left', async () => {
    const validation = await deploy(2, TESTED);
    const id = await connection.metadata.deployRecentValidation({ id: validation.id, rest: true });
    assert.equal(await finished(id), 'Succeeded');
    assert.equal(await holds('Shelf.books() == 2'), true);
    const left = readdirSync(join(org.folder, 'data.db-source'));
    assert.deepEqual(
      left.filter((name) => name.endsWith('.zip') || name.startsWith('rehearsal')),
      [],
    );
  });

  test('does not qualify without tests, when they fail, after another deployment, or when there is none of that id', async () => {
    const untested = await deploy(3, { checkOnly: true });
    const failed = await deploy(-1, TESTED);
    const overtaken = await deploy(3, TESTED);
    assert.deepEqual([untested.status, failed.status, overtaken.status], ['Succeeded', 'Failed', 'Succeeded']);
    assert.equal((await deploy(4, {})).status, 'Succeeded');
    for (const { id } of [untested, failed, overtaken]) {
      await assert.rejects(connection.metadata.deployRecentValidation({ id }), /does not qualify/);
    }
    await assert.rejects(connection.metadata.deployRecentValidation({ id: '0Af000000000000AAA' }), /invalid cross reference id/);
    assert.equal(await holds('Shelf.books() == 4'), true);
  });
});
