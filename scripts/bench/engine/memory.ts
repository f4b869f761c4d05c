import { spawnSync } from 'node:child_process';

import type { Figure } from '../measure.ts';

const print = 'gc(); console.log(process.memoryUsage.rss())';
const open = `
  const { openOrg } = await import('./scripts/local-org/api/index.ts');
  globalThis.org = openOrg({ sourceDirs: ['force-app'], dataFile: ':memory:', adminUsername: 'bench@example.com', problems: 'report' });
`;

/** Resident memory of a process with the package's org open and idle, against a bare one. */
export function memoryFigures(): Figure[] {
  const megabytes = (code: string): number => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], { encoding: 'utf8' });
    const bytes = Number(stdout.trim().split('\n').at(-1));
    if (!(bytes > 0)) throw new Error(stderr);
    return bytes / 2 ** 20;
  };
  return [
    { metric: 'idle org against bare Node', ours: megabytes(open + print), peer: megabytes(print), unit: 'MB', limit: 4, note: 'aim 2.5' },
  ];
}
