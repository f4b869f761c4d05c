import { divideRounded, type RoundingMode } from './rounding.ts';

const POWERS: bigint[] = [1n];

/** 10 to the power of `exponent` (0 or more). */
export function tenTo(exponent: number): bigint {
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push(POWERS[known - 1]! * 10n);
  return POWERS[exponent]!;
}

/** Digits after the point that `/` and the operations of Math may produce; also the bound of setScale. */
export const MAX_SCALE = 33;

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Apex `Decimal`: an unlimited whole number and a scale, as java.math.BigDecimal. Immutable.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export class ApexDecimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale = 0) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  static readonly ZERO = new ApexDecimal(0n);

  /** From an Apex Integer or Long. */
  static ofWhole(value: number | bigint): ApexDecimal {
    return new ApexDecimal(BigInt(value));
  }

  /** The shortest decimal that reads back as the same double, as Decimal.valueOf(Double) gives. */
  static ofDouble(value: number): ApexDecimal {
    if (Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return new ApexDecimal(BigInt(value) * 10n, 1);
    return ApexDecimal.parse(String(value))!;
  }

  /** A number column with `scale` digits after the point, or its own digits when the scale is not known. */
  static ofNumber(value: number, scale?: number): ApexDecimal {
    const exact = Number.isInteger(value) ? new ApexDecimal(BigInt(value)) : ApexDecimal.parse(String(value))!;
    return scale === undefined || exact.scale > scale ? exact : exact.setScale(scale);
  }

  /** Reads `12`, `-1.50`, `1e3`; undefined when the text is no number. */
  static parse(text: string): ApexDecimal | undefined {
    const match = DECIMAL_TEXT.exec(text);
    if (!match) return undefined;
    const [, sign, whole = '', fraction = '', exponent] = match;
    if (whole === '' && fraction === '') return undefined;
    const digits = BigInt(whole + fraction);
    const scale = fraction.length - (exponent === undefined ? 0 : Number(exponent));
    return new ApexDecimal(sign === '-' ? -digits : digits, scale);
  }

  add(other: ApexDecimal): ApexDecimal {
    if (this.scale === other.scale) return new ApexDecimal(this.unscaled + other.unscaled, this.scale);
    const scale = Math.max(this.scale, other.scale);
    return new ApexDecimal(this.at(scale) + other.at(scale), scale);
  }

  subtract(other: ApexDecimal): ApexDecimal {
    if (this.scale === other.scale) return new ApexDecimal(this.unscaled - other.unscaled, this.scale);
    const scale = Math.max(this.scale, other.scale);
    return new ApexDecimal(this.at(scale) - other.at(scale), scale);
  }

  multiply(other: ApexDecimal): ApexDecimal {
    const scale = this.scale + other.scale;
    const product = new ApexDecimal(this.unscaled * other.unscaled, scale);
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
    return new ApexDecimal(-this.unscaled, this.scale);
  }

  abs(): ApexDecimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  pow(exponent: number): ApexDecimal {
    return new ApexDecimal(this.unscaled ** BigInt(exponent), this.scale * exponent);
  }

  setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): ApexDecimal {
    if (scale === this.scale) return this;
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

  precision(): number {
    return this.unscaled === 0n ? 1 : this.unscaled.toString().length - (this.unscaled < 0n ? 1 : 0);
  }

  signum(): number {
    return this.unscaled === 0n ? 0 : this.unscaled < 0n ? -1 : 1;
  }

  /** Without trailing zeros; the scale may become negative (1E+2), as BigDecimal.stripTrailingZeros. */
  stripTrailingZeros(): ApexDecimal {
    return this.unscaled === 0n ? ApexDecimal.ZERO : this.stripZerosTo(-Infinity);
  }

  /** Numeric order: 1.10 and 1.1 are equal. */
  compareTo(other: ApexDecimal): number {
    const scale = Math.max(this.scale, other.scale);
    const left = this.at(scale);
    const right = other.at(scale);
    return left === right ? 0 : left < right ? -1 : 1;
  }

  isZero(): boolean {
    return this.unscaled === 0n;
  }

  toNumber(): number {
    if (this.scale === 0) return Number(this.unscaled);
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  toPlainString(): string {
    if (this.scale <= 0) return (this.unscaled * tenTo(-this.scale)).toString();
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return `${this.unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** As BigDecimal.toString: scientific notation for a negative scale or an exponent below -6. */
  toString(): string {
    const exponent = this.precision() - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) return this.toPlainString();
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString();
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${this.unscaled < 0n ? '-' : ''}${digits[0]}${fraction}E${exponent > 0 ? '+' : ''}${exponent}`;
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
