import { throwApex } from '../../runtime/exception.ts';
import { ApexDecimal, ApexDouble } from '../../runtime/values/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { formatNumber } from './format.ts';
import { doubleToInteger, toInteger } from './round.ts';

/** Reads a whole number of at most `bits` bits. Throws System.TypeException `Invalid integer: x`. */
export function parseWhole(text: string | null, type: 'integer' | 'long', bits: number): bigint {
  if (text === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throwApex('System.TypeException', `Invalid ${type}: ${text}`);
  const value = BigInt(trimmed.replace(/^\+/, ''));
  if (BigInt.asIntN(bits, value) !== value) throwApex('System.TypeException', `Invalid ${type}: ${text}`);
  return value;
}

/** {@link parseWhole} that drops a fraction, as everything but `Integer.valueOf(String)` does. */
function parseTruncated(text: string | null, type: 'integer' | 'long', bits: number): bigint {
  return parseWhole(text?.replace(/(?<=\d)\.\d*(?=\s*$)/, '') ?? null, type, bits);
}

function integerOf(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return toInteger(value);
  if (value instanceof ApexDecimal) return toInteger(value.truncate());
  if (value instanceof ApexDouble) return doubleToInteger(value.value);
  if (typeof value === 'string') return Number(parseTruncated(value, 'integer', 32));
  throwApex('System.TypeException', `Invalid integer: ${textOf(value)}`);
}

const integerType: NativeTypeSpec = {
  name: 'System.Integer',
  statics: {
    'valueOf(String text): Integer': (text: string | null) => Number(parseWhole(text, 'integer', 32)),
    'valueOf(Object value): Integer': integerOf,
  },
  methods: {
    'format(): String': (value: number) => formatNumber(String(value)),
  },
  unsupported: ['addError'],
};

const longType: NativeTypeSpec = {
  name: 'System.Long',
  statics: { 'valueOf(String text): Long': (text: string | null) => parseTruncated(text, 'long', 64) },
  methods: {
    'format(): String': (value: bigint) => formatNumber(String(value)),
    'intValue(): Integer': toInteger,
  },
  unsupported: ['addError'],
};

const booleanType: NativeTypeSpec = {
  name: 'System.Boolean',
  statics: {
    'valueOf(Object value): Boolean': (value: unknown) => {
      if (value === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      if (typeof value === 'boolean') return value;
      if (typeof value === 'string') return value.toLowerCase() === 'true';
      throwApex('System.TypeException', `Invalid boolean: ${textOf(value)}`);
    },
  },
  unsupported: ['addError'],
};

export const wholeNumberTypes: readonly NativeTypeSpec[] = [integerType, longType, booleanType];
