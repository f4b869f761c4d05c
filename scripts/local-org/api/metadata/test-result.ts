import type { TestReport, TestResult } from '../../apex/index.ts';
import type { CodeCoverage, DeployMessage, RunTestResult } from './types.ts';

/** Coverage that each class and trigger of a deployment needs when it names its tests. */
const REQUIRED_PERCENT = 75;

/** The result of a deployment's tests. `required`: messages of components that must be covered each by itself. */
export function testResult(report: TestReport, required: readonly DeployMessage[]): RunTestResult {
  const failures = report.tests.filter((test) => test.outcome !== 'Pass');
  const codeCoverage = (report.coverage?.files ?? []).map(coverageOf);
  return {
    numTestsRun: report.summary.tests,
    numFailures: failures.length,
    totalTime: Math.round(report.summary.runMs),
    successes: report.tests.filter((test) => test.outcome === 'Pass').map(entry),
    failures: failures.map((test) => ({
      ...entry(test),
      message: test.message ?? '',
      stackTrace: test.stack ?? '',
      packageName: test.class,
      type: 'Class',
    })),
    codeCoverage,
    codeCoverageWarnings: coverageWarnings(codeCoverage, required),
  };
}

function entry(test: TestResult): Record<string, unknown> {
  return { id: `${test.class}.${test.method}`, name: test.class, methodName: test.method, namespace: '', time: Math.round(test.ms) };
}

/** Coverage of a class or trigger as results of test runs list it. */
export function coverageOf(file: NonNullable<TestReport['coverage']>['files'][number]): CodeCoverage {
  const missed = Object.entries(file.lines).filter(([, count]) => count === 0);
  return {
    name: file.name,
    type: file.file.endsWith('.trigger') ? 'Trigger' : 'Class',
    numLocations: file.total,
    numLocationsNotCovered: file.total - file.covered,
    locationsNotCovered: missed.map(([line]) => ({ line: Number(line), column: 0, numExecutions: 0, time: -1 })),
  };
}

/**
 * "The executed tests must cover each class and trigger in your deployment package for a minimum of 75% code coverage."
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy_running_tests.htm
 */
function coverageWarnings(coverage: readonly CodeCoverage[], required: readonly DeployMessage[]): { name: string; message: string }[] {
  const names = new Set(
    required
      .filter(({ componentType }) => componentType === 'ApexClass' || componentType === 'ApexTrigger')
      .map(({ fullName }) => fullName.toLowerCase()),
  );
  return coverage
    .filter(({ name, numLocations }) => numLocations > 0 && names.has(name.toLowerCase()))
    .map((file) => ({ file, percent: Math.floor(((file.numLocations - file.numLocationsNotCovered) / file.numLocations) * 100) }))
    .filter(({ percent }) => percent < REQUIRED_PERCENT)
    .map(({ file, percent }) => ({
      name: file.name,
      message: `Test coverage of selected Apex ${file.type} is ${percent}%, at least ${REQUIRED_PERCENT}% test coverage is required`,
    }));
}
