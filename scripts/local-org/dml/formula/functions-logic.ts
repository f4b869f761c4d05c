import type { FieldValue } from '../../metadata/index.ts';
import {
  argument,
  arity,
  commonType,
  IS_NEW,
  PRIOR,
  textOf,
  truthOf,
  type CallSite,
  type Expression,
  type FormulaFunction,
  type FormulaInput,
} from './expression.ts';

const ANY = ['Text', 'Number', 'Checkbox', 'Date', 'DateTime', 'Time', 'Picklist', 'MultiselectPicklist', 'Id', 'Geolocation'] as const;

const MEASURES: ReadonlySet<Expression['type']> = new Set(['Number', 'Date', 'DateTime', 'Time']);

const checkbox = (get: (input: FormulaInput) => boolean): Expression => ({ type: 'Checkbox', get });

/** Compares for equality: blank text equals null, ids compare by their first 15 characters. */
export function equality(call: CallSite, left: Expression, right: Expression): (input: FormulaInput) => boolean {
  const textual = (e: Expression): boolean => e.type === 'Text' || e.type === 'Id' || e.type === 'Picklist';
  if (left.type === 'Null' || right.type === 'Null') {
    return (input) => isBlank(left.get(input)) && isBlank(right.get(input));
  }
  if (textual(left) && textual(right)) {
    const [a, b] = [textOf(left), textOf(right)];
    if (left.type === 'Id' || right.type === 'Id') return (input) => a(input).slice(0, 15) === b(input).slice(0, 15);
    return (input) => a(input) === b(input);
  }
  if (left.type !== right.type) {
    call.fail(`Incorrect parameter type for operator '${call.name}'. Expected ${left.type}, received ${right.type}`);
  }
  if (left.type === 'Checkbox') {
    const [a, b] = [truthOf(left), truthOf(right)];
    return (input) => a(input) === b(input);
  }
  return (input) => left.get(input) === right.get(input);
}

const isBlank = (value: FieldValue): boolean => value === null || value === '';

function comparison(test: (order: number) => boolean): FormulaFunction {
  return (call) => {
    arity(call, 2);
    const left = argument(call, 0, 'Number', 'Date', 'DateTime', 'Time', 'Text');
    const right = argument(call, 1, 'Number', 'Date', 'DateTime', 'Time', 'Text');
    if (left.type !== right.type && left.type !== 'Null' && right.type !== 'Null') {
      call.fail(`Incorrect parameter type for operator '${call.name}'. Expected ${left.type}, received ${right.type}`);
    }
    return checkbox((input) => {
      const [a, b] = [left.get(input), right.get(input)];
      if (a === null || b === null) return false;
      return test(a < b ? -1 : a > b ? 1 : 0);
    });
  };
}

const and: FormulaFunction = (call) => {
  arity(call, 1, Infinity);
  const tests = call.args.map((_, i) => truthOf(argument(call, i, 'Checkbox')));
  return checkbox((input) => tests.every((test) => test(input)));
};

const or: FormulaFunction = (call) => {
  arity(call, 1, Infinity);
  const tests = call.args.map((_, i) => truthOf(argument(call, i, 'Checkbox')));
  return checkbox((input) => tests.some((test) => test(input)));
};

const choose: FormulaFunction = (call) => {
  arity(call, 3);
  const test = truthOf(argument(call, 0, 'Checkbox'));
  const [then, otherwise] = [argument(call, 1, ...ANY), argument(call, 2, ...ANY)];
  return { type: commonType(call, [then, otherwise]), get: (input) => (test(input) ? then.get(input) : otherwise.get(input)) };
};

