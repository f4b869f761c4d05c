import { resolve } from 'node:path';
import { Command } from 'commander';
import type { TestReport, TestResult } from '../apex/index.ts';
import type { SourceProblem } from '../metadata/index.ts';
import { StartError } from '../api/errors.ts';
import { flags, parseCount } from './flags.ts';
import { callerDir, fromCaller, sourceDirs } from './project.ts';
import { testClasses } from './tests/classes.ts';
import type { TestLogOptions } from './tests/messages.ts';
import { runParallel, workersFor } from './tests/parallel.ts';
import { watchSource } from './tests/watch.ts';

interface TestFlags {
  readonly sourceDir?: string[];
  readonly definitionFile?: string;
  readonly tests?: string;
  readonly admin: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
  readonly workers?: number;
  readonly watch?: boolean;
  readonly debugLog?: string;
  readonly logLevel?: string;
}

const MARKS: Readonly<Record<TestResult['outcome'], string>> = { Pass: '✔', Fail: '✖', Unsupported: '?' };

/** `test`: runs the Apex tests of any SFDX source folder in an empty org that lives only for this run. */
export function testCommand(): Command {
  return new Command('test')
    .description('run Apex tests')
    .addOption(flags.sourceDir())
    .addOption(flags.definitionFile())
    .option('--tests <names>', 'comma-separated names, Class or Class.method (default: all)')
    .addOption(flags.admin())
    .addOption(flags.json())
    .option('--coverage', 'measure line coverage')
    .option('--debug-log <dir>', 'write the debug log of each test method to a file in this folder')
    .addOption(flags.logLevel('write them'))
    .option('--workers <n>', 'threads that run test classes side by side (default: as many as are worth it)', parseCount)
    .option('--watch', 'run again whenever the source changes')
    .action(test);
}

async function test(options: TestFlags): Promise<void> {
  const dirs = sourceDirs(options.sourceDir);
  if (!options.watch) return testOnce(options, dirs);
  watchSource(dirs, () => testAgain(options, dirs));
}

/** A run whose failure does not end the watch. */
async function testAgain(options: TestFlags, dirs: readonly string[]): Promise<void> {
  try {
    await testOnce(options, dirs);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.log('\nWatching for changes. Ctrl-C ends.');
}

async function testOnce(options: TestFlags, dirs: readonly string[]): Promise<void> {
  const names = (options.tests ?? '').split(',').flatMap((name) => name.trim() || []);
  const show = options.json ? () => undefined : (result: TestResult) => console.log(testLine(result));
  const report = await run(options, dirs, names, show);
  if (options.json) console.log(JSON.stringify(report, undefined, 2));
  else printSummary(report, (await import('../metadata/index.ts')).describeProblem);
  if (names.length > 0 && report.tests.length === 0) throw new StartError('NO_TESTS', `There are no tests named ${names.join(', ')}`);
  const { passed, tests } = report.summary;
  process.exitCode = passed < tests || report.compileErrors.length > 0 ? 1 : 0;
}

async function run(
  options: TestFlags,
  dirs: readonly string[],
  names: readonly string[],
  show: (result: TestResult) => void,
): Promise<TestReport> {
  const orgOptions = {
    sourceDirs: dirs,
    definitionFile: fromCaller(options.definitionFile),
    admin: options.admin,
    coverage: options.coverage ?? false,
    logs: logOptions(options),
  };
  const classes = testClasses(dirs, names);
  const workers = Math.min(options.workers ?? workersFor(classes.size), classes.size);
  // In watch mode the engine stays loaded in this thread.
  if (workers > 1 && !options.watch) return runParallel(orgOptions, [...classes.values()], workers, show);
  const { runInOrg } = await import('./tests/run.ts');
  const org = runInOrg(orgOptions);
  try {
    return org.run(names, show);
  } finally {
    org.close();
  }
}

/** @throws StartError for levels without a folder */
function logOptions({ debugLog, logLevel = '' }: TestFlags): TestLogOptions | undefined {
  if (debugLog !== undefined) return { folder: resolve(callerDir(), debugLog), levels: logLevel };
  if (logLevel !== '') throw new StartError('NO_LOG', '--log-level says what --debug-log writes: name a folder with it');
  return undefined;
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
