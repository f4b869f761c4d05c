import fc from 'fast-check';
import type { FieldValue } from '../../metadata/index.ts';
import { holdsFor, type Condition } from './condition.ts';
import { read, TODAY, type Field, type Row, type World } from './world.ts';

/** How many units a day lies after another: days, Monday weeks, months, quarters, years. */
function distance(unit: string, day: number, fiscalStart: number): number {
  const number = (at: number): number => {
    const date = new Date(at * 86_400_000);
    const shift = unit.startsWith('FISCAL') ? fiscalStart - 1 : 0;
    const months = date.getUTCFullYear() * 12 + date.getUTCMonth() - shift;
    const size = { MONTH: 1, QUARTER: 3, YEAR: 12 }[unit.replace('FISCAL_', '')];
    if (size !== undefined) return Math.floor(months / size);
    return unit === 'DAY' ? at : Math.floor((at + 3) / 7);
  };
  return number(day) - number(TODAY);
}

const UNITS = ['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'];
type Literal = readonly [text: string, unit: string, from: number, to: number];
const dateLiteral: fc.Arbitrary<Literal> = fc.oneof(
  fc.constantFrom<Literal[]>(
    ['TODAY', 'DAY', 0, 0],
    ['YESTERDAY', 'DAY', -1, -1],
    ['TOMORROW', 'DAY', 1, 1],
    ['LAST_90_DAYS', 'DAY', -90, 0],
    ['NEXT_90_DAYS', 'DAY', 1, 90],
  ),
  fc
    .tuple(fc.constantFrom(...UNITS), fc.constantFrom(-1, 0, 1))
    .map(([unit, at]): Literal => [`${['LAST', 'THIS', 'NEXT'][at + 1]}_${unit}`, unit, at, at]),
  fc.tuple(fc.constantFrom('DAY', ...UNITS), fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 1, 2)).map(([unit, n, form]): Literal => {
    if (form === 2) return [`N_${unit}S_AGO:${n}`, unit, -n, -n];
    return form === 1 ? [`NEXT_N_${unit}S:${n}`, unit, 1, n] : [`LAST_N_${unit}S:${n}`, unit, -n, unit === 'DAY' ? 0 : -1];
  }),
);

/** The calendar day of a value in Moscow. */
function dayOf(kind: Field['kind'], value: FieldValue): number {
  return kind === 'date' ? Date.parse(String(value)) / 86_400_000 : Math.floor((Number(value) + 3 * 3_600_000) / 86_400_000);
}

/** Conditions with date literals. */
export function days(field: Field, { fiscalStart }: World): fc.Arbitrary<Condition> {
  return fc.tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), dateLiteral).map(([operator, [text, unit, from, to]]): Condition => ({
    soql: `${field.path} ${operator} ${text}`,
    binds: [],
    holds: (row) => {
      const actual = read(row, field);
      if (actual === null) return operator === '!=';
      const at = distance(unit, dayOf(field.kind, actual), fiscalStart);
      return holdsFor(operator, at < from ? -1 : at > to ? 1 : 0);
    },
  }));
}

/** Parts of a date in UTC, of moments also in the user's zone. */
export const DATE_PARTS: Readonly<Record<string, (date: Date, fiscalStart: number) => number | string>> = {
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  CALENDAR_QUARTER: (date) => [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][date.getUTCMonth()]!,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  DAY_IN_WEEK: (date) => date.getUTCDay() + 1,
  FISCAL_MONTH: (date, start) => ((date.getUTCMonth() + 13 - start) % 12) + 1,
  FISCAL_YEAR: (date, start) => date.getUTCFullYear() + (start > 1 && date.getUTCMonth() + 1 >= start ? 1 : 0),
  DAY_ONLY: (date) => date.toISOString().slice(0, 10),
};

/** A date function over a field: its text and value. */
export function datePart(
  field: Field,
  name: string,
  zoned: boolean,
  fiscalStart: number,
): { soql: string; of: (row: Row) => number | string | null } {
  const isZoned = zoned && field.kind === 'moment';
  return {
    soql: `${name}(${isZoned ? `convertTimezone(${field.path})` : field.path})`,
    of: (row) => {
      const actual = read(row, field);
      if (actual === null) return null;
      const moment = field.kind === 'date' ? Date.parse(String(actual)) : Number(actual) + (isZoned ? 3 * 3_600_000 : 0);
      return DATE_PARTS[name]!(new Date(moment), fiscalStart);
    },
  };
}

/** Conditions with date functions that give numbers. */
export function parts(field: Field, { fiscalStart }: World): fc.Arbitrary<Condition> {
  const names = Object.keys(DATE_PARTS).filter((name) => name !== 'DAY_ONLY');
  return fc
    .tuple(fc.constantFrom(...names), fc.boolean(), fc.constantFrom('=', '!=', '<', '>='), fc.constantFrom(1, 2, 3, 11, 22, 23, 2025, 2026))
    .map(([name, zoned, operator, wanted]): Condition => {
      const part = datePart(field, name, zoned, fiscalStart);
      return {
        soql: `${part.soql} ${operator} ${wanted}`,
        binds: [],
        holds: (row) => {
          const actual = part.of(row);
          return actual === null ? operator === '!=' : holdsFor(operator, Number(actual) - wanted);
        },
      };
    });
}
