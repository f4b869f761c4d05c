import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOfLiteral, type DateSetting } from './literals.ts';
import { dateFunction } from './functions.ts';
import { formatDay, startOfDay, zoneOffset } from './zone.ts';

const HOUR = 3_600_000;

/** Tuesday, 10 March 2026, 23:30 in Moscow. */
const SETTING: DateSetting = { now: Date.UTC(2026, 2, 10, 20, 30), zone: 'Europe/Moscow', firstDayOfWeek: 1, fiscalYearStartMonth: 4 };

const EXPECTED: readonly [string, number, string, string][] = [
  ['YESTERDAY', 0, '2026-03-09', '2026-03-10'],
  ['TODAY', 0, '2026-03-10', '2026-03-11'],
  ['TOMORROW', 0, '2026-03-11', '2026-03-12'],
  ['THIS_WEEK', 0, '2026-03-09', '2026-03-16'],
  ['LAST_WEEK', 0, '2026-03-02', '2026-03-09'],
  ['NEXT_MONTH', 0, '2026-04-01', '2026-05-01'],
  ['LAST_MONTH', 0, '2026-02-01', '2026-03-01'],
  ['LAST_90_DAYS', 0, '2025-12-10', '2026-03-11'],
  ['NEXT_90_DAYS', 0, '2026-03-11', '2026-06-09'],
  ['LAST_N_DAYS', 3, '2026-03-07', '2026-03-11'],
  ['NEXT_N_DAYS', 3, '2026-03-11', '2026-03-14'],
  ['N_DAYS_AGO', 3, '2026-03-07', '2026-03-08'],
  ['NEXT_N_WEEKS', 2, '2026-03-16', '2026-03-30'],
  ['LAST_N_WEEKS', 2, '2026-02-23', '2026-03-09'],
  ['N_WEEKS_AGO', 2, '2026-02-23', '2026-03-02'],
  ['LAST_N_MONTHS', 3, '2025-12-01', '2026-03-01'],
  ['NEXT_N_MONTHS', 10, '2026-04-01', '2027-02-01'],
  ['THIS_QUARTER', 0, '2026-01-01', '2026-04-01'],
  ['LAST_QUARTER', 0, '2025-10-01', '2026-01-01'],
  ['N_QUARTERS_AGO', 5, '2024-10-01', '2025-01-01'],
  ['THIS_YEAR', 0, '2026-01-01', '2027-01-01'],
  ['LAST_N_YEARS', 2, '2024-01-01', '2026-01-01'],
  ['N_YEARS_AGO', 2, '2024-01-01', '2025-01-01'],
  ['THIS_FISCAL_YEAR', 0, '2025-04-01', '2026-04-01'],
  ['NEXT_FISCAL_QUARTER', 0, '2026-04-01', '2026-07-01'],
  ['LAST_N_FISCAL_YEARS', 1, '2024-04-01', '2025-04-01'],
];

for (const [name, count, start, end] of EXPECTED) {
  test(`${name}${count ? `:${count}` : ''} is the documented range of days`, () => {
    const range = daysOfLiteral(name, count, SETTING);
    assert.deepEqual([formatDay(range.start), formatDay(range.end)], [start, end]);
  });
}

test('a week begins on Sunday where the locale says so', () => {
  const range = daysOfLiteral('THIS_WEEK', 0, { ...SETTING, firstDayOfWeek: 0 });
  assert.equal(formatDay(range.start), '2026-03-08');
});

test('a day begins at its midnight also where clocks change that day', () => {
  assert.equal(startOfDay(20522, 'Europe/Moscow'), 20522 * 24 * HOUR - 3 * HOUR);
  const spring = Date.UTC(2026, 2, 29) / (24 * HOUR);
  assert.equal(startOfDay(spring, 'Europe/Berlin'), Date.UTC(2026, 2, 28, 23));
  assert.equal(startOfDay(spring + 1, 'Europe/Berlin'), Date.UTC(2026, 2, 29, 22));
  assert.equal(zoneOffset(Date.UTC(2026, 6, 1), 'Asia/Kolkata'), 5.5 * HOUR);
});

test('date functions count as documented', () => {
  const moment = Date.UTC(2026, 11, 31, 22, 15);
  const of = (name: string, zone = 'UTC', fiscal = 1) => dateFunction(name, moment, zone, fiscal);
  assert.deepEqual(
    [
      'CALENDAR_YEAR',
      'CALENDAR_QUARTER',
      'CALENDAR_MONTH',
      'DAY_IN_MONTH',
      'DAY_IN_WEEK',
      'DAY_IN_YEAR',
      'HOUR_IN_DAY',
      'WEEK_IN_MONTH',
      'WEEK_IN_YEAR',
    ].map((name) => of(name)),
    [2026, 4, 12, 31, 5, 365, 22, 5, 53],
  );
  assert.equal(of('DAY_ONLY', 'Europe/Moscow'), '2027-01-01');
  assert.deepEqual([of('FISCAL_YEAR', 'UTC', 4), of('FISCAL_QUARTER', 'UTC', 4), of('FISCAL_MONTH', 'UTC', 4)], [2027, 3, 9]);
  assert.equal(dateFunction('CALENDAR_MONTH', '2026-02-28', 'UTC', 1), 2);
  assert.equal(dateFunction('CALENDAR_MONTH', null, 'UTC', 1), null);
});
