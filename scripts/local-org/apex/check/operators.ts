import type { Expr, Pos } from '../syntax/index.ts';
import type { Bound, Domain } from './bound.ts';
import { convert, fit, orNull } from './convert.ts';
import { checkExpr, checkValue, commonType } from './expressions.ts';
import { fail, type Scope } from './scope.ts';
import type { ApexType } from './types.ts';

/** The wider of two number types; undefined when one is no number. */
function numberType(scope: Scope, a: ApexType, b: ApexType): ApexType | undefined {
  const order = ['integer', 'long', 'double', 'decimal'];
  const rank = Math.max(order.indexOf(a.key), order.indexOf(b.key));
  return a.isNumber && b.isNumber ? scope.universe.named(order[rank]!) : undefined;
}

export function domainOf(type: ApexType): Domain {
  switch (type.key) {
    case 'integer':
      return 'int';
    case 'long':
    case 'double':
    case 'decimal':
    case 'string':
    case 'id':
    case 'boolean':
      return type.key;
    case 'date':
    case 'datetime':
    case 'time':
      return 'date';
    default:
      return type.isEnum ? 'reference' : 'object';
  }
}

/** Any operator between two operands except assignment. */
export function checkBinary(scope: Scope, expr: Expr & { kind: 'binary' }): Bound {
  const { universe } = scope;
  const left = checkValue(scope, expr.left);
  const right = checkValue(scope, expr.right);
  const boolean = universe.named('Boolean');
  switch (expr.op) {
    case '&&':
    case '||':
      for (const [side, at] of [
        [left, expr.left],
        [right, expr.right],
      ] as const) {
        if (side.type.key !== 'boolean') fail(at, 'Logical operator can only be applied to Boolean');
      }
      return { kind: 'logic', op: expr.op, left, right, type: boolean, nonNull: true };
    case '??': {
      const type = commonType(scope, left, right);
      if (!type) fail(expr, `Incompatible types in null coalescing operator: ${left.type.name}, ${right.type.name}`);
      return {
        kind: 'coalesce',
        left: orNull(convert(universe, left, type)),
        right: convert(universe, right, type),
        type,
        nonNull: right.nonNull ?? false,
      };
    }
    case '==':
    case '!=':
    case '<>':
      return checkEqual(scope, expr, left, right, expr.op !== '==');
    case '===':
    case '!==':
      return checkIdentical(scope, left, right, expr.op === '!==');
    case '<':
    case '>':
    case '<=':
    case '>=':
      return checkCompare(scope, expr, expr.op, left, right);
    default:
      return arithmetic(scope, expr, expr.op, left, right);
  }
}

function checkEqual(scope: Scope, pos: Pos, left: Bound, right: Bound, negate: boolean): Bound {
  const { universe } = scope;
  const made = (domain: Domain, a: Bound, b: Bound): Bound => ({
    kind: 'equal',
    domain,
    negate,
    left: a,
    right: b,
    type: universe.named('Boolean'),
    nonNull: true,
  });
  const [a, b] = [left.type, right.type];
  if (a.isNull || b.isNull) return made('reference', left, right);
  const number = numberType(scope, a, b);
  if (number) return made(domainOf(number), convert(universe, left, number), convert(universe, right, number));
  if (a.is('id', 'string') && b.is('id', 'string')) return made(a.is('id') || b.is('id') ? 'id' : 'string', left, right);
  if (a.is('date', 'datetime') && b.is('date', 'datetime') && a !== b) {
    const moment = universe.named('Datetime');
    return made('date', convert(universe, left, moment), convert(universe, right, moment));
  }
  const comparable = a === b || fit(universe, a, b) !== undefined || fit(universe, b, a) !== undefined || a.isInterface || b.isInterface;
  const collections = a.head === b.head && a.is('list', 'set', 'map');
  if (!comparable && !collections) fail(pos, `Comparison arguments must be compatible types: ${a.name}, ${b.name}`);
  const domain = a === b ? domainOf(a) : 'object';
  return made(domain === 'date' ? 'object' : domain, box(scope, left), box(scope, right));
}

function checkIdentical(scope: Scope, left: Bound, right: Bound, negate: boolean): Bound {
  const type = scope.universe.named('Boolean');
  if (left.type.key !== 'object' && right.type.key !== 'object') {
    return { kind: 'equal', domain: 'reference', negate, left, right, type, nonNull: true };
  }
  const same: Bound = { kind: 'runtime', fn: 'identical', args: [box(scope, left), box(scope, right)], type, nonNull: true };
  return negate ? { kind: 'not', value: same, type, nonNull: true } : same;
}

function box(scope: Scope, value: Bound): Bound {
  return value.type.key === 'double' ? convert(scope.universe, value, scope.universe.object) : value;
}

