import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { DAY_MS, formatDay, parseDay, zoneOffset } from './zone.ts';

/** Functions over dates: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm */
export const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'CALENDAR_MONTH',
  'CALENDAR_QUARTER',
  'CALENDAR_YEAR',
  'DAY_IN_MONTH',
  'DAY_IN_WEEK',
  'DAY_IN_YEAR',
  'DAY_ONLY',
  'FISCAL_MONTH',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'HOUR_IN_DAY',
  'WEEK_IN_MONTH',
  'WEEK_IN_YEAR',
]);

/**
 * Applies a date function.
 *
 * @param value a date as `YYYY-MM-DD`, or a moment as epoch ms
 * @param zone zone the moment is looked at in: UTC unless convertTimezone() was asked for
 * @param fiscalStart month the fiscal year begins in, 1 = January
 */
export function dateFunction(name: string, value: string | number | null, zone: string, fiscalStart: number): string | number | null {
  if (value === null) return null;
  const local = typeof value === 'string' ? parseDay(value) * DAY_MS : value + zoneOffset(value, zone);
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const fiscalMonth = ((month - fiscalStart + 12) % 12) + 1;
  const dayOfYear = Math.floor(local / DAY_MS) - Math.floor(Date.UTC(year, 0, 1) / DAY_MS) + 1;
  switch (name) {
    case 'CALENDAR_MONTH':
      return month;
    case 'CALENDAR_QUARTER':
      return Math.ceil(month / 3);
    case 'CALENDAR_YEAR':
      return year;
    case 'DAY_IN_MONTH':
      return day;
    case 'DAY_IN_WEEK':
      return date.getUTCDay() + 1;
    case 'DAY_IN_YEAR':
      return dayOfYear;
    case 'DAY_ONLY':
      return formatDay(Math.floor(local / DAY_MS));
    case 'FISCAL_MONTH':
      return fiscalMonth;
    case 'FISCAL_QUARTER':
      return Math.ceil(fiscalMonth / 3);
    case 'FISCAL_YEAR':
      // A fiscal year goes by the calendar year it ends in.
      return fiscalStart > 1 && month >= fiscalStart ? year + 1 : year;
    case 'HOUR_IN_DAY':
      return date.getUTCHours();
    case 'WEEK_IN_MONTH':
      return Math.ceil(day / 7);
    case 'WEEK_IN_YEAR':
      return Math.ceil(dayOfYear / 7);
    default:
      throw new UnsupportedFeatureError(`SOQL: the date function ${name}`);
  }
}
