import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Gate, GateResult } from './gate.ts';
import { nodeTests } from './node-tests.ts';
import { runProgram, tail } from './process.ts';

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { name: string; message: string; status: string }[];
}

const jest: Gate = {
  name: 'components',
  about: 'Jest over every Lightning web component',
  async run(): Promise<GateResult> {
    const folder = await mkdtemp(join(tmpdir(), 'jest-'));
    try {
      const file = join(folder, 'report.json');
      const { stdout, stderr } = await runProgram('sfdx-lwc-jest', ['--', '--json', `--outputFile=${file}`, '--maxWorkers=2']);
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) return { passed: 0, failed: 1, skipped: 0, details: tail(`${stdout}\n${stderr}`) };
      const report = JSON.parse(text) as JestReport;
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
        skipped: report.numPendingTests,
        details: report.testResults
          .filter((suite) => suite.status === 'failed')
          .map((suite) => `${suite.name}\n${suite.message}`)
          .join('\n'),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface ApexReport {
  readonly compileErrors: readonly { file: string; line: number; column: number; message: string }[];
  readonly tests: readonly { class: string; method: string; outcome: string; message?: string; stack?: string }[];
  readonly coverage?: { readonly percent: number };
}

/** The share of Apex lines the package's own tests must run; the platform itself asks for 75. */
const minimumCoverage = 95;

const apex: Gate = {
  name: 'apex',
  about: 'the package’s Apex tests, executed by the local org',
  async run(): Promise<GateResult> {
    const args = ['scripts/local-org/cli.mjs', 'test', '--source-dir', 'force-app', '--json', '--coverage'];
    const { stdout, stderr } = await runProgram('node', args);
    let report: ApexReport;
    try {
      report = JSON.parse(stdout) as ApexReport;
    } catch {
      return { passed: 0, failed: 1, skipped: 0, details: tail(`${stdout}\n${stderr}`) };
    }
    const bad = report.tests.filter((test) => test.outcome !== 'Pass');
    const details = [
      ...report.compileErrors.map((error) => `${error.file}:${error.line}:${error.column} ${error.message}`),
      ...bad.map((test) => `${test.class}.${test.method}: ${test.message ?? ''}\n${test.stack ?? ''}`),
    ];
    const covered = report.coverage?.percent ?? 0;
    const enough = covered >= minimumCoverage;
    if (!enough) details.push(`Apex coverage is ${covered} %, at least ${minimumCoverage} % is wanted`);
    return {
      passed: report.tests.length - bad.length + (enough ? 1 : 0),
      failed: bad.length + report.compileErrors.length + (enough ? 0 : 1),
      skipped: 0,
      details: details.join('\n'),
    };
  },
};

/** Everything that executes tests. */
export const suiteGates: readonly Gate[] = [
  jest,
  nodeTests('scripts', 'local org, seed, type generator, checks', ['scripts/**/*.test.ts'], 2),
  apex,
  nodeTests('browser and clients', 'the jobs of the personas in Chromium; jsforce and sf against the local org', ['e2e/**/*.test.ts'], 1),
];
