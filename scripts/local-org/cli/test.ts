import { Command } from 'commander';
import type { TestReport, TestResult } from '../apex/index.ts';
import type { SourceProblem } from '../metadata/index.ts';
import { StartError } from '../api/server/index.ts';
import { flags } from './flags.ts';

interface TestFlags {
  readonly sourceDir?: string[];
  readonly tests?: string;
  readonly admin: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
}

const MARKS: Readonly<Record<TestResult['outcome'], string>> = { Pass: '✔', Fail: '✖', Unsupported: '?' };

/** `test`: runs the Apex tests of any SFDX source folder in an empty org that lives only for this run. */
export function testCommand(): Command {
  return new Command('test')
    .description('run Apex tests')
    .addOption(flags.sourceDir())
    .option('--tests <names>', 'comma-separated names, Class or Class.method (default: all)')
    .addOption(flags.admin())
    .addOption(flags.json())
    .option('--coverage', 'measure line coverage')
    .action(test);
}

async function test(options: TestFlags): Promise<void> {
  const { describeProblem, withOrg } = await import('./org.ts');
  const names = (options.tests ?? '').split(',').flatMap((name) => name.trim() || []);
  const report = withOrg({ ...options, data: ':memory:', problems: 'report' }, (org): TestReport => {
    const show = options.json ? undefined : (result: TestResult) => console.log(testLine(result));
    const { compileErrors, ...rest } = org.runTests(org.adminId, names, show);
    const sourceErrors = org.source.problems.map(({ file, line = 1, column = 1, message }) => ({ file, line, column, message }));
    return { ...rest, compileErrors: [...sourceErrors, ...compileErrors] };
  });
  if (options.json) console.log(JSON.stringify(report, undefined, 2));
  else printSummary(report, describeProblem);
  if (names.length > 0 && report.tests.length === 0) throw new StartError('NO_TESTS', `There are no tests named ${names.join(', ')}`);
  const { passed, tests } = report.summary;
  if (passed < tests || report.compileErrors.length > 0) process.exitCode = 1;
}

function testLine({ class: className, method, outcome, message, stack, ms }: TestResult): string {
  const head = `${MARKS[outcome]} ${className}${method ? `.${method}` : ''} (${ms} ms)`;
  const detail = [message, stack].filter((part) => part).join('\n');
  return detail ? `${head}\n${detail.replace(/^/gm, '    ')}` : head;
}

function printSummary({ summary, compileErrors, coverage }: TestReport, describe: (problem: SourceProblem) => string): void {
  for (const error of compileErrors) console.log(describe(error));
  for (const { name, covered, total } of coverage?.files ?? []) {
    if (covered < total)
      console.log(`${String(Math.floor((covered / total) * 100)).padStart(3)} %  ${name} (${covered} of ${total} lines)`);
  }
  if (coverage) console.log(`Coverage ${coverage.percent} % (${coverage.covered} of ${coverage.total} lines)`);
  console.log(`Compiled ${summary.filesCompiled} of ${summary.files} files in ${summary.compileMs} ms, ran in ${summary.runMs} ms`);
  console.log(`${summary.passed} passed, ${summary.failed} failed, ${summary.unsupported} unsupported`);
}
