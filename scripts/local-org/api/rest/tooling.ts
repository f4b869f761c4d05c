import type { TestReport, TestResult } from '../../apex/index.ts';
import { ApiError, notFound } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { coverageOf } from '../metadata/test-result.ts';
import { classKey, codeIds, codeKey, recordCoverage } from '../org/code-coverage.ts';
import { fullId } from './ids.ts';
import { DATA } from './paths.ts';
import { chosenTests, countsCoverage, queueTests } from './test-runs.ts';

/** Anonymous Apex and test runs. https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm */
export function toolingRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${DATA}/tooling/executeAnonymous`, executeAnonymous, { transaction: 'write' });
  routes.add('GET', `${DATA}/tooling/sobjects/ApexLog/:id/Body`, logBody);
  routes.add('POST', `${DATA}/tooling/runTestsSynchronous`, runTests, { transaction: 'none' });
  routes.add('POST', `${DATA}/tooling/runTestsAsynchronous`, queueTests);
}

function executeAnonymous(context: RouteContext): ApiResponse {
  const code = context.request.query.get('anonymousBody');
  if (code === null) throw new ApiError(400, 'MISSING_ARGUMENT', 'anonymousBody has to be specified');
  return json(context.session.executeAnonymous(code));
}

/** The text of a debug log, of those that the user may see. */
function logBody(context: RouteContext): ApiResponse {
  const { org, session } = context;
  const id = fullId(context.param('id')) ?? '';
  const { rows } = session.query('SELECT Id FROM ApexLog WHERE Id = :id', { binds: new Map([['id', id]]) });
  const body = rows.length === 0 ? undefined : org.debugLogs.body(id);
  if (body === undefined) throw notFound();
  return { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body };
}

function runTests(context: RouteContext): ApiResponse {
  const { org, session } = context;
  const body = context.request.json();
  const { names, ids } = org.store.transaction('read', () => ({ names: chosenTests(org, body), ids: codeIds(org.store) }));
  const report = org.runTests(session.user.id, names, { coverage: countsCoverage(body) });
  const { coverage } = report;
  if (coverage) org.store.transaction('write', () => recordCoverage(org.store, session.user.id, coverage, org.now()));
  return json(synchronousResult(report, ids));
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_runtestsresult.htm */
function synchronousResult(report: TestReport, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const entry = (test: TestResult) => ({
    id: ids.get(classKey(test.class)) ?? null,
    name: test.class,
    methodName: test.method,
    namespace: null,
    time: test.ms,
    seeAllData: false,
  });
  const failures = report.tests.filter((test) => test.outcome !== 'Pass');
  return {
    apexLogId: report.tests.findLast((test) => test.logId !== undefined)?.logId ?? null,
    numTestsRun: report.summary.tests,
    numFailures: failures.length,
    totalTime: report.summary.runMs,
    successes: report.tests.filter((test) => test.outcome === 'Pass').map(entry),
    failures: failures.map((test) => ({
      ...entry(test),
      message: test.message,
      stackTrace: test.stack,
      packageName: test.class,
      type: 'Class',
    })),
    codeCoverage: (report.coverage?.files ?? []).map((file) => ({
      id: ids.get(codeKey(file.name, file.file)) ?? null,
      namespace: null,
      ...coverageOf(file),
    })),
    codeCoverageWarnings: [],
  };
}
