import { spawn, type ChildProcess } from 'node:child_process';

/** A demo org in a process of its own, started through the same program as `npm start`. */
export interface DemoServer {
  readonly url: string;
  /** From the start of the process to the first 200 of /healthz, in milliseconds. */
  readonly readyAfter: number;
  stop(): Promise<void>;
}

const deadline = 180_000;

/** @throws Error with the process's output when it ends or is not ready in time */
export async function startDemo(port: number, args: readonly string[] = []): Promise<DemoServer> {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/start/cli.mjs', '--port', String(port), '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - began > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The demo org did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { url, readyAfter: performance.now() - began, stop: () => stop(child) };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).status === 200;
  } catch {
    return false;
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
