/** A calendar date as a day count, so that date arithmetic is plain addition: days since 1970-01-01. */
export type DayNumber = number;

export const DAY_MS = 86_400_000;
const QUARTER_HOUR_MS = 900_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far the zone's clocks are ahead of UTC at a moment, in ms. Throws RangeError for a zone that does not exist. */
export function zoneOffset(epochMs: number, zone: string): number {
  // No zone changes its clocks other than on a quarter of an hour.
  const bucket = Math.floor(epochMs / QUARTER_HOUR_MS);
  const key = `${zone}|${bucket}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 20_000) offsets.clear();
  const moment = bucket * QUARTER_HOUR_MS;
  const parts: Record<string, number> = {};
  for (const { type, value } of format(zone).formatToParts(moment)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - moment;
  offsets.set(key, offset);
  return offset;
}

function format(zone: string): Intl.DateTimeFormat {
  let result = formats.get(zone);
  if (!result) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    result = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...digits });
    formats.set(zone, result);
  }
  return result;
}

/** The moment a calendar day begins in the zone. */
export function startOfDay(day: DayNumber, zone: string): number {
  const local = day * DAY_MS;
  const guess = local - zoneOffset(local, zone);
  return local - zoneOffset(guess, zone);
}

/** The calendar day of a moment in the zone. */
export function dayOf(epochMs: number, zone: string): DayNumber {
  return Math.floor((epochMs + zoneOffset(epochMs, zone)) / DAY_MS);
}

/** Day number of `YYYY-MM-DD`. */
export function parseDay(date: string): DayNumber {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** `YYYY-MM-DD` of a day number. */
export function formatDay(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
