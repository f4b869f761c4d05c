import type { ApexEnum } from '../../runtime/object.ts';
import { throwApex } from '../../runtime/exception.ts';
import { RoundingNecessaryError, type RoundingMode } from '../../runtime/values/index.ts';

const LONG_MAX = (1n << 63n) - 1n;
const LONG_MIN = -(1n << 63n);

/** The mode an Apex `System.RoundingMode` value names. */
export function modeOf(value: ApexEnum): RoundingMode {
  return value.name as RoundingMode;
}

/** Runs rounding work; UNNECESSARY that would lose digits is a System.MathException. */
export function rounding<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RoundingNecessaryError) throwApex('System.MathException', error.message);
    throw error;
  }
}

/** The low 32 bits as an Integer, as Java's narrowing of a Long. */
export function toInteger(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** The low 64 bits as a Long. */
export function toLong(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** A double cut to a Long, held within its range, as Java casts. */
export function doubleToLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return LONG_MAX;
  if (value <= -(2 ** 63)) return LONG_MIN;
  return BigInt(Math.trunc(value));
}

/** A double cut to an Integer, held within its range, as Java casts. */
export function doubleToInteger(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value)));
}
