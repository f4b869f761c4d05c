import type { Connection } from 'jsforce';

import type { Batch } from '../batch.ts';
import { SeedError } from '../errors.ts';
import { playTogether } from '../play/day.ts';
import { Desk } from '../play/desk.ts';
import { expertDay, type DayReport, type Seat } from '../play/expert.ts';
import type { WorldFile } from '../world-schema.ts';
import { writeBatch } from '../writer.ts';
import type { HistoryDay, HistoryWorld } from './history-world.ts';
import type { OrgClock } from './org-clock.ts';

const minute = 60_000;

export interface HistoryOptions {
  readonly connection: Connection;
  readonly clock: OrgClock;
  readonly world: WorldFile;
  readonly history: HistoryWorld;
  /** Username or queue name → id. */
  readonly owners: ReadonlyMap<string, string>;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Whether the weeks before today are in the org already, wholly or in part, or cannot be played any more. */
export async function stateOfHistory(connection: Connection, history: HistoryWorld): Promise<'none' | 'begun' | 'done'> {
  const present = await count(
    connection,
    history.present.flatMap(({ batches }) => batches),
  );
  const played = await count(
    connection,
    history.days.flatMap(({ batches }) => batches),
  );
  if (present === 0) return played === 0 ? 'none' : 'begun';
  const { totalSize: calls } = await connection.query(
    `SELECT Id FROM Call_Attempt__c WHERE Call_List_Task__r.Key__c IN (${keysOf(history.days.flatMap(({ batches }) => batches))}) AND Key__c = null LIMIT 1`,
  );
  if (calls > 0) return 'done';
  throw new SeedError(
    'USAGE',
    'This org was filled without history, and what waits today is there already. Start over to have both: npm start -- --fresh, or an org with a new data file.',
  );
}

async function count(connection: Connection, batches: readonly Batch[]): Promise<number> {
  const keys = keysOf(batches);
  if (keys === '') return 0;
  return (await connection.query(`SELECT Id FROM Call_List_Task__c WHERE Key__c IN (${keys}) LIMIT 1`)).totalSize;
}

/** A hundred of the tasks are enough to know. */
function keysOf(batches: readonly Batch[]): string {
  const tasks = batches.filter((batch) => batch.object === 'Call_List_Task__c').flatMap((batch) => batch.records);
  return tasks
    .slice(0, 100)
    .map((task) => `'${String(task['Key__c'])}'`)
    .join(',');
}

/**
 * Plays the days before today: the day's tasks come in, the experts call. Goes on after the last call when it was interrupted.
 * @throws SeedError INTERRUPTED when the signal was aborted; WRITE_FAILED; RefusedError when the org does not let an expert work at all
 */
export async function playHistory(options: HistoryOptions): Promise<void> {
  const { connection, clock, history, log } = options;
  const seats = await takeSeats(options);
  const last = await lastCall(connection);
  const until = last ?? -Infinity;
  let calls = 0;
  let talks = 0;
  const refusals: string[] = [];
  for (const [index, day] of history.days.entries()) {
    if ((history.days[index + 1]?.opens ?? Infinity) <= until) continue;
    const report: DayReport = { calls: 0, talks: 0, refusals };
    await clock.set(Math.max(day.opens, until));
    for (const batch of day.batches) await writeBatch(connection, batch, options.owners);
    await playDay(options, seats, day, report, until + minute);
    calls += report.calls;
    talks += report.talks;
    log(`${new Date(day.opens).toISOString().slice(0, 10)}: ${report.calls} calls, ${report.talks} talks to the end`);
  }
  log(`History: ${calls} calls, ${talks} talks to the end${refusals.length > 0 ? `, ${refusals.length} refusals` : ''}`);
  for (const refusal of refusals.slice(0, 5)) log(`  ${refusal}`);
}

/** Writes what waits today, each record as of its own day. */
export async function writePresent({ connection, clock, history, owners }: HistoryOptions): Promise<void> {
  for (const { at, batches } of history.present) {
    await clock.set(at);
    for (const batch of batches) await writeBatch(connection, batch, owners);
  }
}

async function playDay(
  options: HistoryOptions,
  seats: readonly Seat[],
  day: HistoryDay,
  report: DayReport,
  earliest: number,
): Promise<void> {
  const { clock, world, signal } = options;
  const around = {
    seed: world.seed,
    history: world.history,
    report,
    lastEmail: (address: string) => lastEmail(options.connection, address),
  };
  const courses = seats.flatMap((seat) => {
    const left = (day.sittings.get(seat.spec.username) ?? []).filter(({ at }) => at >= earliest);
    return left.length === 0 ? [] : [expertDay(seat, left, around)];
  });
  try {
    await playTogether(courses, (at) => clock.set(at), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new SeedError(
      'INTERRUPTED',
      `Stopped in the middle of ${new Date(day.opens).toISOString().slice(0, 10)}. Repeat the command to go on from there.`,
    );
  }
}

/** Experts sign in with the password of the demo. What they had in hand when the play was interrupted is theirs still. */
async function takeSeats({ connection, world, owners }: HistoryOptions): Promise<Seat[]> {
  const url = connection.instanceUrl;
  const { records } = await connection.query<{ Id: string; OwnerId: string }>(
    "SELECT Id, OwnerId FROM Call_List_Task__c WHERE Status__c = 'In Progress' AND Callback_At__c = null",
  );
  return Promise.all(
    world.history.experts.map(async (spec) => ({
      spec,
      desk: new Desk(url, await signIn(url, spec.username, world.password)),
      held: records.find((task) => task.OwnerId === owners.get(spec.username))?.Id,
    })),
  );
}

async function signIn(url: string, username: string, password: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'seed', username, password });
  const response = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  if (!response.ok) throw new SeedError('NO_ORG', `${username} cannot sign in with the password of the demo: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** When the last call was recorded, epoch ms; undefined before the first one. */
async function lastCall(connection: Connection): Promise<number | undefined> {
  const { records } = await connection.query<{ CreatedDate: string }>(
    'SELECT CreatedDate FROM Call_Attempt__c WHERE Key__c = null ORDER BY CreatedDate DESC LIMIT 1',
  );
  return records[0] && Date.parse(records[0].CreatedDate);
}

async function lastEmail(connection: Connection, address: string): Promise<string> {
  const query = new URLSearchParams({ kind: 'email', to: address, limit: '1' });
  const { entries } = await connection.request<{ entries: { plainTextBody: string }[] }>(
    `${connection.instanceUrl}/local/outbox?${query.toString()}`,
  );
  return entries[0]?.plainTextBody ?? '';
}
