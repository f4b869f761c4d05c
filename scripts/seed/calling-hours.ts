import { localHour, localMoment } from './local-time.ts';

/** People agree on times that end in 0 or 5. */
export function wholeMinutes(at: number): number {
  return at - (at % 300_000);
}

/** The moment itself where the client's clock shows 9 to 21, or else shortly before they could last be called. */
export function lastOpen(zone: string, at: number): number {
  const hour = localHour(zone, at);
  if (hour >= 9 && hour < 21) return at;
  return localMoment(zone, at, hour < 9 ? -1 : 0, 20, (at / 60_000) % 60);
}

/** The moment itself where the client's clock shows 9 to 21, or else shortly after they can first be called. */
export function nextOpen(zone: string, at: number): number {
  const hour = localHour(zone, at);
  if (hour >= 9 && hour < 21) return at;
  return localMoment(zone, at, hour < 9 ? 0 : 1, 9, (at / 60_000) % 60);
}
