import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });
const DAY = 'Date.newInstance(1990, 11, 21)';
const GMT = 'Datetime.newInstanceGmt(2024, 1, 31, 10, 5, 9)';

goldens('apex_methods_system_date', [
  shows('a Date in text has a midnight', `'' + ${DAY}`, '1990-11-21 00:00:00'),
  shows('addDays', `${DAY}.addDays(2)`, '1990-11-23 00:00:00'),
  shows('addMonths crosses years', `${DAY}.addMonths(3)`, '1991-02-21 00:00:00'),
  shows('addMonths ends on the last day', 'Date.newInstance(2024, 1, 31).addMonths(1).day()', '29'),
  shows('addYears', `${DAY}.addYears(4).year()`, '1994'),
  shows('dayOfYear', 'Date.newInstance(1998, 10, 21).dayOfYear()', '294'),
  shows('daysBetween', 'Date.newInstance(2008, 1, 1).daysBetween(Date.newInstance(2008, 1, 11))', '10'),
  shows('daysInMonth', 'Date.daysInMonth(1960, 2)', '29'),
  shows('isLeapYear', "Date.isLeapYear(2004) + ' ' + Date.isLeapYear(1900)", 'true false'),
  shows('monthsBetween ignores days', 'Date.newInstance(2006, 12, 2).monthsBetween(Date.newInstance(2012, 12, 8))', '72'),
  shows('toStartOfMonth', `${DAY}.toStartOfMonth().day()`, '1'),
  shows('days out of range roll over', 'Date.newInstance(2023, 2, 31).format() != null', 'true'),
  shows('valueOf reads yyyy-MM-dd', "Date.valueOf('2005-10-5').month()", '10'),
  shows('valueOf of a moment is its day in Greenwich', 'Date.valueOf(Datetime.newInstanceGmt(2026, 3, 5, 0, 30, 0)).day()', '5'),
  shows('valueOf of a field without a value is null', 'Date.valueOf(new Campaign().StartDate)', 'null'),
  shows('valueOf ignores the time', "Date.valueOf('2005-10-05 10:00:00').day()", '5'),
  shows('valueOf rolls months and days over', "Date.valueOf('2008-14-32') == Date.newInstance(2008, 14, 32)", 'true'),
  shows('dates compare by day', `${DAY} < ${DAY}.addDays(1)`, 'true'),
  shows('subtraction of days by a negative number', `${DAY}.addDays(-21)`, '1990-10-31 00:00:00'),
  {
    says: 'text that is no date is a TypeException',
    apex: "Date.valueOf('yesterday');",
    throws: 'System.TypeException: Invalid date: yesterday',
  },
]);

goldens('apex_methods_system_datetime', [
  shows('a Datetime in text is in GMT', `'' + ${GMT}`, '2024-01-31 10:05:09'),
  shows('formatGmt', `${GMT}.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\'')`, '2024-01-31T10:05:09.000Z'),
  shows('format in another zone', `${GMT}.format('EEE, d MMM yyyy HH:mm Z', 'Europe/Moscow')`, 'Wed, 31 Jan 2024 13:05 +0300'),
  shows('format of half-hour zones', `${GMT}.format('HH:mm XXX', 'Asia/Kolkata')`, '15:35 +05:30'),
  shows('hours of twelve', `${GMT}.formatGmt('h:mm a')`, '10:05 AM'),
  shows('addHours, addMinutes, addSeconds', `${GMT}.addHours(14).addMinutes(-5).addSeconds(51)`, '2024-02-01 00:01:00'),
  shows('getTime is in milliseconds', 'Datetime.newInstanceGmt(1970, 1, 2).getTime()', '86400000'),
  shows('newInstance of milliseconds', 'Datetime.newInstance(86400000L).dayGmt()', '2'),
  shows('dateGmt and timeGmt', `${GMT}.dateGmt() + ' ' + ${GMT}.timeGmt()`, '2024-01-31 00:00:00 10:05:09.000Z'),
  shows('valueOf ignores an offset, of hours alone too', "Datetime.valueOf('2024-01-31 10:05:09-7')", '2024-01-31 07:05:09'),
  shows('valueOfGmt', "Datetime.valueOfGmt('2024-01-31 10:05:09') == " + GMT, 'true'),
  shows('parts in GMT', `${GMT}.hourGmt() + ':' + ${GMT}.minuteGmt()`, '10:5'),
  shows('now does not move within a transaction', 'Datetime.now() == System.now()', 'true'),
  shows(
    'a Date converts to midnight GMT',
    '((Datetime) Date.newInstance(2024, 1, 31)).getTime() == Datetime.newInstanceGmt(2024, 1, 31).getTime()',
    'true',
  ),
  {
    says: 'text that is no datetime is a TypeException',
    apex: "Datetime.valueOf('soon');",
    throws: 'System.TypeException: Invalid date/time: soon',
  },
]);

goldens('apex_methods_system_time', [
  shows('a Time in text', 'Time.newInstance(18, 30, 2, 20)', '18:30:02.020Z'),
  shows('addMinutes wraps at midnight', 'Time.newInstance(23, 50, 0, 0).addMinutes(20)', '00:10:00.000Z'),
  shows('parts', "Time.newInstance(18, 30, 2, 20).hour() + ' ' + Time.newInstance(18, 30, 2, 20).millisecond()", '18 20'),
]);

goldens('apex_methods_system_timezone', [
  shows(
    'getOffset is in milliseconds',
    `TimeZone.getTimeZone('America/New_York').getOffset(Datetime.newInstanceGmt(2024, 7, 1))`,
    '-14400000',
  ),
  shows('getID', "TimeZone.getTimeZone('Asia/Kamchatka').getID()", 'Asia/Kamchatka'),
  shows('an unknown zone is GMT', "TimeZone.getTimeZone('Nowhere/Land').getID()", 'GMT'),
  shows('GMT offsets', "TimeZone.getTimeZone('GMT+3').getOffset(Datetime.now())", '10800000'),
]);
