const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Apex `Time`: milliseconds after midnight, without zone. Immutable; arithmetic wraps at midnight. */
export class ApexTime {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  }

  static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
    return new ApexTime(hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + millisecond);
  }

  hour(): number {
    return Math.floor(this.ms / HOUR_MS);
  }

  minute(): number {
    return Math.floor(this.ms / MINUTE_MS) % 60;
  }

  second(): number {
    return Math.floor(this.ms / 1000) % 60;
  }

  millisecond(): number {
    return this.ms % 1000;
  }

  addHours(hours: number): ApexTime {
    return new ApexTime(this.ms + hours * HOUR_MS);
  }

  addMinutes(minutes: number): ApexTime {
    return new ApexTime(this.ms + minutes * MINUTE_MS);
  }

  addSeconds(seconds: number): ApexTime {
    return new ApexTime(this.ms + seconds * 1000);
  }

  addMilliseconds(ms: number): ApexTime {
    return new ApexTime(this.ms + ms);
  }

  equals(other: ApexTime): boolean {
    return this.ms === other.ms;
  }

  compareTo(other: ApexTime): number {
    return Math.sign(this.ms - other.ms);
  }

  /** `HH:mm:ss.SSSZ`, what concatenation and JSON show. */
  toString(): string {
    return `${pad(this.hour())}:${pad(this.minute())}:${pad(this.second())}.${pad(this.millisecond(), 3)}Z`;
  }
}
