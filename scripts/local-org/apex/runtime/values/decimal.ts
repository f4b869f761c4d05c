import { divideRounded, type RoundingMode } from './rounding.ts';

const POWERS: bigint[] = [1n];

/** 10 to the power of `exponent` (0 or more). */
export function tenTo(exponent: number): bigint {
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push(POWERS[known - 1]! * 10n);
  return POWERS[exponent]!;
}

/** The same for numbers, as far as they are exact. */
const SMALL_POWERS: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Digits after the point that `/` and the operations of Math may produce; also the bound of setScale. */
export const MAX_SCALE = 33;

const [MINUS, POINT, ZERO] = [45, 46, 48] as const;

/** Reads what most numbers look like, `-12.50` with few digits, without an expression; undefined for anything else. */
function parsePlain(text: string): ApexDecimal | undefined {
  const from = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (text.length === from || text.length >= SMALL_POWERS.length) return undefined;
  let unscaled = 0;
  let point = -1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) unscaled = unscaled * 10 + digit;
    else if (code === POINT && point < 0 && text.length > from + 1) point = at;
    else return undefined;
  }
  return new ApexDecimal(from === 1 ? -unscaled : unscaled, point < 0 ? 0 : text.length - point - 1);
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Apex `Decimal`: an unlimited whole number and a scale, as java.math.BigDecimal. Immutable.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export class ApexDecimal {
  readonly scale: number;
  /** The unscaled value: a number while it is a safe integer, as nearly all are. Numbers are much faster than bigints. */
  readonly #unscaled: number | bigint;

  /** @param unscaled a number must be a safe integer */
  constructor(unscaled: bigint | number, scale = 0) {
    const number = typeof unscaled === 'number' ? unscaled : Number(unscaled);
    // Adding 0 turns -0 into 0.
    this.#unscaled = Number.isSafeInteger(number) ? number + 0 : BigInt(unscaled);
    this.scale = scale;
  }

  get unscaled(): bigint {
    return BigInt(this.#unscaled);
  }

  /** The unscaled value while it is a safe integer, NaN otherwise. */
  private get small(): number {
    return typeof this.#unscaled === 'number' ? this.#unscaled : Number.NaN;
  }

  static readonly ZERO = new ApexDecimal(0);

  /** From an Apex Integer or Long. */
  static ofWhole(value: number | bigint): ApexDecimal {
    return new ApexDecimal(value);
  }

  /** The shortest decimal that reads back as the same double, as Decimal.valueOf(Double) gives. */
  static ofDouble(value: number): ApexDecimal {
    if (Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return new ApexDecimal(BigInt(value) * 10n, 1);
    return ApexDecimal.parse(String(value))!;
  }

  /** A number column with `scale` digits after the point, or its own digits when the scale is not known. */
  static ofNumber(value: number, scale?: number): ApexDecimal {
    const exact = Number.isInteger(value)
      ? new ApexDecimal(Number.isSafeInteger(value) ? value : BigInt(value))
      : ApexDecimal.parse(String(value))!;
    return scale === undefined || exact.scale > scale ? exact : exact.setScale(scale);
  }

  /** Reads `12`, `-1.50`, `1e3`; undefined when the text is no number. */
  static parse(text: string): ApexDecimal | undefined {
    const plain = parsePlain(text);
    if (plain) return plain;
    const match = DECIMAL_TEXT.exec(text);
    if (!match) return undefined;
    const [, sign, whole = '', fraction = '', exponent] = match;
    if (whole === '' && fraction === '') return undefined;
    const scale = fraction.length - (exponent === undefined ? 0 : Number(exponent));
    const digits = whole + fraction;
    const unscaled = digits.length < SMALL_POWERS.length ? Number(digits) : BigInt(digits);
    return new ApexDecimal(sign === '-' ? -unscaled : unscaled, scale);
  }

  add(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    const small = this.smallAt(scale) + other.smallAt(scale);
    if (Number.isSafeInteger(small)) return new ApexDecimal(small, scale);
    return new ApexDecimal(this.at(scale) + other.at(scale), scale);
  }

  subtract(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    const small = this.smallAt(scale) - other.smallAt(scale);
    if (Number.isSafeInteger(small)) return new ApexDecimal(small, scale);
    return new ApexDecimal(this.at(scale) - other.at(scale), scale);
  }

  multiply(other: ApexDecimal): ApexDecimal {
    const scale = this.scale + other.scale;
    const small = this.small * other.small;
    const product = new ApexDecimal(Number.isSafeInteger(small) ? small : this.unscaled * other.unscaled, scale);
    return scale > MAX_SCALE ? product.setScale(MAX_SCALE) : product;
  }

  /** `/`: exact where it ends within {@link MAX_SCALE} digits, else rounded half even there. The divisor is not zero. */
  divideBy(other: ApexDecimal): ApexDecimal {
    const preferred = Math.max(0, this.scale - other.scale);
    return this.divide(other, MAX_SCALE, 'HALF_EVEN').stripZerosTo(preferred);
  }

  /** The quotient with exactly `scale` digits after the point. The divisor is not zero. */
  divide(other: ApexDecimal, scale: number, mode: RoundingMode = 'HALF_EVEN'): ApexDecimal {
    const shift = scale - this.scale + other.scale;
    const numerator = shift > 0 ? this.unscaled * tenTo(shift) : this.unscaled;
    const denominator = shift < 0 ? other.unscaled * tenTo(-shift) : other.unscaled;
    return new ApexDecimal(divideRounded(numerator, denominator, mode), scale);
  }

  /** The remainder with the sign of the dividend, as BigDecimal.remainder. */
  remainder(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    return new ApexDecimal(this.at(scale) % other.at(scale), scale);
  }

  negate(): ApexDecimal {
    return new ApexDecimal(Number.isNaN(this.small) ? -this.unscaled : -this.small, this.scale);
  }

  abs(): ApexDecimal {
    return this.signum() < 0 ? this.negate() : this;
  }

  pow(exponent: number): ApexDecimal {
    return new ApexDecimal(this.unscaled ** BigInt(exponent), this.scale * exponent);
  }

  setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): ApexDecimal {
    if (scale === this.scale) return this;
    const small = this.smallAt(scale);
    if (!Number.isNaN(small)) return new ApexDecimal(small, scale);
    if (scale > this.scale) return new ApexDecimal(this.unscaled * tenTo(scale - this.scale), scale);
    return new ApexDecimal(divideRounded(this.unscaled, tenTo(this.scale - scale), mode), scale);
  }

  /** Rounded to a whole number. */
  round(mode: RoundingMode = 'HALF_EVEN'): bigint {
    return this.setScale(0, mode).unscaled;
  }

  /** The whole part, cut off towards zero. */
  truncate(): bigint {
    return this.scale <= 0 ? this.unscaled * tenTo(-this.scale) : this.unscaled / tenTo(this.scale);
  }

  /** The whole part as an Integer, which keeps the lowest 32 bits. */
  toInteger(): number {
    if (this.scale === 0 && !Number.isNaN(this.small)) return this.small | 0;
    const power = SMALL_POWERS[this.scale];
    if (power === undefined || Number.isNaN(this.small)) return Number(BigInt.asIntN(32, this.truncate()));
    return ((this.small - (this.small % power)) / power) | 0;
  }

  /** Same digits and same scale: 1.10 is not 1.1. */
  identical(other: ApexDecimal): boolean {
    if (this.scale !== other.scale) return false;
    return this.small === other.small || (Number.isNaN(this.small) && this.unscaled === other.unscaled);
  }

  precision(): number {
    return this.digits().length;
  }

  signum(): number {
    return Number.isNaN(this.small) ? (this.unscaled < 0n ? -1 : 1) : Math.sign(this.small);
  }

  /** Without trailing zeros; the scale may become negative (1E+2), as BigDecimal.stripTrailingZeros. */
  stripTrailingZeros(): ApexDecimal {
    return this.isZero() ? ApexDecimal.ZERO : this.stripZerosTo(-Infinity);
  }

  /** Numeric order: 1.10 and 1.1 are equal. */
  compareTo(other: ApexDecimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.smallAt(scale), other.smallAt(scale)];
    if (!Number.isNaN(a) && !Number.isNaN(b)) return Math.sign(a - b);
    const left = this.at(scale);
    const right = other.at(scale);
    return left === right ? 0 : left < right ? -1 : 1;
  }

  isZero(): boolean {
    return this.small === 0;
  }

  toNumber(): number {
    // Both are exact, so their quotient is the nearest double.
    const power = SMALL_POWERS[this.scale];
    if (power !== undefined && !Number.isNaN(this.small)) return this.small / power;
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  toPlainString(): string {
    if (this.scale === 0 && !Number.isNaN(this.small)) return String(this.small);
    if (this.scale <= 0) return (this.unscaled * tenTo(-this.scale)).toString();
    const digits = this.digits().padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return `${this.signum() < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** As BigDecimal.toString: scientific notation for a negative scale or an exponent below -6. */
  toString(): string {
    if (this.scale === 0) return this.toPlainString();
    const exponent = this.precision() - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) return this.toPlainString();
    const digits = this.digits();
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${this.signum() < 0 ? '-' : ''}${digits[0]}${fraction}E${exponent > 0 ? '+' : ''}${exponent}`;
  }

  /** Digits of the unscaled value without its sign. */
  private digits(): string {
    return Number.isNaN(this.small) ? String(this.unscaled).replace('-', '') : String(Math.abs(this.small));
  }

  /** As {@link at} while it stays a safe integer, else NaN. `scale` may be lower: then there is no such number. */
  private smallAt(scale: number): number {
    if (scale === this.scale) return this.small;
    const scaled = this.small * (SMALL_POWERS[scale - this.scale] ?? Number.NaN);
    return Number.isSafeInteger(scaled) ? scaled : Number.NaN;
  }

  private at(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * tenTo(scale - this.scale);
  }

  private stripZerosTo(lowest: number): ApexDecimal {
    let unscaled = this.unscaled;
    let scale = this.scale;
    while (scale > lowest && unscaled % 10n === 0n && (unscaled !== 0n || scale > 0)) {
      unscaled /= 10n;
      scale--;
    }
    return scale === this.scale ? this : new ApexDecimal(unscaled, scale);
  }
}
