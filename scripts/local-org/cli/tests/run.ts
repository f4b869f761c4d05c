import type { TestReport, TestResult } from '../../apex/index.ts';
import { openOrg } from '../../api/index.ts';
import { describeProblem } from '../../metadata/index.ts';
import { TestLogFiles } from './debug-logs.ts';
import type { TestWorkerOptions } from './messages.ts';

/** An empty org that lives only for a test run. */
export interface TestOrg {
  /** Runs tests by name, all when there are no names. Problems of the source come first among the compile errors. */
  run(names: readonly string[], onResult?: (result: TestResult) => void): TestReport;
  close(): void;
}

/** @throws SourceError when the source folders cannot be read at all */
export function runInOrg({ sourceDirs, definitionFile, admin, coverage, logs, silent = false }: TestWorkerOptions): TestOrg {
  const org = openOrg({
    sourceDirs,
    definitionFile,
    dataFile: ':memory:',
    adminUsername: admin,
    problems: 'report',
    coverage,
    onWarning: (problem) => {
      if (!silent) console.error(`Warning: ${describeProblem(problem)}`);
    },
  });
  const problems = org.source.problems.map(({ file, line = 1, column = 1, message }) => ({ file, line, column, message }));
  const debugLog = logs && new TestLogFiles(org, logs);
  return {
    run(names, onResult) {
      const { compileErrors, ...rest } = org.runTests(org.adminId, names, { onResult, ...(debugLog ? { debugLog } : {}) });
      debugLog?.end();
      return { ...rest, compileErrors: [...problems, ...compileErrors] };
    },
    close: () => org.close(),
  };
}
