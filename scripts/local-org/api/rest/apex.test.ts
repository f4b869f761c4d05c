import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;
let admin: Connection;

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
});
after(() => org.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, never>;
}

async function call(method: string, parameters: unknown, username?: string, query = ''): Promise<Answer> {
  const response = await fetch(`${org.server.url}/apex/InvoiceController/${method}${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await org.token(username)}` },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, never> };
}

async function count(where: string): Promise<number> {
  return (await admin.query(`SELECT COUNT() FROM Invoice__c WHERE ${where}`)).totalSize;
}

describe('an Apex call of a component', () => {
  test('takes named parameters and gives the result as JSON, with what it used', async () => {
    const created = await call('create', { name: 'From Apex', amount: 12.5 });
    assert.equal(created.status, 200);
    const id = created.body['returnValue'] as unknown as string;
    assert.match(id, /^a0.{16}$/);
    assert.match(created.headers.get('x-org-limits') ?? '', /^queries=0;queryRows=0;dml=1;dmlRows=1;/);
    const loaded = await call('load', { invoiceId: id });
    assert.deepEqual(loaded.body['returnValue'], { id, name: 'From Apex', amount: 12.5, notes: ['first'] });
    assert.match(loaded.headers.get('x-org-limits') ?? '', /^queries=1;queryRows=1;dml=0;/);
  });

  test('that fails is rolled back and tells the message, never a stack trace', async () => {
    const { status, body } = await call('refuse', { reason: 'Не сейчас' });
    assert.equal(status, 500);
    assert.deepEqual(body, { message: 'Не сейчас', exceptionType: 'System.AuraHandledException', isUserDefinedException: false });
    assert.equal(await count("Key__c = 'refused'"), 0);
    const broken = await call('broken', {});
    assert.deepEqual(broken.body, {
      message: 'Attempt to de-reference a null object',
      exceptionType: 'System.NullPointerException',
      isUserDefinedException: false,
    });
    const log = await fetch(`${org.server.url}/local/log?id=${broken.headers.get('x-request-id')}`, {
      headers: { authorization: `Bearer ${await org.token()}` },
    });
    assert.match(await log.text(), /Class\.InvoiceController\.broken: line \d+/);
  });

  test('reaches only @AuraEnabled methods, with parameters of the right type', async () => {
    assert.equal((await call('notForTheInterface', {})).status, 404);
    assert.equal((await call('missing', {})).status, 404);
    assert.equal((await call('create', { name: 'x', amount: 'much' })).status, 400);
    assert.equal((await call('create', {}, undefined, '?cacheable=true')).status, 500);
  });

  test('needs access to the class', async () => {
    await org.createUser('outside@local.org', []);
    const refused = await call('create', { name: 'x' }, 'outside@local.org');
    assert.equal(refused.status, 403);
    assert.match(String(refused.body['message']), /You do not have access to the Apex class named 'InvoiceController'/);
    await org.createUser('inside@local.org', ['Invoice_User']);
    assert.equal((await call('create', { name: 'x' }, 'inside@local.org')).status, 200);
  });

  test('writes to the debug log of its request', async () => {
    const { body } = await call('create', { name: 'logged' });
    const { headers } = await call('load', { invoiceId: body['returnValue'] });
    const response = await fetch(`${org.server.url}/local/log?id=${headers.get('x-request-id')}`, {
      headers: { authorization: `Bearer ${await org.token()}` },
    });
    const { requests } = (await response.json()) as { requests: { url: string; lines: string[] }[] };
    assert.deepEqual(requests[0]?.lines, ['DEBUG|loaded logged']);
    assert.equal(requests[0]?.url, '/apex/InvoiceController/load');
  });
});

describe('a trigger', () => {
  test('refuses a record over REST with the message at its field', async () => {
    await assert.rejects(async () => admin.sobject('Invoice__c').create({ Name: 'negative', Amount__c: -1 }), {
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'An amount cannot be negative.',
    });
    assert.equal(await count("Name = 'negative'"), 0);
  });

  test('that throws refuses the record with its trace, and the others of a collection are saved', async () => {
    await assert.rejects(async () => admin.sobject('Invoice__c').create({ Name: 'explode' }), {
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      message: /InvoiceTrigger: execution of BeforeInsert\s+caused by: System.MathException: Divide by 0/,
    });
    const results = await admin.sobject('Invoice__c').create([
      { Name: 'fine', Amount__c: 1 },
      { Name: 'not fine', Amount__c: -1 },
    ]);
    assert.deepEqual(
      results.map((result) => result.success),
      [true, false],
    );
  });
});

describe('anonymous Apex', () => {
  test('runs, reports and takes back what failed', async () => {
    const good = await admin.tooling.executeAnonymous("insert new Invoice__c(Name = 'anonymous');");
    assert.deepEqual([good.compiled, good.success, await count("Name = 'anonymous'")], [true, true, 1]);
    const bad = await admin.tooling.executeAnonymous("insert new Invoice__c(Name = 'taken back'); Integer x = 1 / 0;");
    assert.deepEqual([bad.compiled, bad.success, bad.exceptionMessage], [true, false, 'System.MathException: Divide by 0']);
    assert.equal(await count("Name = 'taken back'"), 0);
    const wrong = await admin.tooling.executeAnonymous('\n  Integer x = nothing;');
    assert.deepEqual([wrong.compiled, wrong.success, wrong.line], [false, false, 2]);
    assert.match(wrong.compileProblem ?? '', /nothing/);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm
describe('the session id Apex reads', () => {
  const status = async (token: string): Promise<number> =>
    (await fetch(`${org.server.url}/services/data/v65.0/limits`, { headers: { authorization: `Bearer ${token}` } })).status;
  const session = async (headers: Record<string, string>): Promise<string> => {
    const response = await fetch(`${org.server.url}/apex/InvoiceController/session`, { method: 'POST', headers, body: '{}' });
    return ((await response.json()) as { returnValue: string }).returnValue;
  };

  test('is the access token of a request that came with one', async () => {
    const token = await org.token();
    assert.equal(await session({ authorization: `Bearer ${token}` }), token);
  });

  // https://developer.salesforce.com/docs/platform/lwc/guide/data-api-calls-apex.html
  test('opens no API in a page of components, and is not its cookie', async () => {
    const token = await org.token();
    const read = await session({ cookie: `sid=${token}`, origin: org.server.url });
    assert.match(read, /^00D\w{12}!/);
    assert.notEqual(read, token);
    assert.deepEqual([await status(token), await status(read)], [200, 401]);
  });
});

describe('Apex tests', () => {
  test('run in the org, report each method and leave no data', async () => {
    const before = await count('Id != null');
    const result = await admin.tooling.runTestsSynchronous(['InvoiceControllerTest'] as never);
    assert.ok(result);
    assert.deepEqual([result.numTestsRun, result.numFailures], [2, 1]);
    assert.deepEqual(
      result.successes.map((success) => success.methodName),
      ['createsInvoices'],
    );
    assert.match(result.failures[0]?.message ?? '', /One is not two: Expected: 1, Actual: 2/);
    assert.match(result.failures[0]?.stackTrace ?? '', /Class\.InvoiceControllerTest\.fails: line \d+/);
    assert.equal(await count('Id != null'), before);
  });
});
