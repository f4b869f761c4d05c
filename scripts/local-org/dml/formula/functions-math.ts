import type { FieldValue } from '../../metadata/index.ts';
import { argument, arity, type CallSite, type Expression, type FormulaFunction, type FormulaInput } from './expression.ts';
import { dateOfDay, dayNumber } from './moments.ts';
import { TEXT_FUNCTIONS } from './functions-text.ts';

const DAY = 86_400_000;

/** Formula numbers are decimals; this takes off the noise binary fractions add (0.1 + 0.2). */
export function decimal(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
}

/** Blank operands make the result blank. */
function binaryNumber(call: CallSite, compute: (a: number, b: number) => number): Expression {
  arity(call, 2);
  const [left, right] = [argument(call, 0, 'Number'), argument(call, 1, 'Number')];
  return {
    type: 'Number',
    get: (input) => {
      const [a, b] = [left.get(input), right.get(input)];
      return a === null || b === null ? null : decimal(compute(Number(a), Number(b)));
    },
  };
}

const shiftable = ['Number', 'Date', 'DateTime', 'Time', 'Text', 'Id'] as const;

/** The value moved by a number of days (milliseconds for times). */
function shift(call: CallSite, base: Expression, days: Expression, sign: 1 | -1): Expression {
  if (days.type !== 'Number' && days.type !== 'Null') {
    call.fail(`Incorrect parameter type for operator '${call.name}'. Expected Number, received ${days.type}`);
  }
  const move = (value: FieldValue, by: number): FieldValue => {
    if (base.type === 'Date') return dateOfDay(dayNumber(String(value)) + by);
    if (base.type === 'DateTime') return Math.round(Number(value) + by * DAY);
    return (((Number(value) + by) % DAY) + DAY) % DAY;
  };
  return {
    type: base.type,
    get: (input: FormulaInput) => {
      const [value, by] = [base.get(input), days.get(input)];
      return value === null || by === null ? null : move(value, sign * Number(by));
    },
  };
}

const isMoment = (e: Expression): boolean => e.type === 'Date' || e.type === 'DateTime' || e.type === 'Time';

const add: FormulaFunction = (call) => {
  arity(call, 2);
  const [left, right] = [argument(call, 0, ...shiftable), argument(call, 1, ...shiftable)];
  if (isMoment(left)) return shift(call, left, right, 1);
  if (isMoment(right)) return shift(call, right, left, 1);
  const textual = [left, right].some((e) => e.type === 'Text' || e.type === 'Id');
  return textual ? (TEXT_FUNCTIONS['&'] as FormulaFunction)(call) : binaryNumber(call, (a, b) => a + b);
};

const subtract: FormulaFunction = (call) => {
  arity(call, 2);
  const [left, right] = [argument(call, 0, 'Number', 'Date', 'DateTime', 'Time'), argument(call, 1, 'Number', 'Date', 'DateTime', 'Time')];
  if (!isMoment(left)) return binaryNumber(call, (a, b) => a - b);
  if (!isMoment(right)) return shift(call, left, right, -1);
  if (left.type !== right.type) {
    call.fail(`Incorrect parameter type for operator '-'. Expected ${left.type}, received ${right.type}`);
  }
  const difference = (a: FieldValue, b: FieldValue): number | null => {
    if (left.type === 'Date') return dayNumber(String(a)) - dayNumber(String(b));
    const span = Number(a) - Number(b);
    return left.type === 'DateTime' ? decimal(span / DAY) : span;
  };
  return {
    type: 'Number',
    get: (input) => {
      const [a, b] = [left.get(input), right.get(input)];
      return a === null || b === null ? null : difference(a, b);
    },
  };
};

const extreme =
  (pick: (...values: number[]) => number): FormulaFunction =>
  (call) => {
    arity(call, 1, Infinity);
    const args = call.args.map((_, i) => argument(call, i, 'Number'));
    return {
      type: 'Number',
      get: (input) => {
        // A blank argument makes the result blank, as it does with operators.
        const values = args.map((arg) => arg.get(input));
        return values.includes(null) ? null : pick(...values.map(Number));
      },
    };
  };

/** https://help.salesforce.com/s/articleView?id=platform.customize_functions_all.htm (operators and mathematics) */
export const MATH_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  '+': add,
  '-': subtract,
  '*': (call) => binaryNumber(call, (a, b) => a * b),
  '/': (call) => binaryNumber(call, (a, b) => a / b),
  '^': (call) => binaryNumber(call, (a, b) => a ** b),
  MOD: (call) => binaryNumber(call, (a, b) => a % b),
  NEGATE: (call) => {
    arity(call, 1);
    const { get } = argument(call, 0, 'Number');
    return {
      type: 'Number',
      get: (input) => {
        const value = get(input);
        return value === null ? null : -Number(value);
      },
    };
  },
  MAX: extreme(Math.max),
  MIN: extreme(Math.min),
};
