import { spawnSync } from 'node:child_process';

import { pairedMedians, type Benchmark } from './measure.ts';
import { startDemo } from './server.ts';

const port = 8791;
const pairs = 5;

/** A warm start of the demo against the start-up of the Salesforce CLI, which every org command pays. */
export const startBenchmark: Benchmark = {
  name: 'start',
  about: 'warm start to /healthz against "sf --version"',
  async run() {
    await (await startDemo(port)).stop();
    const { ours, peer } = await pairedMedians(pairs, warmStart, sfVersion);
    return [{ metric: 'warm start to /healthz', ours, peer, unit: 'ms', limit: 2 }];
  },
};

async function warmStart(): Promise<number> {
  const server = await startDemo(port);
  await server.stop();
  return server.readyAfter;
}

function sfVersion(): Promise<number> {
  const began = performance.now();
  const env = { ...process.env, SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true' };
  const { status } = spawnSync('sf', ['--version'], { env, stdio: 'ignore' });
  if (status !== 0) throw new Error('"sf --version" failed: is the Salesforce CLI installed in node_modules?');
  return Promise.resolve(performance.now() - began);
}
