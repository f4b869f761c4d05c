import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SOURCE, startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { sourceFolder, xml } from '../../testing/source-folder.ts';

/**
 * Requests of several users at once, in several workers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */

const COUNTER = `public with sharing class Counter {
  private static void work() { Long until = Datetime.now().getTime(); for (Integer i = 0; i < 400000; i++) until += i; }
  @AuraEnabled public static void naive(Id id) {
    Invoice__c i = [SELECT Amount__c FROM Invoice__c WHERE Id = :id]; work(); i.Amount__c += 1; update i;
  }
  @AuraEnabled public static void locking(Id id) {
    Invoice__c i = [SELECT Amount__c FROM Invoice__c WHERE Id = :id FOR UPDATE]; work(); i.Amount__c += 1; update i;
  }
  @AuraEnabled public static Decimal slow(Id id) {
    Decimal before = [SELECT Amount__c FROM Invoice__c WHERE Id = :id].Amount__c;
    for (Integer i = 0; i < 40; i++) work();
    return [SELECT Amount__c FROM Invoice__c WHERE Id = :id].Amount__c - before;
  }
  @AuraEnabled public static String claim() {
    for (Invoice__c one : [SELECT Id FROM Invoice__c WHERE Status__c = 'Draft' AND Key__c LIKE 'claim%' ORDER BY Key__c LIMIT 5]) {
      List<Invoice__c> locked = [SELECT Id, Key__c FROM Invoice__c WHERE Id = :one.Id AND Status__c = 'Draft' FOR UPDATE];
      if (locked.isEmpty()) continue;
      locked[0].Status__c = 'Sent'; update locked; return locked[0].Key__c;
    }
    return null;
  }
}`;

const folder = sourceFolder({
  'classes/Counter.cls': COUNTER,
  'classes/Counter.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>'),
});
let org: TestOrg;
let id: string;
let token: string;
before(async () => {
  org = await startTestOrg({ sourceDirs: [SOURCE, folder.dir], workers: 3 });
  token = await org.token();
  const admin = await org.connect();
  id = (await admin.sobject('Invoice__c').create({ Name: 'counter', Amount__c: 0 })).id as string;
  const claims = Array.from({ length: 40 }, (_, i) => ({ Name: `c${i}`, Key__c: `claim${i + 10}`, Status__c: 'Draft' }));
  await admin.sobject('Invoice__c').create(claims);
});
after(async () => {
  await org.stop();
  folder.remove();
});

async function call(method: string, parameters: unknown = {}): Promise<unknown> {
  const response = await fetch(`${org.server.url}/apex/Counter/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(parameters),
  });
  const body = (await response.json()) as { returnValue?: unknown; message?: string };
  assert.equal(response.status, 200, body.message);
  return body.returnValue;
}

async function amount(): Promise<number> {
  const admin = await org.connect();
  return (await admin.sobject('Invoice__c').retrieve(id))['Amount__c'] as number;
}

describe('transactions of several workers', () => {
  test('that read first and update later lose updates, as on the platform', async () => {
    await Promise.all(Array.from({ length: 12 }, () => call('naive', { id })));
    assert.ok((await amount()) < 12, 'nothing was lost: requests did not interleave');
  });

  test('that lock the row lose none', async () => {
    const before = await amount();
    await Promise.all(Array.from({ length: 12 }, () => call('locking', { id })));
    assert.equal((await amount()) - before, 12);
  });

  test('claim every record exactly once', async () => {
    const claimed = (await Promise.all(Array.from({ length: 40 }, () => call('claim')))).filter((key) => key !== null);
    while (claimed.length < 40) {
      const key = await call('claim');
      if (key === null) break;
      claimed.push(key);
    }
    assert.equal(new Set(claimed).size, 40);
    assert.equal(claimed.length, 40);
  });

  test('do not wait for a slow one that only reads, and it sees what they commit meanwhile', async () => {
    let isSlowDone = false;
    const slow = call('slow', { id }).then((difference) => {
      isSlowDone = true;
      return difference;
    });
    await call('locking', { id });
    assert.equal(isSlowDone, false);
    assert.equal(await slow, 1);
  });
});
