import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { DAY_MS, dayOf, formatDay, parseDay, type DayNumber } from './zone.ts';

/** What a date literal depends on. */
export interface DateSetting {
  /** Epoch ms. */
  readonly now: number;
  /** IANA zone of the user. */
  readonly zone: string;
  /** 0 = Sunday. */
  readonly firstDayOfWeek: number;
  /** 1 = January. */
  readonly fiscalYearStartMonth: number;
}

/** Calendar days from `start` up to, but not including, `end`. */
export interface DayRange {
  readonly start: DayNumber;
  readonly end: DayNumber;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FISCAL_QUARTER' | 'FISCAL_YEAR';

const FIXED = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)$/;
const COUNTED = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)S$/;
const AGO = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)S_AGO$/;

/**
 * The days a date literal stands for.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 *
 * @param name e.g. `TODAY`, `LAST_N_DAYS`
 * @param count the number of the counted ones
 */
export function daysOfLiteral(name: string, count: number, setting: DateSetting): DayRange {
  const today = dayOf(setting.now, setting.zone);
  if (name === 'YESTERDAY') return { start: today - 1, end: today };
  if (name === 'TODAY') return { start: today, end: today + 1 };
  if (name === 'TOMORROW') return { start: today + 1, end: today + 2 };
  // "Last" days include the current one, "next" days begin tomorrow.
  if (name === 'LAST_90_DAYS') return { start: today - 90, end: today + 1 };
  if (name === 'NEXT_90_DAYS') return { start: today + 1, end: today + 91 };
  const period = (unit: string, from: number, length: number): DayRange => ({
    start: periodStart(unit as Unit, today, from, setting),
    end: periodStart(unit as Unit, today, from + length, setting),
  });
  const fixed = FIXED.exec(name);
  if (fixed) return period(fixed[2] ?? '', { LAST: -1, THIS: 0, NEXT: 1 }[fixed[1] as 'LAST' | 'THIS' | 'NEXT'], 1);
  const counted = COUNTED.exec(name);
  if (counted?.[1] === 'LAST')
    return counted[2] === 'DAY' ? { start: today - count, end: today + 1 } : period(counted[2] ?? '', -count, count);
  if (counted) return period(counted[2] ?? '', 1, count);
  const ago = AGO.exec(name);
  if (ago) return period(ago[1] ?? '', -count, 1);
  throw new UnsupportedFeatureError(`SOQL: the date literal ${name}`);
}

/** First day of the period that lies `shift` periods after the one `today` is in. */
function periodStart(unit: Unit, today: DayNumber, shift: number, setting: DateSetting): DayNumber {
  if (unit === 'DAY') return today + shift;
  if (unit === 'WEEK') {
    const weekday = new Date(today * DAY_MS).getUTCDay();
    return today - ((weekday - setting.firstDayOfWeek + 7) % 7) + shift * 7;
  }
  const [year, month] = formatDay(today).split('-').map(Number) as [number, number];
  const months = year * 12 + month - 1;
  const length = { MONTH: 1, QUARTER: 3, YEAR: 12, FISCAL_QUARTER: 3, FISCAL_YEAR: 12 }[unit];
  const origin = unit.startsWith('FISCAL') ? setting.fiscalYearStartMonth - 1 : 0;
  const first = Math.floor((months - origin) / length) * length + origin + shift * length;
  const date = `${String(Math.floor(first / 12)).padStart(4, '0')}-${String((first % 12) + 1).padStart(2, '0')}-01`;
  return parseDay(date);
}
