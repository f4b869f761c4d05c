/**
 * An Apex `Double` where the static type does not say so (Object, elements of a collection), as Java boxes it.
 * Generated code holds plain numbers while the static type is Double.
 */
export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    return doubleText(this.value);
  }
}

const PLAIN_FROM = 1e-3;
const PLAIN_BELOW = 1e7;

/** Text of a double, as Double.toString: always a fraction, scientific notation outside 10^-3 to 10^7. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= PLAIN_FROM && size < PLAIN_BELOW) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
