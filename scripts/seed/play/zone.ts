import type { Workspace } from '@callguide/contract';

/** The zone of the client's clock; that of the office while nobody knows it. */
export function clientZone({ clock }: Workspace): string {
  return clock?.clientTimeZone ?? 'Europe/Moscow';
}
