import type { Workspace } from '@callguide/contract';
import { localMinutes } from 'c/zonedTime';

export interface Permission {
  readonly level: 'green' | 'amber' | 'red';
  /** Empty when the page itself noticed that the window closed. */
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly nextAllowedAt?: number;
}

/**
 * Whether the client may be called at this moment. The server's verdict counts; while the page stays open, the page only
 * makes it stricter: a window that has closed since then turns it red.
 * @param now server time in epoch milliseconds
 */
export function callPermission(workspace: Workspace, now: number): Permission {
  const { verdict, clock } = workspace;
  const level = verdict?.level ?? 'red';
  const nextAllowedAt = verdict?.nextAllowedAt ? Date.parse(verdict.nextAllowedAt) : undefined;
  if (level !== 'red' && clock?.clientTimeZone) {
    const minutes = localMinutes(now, clock.clientTimeZone);
    if (minutes < (clock.windowStartMinutes ?? 0) || minutes >= (clock.windowEndMinutes ?? 1440)) return { level: 'red', reason: '' };
  }
  return { level, reason: verdict?.reason ?? '', nextAllowedAt };
}
