import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

/** The Salesforce CLI that the project has installed. */
export const sfCommand = resolve('node_modules/.bin/sf');

export interface SfOptions {
  /** Folder of the project. */
  readonly project: string;
  /** Home of its own, where it keeps who is signed in. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the CLI with the org of the alias `local` as its target. */
export function startSf(args: readonly string[], { project, home, env = {} }: SfOptions): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [sfCommand, ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      SF_TARGET_ORG: 'local',
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      ...env,
    },
  });
}
