import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources_testing_runner_async.htm */

let org: TestOrg;
let admin: Connection;
before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
});
after(() => org.stop());

const post = <T>(path: string, body: unknown): Promise<T> =>
  admin.request<T>({ method: 'POST', url: `/services/data/v65.0/tooling/${path}`, body: JSON.stringify(body) });

async function finished(jobId: string): Promise<Record<string, unknown>> {
  const fields = 'Status, ClassesCompleted, MethodsEnqueued, MethodsCompleted, MethodsFailed, TestTime';
  for (;;) {
    const [run] = (await admin.tooling.query(`SELECT ${fields} FROM ApexTestRunResult WHERE AsyncApexJobId = '${jobId}'`)).records;
    if (run && (run['Status'] === 'Completed' || run['Status'] === 'Failed')) return run;
  }
}

describe('an asynchronous test run', () => {
  test('answers with its job at once; its results are records that name class, method and failure', async () => {
    const jobId = await post<string>('runTestsAsynchronous', {
      tests: [{ className: 'InvoiceControllerTest' }],
      testLevel: 'RunSpecifiedTests',
    });
    assert.match(jobId, /^707/);
    const run = await finished(jobId);
    assert.deepEqual([run['Status'], run['ClassesCompleted'], run['MethodsCompleted'], run['MethodsFailed']], ['Completed', 1, 2, 1]);
    const items = (
      await admin.tooling.query(`SELECT Id, Status, ApexClassId, TestRunResultId FROM ApexTestQueueItem WHERE ParentJobId = '${jobId}'`)
    ).records;
    assert.deepEqual(
      items.map((item): unknown[] => [item['Status'], String(item['ApexClassId']).slice(0, 3)]),
      [['Completed', '01p']],
    );
    const results = await admin.tooling.query(
      `SELECT MethodName, Outcome, Message, StackTrace, ApexClass.Name FROM ApexTestResult WHERE QueueItemId IN ('${items[0]?.['Id'] as string}') ORDER BY MethodName`,
    );
    const shown = results.records.map((result): unknown[] => [
      (result['ApexClass'] as { Name: string }).Name,
      result['MethodName'],
      result['Outcome'],
    ]);
    assert.deepEqual(shown, [
      ['InvoiceControllerTest', 'createsInvoices', 'Pass'],
      ['InvoiceControllerTest', 'fails', 'Fail'],
    ]);
    assert.match(String(results.records[1]?.['Message']), /^System\.AssertException: Assertion Failed: One is not two/);
    assert.match(String(results.records[1]?.['StackTrace']), /^Class\.InvoiceControllerTest\.fails: line \d+, column 1/);
  });

  test('runs chosen methods, classes by id, or all', async () => {
    const [cls] = (await admin.tooling.query("SELECT Id FROM ApexClass WHERE Name = 'InvoiceControllerTest'")).records;
    const count = async (body: unknown) => (await finished(await post<string>('runTestsAsynchronous', body)))['MethodsCompleted'];
    assert.equal(await count({ tests: [{ classId: cls?.['Id'], testMethods: ['fails'] }] }), 1);
    assert.equal(await count({ classids: cls?.['Id'] }), 2);
    assert.equal(await count({ testLevel: 'RunLocalTests', category: ['Apex'], skipCodeCoverage: true }), 2);
    await assert.rejects(post('runTestsAsynchronous', {}), { name: 'INVALID_INPUT' });
    await assert.rejects(post('runTestsAsynchronous', { suiteNames: 'x' }), { name: 'UNSUPPORTED_FEATURE' });
  });
});
