import type { FieldRef, FunctionCall } from '../ast.ts';
import type { Reader } from './reader.ts';
import { NotQuick } from './tokens.ts';

const OF_FIELDS = new Set(['AVG', 'COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'TOLABEL', 'GROUPING', 'CONVERTCURRENCY']);
const OF_DATES = new Set(
  `CALENDAR_MONTH CALENDAR_QUARTER CALENDAR_YEAR DAY_IN_MONTH DAY_IN_WEEK DAY_IN_YEAR DAY_ONLY FISCAL_MONTH FISCAL_QUARTER FISCAL_YEAR
  HOUR_IN_DAY WEEK_IN_MONTH WEEK_IN_YEAR`.split(/\s+/),
);

/** A field or a function of one; DISTANCE is left to the reference. */
export function readExpression(reader: Reader): FieldRef | FunctionCall {
  return reader.following.key === '(' ? readFunction(reader) : reader.field();
}

function readFunction(reader: Reader): FunctionCall {
  const { key: name, position } = reader.next();
  const call = { kind: 'function', name, convertTimezone: false, position } as const;
  if (name === 'COUNT' && reader.following.key === ')' && reader.is('(')) {
    reader.inParentheses(() => undefined);
    return call;
  }
  if (name === 'FORMAT') return { ...call, argument: reader.inParentheses(() => readExpression(reader)) };
  if (OF_FIELDS.has(name)) return { ...call, argument: reader.inParentheses(() => reader.field()) };
  if (!OF_DATES.has(name)) throw new NotQuick();
  return reader.inParentheses(() => {
    if (!reader.take('CONVERTTIMEZONE')) return { ...call, argument: reader.field() };
    return { ...call, argument: reader.inParentheses(() => reader.field()), convertTimezone: true };
  });
}
