import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Figure } from '../measure.ts';

const port = 8792;
/** How long a server is left alone before it counts as idle. */
const idleMs = 3000;

/** Resident memory of a server with the package's org open and idle, main thread and worker together, against a bare Node. */
export async function memoryFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  try {
    // A copy: whoever changes a component meanwhile would have it built.
    const source = join(folder, 'force-app');
    cpSync('force-app', source, { recursive: true });
    // The first start builds the components and deploys; memory of that is not memory of being idle.
    await idleServer(source, join(folder, 'org.db'));
    const ours = await idleServer(source, join(folder, 'org.db'));
    return [{ metric: 'idle server against bare Node', ours, peer: bareNode(), unit: 'MB', limit: 4, note: 'aim 2.5; warm start' }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Megabytes of a server that nobody has asked anything. @throws Error when it does not start */
async function idleServer(source: string, data: string): Promise<number> {
  const args = ['scripts/local-org/cli.mjs', 'start', '--source-dir', source, '--data', data, '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  while (!output.includes('ready at')) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => setTimeout(resolve, idleMs));
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
