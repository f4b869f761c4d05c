import { UnsupportedFeatureError } from '../../metadata/index.ts';

/**
 * Named time frames of reports as date literals of SOQL; a pair is "from the first day of the one to the last day of the other".
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_report.htm (UserDateInterval)
 */
const INTERVALS: Readonly<Record<string, string | readonly [string, string]>> = {
  INTERVAL_TODAY: 'TODAY',
  INTERVAL_YESTERDAY: 'YESTERDAY',
  INTERVAL_TOMORROW: 'TOMORROW',
  INTERVAL_THISWEEK: 'THIS_WEEK',
  INTERVAL_LASTWEEK: 'LAST_WEEK',
  INTERVAL_NEXTWEEK: 'NEXT_WEEK',
  INTERVAL_THISMONTH: 'THIS_MONTH',
  INTERVAL_LASTMONTH: 'LAST_MONTH',
  INTERVAL_NEXTMONTH: 'NEXT_MONTH',
  INTERVAL_LASTTHISMONTH: ['LAST_MONTH', 'THIS_MONTH'],
  INTERVAL_THISNEXTMONTH: ['THIS_MONTH', 'NEXT_MONTH'],
  INTERVAL_CURRENTQ: 'THIS_QUARTER',
  INTERVAL_PREVQ: 'LAST_QUARTER',
  INTERVAL_NEXTQ: 'NEXT_QUARTER',
  INTERVAL_CURPREVQ: ['LAST_QUARTER', 'THIS_QUARTER'],
  INTERVAL_CURNEXTQ: ['THIS_QUARTER', 'NEXT_QUARTER'],
  INTERVAL_CURY: 'THIS_YEAR',
  INTERVAL_PREVY: 'LAST_YEAR',
  INTERVAL_NEXTY: 'NEXT_YEAR',
  INTERVAL_PREVCURY: ['LAST_YEAR', 'THIS_YEAR'],
  INTERVAL_CURNEXTY: ['THIS_YEAR', 'NEXT_YEAR'],
  INTERVAL_CURRENT: 'THIS_FISCAL_QUARTER',
  INTERVAL_PREV1: 'LAST_FISCAL_QUARTER',
  INTERVAL_NEXT1: 'NEXT_FISCAL_QUARTER',
  INTERVAL_CURPREV1: ['LAST_FISCAL_QUARTER', 'THIS_FISCAL_QUARTER'],
  INTERVAL_CURNEXT1: ['THIS_FISCAL_QUARTER', 'NEXT_FISCAL_QUARTER'],
  INTERVAL_CURFY: 'THIS_FISCAL_YEAR',
  INTERVAL_PREVFY: 'LAST_FISCAL_YEAR',
  INTERVAL_NEXTFY: 'NEXT_FISCAL_YEAR',
  INTERVAL_PREVCURFY: ['LAST_FISCAL_YEAR', 'THIS_FISCAL_YEAR'],
  INTERVAL_CURNEXTFY: ['THIS_FISCAL_YEAR', 'NEXT_FISCAL_YEAR'],
  INTERVAL_LAST7: 'LAST_N_DAYS:7',
  INTERVAL_LAST30: 'LAST_N_DAYS:30',
  INTERVAL_LAST60: 'LAST_N_DAYS:60',
  INTERVAL_LAST90: 'LAST_N_DAYS:90',
  INTERVAL_LAST120: 'LAST_N_DAYS:120',
  INTERVAL_NEXT7: 'NEXT_N_DAYS:7',
  INTERVAL_NEXT30: 'NEXT_N_DAYS:30',
  INTERVAL_NEXT60: 'NEXT_N_DAYS:60',
  INTERVAL_NEXT90: 'NEXT_N_DAYS:90',
  INTERVAL_NEXT120: 'NEXT_N_DAYS:120',
};

export const CUSTOM_INTERVAL = 'INTERVAL_CUSTOM';

/**
 * The literals an interval goes from and to.
 * @param interval `INTERVAL_…` of the metadata, or a date literal as the Analytics API names it (`LAST_N_DAYS:30`)
 * @throws UnsupportedFeatureError naming it
 */
export function literalsOf(interval: string): readonly [string, string] {
  const pair = /^(LAST|THIS)_AND_(THIS|NEXT)_(.+)$/.exec(interval);
  if (pair) return [`${pair[1]}_${pair[3]}`, `${pair[2]}_${pair[3]}`];
  const found = INTERVALS[interval] ?? (interval.startsWith('INTERVAL_') ? undefined : interval);
  if (found === undefined) throw new UnsupportedFeatureError(`the time frame ${interval}`);
  return typeof found === 'string' ? [found, found] : found;
}

/** The interval as the Analytics API names it, e.g. `LAST_N_DAYS:30`, `LAST_AND_THIS_MONTH`, `CUSTOM`. */
export function durationOf(interval: string): string {
  if (interval === CUSTOM_INTERVAL) return 'CUSTOM';
  const found = INTERVALS[interval] ?? interval;
  if (typeof found === 'string') return found;
  const [first, second] = found;
  return `${first.split('_')[0]}_AND_${second}`;
}

/** Durations a user can choose from, by what they are measured in. */
export const DURATIONS: Readonly<Record<string, readonly string[]>> = {
  Day: ['TODAY', 'YESTERDAY', 'TOMORROW', 'LAST_N_DAYS:7', 'LAST_N_DAYS:30', 'LAST_N_DAYS:60', 'LAST_N_DAYS:90', 'NEXT_N_DAYS:7'],
  Week: ['THIS_WEEK', 'LAST_WEEK', 'NEXT_WEEK'],
  Month: ['THIS_MONTH', 'LAST_MONTH', 'NEXT_MONTH'],
  Quarter: ['THIS_QUARTER', 'LAST_QUARTER', 'NEXT_QUARTER'],
  Year: ['THIS_YEAR', 'LAST_YEAR', 'NEXT_YEAR'],
};
