import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAutoNumber } from './auto-number.ts';

test('an auto number has at least the digits of its format', () => {
  const date = new Date(Date.UTC(2026, 1, 3));
  assert.equal(formatAutoNumber('CASE-{0000}', 7, date), 'CASE-0007');
  assert.equal(formatAutoNumber('{0}', 12345, date), '12345');
  assert.equal(formatAutoNumber('{YYYY}/{MM}-{DD} {00}', 3, date), '2026/02-03 03');
});
