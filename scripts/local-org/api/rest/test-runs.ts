import type { TestReport } from '../../apex/index.ts';
import { SetupRows } from '../../security/index.ts';
import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext } from '../extension.ts';
import type { OpenedOrg, Org } from '../org/types.ts';
import { recordCoverage } from '../org/code-coverage.ts';
import { asList, asObject } from './record-input.ts';

const TASK = 'tests';
const MESSAGE_LENGTH = 4000;

interface TestRun {
  readonly userId: string;
  /** `Class` or `Class.method`; none means all. */
  readonly names: readonly string[];
  readonly runResultId: string;
  readonly coverage: boolean;
}

/** Whether a request for a test run wants its coverage: unless it says `skipCodeCoverage`. */
export function countsCoverage(body: unknown): boolean {
  return Array.isArray(body) || asObject(body)['skipCodeCoverage'] !== true;
}

/**
 * What a request asks to run, as `Class` or `Class.method`; nothing means all. Body: `["ClassName"]`,
 * `{tests: [{className | classId, testMethods?}]}`, `{classNames: "A,B"}`, `{classids: "01p…,01p…"}` or `{testLevel: "RunLocalTests"}`.
 * @throws ApiError for a body of another form, an id of no class, and what the local org does not have (suites)
 */
export function chosenTests(org: Org, body: unknown): string[] {
  if (Array.isArray(body)) return body.map(String);
  const request = asObject(body);
  if (request['suiteids'] !== undefined || request['suiteNames'] !== undefined) {
    throw new ApiError(501, 'UNSUPPORTED_FEATURE', 'The local org does not support test suites yet');
  }
  const listed = (value: unknown): string[] => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : []);
  const names = [...listed(request['classNames']), ...listed(request['classids']).map((id) => className(org, id))];
  const tests = request['tests'] === undefined ? [] : asList(request['tests'], 'list of tests');
  for (const entry of tests) {
    const test = asObject(entry, 'test');
    const name = typeof test['className'] === 'string' ? test['className'] : className(org, String(test['classId']));
    const methods = test['testMethods'];
    names.push(...(Array.isArray(methods) && methods.length > 0 ? methods.map((method) => `${name}.${String(method)}`) : [name]));
  }
  const isAll = request['testLevel'] === 'RunLocalTests' || request['testLevel'] === 'RunAllTestsInOrg';
  if (names.length === 0 && !isAll) throw new ApiError(400, 'INVALID_INPUT', 'Name the tests to run');
  return names;
}

function className(org: Org, id: string): string {
  const object = org.store.schema.object('ApexClass');
  const name = object && org.store.read(object, [id]).get(id)?.get('Name');
  if (typeof name !== 'string') throw new ApiError(400, 'INVALID_ID_FIELD', `There is no Apex class ${id}`);
  return name;
}

/**
 * Queues a test run and answers with its id; it runs after the request, and its results are records.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources_testing_runner_async.htm
 */
export function queueTests(context: RouteContext): ApiResponse {
  const { org, session, request } = context;
  const body = request.json();
  const names = chosenTests(org, body);
  const rows = new SetupRows(org.store, org.now());
  rows.signAs(session.user.id);
  const jobId = rows.insert('AsyncApexJob', {
    JobType: 'TestRequest',
    Status: 'Queued',
    CreatedDate: Math.floor(org.now() / 1000) * 1000,
    CreatedById: session.user.id,
  });
  const runResultId = rows.insert('ApexTestRunResult', {
    AsyncApexJobId: jobId,
    UserId: session.user.id,
    Status: 'Queued',
    IsAllTests: names.length === 0,
    StartTime: org.now(),
    ClassesEnqueued: new Set(names.map((name) => name.split('.')[0])).size,
  });
  const run: TestRun = { userId: session.user.id, names, runResultId, coverage: countsCoverage(body) };
  org.store.setSetting(`test run ${jobId}`, JSON.stringify(run));
  org.queueTask(TASK, jobId);
  return json(jobId);
}

/** Has the org run queued tests. Called once in each worker. */
export function testTasks(org: OpenedOrg): void {
  org.onTask(TASK, (jobId) => {
    const run = JSON.parse(org.transaction('read', () => org.store.getSetting(`test run ${jobId}`)) ?? 'null') as TestRun | null;
    if (!run) return;
    try {
      const report = org.runTests(run.userId, run.names, { coverage: run.coverage });
      org.transaction('write', () => record(org, jobId, run, report));
    } catch (error) {
      org.log(`Test run ${jobId} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      org.transaction('write', () => {
        const rows = new SetupRows(org.store, org.now());
        rows.upsert('ApexTestRunResult', { Id: run.runResultId }, { Status: 'Failed', EndTime: org.now() });
        rows.upsert('AsyncApexJob', { Id: jobId }, { Status: 'Failed' });
      });
    }
  });
}

function record(org: Org, jobId: string, run: TestRun, report: TestReport): void {
  const rows = new SetupRows(org.store, org.now());
  rows.signAs(run.userId);
  const byClass = Map.groupBy(report.tests, (test) => test.class);
  for (const [name, tests] of byClass) {
    const classId = rows.find('ApexClass', { Name: name })[0] ?? null;
    const queueItemId = rows.insert('ApexTestQueueItem', {
      ApexClassId: classId,
      Status: 'Completed',
      ParentJobId: jobId,
      TestRunResultId: run.runResultId,
      ExtendedStatus: `(${tests.filter((test) => test.outcome === 'Pass').length}/${tests.length})`,
    });
    for (const test of tests) {
      rows.insert('ApexTestResult', {
        TestTimestamp: org.now(),
        Outcome: test.outcome === 'Pass' ? 'Pass' : 'Fail',
        ApexClassId: classId,
        MethodName: test.method,
        Message: test.message?.slice(0, MESSAGE_LENGTH) ?? null,
        StackTrace: test.stack?.slice(0, MESSAGE_LENGTH) ?? null,
        AsyncApexJobId: jobId,
        QueueItemId: queueItemId,
        ApexTestRunResultId: run.runResultId,
        ApexLogId: test.logId ?? null,
        RunTime: Math.round(test.ms),
        IsTestSetup: false,
      });
    }
  }
  if (report.coverage) recordCoverage(org.store, run.userId, report.coverage, org.now());
  const { tests, passed, runMs } = report.summary;
  const outcome = { Status: 'Completed', EndTime: org.now(), TestTime: runMs, TestSetupTime: 0 };
  const counts = { MethodsEnqueued: tests, MethodsCompleted: tests, MethodsFailed: tests - passed };
  const classes = { ClassesEnqueued: byClass.size, ClassesCompleted: byClass.size };
  rows.upsert('ApexTestRunResult', { Id: run.runResultId }, { ...outcome, ...counts, ...classes });
  rows.upsert('AsyncApexJob', { Id: jobId }, { Status: 'Completed' });
}
