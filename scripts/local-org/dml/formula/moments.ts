/** Dates and times inside formulas. Dates are `YYYY-MM-DD`, datetimes epoch ms, times ms after midnight. */

const DAY = 86_400_000;
const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Days since the epoch of a date, for arithmetic. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOfDay(day: number): string {
  return new Date(Math.floor(day) * DAY).toISOString().slice(0, 10);
}

/** The date of these parts, or null when there is no such day. */
export function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exact = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exact ? date.toISOString().slice(0, 10) : null;
}

export function datePart(date: string, part: 'year' | 'month' | 'day'): number {
  const [year, month, day] = date.split('-').map(Number);
  return (part === 'year' ? year : part === 'month' ? month : day) ?? 0;
}

/** ADDMONTHS keeps the last day of a month the last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = (y: number, m: number): number => new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  const target = new Date(Date.UTC(year, month - 1 + Math.trunc(months), 1));
  const [y, m] = [target.getUTCFullYear(), target.getUTCMonth()];
  const last = lastDay(y, m);
  const wasLast = day === lastDay(year, month - 1);
  return `${pad(y, 4)}-${pad(m + 1)}-${pad(wasLast ? last : Math.min(day, last))}`;
}

/** `2026-01-31 10:00:00Z` */
export function dateTimeText(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 19).replace('T', ' ') + 'Z';
}

/** `10:00:00.000` */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of a moment in a zone (IANA id). */
export function dateInZone(epoch: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish locale writes dates as ISO does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(epoch);
}

/** Reads `YYYY-MM-DD`, or null. */
export function parseDate(text: string): string | null {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Reads `YYYY-MM-DD HH:MM:SS` as GMT, or null. */
export function parseDateTime(text: string): number | null {
  const match = /^\s*(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)Z?\s*$/.exec(text);
  if (!match) return null;
  const epoch = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(epoch) ? null : epoch;
}
