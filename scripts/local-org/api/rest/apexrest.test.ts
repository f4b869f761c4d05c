import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_methods.htm */

let org: TestOrg;
let admin: Connection;
before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
});
after(() => org.stop());

async function call(
  method: string,
  path: string,
  body?: string,
  username?: string,
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${org.server.url}/services/apexrest${path}`, {
    method,
    headers: { authorization: `Bearer ${await org.token(username)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('an Apex REST resource', () => {
  test('answers jsforce with the result as JSON, by the path and the query', async () => {
    assert.deepEqual(await admin.apex.get('/invoices/17?q=a%20b'), {
      name: '17 a b /services/apexrest/invoices/*',
      amount: 1.5,
      due: '2026-01-02',
    });
  });

  test('takes the members of the body as parameters, and may choose status and headers', async () => {
    const body = JSON.stringify({ line: { name: 'rest', amount: '12.5', due: null }, notes: ['a', 'b'] });
    const { status, headers, text } = await call('POST', '/invoices/', body);
    assert.deepEqual([status, headers.get('x-made')], [201, 'yes']);
    const saved = await admin.sobject('Invoice__c').retrieve(JSON.parse(text) as string);
    assert.deepEqual([saved['Name'], saved['Amount__c']], ['rest(a, b)', 12.5]);
  });

  test('without parameters reads the body itself and writes its own', async () => {
    const { headers, text } = await call('PUT', '/invoices/x', 'plain text');
    assert.deepEqual([text, headers.get('content-type')], ['PLAIN TEXT', 'text/plain']);
  });

  test('that fails is rolled back and tells the exception', async () => {
    const { status, text } = await call('DELETE', '/invoices/1');
    assert.equal(status, 500);
    const [error] = JSON.parse(text) as { errorCode: string; message: string }[];
    assert.equal(error?.errorCode, 'APEX_ERROR');
    assert.match(
      error?.message ?? '',
      /^System\.IllegalArgumentException: Not allowed here\n\nClass\.InvoiceRest\.remove: line \d+, column 1$/,
    );
    assert.equal((await admin.query("SELECT COUNT() FROM Invoice__c WHERE Key__c = 'rest'")).totalSize, 0);
  });

  test('is refused by name when there is none, no such method, no access or a malformed body', async () => {
    const refusal = async (method: string, path: string, body?: string, user?: string) => {
      const { status, text } = await call(method, path, body, user);
      return [status, (JSON.parse(text) as { errorCode: string }[])[0]?.errorCode];
    };
    assert.deepEqual(await refusal('GET', '/nothing'), [404, 'NOT_FOUND']);
    assert.deepEqual(await refusal('GET', '/Invoices/1'), [404, 'NOT_FOUND']);
    assert.deepEqual(await refusal('PATCH', '/invoices/1', '{}'), [405, 'METHOD_NOT_ALLOWED']);
    assert.deepEqual(await refusal('POST', '/invoices/1', '{"line":'), [400, 'JSON_PARSER_ERROR']);
    await org.createUser('rest@example.com', ['Invoice_User']);
    assert.deepEqual(await refusal('GET', '/invoices/1', undefined, 'rest@example.com'), [403, 'FORBIDDEN']);
  });

  test('answers 204 to a PATCH that gives nothing, and 500 to a status code that is none', async () => {
    const status = async (query = '') => (await call('PATCH', `/echo/1${query}`)).status;
    assert.deepEqual([await status(), await status('?status=202'), await status('?status=422')], [204, 202, 500]);
    assert.match((await call('PATCH', '/echo/1?status=422')).text, /Invalid status code for HTTP response: 422/);
  });

  test('stands for its pattern without what follows, and gives its result whatever body was set', async () => {
    assert.equal((await call('POST', '/echo', '{"flag":true}')).text, 'true');
    assert.equal((await call('POST', '/echoes', '{"flag":true}')).status, 404);
  });

  test('takes true and false in any case, 1 and 0, and nothing else', async () => {
    const answers = [];
    for (const flag of ['"TRUE"', '0', '1', '2']) answers.push((await call('POST', '/echo/', `{"flag":${flag}}`)).text.slice(0, 5));
    assert.deepEqual(answers.slice(0, 3), ['true', 'false', 'true']);
    assert.equal((await call('POST', '/echo/', '{"flag":2}')).status, 400);
  });

  test('refuses data with two values of one name, data of another type, and a result without end', async () => {
    assert.equal((await call('POST', '/echo/', '{"flag":true,"flag":false}')).status, 400);
    assert.equal((await call('POST', '/invoices/', '{"line":{"name":"a","name":"b"}}')).status, 400);
    assert.equal((await call('GET', '/echo/')).status, 400);
    const headers = { authorization: `Bearer ${await org.token()}`, 'content-type': 'text/csv' };
    const { status } = await fetch(`${org.server.url}/services/apexrest/echo/`, { method: 'POST', headers, body: 'flag' });
    assert.equal(status, 415);
  });
});
