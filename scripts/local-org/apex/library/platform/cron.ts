import { throwApex } from '../../runtime/exception.ts';

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
 * Checks a cron expression of six or seven fields. Throws System.AsyncException for a malformed one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
export function checkCron(expression: string): void {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  const wellFormed =
    (parts.length === 6 || parts.length === 7) && parts.every((part, i) => part.split(',').every((item) => isPart(item, i)));
  // One of day of month and day of week must be left open.
  const oneOpen = (parts[3] === '?') !== (parts[5] === '?');
  if (!wellFormed || !oneOpen)
    throwApex('System.AsyncException', `Based on configured schedule, the given trigger '${expression}' will never fire.`);
}
