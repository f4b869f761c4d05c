import { ApiError, unsupported } from '../errors.ts';
import type { DeployOptions } from './types.ts';

const TEST_LEVELS: readonly string[] = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'];

/**
 * Options of a deployment as the clients send them: texts in SOAP, values in JSON. Without a test level no tests run, as
 * in every org but production, unless tests are named.
 * @throws ApiError for what the local org does not have and for options that do not go together
 */
export function readDeployOptions(given: Readonly<Record<string, unknown>>): DeployOptions {
  const flag = (name: string, fallback: boolean) => (given[name] === undefined ? fallback : [true, 'true'].includes(given[name] as string));
  const named = given['runTests'] ?? [];
  const runTests = (Array.isArray(named) ? named : [named]).map(String).filter((name) => name !== '');
  const level = given['testLevel'];
  const testLevel = typeof level === 'string' && level !== '' ? level : runTests.length > 0 ? 'RunSpecifiedTests' : 'NoTestRun';
  if (testLevel === 'RunRelevantTests') throw unsupported('the test level RunRelevantTests');
  if (!TEST_LEVELS.includes(testLevel)) throw new ApiError(400, 'INVALID_INPUT', `There is no test level ${testLevel}`);
  if (testLevel === 'RunSpecifiedTests' && runTests.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'RunSpecifiedTests needs the names of the tests');
  }
  if (testLevel !== 'RunSpecifiedTests' && runTests.length > 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'Tests may be named only with the test level RunSpecifiedTests');
  }
  return {
    checkOnly: flag('checkOnly', false),
    rollbackOnError: flag('rollbackOnError', false),
    ignoreWarnings: flag('ignoreWarnings', false),
    singlePackage: flag('singlePackage', false),
    purgeOnDelete: flag('purgeOnDelete', false),
    testLevel: testLevel as DeployOptions['testLevel'],
    runTests,
  };
}
