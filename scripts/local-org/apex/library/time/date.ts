import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { formatDate, parseDate, textOf } from '../../runtime/text/index.ts';
import { ApexDate, ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';

/** Sunday, except where the user's locale starts the week on another day. */
function firstDayOfWeek(): number {
  const tag = current().user.locale.replaceAll('_', '-');
  try {
    return new Intl.Locale(tag).getWeekInfo().firstDay % 7;
  } catch {
    return 0;
  }
}

function toStartOfWeek(date: ApexDate): ApexDate {
  return date.addDays(-((date.dayOfWeek() - firstDayOfWeek() + 7) % 7));
}

/**
 * `Date.valueOf(String)`: `yyyy-MM-dd`, with or without a time after it. Months and days out of range roll over, as they do for
 * `newInstance`: public code counts on it. Throws System.TypeException `Invalid date: x`.
 */
export function dateOfText(text: string): ApexDate {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
  if (!match) throwApex('System.TypeException', `Invalid date: ${text}`);
  return ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The value of a field; of one without a value null, of a moment its day in Greenwich (`date()` gives the user's). */
function dateOfObject(value: unknown): ApexDate | null {
  if (value === null) return null;
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return value.date('UTC');
  if (typeof value === 'string') return dateOfText(value);
  throwApex('System.TypeException', `Invalid date: ${textOf(value)}`);
}

function parse(text: string): ApexDate {
  const date = parseDate(text, current().user.locale);
  if (!date) throwApex('System.TypeException', `Invalid date: ${text}`);
  return date;
}

/** Full months between two dates do not count days: January 31 to February 1 is one month. */
function monthsBetween(from: ApexDate, to: ApexDate): number {
  return (to.year() - from.year()) * 12 + to.month() - from.month();
}

/** Today on the user's clock. */
export function today(): ApexDate {
  return new ApexDatetime(current().now()).date(current().user.timeZone);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm */
export const dateType: NativeTypeSpec = {
  name: 'System.Date',
  statics: {
    'valueOf(Object value): Date': dateOfObject,
    ...nonNull({
      'daysInMonth(Integer year, Integer month): Integer': (year: number, month: number) => ApexDate.daysInMonth(year, month),
      'isLeapYear(Integer year): Boolean': (year: number) => ApexDate.daysInMonth(year, 2) === 29,
      'newInstance(Integer year, Integer month, Integer day): Date': (year: number, month: number, day: number) =>
        ApexDate.of(year, month, day),
      'parse(String text): Date': parse,
      'today(): Date': today,
      'valueOf(String text): Date': dateOfText,
    }),
  },
  methods: nonNull({
    'addDays(Integer days): Date': (date: ApexDate, days: number) => date.addDays(days),
    'addMonths(Integer months): Date': (date: ApexDate, months: number) => date.addMonths(months),
    'addYears(Integer years): Date': (date: ApexDate, years: number) => date.addYears(years),
    'day(): Integer': (date: ApexDate) => date.day(),
    'dayOfYear(): Integer': (date: ApexDate) => date.dayOfYear(),
    'daysBetween(Date other): Integer': (date: ApexDate, other: ApexDate) => other.epochDay - date.epochDay,
    'format(): String': (date: ApexDate) => formatDate(date, current().user.locale),
    'isSameDay(Date other): Boolean': (date: ApexDate, other: ApexDate) => date.equals(other),
    'month(): Integer': (date: ApexDate) => date.month(),
    'monthsBetween(Date other): Integer': monthsBetween,
    'toStartOfMonth(): Date': (date: ApexDate) => ApexDate.of(date.year(), date.month(), 1),
    'toStartOfWeek(): Date': toStartOfWeek,
    'year(): Integer': (date: ApexDate) => date.year(),
  }),
  unsupported: ['addError'],
};
