import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openOrg } from '../../local-org/api/index.ts';
import type { Figure } from '../measure.ts';

const cli = 'scripts/local-org/cli.mjs';

interface Summary {
  readonly tests: number;
  readonly passed: number;
  readonly compileMs: number;
  readonly runMs: number;
}

/** The package's own Apex tests: a run from nothing, a second run in the same org, and a run after one class changed. */
export function suiteFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-suite-'));
  try {
    const source = join(folder, 'force-app');
    cpSync('force-app', source, { recursive: true });
    return [...coldRun(source), warmTests(source), recompile(source)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A first run in a process of its own: nothing of this folder is remembered. */
function coldRun(source: string): Figure[] {
  const began = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'test', '--source-dir', source, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const ms = performance.now() - began;
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: Summary };
  const note = `aim 2000; ${summary.passed} of ${summary.tests} pass; compiled in ${summary.compileMs} ms`;
  return [{ metric: 'cold run of the suite', ours: ms, unit: 'ms', limit: 5000, note }];
}

function warmTests(source: string): Figure {
  const org = openOrg({ sourceDirs: [source], dataFile: ':memory:', adminUsername: 'bench@example.com', problems: 'report' });
  try {
    org.runTests(org.adminId, []);
    const { summary } = org.runTests(org.adminId, []);
    return { metric: 'an Apex test, warm', ours: summary.runMs / summary.tests, unit: 'ms', limit: 20, note: 'aim 2' };
  } finally {
    org.close();
  }
}

/** The time to compile after the body of one class changed, in a new process. */
function recompile(source: string): Figure {
  const [file] = globSync(`${source}/**/*Selector.cls`);
  if (!file) throw new Error('The package has no selector class to change');
  const body = readFileSync(file, 'utf8');
  const changed = (value: number): string => body.replace(/\}\s*$/, `    private static Integer bench() { return ${value}; }\n}\n`);
  writeFileSync(file, changed(1));
  compileOnce(source);
  writeFileSync(file, changed(2));
  return { metric: 'recompile after one class changed', ours: compileOnce(source), unit: 'ms', limit: 200 };
}

function compileOnce(source: string): number {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'test', '--source-dir', source, '--tests', 'None', '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: Summary }).summary.compileMs;
}
