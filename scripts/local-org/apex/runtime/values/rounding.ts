/** The rounding modes of `System.RoundingMode`, defined as in java.math.RoundingMode. */
export const ROUNDING_MODES = ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP'] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Thrown when UNNECESSARY meets a value that needs rounding; the library turns it into a System.MathException. */
export class RoundingNecessaryError extends Error {
  readonly code = 'ROUNDING_NECESSARY';
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function roundsAway(mode: RoundingMode, negative: boolean, quotientIsOdd: boolean, comparedToHalf: number): boolean {
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'HALF_UP':
      return comparedToHalf >= 0;
    case 'HALF_DOWN':
      return comparedToHalf > 0;
    case 'HALF_EVEN':
      return comparedToHalf > 0 || (comparedToHalf === 0 && quotientIsOdd);
    case 'UNNECESSARY':
      throw new RoundingNecessaryError('Rounding necessary');
  }
}

/** `numerator / denominator` rounded to a whole number. The denominator is not zero. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const remainder = magnitude(numerator % denominator);
  if (remainder === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  const twice = remainder * 2n;
  const size = magnitude(denominator);
  const comparedToHalf = twice === size ? 0 : twice > size ? 1 : -1;
  if (!roundsAway(mode, negative, (quotient & 1n) === 1n, comparedToHalf)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}
