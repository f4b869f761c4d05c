import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openOrg } from '../../local-org/api/index.ts';
import { processorMs, type Figure } from '../measure.ts';

const cli = 'scripts/local-org/cli.mjs';
const recompiles = 6;

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
  const { summary, wall, processor } = run(source, '--workers', '1');
  // What else the machine does lengthens the time on the clock, and a second core shortens it: the smaller one is the suite's own.
  const ms = Math.min(wall, processor);
  const note = `aim 2000; ${summary.passed} of ${summary.tests} pass; ${Math.round(wall)} ms on the clock, ${Math.round(processor)} ms of processor`;
  return [{ metric: 'cold run of the suite', ours: ms, unit: 'ms', limit: 5000, note }];
}

/** Of a second run in the same process. */
function warmTests(source: string): Figure {
  const org = openOrg({ sourceDirs: [source], dataFile: ':memory:', adminUsername: 'bench@example.com', problems: 'report' });
  try {
    const { summary } = org.runTests(org.adminId, []);
    const ms = processorMs(() => void org.runTests(org.adminId, []));
    return { metric: 'an Apex test, warm', ours: ms / summary.tests, unit: 'ms', limit: 20, note: 'aim 2; processor time' };
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
  const times = Array.from({ length: recompiles }, (_, i) => {
    writeFileSync(file, changed(i));
    return run(source, '--tests', 'None').summary.compileMs;
  });
  // The first run writes what the others remember.
  return {
    metric: 'recompile after one class changed',
    ours: Math.min(...times.slice(1)),
    unit: 'ms',
    limit: 200,
    note: `best of ${recompiles - 1}`,
  };
}

interface Run {
  readonly summary: Summary;
  readonly wall: number;
  readonly processor: number;
}

/** Tells at the end of a process what it took of the processor, all its threads together. */
const told =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("processor",(user+system)/1000)})';

function run(source: string, ...args: readonly string[]): Run {
  const began = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', told, cli, 'test', '--source-dir', source, '--json', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const wall = performance.now() - began;
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: Summary };
  return { summary, wall, processor: Number(/processor ([\d.]+)/.exec(stderr)?.[1]) };
}
