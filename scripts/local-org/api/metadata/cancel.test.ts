import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import type jsforce from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { apexClass, manifest, zipOf } from '../fixtures/package.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_canceldeploy.htm */

let org: TestOrg;
let connection: jsforce.Connection;
let lock: DatabaseSync;

before(async () => {
  org = await startTestOrg();
  connection = await org.connect();
  const folder = join(org.folder, 'data.db-source');
  mkdirSync(folder, { recursive: true });
  lock = new DatabaseSync(join(folder, 'lock'));
});
after(async () => {
  lock.close();
  await org.stop();
});

interface Status {
  readonly done: boolean;
  readonly status: string;
  readonly canceledByName: string | null;
}

/** Starts a deployment that has to wait for another, which holds the lock. */
async function startWaiting(name: string): Promise<string> {
  lock.exec('BEGIN EXCLUSIVE');
  const zip = await zipOf({ 'package.xml': manifest({ ApexClass: [name] }), ...apexClass(name, `public class ${name} {}`) });
  const started = await connection.metadata.deploy(Buffer.from(zip, 'base64'), { singlePackage: true, rollbackOnError: true });
  return started.id ?? '';
}

async function ended(id: string): Promise<Status> {
  for (;;) {
    const status = (await connection.metadata.checkDeployStatus(id)) as unknown as Status;
    if (status.done) return status;
  }
}

const exists = async (name: string) => (await connection.tooling.executeAnonymous(`Type t = ${name}.class;`)).compiled;

describe('a deployment that is cancelled', () => {
  test('while it waits for another changes nothing and names who cancelled it', async () => {
    const id = await startWaiting('Waiting');
    const answer = await connection.metadata.cancelDeploy(id);
    assert.equal(answer.id, id);
    const { status, canceledByName } = await ended(id);
    lock.exec('ROLLBACK');
    assert.equal(status, 'Canceled');
    assert.ok(canceledByName);
    assert.equal(await exists('Waiting'), false);
  });

  test('over REST is canceling until it has ended', async () => {
    const id = await startWaiting('Patched');
    const url = `/services/data/v65.0/metadata/deployRequest/${id}`;
    const body = JSON.stringify({ deployResult: { status: 'Canceling' } });
    const answer = await connection.request<{ deployResult: Status }>({
      method: 'PATCH',
      url,
      body,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(answer.deployResult.status, 'Canceling');
    assert.equal((await ended(id)).status, 'Canceled');
    lock.exec('ROLLBACK');
    assert.equal(await exists('Patched'), false);
  });

  test('after it has ended is refused', async () => {
    const id = await startWaiting('Done');
    lock.exec('ROLLBACK');
    assert.equal((await ended(id)).status, 'Succeeded');
    await assert.rejects(() => connection.metadata.cancelDeploy(id), /INVALID_ID_FIELD|Deployment already completed/);
    assert.equal(await exists('Done'), true);
  });

  test('and does not exist is refused', async () => {
    await assert.rejects(
      () => connection.metadata.cancelDeploy('0Af000000000099AAA'),
      /INVALID_CROSS_REFERENCE_KEY|invalid cross reference id/,
    );
  });
});
