import { throwApex } from '../../runtime/exception.ts';
import { localToUtc, zoneOffset } from '../../runtime/values/index.ts';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** Range of each field: seconds, minutes, hours, day of month, month, day of week, year. */
const RANGES: readonly [from: number, to: number, names?: readonly string[]][] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, MONTHS],
  [1, 7, DAYS],
  [1970, 2099],
];

/** Fields with special characters of their own: `L`, `W` and `#`. */
const SPECIAL = /^(?:L|LW|L-\d+|\d+W|(?:\d|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5]))$/;

function isValue(text: string, [from, to, names]: (typeof RANGES)[number]): boolean {
  if (names?.includes(text)) return true;
  return /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to;
}

function isPart(part: string, index: number): boolean {
  const range = RANGES[index]!;
  const [base, step, more] = part.split('/') as [string, string?, string?];
  if (more !== undefined || (step !== undefined && !/^\d+$/.test(step))) return false;
  if (base === '*' || (base === '?' && (index === 3 || index === 5))) return true;
  if ((index === 3 || index === 5) && SPECIAL.test(base)) return true;
  const ends = base.split('-');
  return ends.length <= 2 && ends.every((end) => isValue(end, range));
}

/**
 * Checks a cron expression of six or seven fields. Throws System.AsyncException for a malformed one, and System.StringException for
 * seconds and minutes that are no numbers: a job runs once an hour at most.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
export function checkCron(expression: string): void {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  const wellFormed =
    (parts.length === 6 || parts.length === 7) && parts.every((part, i) => part.split(',').every((item) => isPart(item, i)));
  if (parts.length >= 6 && !parts.slice(0, 2).every((part) => /^\d+$/.test(part)))
    throwApex('System.StringException', `Seconds and minutes must be specified as integers: ${expression}`);
  if (parts[3] === '?' && parts[5] === '?')
    throwApex('System.AsyncException', "'?' can only be specified for Day-of-Month -OR- Day-of-Week.");
  if (wellFormed && parts[3] !== '?' && parts[5] !== '?') {
    const both = 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.';
    throwApex('System.AsyncException', both);
  }
  // One of day of month and day of week must be left open.
  const oneOpen = (parts[3] === '?') !== (parts[5] === '?');
  if (!wellFormed || !oneOpen)
    throwApex('System.AsyncException', `Based on configured schedule, the given trigger '${expression}' will never fire.`);
}

const DAY_MS = 86_400_000;
const LAST_YEAR = 2099;

/** Number of a value in its field, which may be a name. */
function valueOf(text: string, [from, , names]: (typeof RANGES)[number]): number {
  const named = names?.indexOf(text) ?? -1;
  return named >= 0 ? named + from : Number(text);
}

/** The values of a field without `L`, `W` and `#`; undefined means any. */
function valuesOf(field: string, index: number): ReadonlySet<number> | undefined {
  if (field === '*' || field === '?') return undefined;
  const range = RANGES[index]!;
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [base = '', step] = part.split('/');
    const [first = '', last] = base.split('-');
    const from = base === '*' ? range[0] : valueOf(first, range);
    const to = base === '*' || (step !== undefined && last === undefined) ? range[1] : last === undefined ? from : valueOf(last, range);
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

/** Whether a day, as UTC, fits one part of the day-of-month field. */
function fitsDayOfMonth(part: string, date: Date): boolean {
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const weekday = (of: number): number => {
    // The weekday nearest to the day, within the month.
    const at = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), of)).getUTCDay();
    if (at === 6) return of === 1 ? of + 2 : of - 1;
    if (at === 0) return of === last ? of - 2 : of + 1;
    return of;
  };
  if (part === 'L') return day === last;
  if (part === 'LW') return day === weekday(last);
  if (part.startsWith('L-')) return day === last - Number(part.slice(2));
  if (part.endsWith('W')) return day === weekday(Math.min(Number(part.slice(0, -1)), last));
  return valuesOf(part, 3)?.has(day) ?? true;
}

/** Whether a day, as UTC, fits one part of the day-of-week field. */
function fitsDayOfWeek(part: string, date: Date): boolean {
  const weekday = date.getUTCDay() + 1;
  const [name = '', nth] = part.split('#');
  if (nth !== undefined) return weekday === valueOf(name, RANGES[5]!) && Math.ceil(date.getUTCDate() / 7) === Number(nth);
  if (part === 'L') return weekday === 7;
  if (part.endsWith('L')) {
    const inSevenDays = new Date(date.getTime() + 7 * DAY_MS);
    return weekday === valueOf(part.slice(0, -1), RANGES[5]!) && inSevenDays.getUTCMonth() !== date.getUTCMonth();
  }
  return valuesOf(part, 5)?.has(weekday) ?? true;
}

/**
 * The first moment after `after` (epoch ms) at which a cron expression fires in a zone; null when it never does again.
 * Throws System.AsyncException for a malformed expression.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
export function nextFire(expression: string, after: number, zone: string): number | null {
  checkCron(expression);
  const fields = expression.trim().toUpperCase().split(/\s+/);
  const [seconds, minutes, hours] = [0, 1, 2].map((index) => {
    const [from, to] = RANGES[index]!;
    const values = valuesOf(fields[index]!, index);
    return values ? [...values].sort((a, b) => a - b) : Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }) as [number[], number[], number[]];
  const months = valuesOf(fields[4]!, 4);
  const years = valuesOf(fields[6] ?? '*', 6);
  const fits = (date: Date): boolean =>
    (years?.has(date.getUTCFullYear()) ?? true) &&
    (months?.has(date.getUTCMonth() + 1) ?? true) &&
    fields[3]!.split(',').some((part) => fitsDayOfMonth(part, date)) &&
    fields[5]!.split(',').some((part) => fitsDayOfWeek(part, date));
  const first = Math.floor((after + zoneOffset(zone, after)) / DAY_MS) * DAY_MS;
  for (let day = first; new Date(day).getUTCFullYear() <= LAST_YEAR; day += DAY_MS) {
    if (!fits(new Date(day))) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        for (const second of seconds) {
          const at = localToUtc(zone, day + ((hour * 60 + minute) * 60 + second) * 1000);
          if (at > after) return at;
        }
      }
    }
  }
  return null;
}
