import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Figure } from '../measure.ts';

const port = 8792;
/** How long a server is left alone before it counts as idle: it tidies up after seconds, and V8 hands pages back some seconds later. */
const idleMs = 15_000;
const pollMs = 50;
/** The first build of all takes minutes on a busy machine. */
const buildPatienceMs = 300_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resident memory of a server with the package's org open and idle, main thread and worker together, against a bare Node. */
export async function memoryFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  try {
    // A copy: whoever changes a component meanwhile would have it built.
    const source = join(folder, 'force-app');
    cpSync('force-app', source, { recursive: true });
    // The first start builds the components and deploys; memory of that is not memory of being idle.
    await idleServer(source, join(folder, 'org.db'), built);
    const ours = await idleServer(source, join(folder, 'org.db'), () => pause(idleMs));
    return [{ metric: 'idle server against bare Node', ours, peer: bareNode(), unit: 'MB', limit: 4, note: 'aim 2.5; warm start' }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Waits until the components of the server are built: then its page names their modules. @throws Error when they never are */
async function built(): Promise<void> {
  for (const began = performance.now(); performance.now() - began < buildPatienceMs; await pause(pollMs)) {
    const page = await fetch(`http://127.0.0.1:${port}/lightning/page/home`);
    if ((await page.text()).includes('/lightning/modules/app/')) return;
  }
  throw new Error('The components of the server are not built');
}

/** Megabytes of a server after `wait`. @throws Error when it does not start */
async function idleServer(source: string, data: string, wait: () => Promise<void>): Promise<number> {
  const args = ['scripts/local-org/cli.mjs', 'start', '--source-dir', source, '--data', data, '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  while (!output.includes('ready at')) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${output}`);
    await pause(pollMs);
  }
  await wait();
  const megabytes = residentMegabytes(child.pid!);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return megabytes;
}

function residentMegabytes(pid: number): number {
  if (process.platform === 'linux') {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  }
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  if (!(Number(stdout) > 0)) throw new Error('The memory of a process can be read on Linux and macOS only');
  return Number(stdout) / 1024;
}

function bareNode(): number {
  const { stdout } = spawnSync(process.execPath, ['-e', 'console.log(process.memoryUsage.rss())'], { encoding: 'utf8' });
  return Number(stdout) / 2 ** 20;
}
