import { throwApex } from '../exception.ts';
import { ApexDate, zoneOffset, type ApexDatetime, type ClockParts } from '../values/index.ts';
import { dayName, monthName, zoneName } from './locale.ts';

interface Moment extends ClockParts {
  readonly ms: number;
  readonly zone: string;
  readonly locale: string;
  readonly date: ApexDate;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** `+0300`, `+03:00` or `+03`. */
function offsetText(moment: Moment, minutes: boolean, colon: string): string {
  const offset = zoneOffset(moment.zone, moment.ms) / 60_000;
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${minutes ? colon + padded(size % 60, 2) : ''}`;
}

function isoOffset(moment: Moment, width: number): string {
  if (zoneOffset(moment.zone, moment.ms) === 0) return 'Z';
  return offsetText(moment, width > 1, width > 2 ? ':' : '');
}

/** Weeks start on Sunday and the first of January is in week one, as in the en_US calendar. */
function weekOfYear(date: ApexDate): number {
  const first = ApexDate.of(date.year(), 1, 1).dayOfWeek();
  const week = Math.floor((date.dayOfYear() - 1 + first) / 7) + 1;
  const nextFirst = ApexDate.of(date.year() + 1, 1, 1);
  return nextFirst.epochDay - date.epochDay <= nextFirst.dayOfWeek() && nextFirst.epochDay > date.epochDay ? 1 : week;
}

function weekYear(date: ApexDate): number {
  return weekOfYear(date) === 1 && date.month() === 12 ? date.year() + 1 : date.year();
}

function year(value: number, width: number): string {
  return width === 2 ? padded(value % 100, 2) : padded(value, width);
}

function month(moment: Moment, width: number, standalone: boolean): string {
  if (width < 3) return padded(moment.month, width);
  return monthName(moment.month, width > 3 ? 'long' : 'short', moment.locale, standalone);
}

/** Letters of java.text.SimpleDateFormat → text. */
const FIELDS: Record<string, (moment: Moment, width: number) => string> = {
  G: () => 'AD',
  y: (m, width) => year(m.year, width),
  Y: (m, width) => year(weekYear(m.date), width),
  M: (m, width) => month(m, width, false),
  L: (m, width) => month(m, width, true),
  w: (m, width) => padded(weekOfYear(m.date), width),
  W: (m, width) => padded(Math.floor((m.day - 1 + ApexDate.of(m.year, m.month, 1).dayOfWeek()) / 7) + 1, width),
  D: (m, width) => padded(m.date.dayOfYear(), width),
  d: (m, width) => padded(m.day, width),
  F: (m, width) => padded(Math.floor((m.day - 1) / 7) + 1, width),
  E: (m, width) => dayName(m.date.dayOfWeek(), width > 3 ? 'long' : 'short', m.locale),
  u: (m, width) => padded(m.date.dayOfWeek() || 7, width),
  a: (m) => (m.hour < 12 ? 'AM' : 'PM'),
  H: (m, width) => padded(m.hour, width),
  k: (m, width) => padded(m.hour || 24, width),
  K: (m, width) => padded(m.hour % 12, width),
  h: (m, width) => padded(m.hour % 12 || 12, width),
  m: (m, width) => padded(m.minute, width),
  s: (m, width) => padded(m.second, width),
  S: (m, width) => padded(m.millisecond, width),
  z: (m, width) => zoneName(m.zone, m.ms, width > 3 ? 'long' : 'short', m.locale),
  Z: (m) => offsetText(m, true, ''),
  X: (m, width) => isoOffset(m, width),
};

/** `'quoted'`, `''`, a run of one letter, or anything else. */
const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^'A-Za-z]+/g;

/**
 * `Datetime.format(pattern, zone)`: java.text.SimpleDateFormat on the wall clock of `zone` with names in `locale`.
 * Throws System.IllegalArgumentException for a letter the format does not know.
 */
export function formatPattern(value: ApexDatetime, pattern: string, zone: string, locale: string): string {
  const moment: Moment = { ...value.parts(zone), ms: value.ms, zone, locale, date: value.date(zone) };
  let out = '';
  for (const [token, quoted, letter] of pattern.matchAll(TOKEN)) {
    if (quoted !== undefined) out += quoted === '' ? "'" : quoted.replaceAll("''", "'");
    else if (letter === undefined) out += token;
    else out += field(letter, moment, token.length);
  }
  return out;
}

function field(letter: string, moment: Moment, width: number): string {
  const write = FIELDS[letter];
  if (!write) throwApex('System.IllegalArgumentException', `Illegal pattern character '${letter}'`);
  return write(moment, width);
}
