import type { ApexEnum } from '../../runtime/object.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexDecimal, ApexDouble, doubleText, MAX_SCALE } from '../../runtime/values/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { formatNumber } from './format.ts';
import { doubleToInteger, doubleToLong, modeOf, rounding, toInteger, toLong } from './round.ts';

/** Reads a decimal. Throws System.TypeException `Invalid decimal: x`. */
export function parseDecimal(text: string): ApexDecimal {
  const value = ApexDecimal.parse(text.trim());
  if (!value) throwApex('System.TypeException', `Invalid decimal: ${text}`);
  return value;
}

/** Reads a double. Throws System.TypeException `Invalid double: x`. */
export function parseDouble(text: string): number {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) throwApex('System.TypeException', `Invalid double: ${text}`);
  return Number(text);
}

function checkScale(scale: number): number {
  if (scale < -MAX_SCALE || scale > MAX_SCALE) throwApex('System.MathException', `Scale must be between -${MAX_SCALE} and ${MAX_SCALE}`);
  return scale;
}

function divide(value: ApexDecimal, divisor: ApexDecimal, scale: number, mode?: ApexEnum): ApexDecimal {
  if (divisor.isZero()) throwApex('System.MathException', 'Divide by 0');
  return rounding(() => value.divide(divisor, checkScale(scale), mode && modeOf(mode)));
}

/** Rounding half even is the default of every Decimal method. */
export const decimalType: NativeTypeSpec = {
  name: 'System.Decimal',
  statics: nonNull({
    'valueOf(Double value): Decimal': (value: number) => ApexDecimal.ofDouble(value),
    'valueOf(Long value): Decimal': (value: bigint) => ApexDecimal.ofWhole(value),
    'valueOf(String text): Decimal': parseDecimal,
  }),
  methods: nonNull({
    'abs(): Decimal': (value: ApexDecimal) => value.abs(),
    'divide(Decimal divisor, Integer scale): Decimal': (value: ApexDecimal, divisor: ApexDecimal, scale: number) =>
      divide(value, divisor, scale),
    'divide(Decimal divisor, Integer scale, System.RoundingMode mode): Decimal': divide,
    'doubleValue(): Double': (value: ApexDecimal) => value.toNumber(),
    'format(): String': (value: ApexDecimal) => formatNumber(value.toPlainString()),
    'intValue(): Integer': (value: ApexDecimal) => toInteger(value.truncate()),
    'longValue(): Long': (value: ApexDecimal) => toLong(value.truncate()),
    'pow(Integer exponent): Decimal': (value: ApexDecimal, exponent: number) => {
      if (exponent < 0 || exponent > 32767) throwApex('System.MathException', 'Exponent must be between 0 and 32,767');
      return value.pow(exponent);
    },
    'precision(): Integer': (value: ApexDecimal) => value.precision(),
    'round(): Long': (value: ApexDecimal) => toLong(value.round()),
    'round(System.RoundingMode mode): Long': (value: ApexDecimal, mode: ApexEnum) => toLong(rounding(() => value.round(modeOf(mode)))),
    'scale(): Integer': (value: ApexDecimal) => value.scale,
    'setScale(Integer scale): Decimal': (value: ApexDecimal, scale: number) => value.setScale(checkScale(scale)),
    'setScale(Integer scale, System.RoundingMode mode): Decimal': (value: ApexDecimal, scale: number, mode: ApexEnum) =>
      rounding(() => value.setScale(checkScale(scale), modeOf(mode))),
    'stripTrailingZeros(): Decimal': (value: ApexDecimal) => value.stripTrailingZeros(),
    'toPlainString(): String': (value: ApexDecimal) => value.toPlainString(),
  }),
  unsupported: ['addError'],
};

function doubleOf(value: unknown): number | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.toNumber();
  if (typeof value === 'string') return parseDouble(value);
  throwApex('System.TypeException', `Invalid double: ${textOf(value)}`);
}

export const doubleType: NativeTypeSpec = {
  name: 'System.Double',
  statics: {
    ...nonNull({ 'valueOf(String text): Double': parseDouble }),
    'valueOf(Object value): Double': doubleOf,
  },
  methods: {
    'format(): String': (value: number) => formatNumber(String(value)),
    'intValue(): Integer': doubleToInteger,
    'longValue(): Long': doubleToLong,
    'round(): Long': (value: number) => doubleToLong(Math.floor(value + 0.5)),
    'toString(): String': doubleText,
  },
  unsupported: ['addError'],
};
