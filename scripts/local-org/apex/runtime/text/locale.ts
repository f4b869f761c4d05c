import { DAY_MS, dateFormatter, shortDate } from '../../../soql/index.ts';
import { ApexDate, type ApexDatetime } from '../values/index.ts';

/** `Date.format()`: the locale's short date with the whole year. */
export function formatDate(date: ApexDate, locale: string): string {
  return shortDate(locale, date.epochDay * DAY_MS, { timeZone: 'UTC' });
}

/** `Datetime.format()`: short date and time of the locale on the clock of `zone`. */
export function formatDatetime(value: ApexDatetime, locale: string, zone: string): string {
  return shortDate(locale, value.ms, { timeZone: zone, timeStyle: 'short' });
}

export type NameStyle = 'long' | 'short';

/** Name of the month (1–12); `standalone` without a day beside it (nominative in Russian). */
export function monthName(month: number, style: NameStyle, locale: string, standalone = false): string {
  const at = Date.UTC(2023, month - 1, 15);
  const options = standalone ? { timeZone: 'UTC', month: style } : { timeZone: 'UTC', month: style, day: 'numeric' as const };
  return partOf(dateFormatter(locale, options).formatToParts(at), 'month');
}

/** Name of the day of the week, 0 is Sunday. */
export function dayName(day: number, style: NameStyle, locale: string): string {
  return partOf(dateFormatter(locale, { timeZone: 'UTC', weekday: style }).formatToParts(Date.UTC(2023, 0, 1 + day)), 'weekday');
}

/** Name of the zone at that moment, e.g. `PST` or `Pacific Standard Time`. */
export function zoneName(zone: string, ms: number, style: NameStyle, locale: string): string {
  return partOf(dateFormatter(locale, { timeZone: zone, timeZoneName: style }).formatToParts(ms), 'timeZoneName');
}

function partOf(parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return parts.find((part) => part.type === type)?.value ?? '';
}

/** Day, month and year in the order the locale writes them. */
function dateOrder(locale: string): string[] {
  return dateFormatter(locale, { timeZone: 'UTC', dateStyle: 'short' })
    .formatToParts(0)
    .map((part) => part.type as string)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
}

/** `Date.parse(text)`: a date as the locale writes it; undefined when it is not one. */
export function parseDate(source: string, locale: string): ApexDate | undefined {
  const digits = /^\s*(\d{1,4})[./\- ]+(\d{1,2})[./\- ]+(\d{1,4})\.?\s*$/.exec(source)?.slice(1, 4).map(Number);
  if (!digits) return undefined;
  const parts: Record<string, number> = {};
  dateOrder(locale).forEach((type, i) => (parts[type] = digits[i]!));
  const { day = 0, month = 0 } = parts;
  let { year = 0 } = parts;
  // Two digits of a year mean this century, as the user would read them.
  if (year < 100) year += 2000;
  const date = ApexDate.of(year, month, day);
  return date.month() === month && date.day() === day ? date : undefined;
}

/** `Datetime.parse(text)`: date and time as the locale writes them, as milliseconds of a wall clock; undefined when malformed. */
export function parseDatetime(source: string, locale: string): number | undefined {
  const match = /^(.*?),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?$/.exec(source.trim());
  const date = match ? parseDate(match[1]!, locale) : undefined;
  if (!match || !date) return undefined;
  let hour = Number(match[2]);
  if (match[5]) hour = (hour % 12) + (match[5].toLowerCase() === 'pm' ? 12 : 0);
  return date.epochDay * DAY_MS + ((hour * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)) * 1000;
}
