import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

/**
 * What one clerk can do with the private invoice of another through the API: nothing.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm
 */
let org: TestOrg;
let invoice: string;
let line: string;
let otherId: string;
let authorization: string;

interface Answer {
  readonly status: number;
  readonly body: never;
  readonly code: string | undefined;
}

/** A call of the other clerk. */
async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${org.server.url}/services/data/v65.0${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === '' ? null : JSON.parse(text)) as never;
  return { status: response.status, body: parsed, code: (parsed as { errorCode?: string }[] | null)?.[0]?.errorCode };
}

async function total(soql: string): Promise<number> {
  const { body } = await call('GET', `/query?q=${encodeURIComponent(soql)}`);
  return (body as { totalSize: number }).totalSize;
}

before(async () => {
  org = await startTestOrg();
  await org.createUser('owner@local.org', ['Invoice_Clerk']);
  otherId = await org.createUser('other@local.org', ['Invoice_Clerk']);
  const owner = await org.connect('owner@local.org');
  invoice = (await owner.sobject('Invoice__c').create({ Name: 'Private' })).id!;
  line = (await owner.sobject('Invoice_Line__c').create({ Invoice__c: invoice, Quantity__c: 1 })).id!;
  authorization = `Bearer ${await org.token('other@local.org')}`;
});
after(() => org.stop());

describe('a private record of somebody else', () => {
  test('is found by no query: by its id, counted, through its details, in a semi-join', async () => {
    const queries = [
      'SELECT Id FROM Invoice__c',
      `SELECT Id FROM Invoice__c WHERE Id IN ('${invoice}')`,
      'SELECT COUNT() FROM Invoice__c',
      'SELECT Id, Invoice__r.Name FROM Invoice_Line__c',
      'SELECT Id FROM Invoice__c WHERE Id IN (SELECT Invoice__c FROM Invoice_Line__c)',
      'SELECT Id FROM Invoice__Share',
    ];
    for (const soql of queries) assert.equal(await total(soql), 0, soql);
    const { body } = await call('GET', `/query?q=${encodeURIComponent('SELECT COUNT(Id) n FROM Invoice__c')}`);
    assert.equal((body as { records: { n: number }[] }).records[0]?.n, 0);
  });

  test('is not there when it is asked for, nor are its details', async () => {
    assert.deepEqual(await summary('GET', `/sobjects/Invoice__c/${invoice}`), [404, 'NOT_FOUND']);
    assert.deepEqual(await summary('GET', `/sobjects/Invoice_Line__c/${line}`), [404, 'NOT_FOUND']);
    const { status } = await call('GET', `/sobjects/Invoice__c/${invoice}/Lines__r`);
    assert.ok(status >= 400);
  });

  test('is neither changed, nor deleted, nor taken over, nor shared, nor given a detail', async () => {
    assert.deepEqual(await summary('PATCH', `/sobjects/Invoice__c/${invoice}`, { Name: 'Mine' }), [404, 'NOT_FOUND']);
    const taken = await summary('PATCH', `/sobjects/Invoice__c/${invoice}`, { OwnerId: otherId });
    assert.deepEqual(taken, [404, 'NOT_FOUND']);
    assert.deepEqual(await summary('DELETE', `/sobjects/Invoice__c/${invoice}`), [404, 'NOT_FOUND']);
    const shared = await summary('POST', '/sobjects/Invoice__Share', { ParentId: invoice, UserOrGroupId: otherId, AccessLevel: 'Edit' });
    assert.equal(shared[0], 403);
    const detail = await summary('POST', '/sobjects/Invoice_Line__c', { Invoice__c: invoice, Quantity__c: 1 });
    assert.equal(detail[1], 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
    const record = await (await org.connect()).sobject('Invoice__c').retrieve(invoice);
    assert.equal(record['Name'], 'Private');
    assert.notEqual(record['OwnerId'], otherId);
  });
});

async function summary(method: string, path: string, body?: unknown): Promise<[number, string | undefined]> {
  const { status, code } = await call(method, path, body);
  return [status, code];
}
