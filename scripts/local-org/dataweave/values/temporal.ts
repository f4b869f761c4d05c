import type { Schema } from './value.ts';

export type TemporalKind = 'Date' | 'DateTime' | 'LocalDateTime' | 'Time' | 'LocalTime' | 'TimeZone';

export const DAY_MS = 86_400_000;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const formatters = new Map<string, Intl.DateTimeFormat>();

/** `Z`, `+02:00` or an IANA name: milliseconds ahead of UTC at that moment. Throws a RangeError for an unknown zone. */
export function offsetOf(zone: string, epoch: number): number {
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0;
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?$/.exec(zone);
  if (fixed) {
    const [, sign, hours, minutes = '0', seconds = '0'] = fixed;
    return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  }
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(epoch).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return offsetOf(name, epoch);
}

/** Milliseconds since midnight. */
function timeOfDay(local: number): number {
  return ((local % DAY_MS) + DAY_MS) % DAY_MS;
}

/** Epoch milliseconds of a wall clock of a zone. */
export function epochOf(zone: string, local: number): number {
  const guess = local - offsetOf(zone, local);
  return local - offsetOf(zone, guess);
}

/**
 * A date, a time or both, with or without a zone. Milliseconds are the finest step.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-types#dw_type_dates
 */
export class Temporal {
  readonly kind: TemporalKind;
  /** The wall clock counted as if it were UTC; of a time the milliseconds since midnight. */
  readonly local: number;
  /** Of a DateTime, Time or TimeZone. */
  readonly zone: string;
  readonly schema: Schema | undefined;

  constructor(kind: TemporalKind, local: number, zone = 'Z', schema?: Schema) {
    this.kind = kind;
    this.local = local;
    this.zone = zone;
    this.schema = schema;
  }

  static moment(epoch: number, zone = 'Z'): Temporal {
    return new Temporal('DateTime', epoch + offsetOf(zone, epoch), zone);
  }

  get hasDate(): boolean {
    return this.kind === 'Date' || this.kind === 'DateTime' || this.kind === 'LocalDateTime';
  }

  get hasTime(): boolean {
    return this.kind !== 'Date' && this.kind !== 'TimeZone';
  }

  get hasZone(): boolean {
    return this.kind === 'DateTime' || this.kind === 'Time' || this.kind === 'TimeZone';
  }

  /** Epoch milliseconds; what has no zone counts as UTC. */
  get epoch(): number {
    return this.hasZone ? epochOf(this.zone, this.local) : this.local;
  }

  /** Of the year, from 1. */
  get quarter(): number {
    return Math.floor(new Date(this.local).getUTCMonth() / 3) + 1;
  }

  /** From 1. */
  get dayOfYear(): number {
    return Math.floor((this.local - Date.UTC(new Date(this.local).getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
  }

  with(local: number): Temporal {
    return new Temporal(this.kind, this.hasDate ? local : timeOfDay(local), this.zone, this.schema);
  }

  withSchema(schema: Schema): Temporal {
    return new Temporal(this.kind, this.local, this.zone, schema);
  }

  /** The same as another kind: midnight, UTC and the first day stand for what is not there. */
  to(kind: TemporalKind, zone = this.hasZone ? this.zone : 'Z'): Temporal {
    const local = kind === 'Date' ? Math.floor(this.local / DAY_MS) * DAY_MS : this.local;
    return new Temporal(kind, kind === 'Time' || kind === 'LocalTime' ? timeOfDay(local) : local, zone);
  }

  /** The same moment on the clock of another zone. */
  inZone(zone: string): Temporal {
    return this.kind === 'Time' ? this.to('DateTime').inZone(zone).to('Time', zone) : Temporal.moment(this.epoch, zone);
  }

  /** ISO 8601. */
  toString(): string {
    const clock = new Date(this.local);
    const date = `${pad(clock.getUTCFullYear(), 4)}-${pad(clock.getUTCMonth() + 1)}-${pad(clock.getUTCDate())}`;
    const fraction = clock.getUTCMilliseconds();
    const time = `${pad(clock.getUTCHours())}:${pad(clock.getUTCMinutes())}:${pad(clock.getUTCSeconds())}${fraction === 0 ? '' : `.${pad(fraction, 3)}`.replace(/0+$/, '')}`;
    const zone = this.hasZone ? this.offsetText() : '';
    if (this.kind === 'TimeZone') return /^[A-Z]/.test(this.zone) && this.zone !== 'Z' ? this.zone : zone;
    return `${this.hasDate ? date : ''}${this.hasDate && this.hasTime ? 'T' : ''}${this.hasTime ? time : ''}${zone}`;
  }

  /** `Z` or `+02:00`. */
  offsetText(separator = ':', zero = 'Z'): string {
    const minutes = Math.round(offsetOf(this.zone, this.hasDate ? this.epoch : 0) / 60_000);
    if (minutes === 0) return zero;
    const absolute = Math.abs(minutes);
    return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(absolute / 60))}${separator}${pad(absolute % 60)}`;
  }
}

/** Local milliseconds of a date and time; undefined when there is no such day or time. */
export function localOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

const ISO =
  /^(?:(\d{4})-(\d{2})(?:-(\d{2}))?)?(?:T?(?:(?<=T|^)(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?))?(Z|[+-]\d{2}(?::?\d{2})?)?(?:\[([\w/+-]+)\])?$/;

/** Reads ISO 8601 text of any kind; undefined when it is none. */
export function parseIso(text: string): Temporal | undefined {
  const match = ISO.exec(text);
  if (!match || text === '') return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset, named] = match;
  const zone = named ?? offset;
  if (year === undefined && hour === undefined) return zone === undefined ? undefined : new Temporal('TimeZone', 0, zone);
  const ms = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000 + 1e-6);
  const local = localOf(
    year === undefined ? 1970 : Number(year),
    year === undefined ? 1 : Number(month),
    year === undefined ? 1 : Number(day ?? '1'),
    Number(hour ?? '0'),
    Number(minute ?? '0'),
    Number(second ?? '0'),
    ms,
  );
  if (local === undefined) return undefined;
  if (hour === undefined) return zone === undefined ? new Temporal('Date', local) : undefined;
  if (year === undefined) return new Temporal(zone === undefined ? 'LocalTime' : 'Time', local, zone ?? 'Z');
  return new Temporal(zone === undefined ? 'LocalDateTime' : 'DateTime', local, zone ?? 'Z');
}
