import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { formatDatetime, formatPattern, parseDatetime } from '../../runtime/text/index.ts';
import { ApexDate, ApexDatetime, ApexTime, isZone, localToUtc, type ClockParts } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { dateOfText } from './date.ts';

const HOUR_MS = 3_600_000;

const userZone = (): string => current().user.timeZone;

/** A zone named in Apex: IANA ids and `GMT`; anything unknown reads as GMT, as java.util.TimeZone does. */
export function zoneNamed(id: string): string {
  const offset = /^GMT([+-])(\d{1,2}):?(\d{2})?$/.exec(id);
  if (offset) return `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
  return isZone(id) ? id : 'UTC';
}

/** `yyyy-MM-dd HH:mm:ss` on the clock of `zone`. Throws System.TypeException `Invalid date/time: x`. */
function datetimeOfText(text: string, zone: string): ApexDatetime {
  const match = /^\s*(\d{4}-\d{1,2}-\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:Z|[+-]\d{1,2}(?::?\d{2})?)?\s*$/.exec(text);
  if (!match) throwApex('System.TypeException', `Invalid date/time: ${text}`);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])];
  return ApexDatetime.at(zone, dateOfText(match[1]!), ApexTime.of(hour, minute, second, 0));
}

function datetimeOfObject(value: unknown): ApexDatetime {
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return ApexDatetime.at('UTC', value, new ApexTime(0));
  if (typeof value === 'string') return datetimeOfText(value, userZone());
  if (typeof value === 'bigint') return new ApexDatetime(Number(value));
  throwApex('System.TypeException', `Invalid date/time: ${String(value)}`);
}

function parse(text: string): ApexDatetime {
  const local = parseDatetime(text, current().user.locale);
  if (local === undefined) throwApex('System.TypeException', `Invalid date/time: ${text}`);
  return new ApexDatetime(localToUtc(userZone(), local));
}

/** `year()` and `yearGmt()` and the like for each part of a clock. */
function parts(): Record<string, NativeFn> {
  const methods: Record<string, NativeFn> = {
    'dayOfYear(): Integer': (value: ApexDatetime) => value.date(userZone()).dayOfYear(),
    'dayOfYearGmt(): Integer': (value: ApexDatetime) => value.date('UTC').dayOfYear(),
  };
  for (const part of ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as (keyof ClockParts)[]) {
    methods[`${part}(): Integer`] = (value: ApexDatetime) => value.parts(userZone())[part];
    methods[`${part}Gmt(): Integer`] = (value: ApexDatetime) => value.parts('UTC')[part];
  }
  return methods;
}

type Six = readonly [number, number, number, number, number, number];

function formatLong(value: ApexDatetime): string {
  return formatPattern(value, 'M/d/yyyy h:mm:ss a z', userZone(), current().user.locale);
}

/** `format(pattern, timeZone)`; a null zone means the user's own. */
function formatIn(value: ApexDatetime, pattern: string | null, zone: string | null): string {
  if (pattern === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return formatPattern(value, pattern, zone === null ? userZone() : zoneNamed(zone), current().user.locale);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_datetime.htm */
export const datetimeType: NativeTypeSpec = {
  name: 'System.Datetime',
  statics: nonNull({
    'newInstance(Date date, Time time): Datetime': (date: ApexDate, time: ApexTime) => ApexDatetime.at(userZone(), date, time),
    'newInstance(Integer year, Integer month, Integer day): Datetime': (year: number, month: number, day: number) =>
      ApexDatetime.of(userZone(), year, month, day),
    'newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second): Datetime': (...args: Six) =>
      ApexDatetime.of(userZone(), ...args),
    'newInstance(Long milliseconds): Datetime': (ms: bigint) => new ApexDatetime(Number(ms)),
    'newInstanceGmt(Date date, Time time): Datetime': (date: ApexDate, time: ApexTime) => ApexDatetime.at('UTC', date, time),
    'newInstanceGmt(Integer year, Integer month, Integer day): Datetime': (year: number, month: number, day: number) =>
      ApexDatetime.of('UTC', year, month, day),
    'newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second): Datetime': (...args: Six) =>
      ApexDatetime.of('UTC', ...args),
    'now(): Datetime': () => new ApexDatetime(current().now()),
    'parse(String text): Datetime': parse,
    'valueOf(String text): Datetime': (text: string) => datetimeOfText(text, userZone()),
    'valueOf(Object value): Datetime': datetimeOfObject,
    'valueOfGmt(String text): Datetime': (text: string) => datetimeOfText(text, 'UTC'),
  }),
  methods: {
    'format(String pattern, String timeZone): String': formatIn,
    ...nonNull({
      ...parts(),
      'addDays(Integer days): Datetime': (value: ApexDatetime, days: number) => value.addDays(days, userZone()),
      'addHours(Integer hours): Datetime': (value: ApexDatetime, hours: number) => value.addMs(hours * HOUR_MS),
      'addMinutes(Integer minutes): Datetime': (value: ApexDatetime, minutes: number) => value.addMs(minutes * 60_000),
      'addMonths(Integer months): Datetime': (value: ApexDatetime, months: number) => value.addMonths(months, userZone()),
      'addSeconds(Integer seconds): Datetime': (value: ApexDatetime, seconds: number) => value.addMs(seconds * 1000),
      'addYears(Integer years): Datetime': (value: ApexDatetime, years: number) => value.addMonths(years * 12, userZone()),
      'date(): Date': (value: ApexDatetime) => value.date(userZone()),
      'dateGmt(): Date': (value: ApexDatetime) => value.date('UTC'),
      'time(): Time': (value: ApexDatetime) => value.time(userZone()),
      'timeGmt(): Time': (value: ApexDatetime) => value.time('UTC'),
      'format(): String': (value: ApexDatetime) => formatDatetime(value, current().user.locale, userZone()),
      'format(String pattern): String': (value: ApexDatetime, pattern: string) =>
        formatPattern(value, pattern, userZone(), current().user.locale),
      'formatGmt(String pattern): String': (value: ApexDatetime, pattern: string) =>
        formatPattern(value, pattern, 'UTC', current().user.locale),
      'formatLong(): String': formatLong,
      'getTime(): Long': (value: ApexDatetime) => BigInt(value.ms),
      'isSameDay(Datetime other): Boolean': (value: ApexDatetime, other: ApexDatetime) =>
        value.date(userZone()).equals(other.date(userZone())),
    }),
  },
  unsupported: ['addError'],
};