function checkCompare(scope: Scope, pos: Pos, op: string, left: Bound, right: Bound): Bound {
  const { universe } = scope;
  const boolean = universe.named('Boolean');
  const [a, b] = [left.type, right.type];
  const number = numberType(scope, a.isNull ? b : a, b.isNull ? a : b);
  if (number) {
    return {
      kind: 'compare',
      op,
      domain: domainOf(number),
      left: convert(universe, left, number),
      right: convert(universe, right, number),
      type: boolean,
      nonNull: true,
    };
  }
  const text = (type: ApexType): boolean => type.is('string', 'id') || type.isNull;
  if (text(a) && text(b)) {
    // A String beside an Id has to be one.
    const to = a.is('id') || b.is('id') ? universe.named('Id') : universe.named('String');
    const [one, other] = [convert(universe, left, to), convert(universe, right, to)];
    return { kind: 'compare', op, domain: 'string', left: one, right: other, type: boolean, nonNull: true };
  }
  const moment = (type: ApexType): boolean => type.is('date', 'datetime', 'time') || type.isNull;
  if (moment(a) && moment(b)) {
    const to = a.key !== b.key && !a.isNull && !b.isNull ? universe.named('Datetime') : a;
    return {
      kind: 'compare',
      op,
      domain: 'date',
      left: convert(universe, left, to),
      right: convert(universe, right, to),
      type: boolean,
      nonNull: true,
    };
  }
  if (a.isEnum && a === b) return { kind: 'compare', op, domain: 'reference', left, right, type: boolean, nonNull: true };
  if (a === b) fail(pos, `Inequality operator not allowed for this type: ${a.name}`);
  fail(pos, `Comparison arguments must be compatible types: ${a.name}, ${b.name}`);
}

/** `+ - * /` and the bit operators, also for compound assignments. */
export function arithmetic(scope: Scope, pos: Pos, op: string, left: Bound, right: Bound): Bound {
  const { universe } = scope;
  const [a, b] = [left.type, right.type];
  if (op === '+' && (a.is('string') || b.is('string'))) {
    return { kind: 'concat', left: box(scope, left), right: box(scope, right), type: universe.named('String'), nonNull: true };
  }
  if ('&|^'.includes(op) && a.key === 'boolean' && b.key === 'boolean') {
    return { kind: 'arith', op, domain: 'boolean', left, right, type: a, nonNull: true };
  }
  const number = numberType(scope, a.isNull ? b : a, b.isNull ? a : b);
  if ('+-*/'.includes(op) && number) {
    return {
      kind: 'arith',
      op,
      domain: domainOf(number),
      left: convert(universe, left, number),
      right: convert(universe, right, number),
      type: number,
      nonNull: true,
    };
  }
  if ('&|^<<>>>'.includes(op) && number?.is('integer', 'long')) {
    // A shift has the type of its left operand.
    const type = op.length > 1 ? a : number;
    const shift = op.length > 1 ? right : convert(universe, right, type);
    const distance = op.length > 1 && type.key === 'long' ? convert(universe, shift, type) : shift;
    return { kind: 'arith', op, domain: domainOf(type), left: convert(universe, left, type), right: distance, type, nonNull: true };
  }
  if ('+-'.includes(op)) {
    const moved = dateArithmetic(scope, op, left, right);
    if (moved) return moved;
  }
  fail(pos, refusal(op, a));
}

/** Why an operator does not take its operands, of which the left one is of the type. */
function refusal(op: string, left: ApexType): string {
  if ('+-'.includes(op)) {
    if (left.is('date')) return 'Date expressions must use Integer or Long';
    if (left.is('datetime')) return 'Date/time expressions must use Integer or Double or Decimal';
    if (left.is('time')) return 'Time expressions must use Integer or Long';
  }
  if ('+-*/'.includes(op)) return 'Arithmetic expressions must use numeric arguments';
  if (op.length > 1) return `${op} operation can only be applied to Integer or Long types`;
  return `${op} operator can only be applied to Boolean expressions or to Integer or Long expressions`;
}

/** Date and Datetime plus or minus days. */
function dateArithmetic(scope: Scope, op: string, left: Bound, right: Bound): Bound | undefined {
  const { universe } = scope;
  const type = left.type;
  if (type.is('date') && right.type.is('integer', 'long')) {
    return { kind: 'runtime', fn: op === '+' ? 'plusDays' : 'minusDays', args: [left, right], type, nonNull: true };
  }
  if (type.is('datetime') && right.type.isNumber) {
    const days = convert(universe, right, universe.named('Double'));
    return { kind: 'runtime', fn: op === '+' ? 'plusDays' : 'minusDays', args: [left, days], type, nonNull: true };
  }
  return undefined;
}

/** `-x`, `+x`, `!x`, `~x`. */
export function checkUnary(scope: Scope, expr: Expr & { kind: 'unary' }): Bound {
  const value = checkExpr(scope, expr.value);
  const { type } = value;
  if (expr.op === '!') {
    if (type.key !== 'boolean') fail(expr, `${expr.op} operator can only be applied to boolean expressions`);
    return { kind: 'not', value, type, nonNull: true };
  }
  if (expr.op === '~') {
    if (type.key === 'boolean') return { kind: 'not', value, type, nonNull: true };
    if (!type.is('integer', 'long')) fail(expr, `Invalid type for bitwise negate: ${type.name}`);
    return { kind: 'complement', domain: domainOf(type), value, type, nonNull: true };
  }
  // A plus before a text changes nothing.
  if (expr.op === '+' && type.is('string')) return value;
  if (!type.isNumber) fail(expr, 'Unary negation must use a numeric argument');
  return expr.op === '+' ? value : { kind: 'negate', domain: domainOf(type), value, type, nonNull: true };
}
