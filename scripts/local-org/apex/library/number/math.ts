import { throwApex } from '../../runtime/exception.ts';
import { ApexDecimal } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { doubleToInteger, doubleToLong, toInteger, toLong } from './round.ts';

/** Functions that exist for Double and, by way of it, for Decimal. */
const REAL_FUNCTIONS: Record<string, (value: number) => number> = {
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cbrt: Math.cbrt,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

function realFunctions(): Record<string, NativeFn> {
  const statics: Record<string, NativeFn> = {};
  for (const [name, fn] of Object.entries(REAL_FUNCTIONS)) {
    statics[`${name}(Decimal value): Decimal`] = (value: ApexDecimal) => ApexDecimal.ofDouble(finite(fn(value.toNumber())));
    statics[`${name}(Double value): Double`] = fn;
  }
  return statics;
}

/** Decimal has no NaN and no infinity. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throwApex('System.MathException', 'Invalid number: result is not a finite number');
  return value;
}

/** To the nearest whole number, ties to the even one, as Java's rint. */
function rint(value: number): number {
  const floor = Math.floor(value);
  const difference = value - floor;
  if (difference !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function modulo<T extends number | bigint>(a: T, b: T): T {
  if (b === (typeof b === 'bigint' ? 0n : 0)) throwApex('System.MathException', 'Divide by 0');
  return (a % b) as T;
}

const larger = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => (a.compareTo(b) >= 0 ? a : b);
const smaller = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => (a.compareTo(b) <= 0 ? a : b);
const magnitude = (value: bigint): bigint => toLong(value < 0n ? -value : value);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm */
export const mathType: NativeTypeSpec = {
  name: 'System.Math',
  staticProperties: { 'E: Double': { get: () => Math.E }, 'PI: Double': { get: () => Math.PI } },
  statics: nonNull({
    ...realFunctions(),
    'abs(Decimal value): Decimal': (value: ApexDecimal) => value.abs(),
    'abs(Double value): Double': (value: number) => Math.abs(value),
    'abs(Integer value): Integer': (value: number) => Math.abs(value) | 0,
    'abs(Long value): Long': magnitude,
    'atan2(Decimal x, Decimal y): Decimal': (x: ApexDecimal, y: ApexDecimal) =>
      ApexDecimal.ofDouble(Math.atan2(x.toNumber(), y.toNumber())),
    'atan2(Double x, Double y): Double': (x: number, y: number) => Math.atan2(x, y),
    'ceil(Decimal value): Decimal': (value: ApexDecimal) => value.setScale(0, 'CEILING'),
    'ceil(Double value): Double': (value: number) => Math.ceil(value),
    'floor(Decimal value): Decimal': (value: ApexDecimal) => value.setScale(0, 'FLOOR'),
    'floor(Double value): Double': (value: number) => Math.floor(value),
    'max(Decimal a, Double b): Decimal': (a: ApexDecimal, b: number) => larger(a, ApexDecimal.ofDouble(b)),
    'max(Decimal a, Decimal b): Decimal': larger,
    'max(Double a, Double b): Double': (a: number, b: number) => Math.max(a, b),
    'max(Integer a, Integer b): Integer': (a: number, b: number) => (a > b ? a : b),
    'max(Long a, Long b): Long': (a: bigint, b: bigint) => (a > b ? a : b),
    'min(Decimal a, Double b): Decimal': (a: ApexDecimal, b: number) => smaller(a, ApexDecimal.ofDouble(b)),
    'min(Decimal a, Decimal b): Decimal': smaller,
    'min(Double a, Double b): Double': (a: number, b: number) => Math.min(a, b),
    'min(Integer a, Integer b): Integer': (a: number, b: number) => (a < b ? a : b),
    'min(Long a, Long b): Long': (a: bigint, b: bigint) => (a < b ? a : b),
    'mod(Integer a, Integer b): Integer': (a: number, b: number) => modulo(a, b) | 0,
    'mod(Long a, Long b): Long': (a: bigint, b: bigint) => modulo(a, b),
    'pow(Double base, Double exponent): Double': (base: number, exponent: number) => Math.pow(base, exponent),
    'random(): Double': () => Math.random(),
    'rint(Decimal value): Decimal': (value: ApexDecimal) => value.setScale(0, 'HALF_EVEN'),
    'rint(Double value): Double': rint,
    'round(Decimal value): Integer': (value: ApexDecimal) => toInteger(value.round('HALF_EVEN')),
    'round(Double value): Integer': (value: number) => doubleToInteger(Math.floor(value + 0.5)),
    'roundToLong(Decimal value): Long': (value: ApexDecimal) => toLong(value.round('HALF_EVEN')),
    'roundToLong(Double value): Long': (value: number) => doubleToLong(Math.floor(value + 0.5)),
    'signum(Decimal value): Decimal': (value: ApexDecimal) => ApexDecimal.ofWhole(value.signum()),
    'signum(Double value): Double': (value: number) => Math.sign(value),
  }),
};
