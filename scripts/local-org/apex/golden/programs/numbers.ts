import { decimal, double, integer, long, OutOfFuel, Thrown, type Fixed, type Num, type NumberType } from './values.ts';

/** Arithmetic of Apex on the oracle's numbers. */

const RANK: readonly NumberType[] = ['Integer', 'Long', 'Double', 'Decimal'];

/** Digits after the point at which products and quotients are rounded. */
const MAX_SCALE = 33;

/** The type two operands are brought to. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm */
export function wider(a: NumberType, b: NumberType): NumberType {
  return RANK[Math.max(RANK.indexOf(a), RANK.indexOf(b))]!;
}

/** Products that grow beyond it in loops end the program. */
const BIGGEST = 10n ** 150n;

const tenTo = (power: number): bigint => 10n ** BigInt(power);

/** `value` as a number of a type that is at least as wide. */
export function widen(value: Num, to: NumberType): Num {
  if (value.type === to) return value;
  if (value.type === 'Double') return shortest(value.d);
  if (value.type === 'Decimal') return double(Number(`${value.digits}e${-value.scale}`));
  return to === 'Long' ? long(value.n) : to === 'Double' ? double(Number(value.n)) : decimal(value.n, 0);
}

/** The shortest decimal that reads back as the same double; it always has a digit after the point. */
function shortest(d: number): Fixed {
  const [whole, fraction = '0'] = String(Math.abs(d)).split('.') as [string, string?];
  const digits = BigInt(whole + fraction);
  return decimal(d < 0 ? -digits : digits, fraction.length);
}

export const ROUNDINGS = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** `a / b` as a whole number, as java.math.RoundingMode says. */
export function divided(a: bigint, b: bigint, mode: Rounding): bigint {
  const negative = a < 0n !== b < 0n;
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const down = top / bottom;
  const rest = top % bottom;
  const twice = rest * 2n;
  const half = twice === bottom;
  const away: Record<Rounding, boolean> = {
    UP: rest > 0n,
    DOWN: false,
    CEILING: rest > 0n && !negative,
    FLOOR: rest > 0n && negative,
    HALF_UP: twice > bottom || half,
    HALF_DOWN: twice > bottom,
    HALF_EVEN: twice > bottom || (half && down % 2n === 1n),
  };
  const size = away[mode] ? down + 1n : down;
  return negative ? -size : size;
}

/** `value` with `scale` digits after the point. */
export function scaled(value: Fixed, scale: number, mode: Rounding = 'HALF_EVEN'): Fixed {
  if (scale >= value.scale) return decimal(value.digits * tenTo(scale - value.scale), scale);
  return decimal(divided(value.digits, tenTo(value.scale - scale), mode), scale);
}

function quotient(a: Fixed, b: Fixed): Fixed {
  const shift = MAX_SCALE - a.scale + b.scale;
  const top = shift >= 0 ? a.digits * tenTo(shift) : a.digits;
  const bottom = shift < 0 ? b.digits * tenTo(-shift) : b.digits;
  let digits = divided(top, bottom, 'HALF_EVEN');
  let scale = MAX_SCALE;
  for (; scale > Math.max(0, a.scale - b.scale) && digits % 10n === 0n; scale--) digits /= 10n;
  return decimal(digits, scale);
}

function fixed(op: string, a: Fixed, b: Fixed): Fixed {
  const scale = Math.max(a.scale, b.scale);
  if (op === '+') return decimal(scaled(a, scale).digits + scaled(b, scale).digits, scale);
  if (op === '-') return decimal(scaled(a, scale).digits - scaled(b, scale).digits, scale);
  if (op === '/') return quotient(a, b);
  const product = decimal(a.digits * b.digits, a.scale + b.scale);
  if (product.digits > BIGGEST || product.digits < -BIGGEST) throw new OutOfFuel();
  return product.scale > MAX_SCALE ? scaled(product, MAX_SCALE) : product;
}

const FLOATING: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const WHOLE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

const isZero = (value: Num): boolean =>
  value.type === 'Double' ? value.d === 0 : value.type === 'Decimal' ? value.digits === 0n : value.n === 0n;

/** `a op b` for + - * / and, on whole numbers, & | ^. Throws the MathException of a division by zero. */
export function arithmetic(op: string, left: Num, right: Num): Num {
  const type = wider(left.type, right.type);
  const [a, b] = [widen(left, type), widen(right, type)];
  if (op === '/' && isZero(b)) throw new Thrown('System.MathException', 'Divide by 0');
  if (a.type === 'Double' && b.type === 'Double') return double(FLOATING[op]!(a.d, b.d));
  if (a.type === 'Decimal' && b.type === 'Decimal') return fixed(op, a, b);
  if (!('n' in a) || !('n' in b)) throw new Error(`${op} on ${type}`);
  const value = WHOLE[op]!(a.n, b.n);
  return type === 'Integer' ? integer(value) : long(value);
}

/** Shifts keep the type of the left operand and use the low bits of the right one. */
export function shift(op: string, left: Num, right: Num): Num {
  if (!('n' in left) || !('n' in right)) throw new Error(`${op} on ${left.type}`);
  const bits = left.type === 'Integer' ? 32 : 64;
  const by = right.n & BigInt(bits - 1);
  const value = op === '<<' ? left.n << by : op === '>>' ? left.n >> by : BigInt.asUintN(bits, left.n) >> by;
  return left.type === 'Integer' ? integer(value) : long(value);
}

/** Negative, zero or positive; NaN when a Double is none. */
export function compare(left: Num, right: Num): number {
  const type = wider(left.type, right.type);
  const [a, b] = [widen(left, type), widen(right, type)];
  if (a.type === 'Double' && b.type === 'Double') return a.d < b.d ? -1 : a.d > b.d ? 1 : a.d === b.d ? 0 : Number.NaN;
  if (a.type === 'Decimal' && b.type === 'Decimal') {
    const scale = Math.max(a.scale, b.scale);
    const [x, y] = [scaled(a, scale).digits, scaled(b, scale).digits];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [(a as { n: bigint }).n, (b as { n: bigint }).n];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function negated(value: Num): Num {
  if (value.type === 'Double') return double(-value.d);
  if (value.type === 'Decimal') return decimal(-value.digits, value.scale);
  return value.type === 'Integer' ? integer(-value.n) : long(-value.n);
}
