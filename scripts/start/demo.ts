import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { basename, dirname, join } from 'node:path';

import type { Connection } from 'jsforce';

import { deployFolder, filesOf, lockDataFile } from '../local-org/index.ts';

/** Where the demo org lives between starts, unless another file is named. */
export const demoFile = '.local-org/demo.db';
/** Weeks before today, so that reports and dashboards have something to show. */
const historyDays = 28;
/** There when the demo data was written to the end of the data file. */
const seededMark = (dataFile: string): string => join(dirname(dataFile), `${basename(dataFile, '.db')}.seeded`);

/**
 * Removes the demo org in the data file, so that the next start makes it anew.
 * @throws StartError DATA_FILE_IN_USE while another process serves it; nothing is removed then
 */
export function forgetDemo(dataFile: string): void {
  const lock = lockDataFile(dataFile);
  for (const file of [...filesOf(dataFile), seededMark(dataFile)]) rmSync(file, { force: true });
  rmSync(deployFolder(dataFile), { recursive: true, force: true });
  lock.release();
}

export interface OrgAccess {
  readonly url: string;
  readonly localSecret: string;
}

/** An access token for a user of the local org. */
export async function tokenFor({ url, localSecret }: OrgAccess, username: string): Promise<string> {
  const response = await fetch(`${url}/local/token`, {
    method: 'POST',
    headers: { 'x-local-secret': localSecret, 'content-type': 'application/json' },
    body: JSON.stringify({ username }),
  });
  if (!response.ok) throw new Error(`No token for ${username}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/**
 * Seeds the demo once, with the same program an admin runs against a real org. An interrupted run is taken up again.
 * @throws Error when the seeding fails; what it printed is on the screen
 */
export async function seedOnce(org: OrgAccess, admin: string, dataFile: string): Promise<void> {
  if (existsSync(seededMark(dataFile)) && existsSync(dataFile)) return;
  console.log(`Filling the org with demo data and ${historyDays} days of calls; this is done once …`);
  const accessToken = await tokenFor(org, admin);
  // Only the first start pays for the client.
  const jsforce = await import('jsforce');
  await placeAdministrator(new jsforce.Connection({ instanceUrl: org.url, accessToken }), admin);
  const env = { ...process.env, SF_ACCESS_TOKEN: accessToken };
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/seed/cli.ts', '--org', org.url, '--history', String(historyDays)], {
      stdio: 'inherit',
      env,
    });
    child.on('error', reject).on('close', resolve);
  });
  if (status !== 0)
    throw new Error('The demo data could not be written; the reason is above. Mend it and start again, or start over with --fresh.');
  writeFileSync(seededMark(dataFile), new Date().toISOString());
}

/** Puts the administrator of the demo into the zone of its experts; a new org stands elsewhere. */
async function placeAdministrator(connection: Connection, username: string): Promise<void> {
  const user = await connection.sobject('User').findOne({ Username: username }, ['Id']);
  if (!user?.Id) throw new Error(`The demo org has no user ${username}. Start over with --fresh.`);
  await connection.sobject('User').update({ Id: user.Id, TimeZoneSidKey: 'Europe/Moscow' });
}
