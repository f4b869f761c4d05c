import type { Workspace } from '@callguide/contract';

import { localHour } from '../local-time.ts';
import type { Random } from '../random.ts';
import type { HistorySpec } from '../world-schema.ts';
import type { Mood } from './behaviour.ts';
import { clientZone } from './zone.ts';

const best = 0.95;

/** How likely somebody answers: by list, by hour of the client's clock, by region. @param now epoch ms */
export function chanceToReach(history: HistorySpec, workspace: Workspace, now: number): number {
  const hour = localHour(clientZone(workspace), now);
  const byHour = history.hours.findLast(({ from }) => from <= hour)?.reached ?? 1;
  return Math.min(best, (listOf(history, workspace)?.reached ?? 0.5) * byHour * (regionOf(history, workspace)?.reached ?? 1));
}

/** How the client takes to the call: by list, region and expert, and by the client's own day. */
export function mood(history: HistorySpec, workspace: Workspace, expert: HistorySpec['experts'][number], random: Random): Mood {
  const usual = (listOf(history, workspace)?.interest ?? 0.5) * expert.interest * (regionOf(history, workspace)?.interest ?? 1);
  return { interest: Math.min(best, usual * (0.7 + 0.6 * random.next())), notes: history.notes };
}

function listOf(history: HistorySpec, { task }: Workspace): HistorySpec['lists'][number] | undefined {
  return history.lists.find(({ key }) => key === task?.callListKey);
}

function regionOf(history: HistorySpec, { client }: Workspace): HistorySpec['regions'][number] | undefined {
  return history.regions.find(({ region }) => region === client?.region);
}
