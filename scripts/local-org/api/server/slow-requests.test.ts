import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type jsforce from 'jsforce';
import { SOURCE, startTestOrg, type TestOrg } from '../fixtures/harness.ts';
import { sourceFolder, xml } from '../../testing/source-folder.ts';

/**
 * Apex that runs for seconds after it has saved something, while others work.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */

const SLOW = `public with sharing class Slow {
  private static Boolean isTold(Id flag) { return [SELECT Status__c FROM Invoice__c WHERE Id = :flag].Status__c == 'Sent'; }
  private static void work() { Integer until = Limits.getCpuTime() + 80; while (Limits.getCpuTime() < until) { } }
  @AuraEnabled public static Decimal write(Id id, Id flag) {
    update new Invoice__c(Id = id, Amount__c = 1);
    for (Integer i = 0; i < 90 && !isTold(flag); i++) work();
    Invoice__c mine = [SELECT Amount__c FROM Invoice__c WHERE Id = :id];
    update new Invoice__c(Id = id, Amount__c = mine.Amount__c + 1);
    return mine.Amount__c;
  }
  @AuraEnabled public static void lock(Id id, Id flag) {
    Invoice__c mine = [SELECT Amount__c FROM Invoice__c WHERE Id = :id FOR UPDATE];
    for (Integer i = 0; i < 90 && !isTold(flag); i++) work();
    mine.Amount__c += 10;
    update mine;
  }
}`;

const folder = sourceFolder({
  'classes/Slow.cls': SLOW,
  'classes/Slow.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>'),
});
let org: TestOrg;
let admin: jsforce.Connection;
let token: string;

before(async () => {
  org = await startTestOrg({ sourceDirs: [SOURCE, folder.dir], workers: 4 });
  token = await org.token();
  admin = await org.connect();
});
after(async () => {
  await org.stop();
  folder.remove();
});

async function invoice(): Promise<string> {
  return (await admin.sobject('Invoice__c').create({ Name: 'one', Amount__c: 0, Status__c: 'Draft' })).id as string;
}

async function amount(id: string): Promise<number> {
  return (await admin.sobject('Invoice__c').retrieve(id))['Amount__c'] as number;
}

interface Running {
  readonly answer: Promise<unknown>;
  isDone(): boolean;
}

function start(method: string, id: string, flag: string): Running {
  let done = false;
  const call = async (): Promise<unknown> => {
    const response = await fetch(`${org.server.url}/apex/Slow/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ id, flag }),
    });
    done = true;
    const body = (await response.json()) as { returnValue?: unknown; message?: string };
    assert.equal(response.status, 200, body.message);
    return body.returnValue;
  };
  return { answer: call(), isDone: () => done };
}

/** Lets a request begin, and whoever waits for it wait. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

describe('while a request that has saved something runs for seconds', () => {
  test('others read and write other records, and wait for those that it has saved', async () => {
    const [mine, other, flag] = [await invoice(), await invoice(), await invoice()];
    const slow = start('write', mine, flag);
    await aWhile();
    let isWritten = false;
    const same = admin
      .sobject('Invoice__c')
      .update({ Id: mine, Amount__c: 100 })
      .then(() => (isWritten = true));
    await aWhile();
    await admin.sobject('Invoice__c').update({ Id: other, Amount__c: 7 });
    await admin.sobject('Account').create({ Name: 'meanwhile' });
    assert.equal(await amount(other), 7);
    assert.equal(await amount(mine), 0, 'nobody sees what is not committed');
    assert.deepEqual([slow.isDone(), isWritten], [false, false]);
    await admin.sobject('Invoice__c').update({ Id: flag, Status__c: 'Sent' });
    assert.equal(await slow.answer, 1, 'it sees what it has saved itself');
    await same;
    assert.equal(await amount(mine), 100, 'who had to wait came after it');
  });

  test('others that save too slowly do so side by side', async () => {
    const [flag, ...rows] = await Promise.all([invoice(), invoice(), invoice(), invoice()]);
    const slow = rows.map((id) => start('write', id, flag));
    await aWhile();
    await admin.sobject('Invoice__c').update({ Id: flag, Status__c: 'Sent' });
    assert.deepEqual(await Promise.all(slow.map(({ answer }) => answer)), [1, 1, 1]);
    assert.deepEqual(await Promise.all(rows.map(amount)), [2, 2, 2]);
  });

  test('FOR UPDATE keeps the rows it returns, and only these', async () => {
    const [mine, other, flag] = [await invoice(), await invoice(), await invoice()];
    const first = start('lock', mine, flag);
    await aWhile();
    const second = start('lock', mine, flag);
    await admin.sobject('Invoice__c').update({ Id: other, Amount__c: 7 });
    assert.equal(first.isDone(), false);
    await admin.sobject('Invoice__c').update({ Id: flag, Status__c: 'Sent' });
    await Promise.all([first.answer, second.answer]);
    assert.equal(await amount(mine), 20, 'no update is lost');
  });
});
