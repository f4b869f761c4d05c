import type { FieldValue } from '../../metadata/index.ts';
import { JavaMatcher, javaPattern } from '../../regex/index.ts';
import { argument, arity, textOf, type CallSite, type Expression, type FormulaFunction } from './expression.ts';
import { dateTimeText, timeText } from './moments.ts';

const text = (get: Expression['get']): Expression => ({ type: 'Text', get });
const str = (call: CallSite, index: number): ReturnType<typeof textOf> => textOf(argument(call, index, 'Text', 'Id'));
const num = (call: CallSite, index: number): ((input: Parameters<Expression['get']>[0]) => number) => {
  const { get } = argument(call, index, 'Number');
  return (input) => Number(get(input) ?? 0);
};

/** A text function of one text. */
const mapText =
  (change: (value: string) => string): FormulaFunction =>
  (call) => {
    arity(call, 1, 2);
    const value = str(call, 0);
    return text((input) => change(value(input)));
  };

const testText =
  (test: (value: string, other: string) => boolean): FormulaFunction =>
  (call) => {
    arity(call, 2);
    const [value, other] = [str(call, 0), str(call, 1)];
    return { type: 'Checkbox', get: (input) => test(value(input), other(input)) };
  };

/** TEXT gives picklists as API names, numbers without grouping, datetimes in GMT with a trailing Z. */
const toText: FormulaFunction = (call) => {
  arity(call, 1);
  const value = argument(call, 0, 'Number', 'Date', 'DateTime', 'Time', 'Picklist', 'Text', 'Id');
  const format = (v: FieldValue): string => {
    if (v === null) return '';
    if (value.type === 'DateTime') return dateTimeText(Number(v));
    if (value.type === 'Time') return timeText(Number(v));
    return String(v);
  };
  return text((input) => format(value.get(input)));
};

const toNumber: FormulaFunction = (call) => {
  arity(call, 1);
  const value = str(call, 0);
  return {
    type: 'Number',
    get: (input) => {
      const given = value(input).trim();
      const parsed = Number(given);
      return given === '' || Number.isNaN(parsed) ? null : parsed;
    },
  };
};

/**
 * The whole text must match a pattern of Java.
 * https://help.salesforce.com/s/articleView?id=platform.customize_functions_regex.htm
 */
const regex: FormulaFunction = (call) => {
  arity(call, 2);
  const value = str(call, 0);
  const pattern = str(call, 1);
  return { type: 'Checkbox', get: (input) => new JavaMatcher(javaPattern(pattern(input)), value(input)).matches() };
};

const concatenate: FormulaFunction = (call) => {
  arity(call, 2);
  const [left, right] = [str(call, 0), str(call, 1)];
  return text((input) => left(input) + right(input));
};

/** https://help.salesforce.com/s/articleView?id=platform.customize_functions_all.htm */
export const TEXT_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  TEXT: toText,
  VALUE: toNumber,
  REGEX: regex,
  '&': concatenate,
  BR: (call) => {
    arity(call, 0);
    return text(() => '<br>');
  },
  BEGINS: testText((value, start) => value.startsWith(start)),
  CONTAINS: testText((value, part) => value.includes(part)),
  LEN: (call) => {
    arity(call, 1);
    const value = str(call, 0);
    return { type: 'Number', get: (input) => value(input).length };
  },
  LEFT: (call) => {
    arity(call, 2);
    const [value, count] = [str(call, 0), num(call, 1)];
    return text((input) => value(input).slice(0, Math.max(0, count(input))));
  },
  RIGHT: (call) => {
    arity(call, 2);
    const [value, count] = [str(call, 0), num(call, 1)];
    return text((input) => {
      const [whole, n] = [value(input), Math.max(0, count(input))];
      return n === 0 ? '' : whole.slice(-n);
    });
  },
  MID: (call) => {
    arity(call, 3);
    const [value, start, count] = [str(call, 0), num(call, 1), num(call, 2)];
    return text((input) => {
      const from = Math.max(1, start(input)) - 1;
      return value(input).slice(from, from + Math.max(0, count(input)));
    });
  },
  SUBSTITUTE: (call) => {
    arity(call, 3);
    const [value, from, to] = [str(call, 0), str(call, 1), str(call, 2)];
    return text((input) => {
      const search = from(input);
      return search === '' ? value(input) : value(input).split(search).join(to(input));
    });
  },
  TRIM: mapText((value) => value.trim()),
  UPPER: mapText((value) => value.toUpperCase()),
  LOWER: mapText((value) => value.toLowerCase()),
  ISNUMBER: (call) => {
    arity(call, 1);
    const value = str(call, 0);
    return { type: 'Checkbox', get: (input) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value(input).trim()) };
  },
};
