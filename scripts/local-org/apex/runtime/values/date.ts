const DAY_MS = 86_400_000;

const pad = (value: number, width = 2): string => String(Math.abs(value)).padStart(width, '0');

/** Apex `Date`: a calendar day without zone. Immutable. */
export class ApexDate {
  /** Days since 1970-01-01. */
  readonly epochDay: number;

  constructor(epochDay: number) {
    this.epochDay = epochDay;
  }

  /** Year, month (1–12), day; out-of-range parts roll over, as in Date.newInstance. */
  static of(year: number, month: number, day: number): ApexDate {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return new ApexDate(Math.floor(date.getTime() / DAY_MS));
  }

  /** `YYYY-MM-DD`; undefined when malformed or no such day. */
  static parse(text: string): ApexDate | undefined {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (!match) return undefined;
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])] as const;
    const date = ApexDate.of(year, month, day);
    return date.month() === month && date.day() === day ? date : undefined;
  }

  private utc(): Date {
    return new Date(this.epochDay * DAY_MS);
  }

  year(): number {
    return this.utc().getUTCFullYear();
  }

  month(): number {
    return this.utc().getUTCMonth() + 1;
  }

  day(): number {
    return this.utc().getUTCDate();
  }

  /** 0 is Sunday. */
  dayOfWeek(): number {
    return this.utc().getUTCDay();
  }

  dayOfYear(): number {
    return this.epochDay - ApexDate.of(this.year(), 1, 1).epochDay + 1;
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.epochDay + days);
  }

  /** The same day of the month, or its last day when the month is shorter. */
  addMonths(months: number): ApexDate {
    const first = ApexDate.of(this.year(), this.month() + months, 1);
    return first.addDays(Math.min(this.day(), ApexDate.daysInMonth(first.year(), first.month())) - 1);
  }

  addYears(years: number): ApexDate {
    return this.addMonths(years * 12);
  }

  static daysInMonth(year: number, month: number): number {
    return ApexDate.of(year, month + 1, 0).day();
  }

  equals(other: ApexDate): boolean {
    return this.epochDay === other.epochDay;
  }

  compareTo(other: ApexDate): number {
    return Math.sign(this.epochDay - other.epochDay);
  }

  /** `YYYY-MM-DD`, also how fields hold it. */
  iso(): string {
    return `${pad(this.year(), 4)}-${pad(this.month())}-${pad(this.day())}`;
  }

  /** What concatenation shows: `YYYY-MM-DD 00:00:00`. */
  toString(): string {
    return `${this.iso()} 00:00:00`;
  }
}
