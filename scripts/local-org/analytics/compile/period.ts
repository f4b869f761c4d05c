import { DAY_MS, dayOf, formatDay, parseDay } from '../../soql/index.ts';
import type { Granularity } from '../definition/report-types.ts';

/** What periods depend on besides the moment. */
export interface Calendar {
  /** IANA zone of the running user. */
  readonly zone: string;
  /** 0 = Sunday. */
  readonly firstDayOfWeek: number;
  /** 1 = January. */
  readonly fiscalYearStartMonth: number;
}

/**
 * The period a date or moment belongs to: its first day as `YYYY-MM-DD`; for months in the year and days in the month a number.
 * @param value `YYYY-MM-DD`, or epoch ms, which is looked at in the user's zone
 */
export function periodOf(granularity: Granularity, value: string | number | null, calendar: Calendar): string | number | null {
  if (value === null) return null;
  const day = typeof value === 'string' ? parseDay(value) : dayOf(value, calendar.zone);
  if (granularity === 'None' || granularity === 'Day') return formatDay(day);
  if (granularity === 'Week') {
    const weekday = new Date(day * DAY_MS).getUTCDay();
    return formatDay(day - ((weekday - calendar.firstDayOfWeek + 7) % 7));
  }
  const date = formatDay(day);
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  switch (granularity) {
    case 'Month':
      return `${date.slice(0, 7)}-01`;
    case 'Quarter':
      return firstOf(year, Math.floor((month - 1) / 3) * 3);
    case 'Year':
      return `${date.slice(0, 4)}-01-01`;
    case 'MonthInYear':
      return month;
    case 'DayInMonth':
      return Number(date.slice(8));
    default:
      return fiscalPeriod(granularity, year * 12 + month - 1, calendar.fiscalYearStartMonth - 1);
  }
}

function fiscalPeriod(granularity: 'FiscalQuarter' | 'FiscalYear', months: number, origin: number): string {
  const length = granularity === 'FiscalYear' ? 12 : 3;
  const first = Math.floor((months - origin) / length) * length + origin;
  return firstOf(Math.floor(first / 12), ((first % 12) + 12) % 12);
}

/** @param month 0 = January */
function firstOf(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`;
}
