import type { FieldValue } from '../../metadata/index.ts';
import type { BucketDef, FilterDef, Granularity } from '../definition/report-types.ts';

/** Parts of the recount that know nothing of records. */

export function inBucket({ kind, values, otherLabel, nullAsZero }: BucketDef, value: FieldValue): FieldValue {
  if (kind === 'number') {
    const number = value === null && nullAsZero ? 0 : value;
    if (number === null) return null;
    return (
      values.find(({ from, to }) => (from === undefined || Number(number) > from) && (to === undefined || Number(number) <= to))?.label ??
      null
    );
  }
  if (value === null) return null;
  return values.find((one) => one.values.includes(String(value)))?.label ?? otherLabel ?? value;
}

export function paths(values: readonly FieldValue[]): string[] {
  return [
    '',
    ...values.map((_, index) =>
      values
        .slice(0, index + 1)
        .map((value) => `\t${JSON.stringify(value)}`)
        .join(''),
    ),
  ];
}

export function compareAs(operator: FilterDef['operator'], a: FieldValue, b: FieldValue): boolean {
  if (operator === 'equals') return a === b;
  if (operator === 'notEqual') return a !== b;
  if (a === null || b === null) return false;
  const [left, right] = typeof a === 'string' ? [a.toLowerCase(), String(b).toLowerCase()] : [a, b];
  return { lessThan: left < right, lessOrEqual: left <= right, greaterThan: left > right, greaterOrEqual: left >= right }[
    operator as 'lessThan'
  ];
}

/** Filter logic by replacing each filter with its truth until one truth is left. */
export function logic(text: string | undefined, truths: readonly boolean[]): boolean {
  let left = (text ?? (truths.map((_, index) => String(index + 1)).join(' AND ') || 'T')).toUpperCase();
  left = left
    .replace(/\d+/g, (index) => (truths[Number(index) - 1] ? 'T' : 'F'))
    .replaceAll('AND', '&')
    .replaceAll('OR', '|');
  left = left.replaceAll('NOT', '!').replace(/\s+/g, '');
  for (let before = ''; before !== left;) {
    before = left;
    left = left
      .replace(/!T/g, 'F')
      .replace(/!F/g, 'T')
      .replace(/(?<![!])([TF])&([TF])/g, (_, a: string, b: string) => (a === 'T' && b === 'T' ? 'T' : 'F'))
      .replace(/(^|\()([TF])\|([TF])/g, (_, open: string, a: string, b: string) => open + (a === 'T' || b === 'T' ? 'T' : 'F'))
      .replace(/\(([TF])\)/g, '$1');
  }
  if (left !== 'T' && left !== 'F') throw new Error(`The recount cannot work out ${text ?? ''}: ${left}`);
  return left === 'T';
}

const DAY = 86_400_000;

/** Days and periods on the calendar of a user. */
export class Days {
  readonly #now: number;
  readonly #language: string;
  readonly #days: Intl.DateTimeFormat;

  /** @param now epoch ms */
  constructor(now: number, timeZone: string, language: string) {
    this.#now = now;
    this.#language = language;
    this.#days = new Intl.DateTimeFormat('sv-SE', { timeZone });
  }

  /** First and last day of a date literal, an interval or a date. */
  period(text: string): [string, string] {
    const today = this.of(this.#now) ?? '';
    const shift = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
    const last = /^(?:INTERVAL_LAST|LAST_N_DAYS:)(\d+)$/.exec(text);
    if (last) return [shift(today, -Number(last[1])), today];
    if (/^\d{4}-/.test(text)) return [text, text];
    const month = `${today.slice(0, 7)}-01`;
    const monthBefore = `${shift(month, -1).slice(0, 7)}-01`;
    const known: Record<string, [string, string]> = {
      TODAY: [today, today],
      YESTERDAY: [shift(today, -1), shift(today, -1)],
      THIS_MONTH: [month, shift(`${shift(month, 31).slice(0, 7)}-01`, -1)],
      LAST_MONTH: [monthBefore, shift(month, -1)],
    };
    const found = known[text];
    if (!found) throw new Error(`The recount does not know ${text}`);
    return found;
  }

  of(value: FieldValue): string | null {
    if (value === null) return null;
    return typeof value === 'number' ? this.#days.format(value) : String(value);
  }

  /** The period a day or moment is in, as groups name it. */
  group(granularity: Granularity, value: FieldValue): FieldValue {
    const day = this.of(value);
    if (day === null) return null;
    const [year = '', month = ''] = day.split('-');
    switch (granularity) {
      case 'Week': {
        const locale = new Intl.Locale(this.#language.replace('_', '-')).maximize() as Intl.Locale & {
          getWeekInfo(): { firstDay: number };
        };
        const first = locale.getWeekInfo().firstDay % 7;
        const back = (new Date(day).getUTCDay() - first + 7) % 7;
        return new Date(Date.parse(day) - back * DAY).toISOString().slice(0, 10);
      }
      case 'Month':
        return `${year}-${month}-01`;
      case 'Quarter':
        return `${year}-${['01', '04', '07', '10'][Math.floor((Number(month) - 1) / 3)] ?? ''}-01`;
      case 'Year':
        return `${year}-01-01`;
      case 'MonthInYear':
        return Number(month);
      case 'DayInMonth':
        return Number(day.slice(8));
      default:
        return day;
    }
  }
}
