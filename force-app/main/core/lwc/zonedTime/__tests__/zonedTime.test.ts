import fc from 'fast-check';
import {
  formatDay,
  formatDuration,
  formatMinutes,
  formatMoment,
  formatTime,
  localDate,
  localMinutes,
  offsetMinutes,
  toInstant,
} from 'c/zonedTime';

const RUSSIAN_ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

describe('zonedTime', () => {
  it('knows the offsets of the eleven Russian zones', () => {
    const at = Date.parse('2026-07-01T12:00:00Z');
    expect(RUSSIAN_ZONES.map((zone) => offsetMinutes(at, zone) / 60)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('reads date and minutes around midnight', () => {
    const at = Date.parse('2026-12-31T12:30:00Z');
    expect([localDate(at, 'Asia/Kamchatka'), localMinutes(at, 'Asia/Kamchatka')]).toEqual(['2027-01-01', 30]);
    expect([localDate(at, 'Europe/Kaliningrad'), localMinutes(at, 'Europe/Kaliningrad')]).toEqual(['2026-12-31', 870]);
  });

  it('finds the instant back from date and time in every Russian zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RUSSIAN_ZONES),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true }),
        (zone, date) => {
          const instant = Math.floor(date.getTime() / 60_000) * 60_000;
          expect(toInstant(localDate(instant, zone), formatMinutes(localMinutes(instant, zone)).padStart(5, '0'), zone)).toBe(instant);
        },
      ),
    );
  });

  it('reads back as it was entered also where the clocks change, except in the hour that does not exist', () => {
    const zone = 'Europe/Berlin';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 1439 }), (day, minutes) => {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        fc.pre(!(date === '2026-03-29' && minutes >= 120 && minutes < 180));
        const instant = toInstant(date, formatMinutes(minutes).padStart(5, '0'), zone);
        expect([localDate(instant, zone), localMinutes(instant, zone)]).toEqual([date, minutes]);
      }),
    );
  });

  it('moves a time that the clocks skip past the change, and takes the first of a repeated one', () => {
    expect(new Date(toInstant('2026-03-29', '02:30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(toInstant('2026-10-25', '02:30', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('says so when text is no date', () => {
    expect(toInstant('', '', 'Europe/Moscow')).toBeNaN();
  });

  it('writes clocks, moments, days, durations and minutes of the day', () => {
    const at = Date.parse('2026-11-24T07:20:05Z');
    expect(formatTime(at, 'Asia/Novosibirsk')).toBe('14:20');
    expect(formatMoment(at, 'Europe/Moscow')).toBe('вт, 24 нояб., 10:20');
    expect(formatDay('2026-09-12')).toBe('12 сент. 2026 г.');
    expect([formatDuration(0), formatDuration(65), formatDuration(3599)]).toEqual(['0:00', '1:05', '59:59']);
    expect([formatMinutes(540), formatMinutes(1259)]).toEqual(['9:00', '20:59']);
  });

  it('refuses a zone nobody knows', () => {
    expect(() => offsetMinutes(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});
