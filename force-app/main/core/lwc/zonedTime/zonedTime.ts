import locale from '@salesforce/i18n/locale';

const MINUTE = 60_000;
const partsOf = new Map<string, Intl.DateTimeFormat>();

/** Wall clock of a zone at an instant, as if it were UTC: reading its UTC parts gives the local date and time. */
function wallClock(instant: number, zone: string): Date {
  let formatter = partsOf.get(zone);
  if (!formatter) {
    // The Latin calendar in a fixed locale: this one is for computing, never for showing.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    partsOf.set(zone, formatter);
  }
  return new Date(`${formatter.format(instant).replace(' ', 'T')}Z`);
}

/** Minutes east of UTC in a zone (an IANA id) at an instant. @throws RangeError for a zone nobody knows */
export function offsetMinutes(instant: number, zone: string): number {
  return Math.round((wallClock(instant, zone).getTime() - instant) / MINUTE);
}

/** Minutes since local midnight, 0 to 1439. */
export function localMinutes(instant: number, zone: string): number {
  const clock = wallClock(instant, zone);
  return clock.getUTCHours() * 60 + clock.getUTCMinutes();
}

/** The local date as `YYYY-MM-DD`. */
export function localDate(instant: number, zone: string): string {
  return wallClock(instant, zone).toISOString().slice(0, 10);
}

/**
 * The instant at which a zone's clocks show a date and time.
 * A time skipped by a clock change gives the instant just as far after the change; a repeated one gives the first.
 * @param date `YYYY-MM-DD`
 * @param time `HH:mm`, seconds are ignored
 * @returns epoch milliseconds, NaN for text that is no date or time
 */
export function toInstant(date: string, time: string, zone: string): number {
  const text = `${date}T${time.slice(0, 5)}:00Z`;
  // Browsers read almost anything as some date, so the form is checked first.
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d:/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(wall)) return wall;
  // The offset in force lies among those a day before and a day after; the earliest instant that reads back right is it.
  const day = 24 * 60 * MINUTE;
  const before = wall - offsetMinutes(wall - day, zone) * MINUTE;
  const after = wall - offsetMinutes(wall + day, zone) * MINUTE;
  const right = [Math.min(before, after), Math.max(before, after)].find((instant) => wallClock(instant, zone).getTime() === wall);
  return right ?? before;
}

const shown = (options: Intl.DateTimeFormatOptions, instant: number, zone: string): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(instant);

/** The clock as people of the user's locale write it, e.g. `14:20`. */
export const formatTime = (instant: number, zone: string): string => shown({ hour: '2-digit', minute: '2-digit' }, instant, zone);

/** Weekday, day, month and time, e.g. `вт, 24 нояб., 14:20`. */
export const formatMoment = (instant: number, zone: string): string =>
  shown({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, instant, zone);

/** Day and month of an Apex Date (`YYYY-MM-DD`), which has no zone. */
export const formatDay = (date: string): string =>
  shown({ day: 'numeric', month: 'short', year: 'numeric' }, Date.parse(date.slice(0, 10)), 'UTC');

/** `1:05` for 65 seconds. */
export const formatDuration = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** `9:00` for 540 minutes since midnight. */
export const formatMinutes = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
