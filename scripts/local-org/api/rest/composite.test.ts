import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;
let admin: Connection;
const base = '/services/data/v65.0';

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
});
after(() => org.stop());

async function post(path: string, body: unknown, method = 'POST'): Promise<{ status: number; body: never }> {
  const response = await fetch(`${org.server.url}${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${await org.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as never };
}

async function count(where: string): Promise<number> {
  return (await admin.query(`SELECT COUNT() FROM Invoice__c WHERE ${where}`)).totalSize;
}

function invoice(fields: Record<string, unknown>): Record<string, unknown> {
  return { attributes: { type: 'Invoice__c' }, ...fields };
}

describe('collections', () => {
  test('save what is sound and answer in order for what is not', async () => {
    const results = (
      await post('/composite/sobjects', {
        allOrNone: false,
        records: [
          invoice({ Name: 'c1' }),
          invoice({ Name: 'c2', Nothing__c: 1 }),
          invoice({ Name: 'c3', Status__c: 'Paid' }),
          invoice({ Name: 'c4' }),
        ],
      })
    ).body as { success: boolean; id?: string; errors: { statusCode: string; fields: string[] }[] }[];
    assert.deepEqual(
      results.map((result) => [result.success, result.errors[0]?.statusCode]),
      [
        [true, undefined],
        [false, 'INVALID_FIELD'],
        [false, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
        [true, undefined],
      ],
    );
    assert.equal(await count("Name IN ('c1', 'c2', 'c3', 'c4')"), 2);
  });

  test('with allOrNone save nothing when one record is refused', async () => {
    const records = [invoice({ Name: 'all1' }), invoice({ Name: 'all2', Status__c: 'Paid' })];
    const results = (await post('/composite/sobjects', { allOrNone: true, records })).body as {
      success: boolean;
      errors: { statusCode: string }[];
    }[];
    assert.deepEqual(
      results.map((result) => result.errors[0]?.statusCode),
      ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    );
    assert.equal(await count("Name LIKE 'all%'"), 0);
  });

  test('with allOrNone take back objects saved before the refused one', async () => {
    const records = [{ attributes: { type: 'Account' }, Name: 'taken back' }, invoice({ Name: 'x', Status__c: 'Paid' })];
    await post('/composite/sobjects', { allOrNone: true, records });
    assert.equal((await admin.query("SELECT Id FROM Account WHERE Name = 'taken back'")).totalSize, 0);
  });

  test('refuse more than 200 records', async () => {
    const records = Array.from({ length: 201 }, (_, index) => invoice({ Name: `n${index}` }));
    const { status, body } = await post('/composite/sobjects', { records });
    assert.equal(status, 400);
    assert.equal((body as { errorCode: string }[])[0]?.errorCode, 'EXCEEDED_ID_LIMIT');
  });

  test('change, upsert, read and delete through jsforce', async () => {
    const created = await admin.sobject('Invoice__c').create([{ Name: 'j1', Key__c: 'j1' }, { Name: 'j2' }]);
    const ids = created.map((result) => result.id as string);
    const updated = await admin.sobject('Invoice__c').update(ids.map((Id) => ({ Id, Amount__c: 7 })));
    assert.ok(updated.every((result) => result.success));
    const upserted = await admin.sobject('Invoice__c').upsert(
      [
        { Key__c: 'j1', Name: 'j1 again' },
        { Key__c: 'j3', Name: 'j3' },
      ],
      'Key__c',
    );
    assert.deepEqual(
      upserted.map((result) => [result.success, (result as { created?: boolean }).created]),
      [
        [true, false],
        [true, true],
      ],
    );
    const read = await admin.sobject('Invoice__c').retrieve([...ids, 'a01000000000000AAA']);
    assert.deepEqual([read[0]?.['Name'], read[1]?.['Amount__c'], read[2]], ['j1 again', 7, null]);
    const destroyed = await admin.sobject('Invoice__c').destroy(ids);
    assert.ok(destroyed.every((result) => result.success));
    assert.equal(await count("Name IN ('j1 again', 'j2')"), 0);
  });
});

describe('composite', () => {
  test('passes results on to later subrequests', async () => {
    const { body } = await post('/composite', {
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'customer', body: { Name: 'Composite' } },
        {
          method: 'POST',
          url: `${base}/sobjects/Invoice__c`,
          referenceId: 'invoice',
          body: { Name: 'by reference', Customer__c: '@{customer.id}' },
        },
        { method: 'GET', url: `${base}/query?q=SELECT+Customer__r.Name+FROM+Invoice__c+WHERE+Id='@{invoice.id}'`, referenceId: 'found' },
      ],
    });
    const { compositeResponse } = body as {
      compositeResponse: { httpStatusCode: number; referenceId: string; body: never; httpHeaders: { Location?: string } }[];
    };
    assert.deepEqual(
      compositeResponse.map((entry) => [entry.referenceId, entry.httpStatusCode]),
      [
        ['customer', 201],
        ['invoice', 201],
        ['found', 200],
      ],
    );
    assert.match(compositeResponse[0]?.httpHeaders.Location ?? '', /^\/services\/data\/v65.0\/sobjects\/Account\/001/);
    assert.equal(
      (compositeResponse[2]?.body as unknown as { records: { Customer__r: { Name: string } }[] }).records[0]?.Customer__r.Name,
      'Composite',
    );
  });

  test('with allOrNone takes everything back and names the failure', async () => {
    const compositeRequest = [
      { method: 'POST', url: `${base}/sobjects/Invoice__c`, referenceId: 'good', body: { Name: 'composite good' } },
      { method: 'POST', url: `${base}/sobjects/Invoice__c`, referenceId: 'bad', body: { Name: 'composite bad', Status__c: 'Paid' } },
    ];
    const codes = async (allOrNone: boolean) => {
      const { body } = await post('/composite', { allOrNone, compositeRequest });
      return (body as { compositeResponse: { httpStatusCode: number; body: { errorCode?: string }[] }[] }).compositeResponse.map(
        (entry) => [entry.httpStatusCode, Array.isArray(entry.body) ? entry.body[0]?.errorCode : undefined],
      );
    };
    assert.deepEqual(await codes(true), [
      [400, 'PROCESSING_HALTED'],
      [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ]);
    assert.equal(await count("Name = 'composite good'"), 0);
    assert.deepEqual(await codes(false), [
      [201, undefined],
      [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ]);
    assert.equal(await count("Name = 'composite good'"), 1);
  });

  test('halts what refers to a failed subrequest and refuses too many', async () => {
    const { body } = await post('/composite', {
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Invoice__c`, referenceId: 'bad', body: { Name: 'x', Status__c: 'Paid' } },
        { method: 'PATCH', url: `${base}/sobjects/Invoice__c/@{bad.id}`, referenceId: 'after', body: { Name: 'y' } },
      ],
    });
    const { compositeResponse } = body as { compositeResponse: { body: { errorCode: string }[] }[] };
    assert.equal(compositeResponse[1]?.body[0]?.errorCode, 'PROCESSING_HALTED');
    const compositeRequest = Array.from({ length: 26 }, (_, index) => ({ method: 'GET', url: `${base}/limits`, referenceId: `r${index}` }));
    assert.equal((await post('/composite', { compositeRequest })).status, 400);
  });

  test('runs batches independently and graphs all or nothing each', async () => {
    const batch = await post('/composite/batch', {
      batchRequests: [
        { method: 'GET', url: 'v65.0/limits' },
        { method: 'GET', url: 'v65.0/nothing' },
        { method: 'POST', url: 'v65.0/sobjects/Invoice__c', richInput: { Name: 'from a batch' } },
      ],
    });
    const { hasErrors, results } = batch.body as { hasErrors: boolean; results: { statusCode: number }[] };
    assert.deepEqual([hasErrors, results.map((result) => result.statusCode)], [true, [200, 404, 201]]);
    const node = (referenceId: string, body: unknown) => ({ method: 'POST', url: `${base}/sobjects/Invoice__c`, referenceId, body });
    const { graphs } = (
      await post('/composite/graph', {
        graphs: [
          { graphId: 'g1', compositeRequest: [node('a', { Name: 'graph one' })] },
          { graphId: 'g2', compositeRequest: [node('b', { Name: 'graph two' }), node('c', { Name: 'x', Status__c: 'Paid' })] },
        ],
      })
    ).body as { graphs: { graphId: string; isSuccessful: boolean }[] };
    assert.deepEqual(
      graphs.map((graph) => [graph.graphId, graph.isSuccessful]),
      [
        ['g1', true],
        ['g2', false],
      ],
    );
    assert.deepEqual([await count("Name = 'graph one'"), await count("Name = 'graph two'")], [1, 0]);
  });
});

