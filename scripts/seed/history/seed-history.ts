import type { Connection } from 'jsforce';

import type { Script } from '../script-load.ts';
import { seedUsers } from '../users.ts';
import type { WorldFile } from '../world-schema.ts';
import { writeBatch } from '../writer.ts';
import { batchesOf, buildHistory } from './history-world.ts';
import { OrgClock } from './org-clock.ts';
import { playHistory, stateOfHistory, writePresent, type HistoryOptions } from './play-history.ts';

export interface HistoryRequest {
  readonly connection: Connection;
  readonly world: WorldFile;
  readonly scripts: readonly Script[];
  /** Today, epoch ms. */
  readonly now: number;
  readonly days: number;
  /** Whether `now` is the machine's time, so that the org's clock goes with it afterwards. */
  readonly isMachineTime: boolean;
}

/**
 * Fills an org with the demo world and the weeks before it: the clock is set back, the days are played, and the clock is right again at the
 * end, however it ends. Repeated, it adds what is missing.
 * @throws SeedError NO_CLOCK, INTERRUPTED, USAGE when the org was filled without history before
 */
export async function seedWithHistory(request: HistoryRequest): Promise<void> {
  const { connection, world, scripts, now, days } = request;
  const clock = await OrgClock.of(connection);
  const plain = buildHistory(world, scripts, now, days);
  const state = await stateOfHistory(connection, plain);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    if (state !== 'done') await clock.set(plain.beginning.at);
    console.log('Users, permission sets, queue …');
    const owners = await seedUsers(connection, world);
    const history = buildHistory(world, scripts, now, days, owners);
    const options: HistoryOptions = { connection, clock, world, history, owners, signal: stop.signal, log: (line) => console.log(line) };
    if (state === 'done') {
      for (const batch of batchesOf(history)) await writeBatch(connection, batch, owners);
      console.log('The history is there already; what was missing besides was added.');
      return;
    }
    console.log('Scripts, call lists, clients …');
    for (const batch of history.beginning.batches) await writeBatch(connection, batch, owners);
    console.log(state === 'begun' ? 'The history goes on where it was interrupted …' : `Playing ${days} days …`);
    await playHistory(options);
    await writePresent(options);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
    await restore(clock, request);
  }
}

/** An org that is gone by now, because both were stopped together, gets its clock from the next run. */
async function restore(clock: OrgClock, { isMachineTime, now }: HistoryRequest): Promise<void> {
  try {
    await (isMachineTime ? clock.reset() : clock.set(now));
  } catch (error) {
    console.error(
      `The clock of the org is still in the past (${(error as Error).message}). Repeat the command: it goes on and sets the clock right.`,
    );
  }
}
