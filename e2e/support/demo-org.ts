import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Connection } from 'jsforce';

import { serverExtensions, startServer } from '../../scripts/local-org/index.ts';
import { startSimulators, type Simulators } from '../../scripts/simulators/index.ts';
import { tokenFor } from '../../scripts/start/demo.ts';

/** Wednesday noon in Moscow: every zone but Kamchatka is between 09:00 and 21:00. */
export const wednesdayNoon = new Date('2026-11-25T09:00:00Z');

/** A local org of its own with this package and the demo data, for one test file. */
export interface DemoOrg {
  readonly url: string;
  /** The services outside: SMS gateway and wallet. */
  readonly simulators: Simulators;
  /** A jsforce connection of the user, named without `@callguide.example`. */
  connect(user: string): Promise<Connection>;
  /** The link that signs the user in and opens `path`. */
  signIn(user: string, path: string): Promise<string>;
  /** Sets the clock of the org. */
  setNow(moment: Date): Promise<void>;
  /** Texts of the e-mails sent to the address, newest first. */
  emailsTo(address: string): Promise<string[]>;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Days before `now` to be played; none unless given, for it takes its time. */
  readonly history?: number;
  /** Leaves the org without any data: not even the users are there. */
  readonly empty?: boolean;
}

/**
 * Starts the org and fills it with the seed, its clock at `now`.
 * @throws Error when the org does not start or the seed fails, with what was printed
 */
export async function openDemoOrg(now: Date = wednesdayNoon, options: DemoOptions = {}): Promise<DemoOrg> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-org-'));
  const sourceDirs = ['force-app'];
  const simulators = await startSimulators();
  const server = await startServer({
    sourceDirs,
    dataFile: join(folder, 'org.db'),
    adminUsername: 'admin@callguide.example',
    port: 0,
    projectDir: folder,
    extensions: await serverExtensions(sourceDirs),
    namedCredentials: simulators.namedCredentials,
  });
  const token = (user: string) => tokenFor(server, `${user}@callguide.example`);
  const org: DemoOrg = {
    url: server.url,
    simulators,
    connect: async (user) => new Connection({ instanceUrl: server.url, accessToken: await token(user), version: '65.0' }),
    signIn: async (user, path) =>
      `${server.url}/secur/frontdoor.jsp?${new URLSearchParams({ sid: await token(user), retURL: path }).toString()}`,
    async setNow(moment) {
      const response = await fetch(`${server.url}/local/clock`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${await token('admin')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ now: moment.toISOString() }),
      });
      if (!response.ok) throw new Error(`The clock could not be set: ${await response.text()}`);
    },
    async emailsTo(address) {
      const response = await fetch(`${server.url}/local/outbox?kind=email`, {
        headers: { authorization: `Bearer ${await token('admin')}` },
      });
      const { entries } = (await response.json()) as { entries: { to: string[]; plainTextBody: string }[] };
      return entries.filter((entry) => entry.to.includes(address)).map((entry) => entry.plainTextBody);
    },
    async close() {
      await server.close();
      await simulators.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await org.setNow(now);
    if (!options.empty) await seed(server.url, await token('admin'), now, options);
  } catch (error) {
    await org.close();
    throw error;
  }
  return org;
}

function seed(url: string, token: string, now: Date, { history }: DemoOptions): Promise<void> {
  const past = history === undefined ? [] : ['--history', String(history)];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['scripts/seed/cli.ts', '--org', url, '--now', now.toISOString(), ...past], {
      env: { ...process.env, SF_ACCESS_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
    child.on('error', failed).on('close', (status) => {
      if (status === 0) done();
      else failed(new Error(`The seed failed:\n${Buffer.concat(printed).toString()}`));
    });
  });
}
