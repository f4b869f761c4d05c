import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../../fixtures/harness.ts';
import { csvLine, parseCsv } from './csv.ts';

/** Bulk API 2.0 as jsforce uses it. https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0.htm */

let org: TestOrg;
let admin: Connection;
before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
  admin.bulk2.pollInterval = 20;
});
after(() => org.stop());

type Row = Readonly<Record<string, string>>;

const count = async (where: string): Promise<number> => (await admin.query(`SELECT COUNT() FROM Invoice__c WHERE ${where}`)).totalSize;

describe('an ingest job', () => {
  test('inserts records in chunks of 200 and lists those that fail with the reason', async () => {
    const input = Array.from({ length: 450 }, (_, i) => ({
      Name: `bulk "${i}",\nend`,
      Key__c: `b${i}`,
      Amount__c: i === 7 ? '-1' : String(i),
    }));
    const { successfulResults, failedResults, unprocessedRecords } = await admin.bulk2.loadAndWaitForResults({
      object: 'Invoice__c',
      operation: 'insert',
      input,
    });
    assert.equal(successfulResults.length, 449);
    assert.match(String(successfulResults[0]?.['sf__Id']), /^a0/);
    assert.equal(successfulResults[0]?.['sf__Created'], 'true');
    assert.equal((successfulResults[3] as Row | undefined)?.['Name'], 'bulk "3",\nend');
    assert.deepEqual(
      (failedResults as unknown as readonly Row[]).map((row) => [row['Key__c'], row['sf__Error']]),
      [['b7', 'FIELD_CUSTOM_VALIDATION_EXCEPTION:An amount cannot be negative.:Amount__c --']],
    );
    assert.equal(unprocessedRecords.length, 0);
    assert.equal(await count("Key__c LIKE 'b%'"), 449);
  });

  test('upserts by external id, clears with #N/A and leaves alone what is empty', async () => {
    const job = admin.bulk2.createJob({ object: 'Invoice__c', operation: 'upsert', externalIdFieldName: 'Key__c' });
    await job.open();
    await job.uploadData('Key__c,Name,Amount__c\nb1,changed,#N/A\nb2,,5\nnew,made,1\n');
    await job.close();
    await job.poll(20, 5000);
    const results = await job.getAllResults();
    assert.deepEqual(
      results.successfulResults.map((row) => row['sf__Created']),
      ['false', 'false', 'true'],
    );
    const { records } = await admin.query("SELECT Name, Amount__c FROM Invoice__c WHERE Key__c IN ('b1', 'b2') ORDER BY Key__c");
    assert.deepEqual(
      records.map((record): unknown[] => [record['Name'], record['Amount__c']]),
      [
        ['changed', null],
        ['bulk "2",\nend', 5],
      ],
    );
    const info = await job.check();
    assert.deepEqual([info.state, info.numberRecordsProcessed, info.numberRecordsFailed], ['JobComplete', 3, 0]);
  });

  test('deletes by id', async () => {
    const { records } = await admin.query("SELECT Id FROM Invoice__c WHERE Key__c IN ('b3', 'b4')");
    const results = await admin.bulk2.loadAndWaitForResults({
      object: 'Invoice__c',
      operation: 'delete',
      input: records.map(({ Id }) => ({ Id })),
    });
    assert.equal(results.successfulResults.length, 2);
    assert.equal(await count("Key__c IN ('b3', 'b4')"), 0);
  });

  test('is refused when it makes no sense, and can be aborted before it runs', async () => {
    const create = (body: Record<string, unknown>) =>
      admin.request({ method: 'POST', url: '/services/data/v65.0/jobs/ingest', body: JSON.stringify(body) });
    await assert.rejects(create({ object: 'Invoice__c', operation: 'explode' }), { name: 'INVALIDJOB' });
    await assert.rejects(create({ object: 'Nothing__c', operation: 'insert' }), { name: 'NOT_FOUND' });
    await assert.rejects(create({ object: 'Invoice__c', operation: 'upsert', externalIdFieldName: 'Name' }), { name: 'INVALIDJOB' });
    const job = admin.bulk2.createJob({ object: 'Invoice__c', operation: 'insert' });
    await job.open();
    await job.uploadData('Name\nnever\n');
    await job.abort();
    assert.equal((await job.check()).state, 'Aborted');
    assert.deepEqual(
      ((await job.getUnprocessedRecords()) as unknown as readonly Row[]).map((row) => row['Name']),
      ['never'],
    );
  });
});

describe('a query job', () => {
  test('gives records page by page, with parents, and tells a failing query at once', async () => {
    const stream = await admin.bulk2.query(
      "SELECT Id, Key__c, Owner.Username, CreatedDate, Paid__c FROM Invoice__c WHERE Key__c LIKE 'b%' ORDER BY Key__c",
      {
        pollInterval: 20,
      },
    );
    const rows = (await stream.toArray()) as Record<string, string>[];
    assert.equal(rows.length, 447);
    assert.deepEqual([rows[0]?.['Key__c'], rows[0]?.['Owner.Username'], rows[0]?.['Paid__c']], ['b0', 'admin@local.org', 'false']);
    assert.match(rows[0]?.['CreatedDate'] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    await assert.rejects(admin.bulk2.query('SELECT Nothing__c FROM Invoice__c'), { name: 'INVALID_FIELD' });
  });

  test('pages by locator', async () => {
    const post = {
      method: 'POST' as const,
      url: '/services/data/v65.0/jobs/query',
      body: '{"operation":"query","query":"SELECT Key__c FROM Invoice__c"}',
    };
    const { id } = await admin.request<{ id: string }>(post);
    while ((await admin.request<{ state: string }>(`/services/data/v65.0/jobs/query/${id}`)).state !== 'JobComplete');
    const page = async (query: string) => {
      const headers = { authorization: `Bearer ${await org.token()}` };
      const response = await fetch(`${org.server.url}/services/data/v65.0/jobs/query/${id}/results?${query}`, { headers });
      return { locator: response.headers.get('sforce-locator'), rows: (await response.text()).trim().split('\n').length - 1 };
    };
    assert.deepEqual(await page('maxRecords=100'), { locator: '100', rows: 100 });
    const last = await page('maxRecords=1000&locator=100');
    assert.equal(last.locator, 'null');
  });
});

test('CSV reads back what it writes, with any delimiter and line ending', () => {
  const value = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ё') });
  const rows = fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (data, delimiter, ending) => {
      assert.deepEqual([...parseCsv(data.map((row) => csvLine(row, delimiter, ending)).join(''), delimiter)], data);
    }),
  );
  assert.deepEqual(
    [...parseCsv('a,b\r\n1,\r\n\r\n"x""y",', ',')],
    [
      ['a', 'b'],
      ['1', ''],
      ['x"y', ''],
    ],
  );
  assert.throws(() => [...parseCsv('"open', ',')], { code: 'InvalidBatch' });
});
