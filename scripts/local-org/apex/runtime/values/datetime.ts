import { ApexDate } from './date.ts';
import { ApexTime } from './time.ts';
import { localToUtc, zoneOffset } from './zone.ts';

const DAY_MS = 86_400_000;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** The parts a wall clock shows. */
export interface ClockParts {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Apex `Datetime`: a moment. Immutable. What depends on a zone takes it as an argument. */
export class ApexDatetime {
  /** Epoch milliseconds, UTC. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** Wall clock in `zone`; out-of-range parts roll over. */
  static of(zone: string, year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): ApexDatetime {
    const local = ApexDate.of(year, month, day).epochDay * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    return new ApexDatetime(localToUtc(zone, local));
  }

  static at(zone: string, date: ApexDate, time: ApexTime): ApexDatetime {
    return new ApexDatetime(localToUtc(zone, date.epochDay * DAY_MS + time.ms));
  }

  /** Milliseconds of the wall clock in `zone`, counted as if it were UTC. */
  localMs(zone: string): number {
    return this.ms + zoneOffset(zone, this.ms);
  }

  date(zone: string): ApexDate {
    return new ApexDate(Math.floor(this.localMs(zone) / DAY_MS));
  }

  time(zone: string): ApexTime {
    return new ApexTime(this.localMs(zone));
  }

  parts(zone: string): ClockParts {
    const clock = new Date(this.localMs(zone));
    return {
      year: clock.getUTCFullYear(),
      month: clock.getUTCMonth() + 1,
      day: clock.getUTCDate(),
      hour: clock.getUTCHours(),
      minute: clock.getUTCMinutes(),
      second: clock.getUTCSeconds(),
      millisecond: clock.getUTCMilliseconds(),
    };
  }

  /** Calendar steps keep the wall clock of `zone`. */
  addDays(days: number, zone: string): ApexDatetime {
    return new ApexDatetime(localToUtc(zone, this.localMs(zone) + days * DAY_MS));
  }

  addMonths(months: number, zone: string): ApexDatetime {
    return ApexDatetime.at(zone, this.date(zone).addMonths(months), this.time(zone));
  }

  addMs(ms: number): ApexDatetime {
    return new ApexDatetime(this.ms + ms);
  }

  equals(other: ApexDatetime): boolean {
    return this.ms === other.ms;
  }

  compareTo(other: ApexDatetime): number {
    return Math.sign(this.ms - other.ms);
  }

  /** `YYYY-MM-DD HH:mm:ss` on the wall clock of `zone`. */
  text(zone: string): string {
    const p = this.parts(zone);
    return `${pad(p.year, 4)}-${pad(p.month)}-${pad(p.day)} ${pad(p.hour)}:${pad(p.minute)}:${pad(p.second)}`;
  }

  /** `2024-01-31T10:00:00.000Z`, as JSON shows it. */
  iso(): string {
    return new Date(this.ms).toISOString();
  }

  /** What concatenation shows: `YYYY-MM-DD HH:mm:ss` in GMT. */
  toString(): string {
    return this.text('UTC');
  }
}
