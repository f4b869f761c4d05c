import { spawnSync } from 'node:child_process';

import type { Benchmark, Figure } from './measure.ts';
import { startDemo } from './server.ts';

const port = 8792;

interface Limits {
  readonly queries: number;
  readonly dml: number;
}

const nothingToCall =
  'No task of the demo can be called now, so nothing can be measured: run it between 0:00 and 18:00 UTC, and fill the demo anew when its tasks are done (npm start -- --fresh).';

/** What an expert's day costs the org: Apex calls, queries and DML per step, counted by the org itself. */
export const callsBenchmark: Benchmark = {
  name: 'calls',
  about: 'Apex calls, SOQL and DML of each step of a call',
  async run() {
    const server = await startDemo(port);
    try {
      const token = expertToken();
      const call = (method: string, parameters: object): Promise<{ value: Workspaceish; limits: Limits }> =>
        apex(server.url, token, method, parameters);
      const claimed = await call('claimNext', {});
      const taskId = claimed.value.task?.id;
      if (!taskId) throw new Error(nothingToCall);
      const loaded = await call('loadWorkspace', { taskId });
      const refused = { result: 'Refused', outcome: null, comment: 'bench', callbackAt: null };
      const finished = await call('finish', { taskId, input: refused, takeNext: false });
      const second = await call('claimNext', {});
      const both = await call('finish', { taskId: second.value.task?.id, input: refused, takeNext: true });
      return [
        ...figures('claim and load the workspace', claimed.limits, 8, 2),
        ...figures('load the workspace', loaded.limits, 6, 0),
        ...figures('finish', finished.limits, 5, 3),
        ...figures('finish and take the next, with its workspace', both.limits, 13, 5),
      ];
    } finally {
      await server.stop();
    }
  },
};

interface Workspaceish {
  readonly task: { readonly id: string } | null;
}

function figures(step: string, limits: Limits, queries: number, dml: number): Figure[] {
  return [
    { metric: `${step}: SOQL`, ours: limits.queries, unit: 'queries', limit: queries, note: 'one Apex call' },
    { metric: `${step}: DML`, ours: limits.dml, unit: 'statements', limit: dml },
  ];
}

async function apex(url: string, token: string, method: string, parameters: object): Promise<{ value: Workspaceish; limits: Limits }> {
  const response = await fetch(`${url}/apex/CallTaskController/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  const { returnValue } = JSON.parse(text) as { returnValue: Workspaceish };
  const header = new Map((response.headers.get('x-org-limits') ?? '').split(';').map((part) => part.split('=') as [string, string]));
  return { value: returnValue, limits: { queries: Number(header.get('queries')), dml: Number(header.get('dml')) } };
}

function expertToken(): string {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['scripts/local-org/cli.mjs', 'token', '--user', 'expert1@callguide.example', '--port', String(port)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}
