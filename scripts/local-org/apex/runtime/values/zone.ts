/**
 * Time zones on top of Intl: offsets of IANA zones, cached because Intl is slow per call. An offset is
 * looked up once per zone and quarter of an hour, the finest step at which any zone of today changes.
 */
const STEP_MS = 900_000;
const MAX_CACHED = 50_000;

const formatters = new Map<string, Intl.DateTimeFormat | null>();
const offsets = new Map<string, Map<number, number>>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        era: 'short',
      });
    } catch {
      formatter = null;
    }
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** True for an IANA id that this machine's time zone data knows. */
export function isZone(zone: string): boolean {
  return formatterOf(zone) !== null;
}

function computeOffset(zone: string, utcMs: number): number {
  const formatter = formatterOf(zone);
  if (!formatter) throw new RangeError(`Unknown time zone: ${zone}`);
  const parts: Record<string, string> = {};
  for (const part of formatter.formatToParts(utcMs)) parts[part.type] = part.value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return local.getTime() - Math.floor(utcMs / 1000) * 1000;
}

/** Milliseconds the zone is ahead of UTC at that moment. */
export function zoneOffset(zone: string, utcMs: number): number {
  if (zone === 'UTC' || zone === 'GMT') return 0;
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map<number, number>()));
  const step = Math.floor(utcMs / STEP_MS);
  let offset = known.get(step);
  if (offset === undefined) {
    if (known.size > MAX_CACHED) known.clear();
    known.set(step, (offset = computeOffset(zone, step * STEP_MS)));
  }
  return offset;
}

/**
 * The moment at which a wall clock in `zone` shows `localMs` (milliseconds as if it were UTC). In a gap
 * the clock is moved forward by its length; in an overlap standard time, the later moment, is meant, as in
 * java.util.GregorianCalendar.
 */
export function localToUtc(zone: string, localMs: number): number {
  const before = zoneOffset(zone, localMs - 86_400_000);
  const after = zoneOffset(zone, localMs + 86_400_000);
  const late = localMs - after;
  if (zoneOffset(zone, late) === after) return late;
  return localMs - before;
}
