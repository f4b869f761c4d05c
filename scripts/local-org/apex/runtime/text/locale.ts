import { ApexDate, type ApexDatetime } from '../values/index.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The BCP 47 tag of a Salesforce locale: `ru_RU` → `ru-RU`; unknown ones read as en-US. */
export function localeTag(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : 'en-US';
  } catch {
    return 'en-US';
  }
}

function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let known = formatters.get(key);
  if (!known) formatters.set(key, (known = new Intl.DateTimeFormat(tag, options)));
  return known;
}

function text(parts: readonly Intl.DateTimeFormatPart[], year: number): string {
  const whole = parts.map((part) => (part.type === 'year' ? String(year).padStart(4, '0') : part.value)).join('');
  // Newer locale data puts narrow no-break spaces before AM/PM and year marks after Russian years.
  return whole.replaceAll(/[\u202f\u00a0]/g, ' ').replace(/ г\.$/, '');
}

/** `Date.format()`: the locale's short date with the whole year, `31.01.2024` or `1/31/2024`. */
export function formatDate(date: ApexDate, locale: string): string {
  const parts = formatter(localeTag(locale), { timeZone: 'UTC', dateStyle: 'short' }).formatToParts(date.epochDay * 86_400_000);
  return text(parts, date.year());
}

/** `Datetime.format()`: short date and time of the locale on the clock of `zone`. */
export function formatDatetime(value: ApexDatetime, locale: string, zone: string): string {
  const style = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
  return text(formatter(localeTag(locale), style).formatToParts(value.ms), value.parts(zone).year);
}

export type NameStyle = 'long' | 'short';

/** Name of the month (1–12); `standalone` without a day beside it (nominative in Russian). */
export function monthName(month: number, style: NameStyle, locale: string, standalone = false): string {
  const at = Date.UTC(2023, month - 1, 15);
  const options = standalone ? { timeZone: 'UTC', month: style } : { timeZone: 'UTC', month: style, day: 'numeric' as const };
  return partOf(formatter(localeTag(locale), options).formatToParts(at), 'month');
}

/** Name of the day of the week, 0 is Sunday. */
export function dayName(day: number, style: NameStyle, locale: string): string {
  return partOf(formatter(localeTag(locale), { timeZone: 'UTC', weekday: style }).formatToParts(Date.UTC(2023, 0, 1 + day)), 'weekday');
}

/** Name of the zone at that moment, e.g. `PST` or `Pacific Standard Time`. */
export function zoneName(zone: string, ms: number, style: NameStyle, locale: string): string {
  return partOf(formatter(localeTag(locale), { timeZone: zone, timeZoneName: style }).formatToParts(ms), 'timeZoneName');
}

function partOf(parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return parts.find((part) => part.type === type)?.value ?? '';
}

/** Day, month and year in the order the locale writes them. */
function dateOrder(locale: string): string[] {
  return formatter(localeTag(locale), { timeZone: 'UTC', dateStyle: 'short' })
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
  return date.epochDay * 86_400_000 + ((hour * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)) * 1000;
}
