import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApexDate, ApexDatetime, ApexTime, localToUtc, zoneOffset } from './index.ts';

const ZONES = [
  ...['Europe/Moscow', 'Europe/Kaliningrad', 'Asia/Kamchatka', 'America/New_York', 'America/Los_Angeles', 'Asia/Kolkata'],
  ...['Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'Europe/Dublin', 'America/St_Johns', 'UTC'],
];
const zones = fc.constantFrom(...ZONES);
const moments = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2037, 11, 31) });

/** What Intl shows on the zone's clock, as milliseconds of a wall clock. */
function wallClock(zone: string, ms: number): number {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(ms);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) + (ms % 1000);
}

test('clocks show what Intl shows, in every zone and at every moment', () => {
  fc.assert(fc.property(zones, moments, (zone, ms) => assert.equal(ms + zoneOffset(zone, ms), wallClock(zone, ms))));
});

test('a wall clock time leads back to a moment that shows it, unless the clock jumps over it', () => {
  fc.assert(
    fc.property(zones, moments, (zone, ms) => {
      const local = ms + zoneOffset(zone, ms);
      const back = localToUtc(zone, local);
      assert.equal(wallClock(zone, back), local);
    }),
    { numRuns: 300 },
  );
});

test('in a gap the clock moves forward, in an overlap standard time is meant', () => {
  assert.equal(localToUtc('America/New_York', Date.UTC(2023, 2, 12, 2, 30)), Date.UTC(2023, 2, 12, 7, 30));
  assert.equal(localToUtc('America/New_York', Date.UTC(2023, 10, 5, 1, 30)), Date.UTC(2023, 10, 5, 6, 30));
});

test('a day has 24 hours on the clock also where summer time begins', () => {
  const noon = ApexDatetime.at('America/New_York', ApexDate.of(2023, 3, 11), ApexTime.of(12, 0, 0, 0));
  assert.equal(noon.addDays(1, 'America/New_York').ms - noon.ms, 23 * 3_600_000);
});

test('months end on their last day when the next one is shorter', () => {
  assert.equal(ApexDate.of(2024, 1, 31).addMonths(1).iso(), '2024-02-29');
  assert.equal(ApexDate.of(2024, 2, 29).addYears(1).iso(), '2025-02-28');
  assert.equal(ApexDate.of(2024, 3, 31).addMonths(-1).iso(), '2024-02-29');
});