describe('trees', () => {
  const tree = (lineFields: Record<string, unknown>) => ({
    records: [
      {
        attributes: { type: 'Invoice__c', referenceId: 'i1' },
        Name: 'Tree',
        Lines__r: { records: [{ attributes: { type: 'Invoice_Line__c', referenceId: 'l1' }, Name: 'Leaf', ...lineFields }] },
      },
    ],
  });

  test('create parents and children together', async () => {
    const { status, body } = await post('/composite/tree/Invoice__c', tree({ Quantity__c: 1 }));
    assert.equal(status, 201);
    const { hasErrors, results } = body as { hasErrors: boolean; results: { referenceId: string; id: string }[] };
    assert.deepEqual([hasErrors, results.map((result) => result.referenceId)], [false, ['i1', 'l1']]);
    const line = await admin.query(`SELECT Invoice__c FROM Invoice_Line__c WHERE Id = '${results[1]?.id}'`);
    assert.equal(line.records[0]?.['Invoice__c'], results[0]?.id);
  });

  test('create nothing when one record is refused', async () => {
    const before = await count("Name = 'Tree'");
    const { status, body } = await post('/composite/tree/Invoice__c', tree({ Quantity__c: 'many' }));
    assert.equal(status, 400);
    const { results } = body as { results: { referenceId: string; errors: { statusCode: string }[] }[] };
    assert.deepEqual([results[0]?.referenceId, results[0]?.errors[0]?.statusCode], ['l1', 'JSON_PARSER_ERROR']);
    assert.equal(await count("Name = 'Tree'"), before);
  });
});

test('a trigger that passes a limit fails its part of a composite request, and the others stay', async () => {
  const part = (Name: string, referenceId: string) => ({ method: 'POST', url: `${base}/sobjects/Invoice__c`, referenceId, body: { Name } });
  const compositeRequest = [part('before it', 'a'), part('overrun', 'b'), part('after it', 'c')];
  const { compositeResponse } = (await post('/composite', { compositeRequest })).body as {
    compositeResponse: { httpStatusCode: number; body: { errorCode: string; message: string }[] }[];
  };
  assert.deepEqual(
    compositeResponse.map((answer) => answer.httpStatusCode),
    [201, 400, 201],
  );
  const [error] = compositeResponse[1]?.body ?? [];
  assert.equal(error?.errorCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
  assert.match(error?.message ?? '', /System\.LimitException: Too many SOQL queries: 101/);
  assert.equal(await count("Name IN ('before it', 'overrun', 'after it')"), 2);
});
