import { DAY_MS, type Temporal } from './temporal.ts';

const PERIOD = /^(-)?P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/;

/** `P1Y2M3D` or `PT1H`: an amount of calendar months and days and of time. */
export class Period {
  readonly months: number;
  readonly days: number;
  readonly ms: number;

  constructor(months: number, days: number, ms: number) {
    this.months = months;
    this.days = days;
    this.ms = ms;
  }

  /** Undefined when the text is no period. */
  static parse(text: string): Period | undefined {
    const match = PERIOD.exec(text);
    if (!match || /^-?P$|T$/.test(text)) return undefined;
    const [, minus, ...parts] = match;
    const [years, months, weeks, days, hours, minutes, seconds] = parts.map(
      (part: string | undefined) => Number(part ?? '0') * (minus ? -1 : 1),
    );
    return new Period(years! * 12 + months!, weeks! * 7 + days!, ((hours! * 60 + minutes!) * 60 + seconds!) * 1000);
  }

  negated(): Period {
    return new Period(0 - this.months, 0 - this.days, 0 - this.ms);
  }

  /** Moves the clock by months, then days, then time; a day the month lacks becomes its last. */
  addTo(moment: Temporal): Temporal {
    const date = new Date(moment.local);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + this.months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
    return moment.with(date.getTime() + this.days * DAY_MS + this.ms);
  }

  toString(): string {
    const years = Math.trunc(this.months / 12);
    const dates = [years && `${years}Y`, this.months % 12 && `${this.months % 12}M`, this.days && `${this.days}D`].filter(Boolean).join('');
    const seconds = this.ms / 1000;
    const hours = Math.trunc(seconds / 3600);
    const minutes = Math.trunc((seconds % 3600) / 60);
    const rest = Math.round((seconds % 60) * 1000) / 1000;
    const times = [hours && `${hours}H`, minutes && `${minutes}M`, rest && `${rest}S`].filter(Boolean).join('');
    if (dates === '' && times === '') return 'PT0S';
    return `P${dates}${times === '' ? '' : `T${times}`}`;
  }
}
