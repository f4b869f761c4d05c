import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexList, ApexMap } from '../collections/index.ts';
import { ApexException } from '../exception.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble } from '../values/index.ts';
import { formatDate, formatDatetime, formatPattern, parseDate, parseDatetime, textOf, valueText } from './index.ts';

const MOMENT = new ApexDatetime(Date.UTC(2024, 0, 31, 10, 5, 9, 7));

test('values in text: null, doubles with a fraction, dates with midnight, collections in their brackets', () => {
  assert.equal(textOf(null), 'null');
  assert.equal(textOf(new ApexDouble(2)), '2.0');
  assert.equal(textOf(new ApexDecimal(110n, 2)), '1.10');
  assert.equal(textOf(ApexDate.of(2024, 1, 31)), '2024-01-31 00:00:00');
  assert.equal(valueText(ApexDate.of(2024, 1, 31), 'UTC'), '2024-01-31');
  assert.equal(valueText(MOMENT, 'Europe/Moscow'), '2024-01-31 13:05:09');
  assert.equal(textOf(MOMENT), '2024-01-31 10:05:09');
  assert.equal(textOf(new ApexList('Object', [1, 'a', null])), '(1, a, null)');
  const map = new ApexMap('String', 'Integer');
  map.put('a', 1);
  assert.equal(textOf(map), '{a=1}');
  assert.equal(textOf(new ApexException('System.MathException', 'Divide by 0')), 'System.MathException: Divide by 0');
});

test('dates and times are written and read as the locale does', () => {
  const date = ApexDate.of(2024, 1, 31);
  assert.equal(formatDate(date, 'en_US'), '1/31/2024');
  assert.equal(formatDate(date, 'ru_RU'), '31.01.2024');
  assert.equal(formatDatetime(MOMENT, 'en_US', 'America/Los_Angeles'), '1/31/2024, 2:05 AM');
  assert.equal(formatDatetime(MOMENT, 'ru_RU', 'Europe/Moscow'), '31.01.2024, 13:05');
  for (const locale of ['en_US', 'ru_RU', 'de_DE', 'en_GB']) assert.ok(parseDate(formatDate(date, locale), locale)?.equals(date), locale);
  assert.equal(parseDatetime('1/31/2024, 2:05 PM', 'en_US'), Date.UTC(2024, 0, 31, 14, 5));
  assert.equal(parseDate('31.13.2024', 'ru_RU'), undefined);
});

test('patterns follow SimpleDateFormat', () => {
  const write = (pattern: string, zone = 'Europe/Moscow', locale = 'en_US') => formatPattern(MOMENT, pattern, zone, locale);
  assert.equal(write('yyyy-MM-dd HH:mm:ss.SSS'), '2024-01-31 13:05:09.007');
  assert.equal(write("yyyy-MM-dd'T'HH:mm:ss''Z Z"), "2024-01-31T13:05:09'+0300 +0300");
  assert.equal(write('h:mm a, EEEE d MMMM yy'), '1:05 PM, Wednesday 31 January 24');
  assert.equal(write('EEE, d MMMM', 'Europe/Moscow', 'ru_RU'), 'ср, 31 января');
  assert.equal(write('XXX X', 'Asia/Kolkata'), '+05:30 +05');
  assert.equal(write('D u w'), '31 3 5');
  assert.throws(() => write('b'), /Illegal pattern character 'b'/);
});