const cases: FormulaFunction = (call) => {
  if (call.args.length < 4 || call.args.length % 2 !== 0) arity(call, Math.max(4, call.args.length + 1));
  const subject = argument(call, 0, ...ANY);
  const otherwise = call.args[call.args.length - 1] as Expression;
  const branches: { matches: (input: FormulaInput) => boolean; result: Expression }[] = [];
  for (let i = 1; i + 1 < call.args.length; i += 2) {
    branches.push({ matches: equality(call, subject, argument(call, i, ...ANY)), result: argument(call, i + 1, ...ANY) });
  }
  return {
    type: commonType(call, [...branches.map((b) => b.result), otherwise]),
    get: (input) => (branches.find((b) => b.matches(input))?.result ?? otherwise).get(input),
  };
};

const blank: FormulaFunction = (call) => {
  arity(call, 1);
  const { get } = argument(call, 0, ...ANY);
  return checkbox((input) => isBlank(get(input)));
};

const blankValue: FormulaFunction = (call) => {
  arity(call, 2);
  const [value, substitute] = [argument(call, 0, ...ANY), argument(call, 1, ...ANY)];
  return {
    type: commonType(call, [value, substitute]),
    get: (input) => {
      const present = value.get(input);
      return isBlank(present) ? substitute.get(input) : present;
    },
  };
};

function fieldOf(call: CallSite): Expression & Required<Pick<Expression, 'path' | 'at'>> {
  arity(call, 1);
  const field = argument(call, 0, ...ANY);
  if (field.path === undefined || field.at === undefined) return call.fail(`The function ${call.name} only accepts a field reference`);
  call.need(PRIOR + field.path);
  return { ...field, path: field.path, at: field.at };
}

/** https://help.salesforce.com/s/articleView?id=platform.customize_functions_i_z.htm (ISCHANGED, ISNEW, PRIORVALUE) */
export const LOGIC_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  AND: and,
  OR: or,
  NOT: (call) => {
    arity(call, 1);
    const test = truthOf(argument(call, 0, 'Checkbox'));
    return checkbox((input) => !test(input));
  },
  IF: choose,
  CASE: cases,
  ISBLANK: blank,
  ISNULL: blank,
  BLANKVALUE: blankValue,
  NULLVALUE: blankValue,
  ISPICKVAL: (call) => {
    arity(call, 2);
    const field = argument(call, 0, 'Picklist');
    return checkbox(equality(call, field, argument(call, 1, 'Text')));
  },
  INCLUDES: (call) => {
    arity(call, 2);
    const [field, wanted] = [textOf(argument(call, 0, 'MultiselectPicklist')), textOf(argument(call, 1, 'Text'))];
    return checkbox((input) => field(input).split(';').includes(wanted(input)));
  },
  ISNEW: (call) => {
    arity(call, 0);
    call.need(IS_NEW);
    return checkbox((input) => input(IS_NEW) === true);
  },
  ISCHANGED: (call) => {
    const field = fieldOf(call);
    const prior = PRIOR + field.path;
    // On insert nothing has changed; the input answers the prior value with the present one then.
    return checkbox((input) => (input(field.path) ?? null) !== (input(prior) ?? null));
  },
  PRIORVALUE: (call) => {
    const field = fieldOf(call);
    const prior = PRIOR + field.path;
    return { type: field.type, get: (input) => field.at(input, prior) };
  },
  '=': (call) => checkbox(equality(call, argument(call, 0, ...ANY), argument(call, 1, ...ANY))),
  '<>': (call) => {
    const [left, right] = [argument(call, 0, ...ANY), argument(call, 1, ...ANY)];
    const equal = equality(call, left, right);
    // A blank number or date is neither equal to a value nor different from it: validation rules of public code count on it.
    if (!MEASURES.has(left.type) || !MEASURES.has(right.type)) return checkbox((input) => !equal(input));
    return checkbox((input) => left.get(input) !== null && right.get(input) !== null && !equal(input));
  },
  '<': comparison((order) => order < 0),
  '<=': comparison((order) => order <= 0),
  '>': comparison((order) => order > 0),
  '>=': comparison((order) => order >= 0),
};
