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

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexcodecoverage.htm */
describe('the coverage of a test run', () => {
  interface Lines {
    readonly coveredLines: number[];
    readonly uncoveredLines: number[];
  }
  const rows = async (soql: string) => (await admin.tooling.query(soql)).records as Record<string, unknown>[];
  const ofInvoices = "FROM ApexCodeCoverage WHERE ApexClassOrTrigger.Name = 'InvoiceController' ORDER BY TestMethodName";

  test('is not counted when the run skips it', async () => {
    const before = await rows('SELECT Id FROM ApexCodeCoverage');
    await finished(await post<string>('runTestsAsynchronous', { classNames: 'InvoiceControllerTest', skipCodeCoverage: true }));
    assert.deepEqual(await rows('SELECT Id FROM ApexCodeCoverage'), before);
    const result = await post<{ codeCoverage: unknown[] }>('runTestsSynchronous', {
      tests: [{ className: 'InvoiceControllerTest' }],
      skipCodeCoverage: true,
    });
    assert.deepEqual(result.codeCoverage, []);
  });

  test('names the lines that each test method executed, and adds them up for the class and the org', async () => {
    await finished(await post<string>('runTestsAsynchronous', { classNames: 'InvoiceControllerTest' }));
    const found = await rows(
      `SELECT ApexTestClass.Name, TestMethodName, ApexClassOrTrigger.Id, NumLinesCovered, NumLinesUncovered, Coverage ${ofInvoices}`,
    );
    assert.deepEqual(
      found.map((row) => [(row['ApexTestClass'] as { Name: string }).Name, row['TestMethodName']]),
      [['InvoiceControllerTest', 'createsInvoices']],
    );
    const [row] = found;
    const { coveredLines, uncoveredLines } = row?.['Coverage'] as Lines;
    assert.deepEqual(coveredLines, [31, 32, 33]);
    assert.deepEqual([row?.['NumLinesCovered'], row?.['NumLinesUncovered']], [coveredLines.length, uncoveredLines.length]);
    const { Id: id } = row?.['ApexClassOrTrigger'] as { Id: string };
    assert.match(id, /^01p/);
    const sums = `SELECT ApexClassOrTrigger.Name, Coverage FROM ApexCodeCoverageAggregate WHERE ApexClassorTriggerId IN ('${id}')`;
    assert.deepEqual((await rows(sums))[0]?.['Coverage'], { coveredLines, uncoveredLines });
    const [wide] = await rows('SELECT PercentCovered FROM ApexOrgWideCoverage');
    const aggregates = await rows('SELECT NumLinesCovered, NumLinesUncovered FROM ApexCodeCoverageAggregate');
    const sum = (name: string) => aggregates.reduce((total, aggregate) => total + Number(aggregate[name]), 0);
    const [covered, missed] = [sum('NumLinesCovered'), sum('NumLinesUncovered')];
    assert.equal(wide?.['PercentCovered'], Math.floor((covered / (covered + missed)) * 100));
  });

  test('takes the place of what the same method covered before, and is in the synchronous answer', async () => {
    const before = await rows(`SELECT Id, Coverage ${ofInvoices}`);
    const result = await post<{ codeCoverage: { id: string; name: string; numLocations: number }[]; successes: { id: string }[] }>(
      'runTestsSynchronous',
      { tests: [{ className: 'InvoiceControllerTest' }] },
    );
    assert.match(String(result.successes[0]?.id), /^01p/);
    const own = result.codeCoverage.find(({ name }) => name === 'InvoiceController');
    assert.match(String(own?.id), /^01p/);
    const after = await rows(`SELECT Id, Coverage ${ofInvoices}`);
    assert.deepEqual(
      after.map((row) => row['Coverage']),
      before.map((row) => row['Coverage']),
    );
    assert.notEqual(after[0]?.['Id'], before[0]?.['Id']);
  });
});
