import { DataWeaveError } from '../errors.ts';

/** Digits of a quotient, as java.math.MathContext.DECIMAL128 gives. */
const PRECISION = 34;

/** A number a JavaScript number cannot hold exactly: an unlimited whole number and a scale. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Plain digits without an exponent. */
  toString(): string {
    const { unscaled, scale } = this;
    if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
    const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
    const sign = unscaled < 0n ? '-' : '';
    return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  }
}

/** Safe whole numbers are JavaScript numbers, all others are exact decimals. */
export type DwNumber = number | Decimal;

export function isNumber(value: unknown): value is DwNumber {
  return typeof value === 'number' || value instanceof Decimal;
}

function decimal(value: DwNumber): Decimal {
  return typeof value === 'number' ? new Decimal(BigInt(value), 0) : value;
}

function normal(unscaled: bigint, scale: number): DwNumber {
  if (scale > 0) return new Decimal(unscaled, scale);
  const whole = scale < 0 ? unscaled * 10n ** BigInt(-scale) : unscaled;
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : new Decimal(whole, 0);
}

/** Reads `12`, `-1.50`, `1e3`; undefined when the text is no number. */
export function parseNumber(text: string): DwNumber | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  if (whole + fraction === '') return undefined;
  const unscaled = BigInt(whole + fraction);
  return normal(sign === '-' ? -unscaled : unscaled, fraction.length - Number(exponent ?? 0));
}

/** A JavaScript number that may have a fraction. */
export function ofDouble(value: number): DwNumber {
  return parseNumber(String(value)) ?? 0;
}

export function toDouble(value: DwNumber): number {
  return Number(value.toString());
}

/** Both as whole numbers of one scale. */
function aligned(a: DwNumber, b: DwNumber): { a: bigint; b: bigint; scale: number } {
  const [left, right] = [decimal(a), decimal(b)];
  const scale = Math.max(left.scale, right.scale);
  const raise = (value: Decimal): bigint => value.unscaled * 10n ** BigInt(scale - value.scale);
  return { a: raise(left), b: raise(right), scale };
}

export function add(a: DwNumber, b: DwNumber): DwNumber {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
  const both = aligned(a, b);
  return normal(both.a + both.b, both.scale);
}

export function negate(a: DwNumber): DwNumber {
  return typeof a === 'number' ? 0 - a : normal(-a.unscaled, a.scale);
}

export function subtract(a: DwNumber, b: DwNumber): DwNumber {
  return add(a, negate(b));
}

export function multiply(a: DwNumber, b: DwNumber): DwNumber {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a * b)) return a * b + 0;
  const [left, right] = [decimal(a), decimal(b)];
  return stripped(left.unscaled * right.unscaled, left.scale + right.scale);
}

function stripped(unscaled: bigint, scale: number): DwNumber {
  let [value, digits] = [unscaled, scale];
  while (digits > 0 && value % 10n === 0n) {
    value /= 10n;
    digits--;
  }
  return normal(value, digits);
}

/** Throws a DataWeaveError for a division by zero. */
export function divide(a: DwNumber, b: DwNumber): DwNumber {
  const both = aligned(a, b);
  if (both.b === 0n) throw new DataWeaveError('Division by zero');
  const wholeDigits = String(both.a / both.b).replace('-', '').length;
  const scale = Math.max(0, PRECISION - wholeDigits);
  const raised = both.a * 10n ** BigInt(scale + 1);
  const quotient = raised / both.b;
  const half = quotient < 0n ? -5n : 5n;
  return stripped((quotient + half) / 10n, scale);
}

/** What is left of a division, with the sign of the dividend. */
export function remainder(a: DwNumber, b: DwNumber): DwNumber {
  const both = aligned(a, b);
  if (both.b === 0n) throw new DataWeaveError('Division by zero');
  return stripped(both.a % both.b, both.scale);
}

/** Negative, zero or positive. */
export function compareNumbers(a: DwNumber, b: DwNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const both = aligned(a, b);
  return both.a < both.b ? -1 : both.a > both.b ? 1 : 0;
}

export type Rounding = 'floor' | 'ceil' | 'half up' | 'half even' | 'down' | 'up';

/** Rounds to that many digits after the point, keeping exactly that many. */
export function rounded(value: DwNumber, digits: number, mode: Rounding): Decimal {
  const { unscaled, scale } = decimal(value);
  if (scale <= digits) return new Decimal(unscaled * 10n ** BigInt(digits - scale), digits);
  const unit = 10n ** BigInt(scale - digits);
  const whole = unscaled / unit;
  const rest = unscaled % unit;
  if (rest === 0n) return new Decimal(whole, digits);
  const sign = unscaled < 0n ? -1n : 1n;
  const twice = rest * sign * 2n;
  const away =
    mode === 'up' ||
    (mode === 'floor' && sign < 0n) ||
    (mode === 'ceil' && sign > 0n) ||
    (mode === 'half up' && twice >= unit) ||
    (mode === 'half even' && (twice > unit || (twice === unit && whole % 2n !== 0n)));
  return new Decimal(away ? whole + sign : whole, digits);
}

/** To the next whole number. */
export function whole(value: DwNumber, mode: Rounding): DwNumber {
  const result = rounded(value, 0, mode);
  return normal(result.unscaled, 0);
}
