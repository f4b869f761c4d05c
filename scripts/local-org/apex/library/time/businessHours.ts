import { current } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { isId, to18 } from '../../runtime/sobject/index.ts';
import { ApexDatetime, localToUtc, zoneOffset } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Business hours that open on no day would be looked for without end. */
const FURTHEST_DAYS = 366 * 100;

/** When business is open on each day of the week, in ms of the local day; undefined on days when it is closed. */
interface Hours {
  readonly zone: string;
  readonly days: readonly (readonly [from: number, to: number] | undefined)[];
}

/** A time during which business is open, epoch ms. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function hoursOf(id: string | null): Hours {
  if (id === null) nullPointer();
  const { store, source } = current().host;
  const object = source.schema.object('BusinessHours');
  const values = object && isId(id) ? store.read(object, [to18(id)]).get(to18(id)) : undefined;
  if (!values) throwApex('System.InvalidParameterValueException', `Invalid business hours id: ${id}`);
  const days = DAYS.map((day): readonly [number, number] | undefined => {
    const [from, to] = [values.get(`${day}StartTime`) ?? null, values.get(`${day}EndTime`) ?? null];
    if (from === null || to === null) return undefined;
    // From midnight to midnight is the whole day.
    return [Number(from), Number(to) === 0 ? DAY_MS : Number(to)];
  });
  return { zone: String(values.get('TimeZoneSidKey') ?? current().user.timeZone), days };
}

/** The opening times that end after a moment, in order. Those of neighbouring days may touch. */
function* spansAfter({ zone, days }: Hours, moment: number): Generator<Span> {
  const first = Math.floor((moment + zoneOffset(zone, moment)) / DAY_MS) * DAY_MS;
  for (let day = 0; day < FURTHEST_DAYS; day++) {
    const midnight = first + day * DAY_MS;
    const open = days[new Date(midnight).getUTCDay()];
    if (!open) continue;
    const to = localToUtc(zone, midnight + open[1]);
    if (to > moment) yield { from: localToUtc(zone, midnight + open[0]), to };
  }
}

/** Open time after `start` up to the given length is passed; a negative length goes back. */
function add(id: string | null, start: ApexDatetime | null, length: bigint | null): ApexDatetime {
  if (start === null || length === null) nullPointer();
  const hours = hoursOf(id);
  // "Time precision smaller than one minute is ignored."
  const minutes = Math.trunc(Number(length) / MINUTE_MS) * MINUTE_MS;
  if (minutes < 0) return new ApexDatetime(goBack(hours, start.ms, -minutes));
  let left = minutes;
  for (const { from, to } of spansAfter(hours, start.ms)) {
    const begin = Math.max(from, start.ms);
    if (left <= to - begin) return new ApexDatetime(begin + left);
    left -= to - begin;
  }
  return neverOpen();
}

function goBack(hours: Hours, start: number, length: number): number {
  let left = length;
  const today = Math.floor((start + zoneOffset(hours.zone, start)) / DAY_MS) * DAY_MS;
  for (let day = 0; day < FURTHEST_DAYS; day++) {
    const midnight = today - day * DAY_MS;
    const open = hours.days[new Date(midnight).getUTCDay()];
    if (!open) continue;
    const from = localToUtc(hours.zone, midnight + open[0]);
    const end = Math.min(localToUtc(hours.zone, midnight + open[1]), start);
    if (end <= from) continue;
    if (left <= end - from) return end - left;
    left -= end - from;
  }
  return neverOpen();
}

function neverOpen(): never {
  throwApex('System.InvalidParameterValueException', 'These business hours are closed on every day');
}

function diff(id: string | null, start: ApexDatetime | null, end: ApexDatetime | null): bigint {
  if (start === null || end === null) nullPointer();
  const [first, last] = start.ms <= end.ms ? [start.ms, end.ms] : [end.ms, start.ms];
  let sum = 0;
  for (const { from, to } of spansAfter(hoursOf(id), first)) {
    if (from >= last) break;
    sum += Math.min(to, last) - Math.max(from, first);
  }
  return BigInt(start.ms <= end.ms ? sum : -sum);
}

function isWithin(id: string | null, target: ApexDatetime | null): boolean {
  return nextStart(id, target).ms === target?.ms;
}

/** The moment itself when business is open then. */
function nextStart(id: string | null, target: ApexDatetime | null): ApexDatetime {
  if (target === null) nullPointer();
  for (const { from } of spansAfter(hoursOf(id), target.ms)) return new ApexDatetime(Math.max(from, target.ms));
  return neverOpen();
}

/**
 * Holidays are related to business hours in Setup only, so none apply here.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_businesshours.htm
 */
export const businessHoursType: NativeTypeSpec = {
  name: 'System.BusinessHours',
  statics: {
    'add(Id businessHoursId, Datetime startDate, Long milliseconds): Datetime': add,
    'addGmt(Id businessHoursId, Datetime startDate, Long milliseconds): Datetime': add,
    'diff(String businessHoursId, Datetime startDate, Datetime endDate): Long': diff,
    'isWithin(String businessHoursId, Datetime targetDate): Boolean': isWithin,
    'nextStartDate(Id businessHoursId, Datetime targetDate): Datetime': nextStart,
  },
};
