import type { Coverage, FileCoverage, TestReport } from '../../apex/index.ts';

/**
 * One report from those of a run's workers. @param last the last report of each worker, for its coverage
 * @param runMs how long the whole run took
 */
export function mergeReports(reports: readonly TestReport[], last: readonly TestReport[], runMs: number): TestReport {
  const [first] = reports;
  if (!first) throw new TypeError('There is no report to merge');
  const tests = reports.flatMap((report) => report.tests).sort((a, b) => a.class.localeCompare(b.class));
  const sum = (name: 'passed' | 'failed' | 'unsupported'): number => reports.reduce((total, { summary }) => total + summary[name], 0);
  return {
    summary: {
      ...first.summary,
      tests: tests.length,
      passed: sum('passed'),
      failed: sum('failed'),
      unsupported: sum('unsupported'),
      compileMs: Math.max(...last.map((report) => report.summary.compileMs)),
      runMs: Math.round(runMs),
    },
    compileErrors: first.compileErrors,
    tests,
    coverage: mergeCoverage(last.flatMap((report) => report.coverage ?? [])),
  };
}

/** Line by line the sum of the executions. */
function mergeCoverage(all: readonly Coverage[]): Coverage | null {
  const [first] = all;
  if (!first) return null;
  const files = first.files.map((file, i): FileCoverage => {
    const lines: Record<number, number> = {};
    for (const line of Object.keys(file.lines).map(Number)) {
      lines[line] = all.reduce((total, one) => total + (one.files[i]?.lines[line] ?? 0), 0);
    }
    return { ...file, lines, covered: Object.values(lines).filter((count) => count > 0).length };
  });
  const covered = files.reduce((total, file) => total + file.covered, 0);
  return { ...first, files, covered, percent: first.total === 0 ? 100 : Math.round((covered / first.total) * 1000) / 10 };
}
