/**
 * Values of the oracle and what Apex does with them, written from the documentation of the language and of the Java types
 * behind it; nothing here uses the engine.
 */
export type NumberType = 'Integer' | 'Long' | 'Double' | 'Decimal';

export interface Whole {
  readonly type: 'Integer' | 'Long';
  readonly n: bigint;
}

export interface Floating {
  readonly type: 'Double';
  readonly d: number;
}

export interface Fixed {
  readonly type: 'Decimal';
  /** The digits as a whole number, of which `scale` stand after the point. */
  readonly digits: bigint;
  readonly scale: number;
}

export type Num = Whole | Floating | Fixed;

export class ListValue {
  items: Value[];
  constructor(items: Value[]) {
    this.items = items;
  }
}

/** Entries under the text of their key: keys are Integers and Strings, which differ as their texts do. */
export class MapValue {
  readonly entries = new Map<string, readonly [key: Value, value: Value]>();
}

export class SetValue {
  readonly items = new Map<string, Value>();
}

/** Collections that variables hold and statements change. */
export const COLLECTION_TYPES: readonly string[] = ['Map<String, Integer>', 'Map<Integer, String>', 'Set<String>', 'Set<Integer>'];

export const emptyCollection = (type: string): MapValue | SetValue => (type.startsWith('Map') ? new MapValue() : new SetValue());

export class EnumValue {
  readonly name: string;
  readonly ordinal: number;
  constructor(name: string, ordinal: number) {
    this.name = name;
    this.ordinal = ordinal;
  }
}

export class Instance {
  readonly className: string;
  readonly fields = new Map<string, Value>();
  constructor(className: string) {
    this.className = className;
  }
}

/** An exception as a value; thrown as it is. */
export class Thrown extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export type Value = null | boolean | string | Num | ListValue | MapValue | SetValue | EnumValue | Instance | Thrown;

export const integer = (n: bigint | number): Whole => ({ type: 'Integer', n: BigInt.asIntN(32, BigInt(n)) });
export const long = (n: bigint): Whole => ({ type: 'Long', n: BigInt.asIntN(64, n) });
export const double = (d: number): Floating => ({ type: 'Double', d });
export const decimal = (digits: bigint, scale: number): Fixed => ({ type: 'Decimal', digits, scale });

export function isNumber(value: Value): value is Num {
  return typeof value === 'object' && value !== null && 'type' in value && !(value instanceof Thrown);
}

/** The program runs too long or makes too much: it is not compared. */
export class OutOfFuel extends Error {}

/** Texts that grow in loops end the program. */
export function short(text: string): string {
  if (text.length > 2000) throw new OutOfFuel();
  return text;
}

/** The value, or a NullPointerException. */
export function solid<T extends Value>(value: T): Exclude<T, null> {
  if (value === null) throw new Thrown('System.NullPointerException', 'Attempt to de-reference a null object');
  return value as Exclude<T, null>;
}

export const asWhole = (value: Value): bigint => (solid(value) as Whole).n;
export const asInt = (value: Value): number => Number(asWhole(value));
export const asText = (value: Value): string => solid(value) as string;
export const asBoolean = (value: Value): boolean => solid(value) as boolean;

/** A Double as Java writes it: plain from 0.001 up to ten million, else with an exponent; always with a point. */
export function doubleText(d: number): string {
  if (Number.isNaN(d)) return 'NaN';
  if (!Number.isFinite(d)) return d > 0 ? 'Infinity' : '-Infinity';
  if (d === 0) return Object.is(d, -0) ? '-0.0' : '0.0';
  const [mantissa, exponent] = Math.abs(d).toExponential().split('e') as [string, string];
  const sign = d < 0 ? '-' : '';
  const power = Number(exponent);
  const digits = mantissa.replace('.', '');
  if (power < -3 || power >= 7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${power}`;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  return `${sign}${whole}.${digits.slice(power + 1) || '0'}`;
}

/** A Decimal as BigDecimal.toString writes it. */
export function decimalText({ digits, scale }: Fixed): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  if (scale === 0) return sign + text;
  const adjusted = text.length - 1 - scale;
  if (scale < 0 || adjusted < -6) {
    const fraction = text.length > 1 ? `.${text.slice(1)}` : '';
    return `${sign}${text[0]}${fraction}E${adjusted >= 0 ? '+' : ''}${adjusted}`;
  }
  const padded = text.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

export function numberText(value: Num): string {
  if (value.type === 'Double') return doubleText(value.d);
  return value.type === 'Decimal' ? decimalText(value) : String(value.n);
}

/** What `+` with a String and System.debug write. Objects of classes and maps are not shown by the programs. */
export function textOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (isNumber(value)) return numberText(value);
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ListValue) {
    const shown = value.items.slice(0, 10).map(textOf);
    return `(${(value.items.length > 10 ? [...shown, '...'] : shown).join(', ')})`;
  }
  if (value instanceof Thrown) return `${value.type}: ${value.message}`;
  throw new Error('not shown by programs');
}

/** Whether `value` is of the named type, as instanceof answers; `parents` leads from classes to their super types. */
export function isOfType(value: Value, type: string, parents: ReadonlyMap<string, readonly string[]>): boolean {
  if (value === null) return false;
  if (type === 'Object') return true;
  if (typeof value === 'string') return type === 'String';
  if (typeof value === 'boolean') return type === 'Boolean';
  if (isNumber(value)) return value.type === type;
  if (value instanceof EnumValue) return type === 'Color';
  const own = value instanceof Instance ? value.className : value instanceof Thrown ? value.type : '';
  const known = (name: string): boolean => name === type || (parents.get(name) ?? []).some(known);
  return known(own);
}

/** Super types of the classes of every program. */
export const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Program.Right', ['Program.Left']],
  ['Program.Left', ['Program.Base']],
  ['Program.Base', ['Program.Shape']],
  ['Program.NarrowException', ['Program.WideException']],
  ['Program.WideException', ['Exception']],
  ['System.MathException', ['Exception']],
  ['System.NullPointerException', ['Exception']],
  ['System.ListException', ['Exception']],
  ['System.TypeException', ['Exception']],
  ['System.StringException', ['Exception']],
]);

export function itemOf(list: Value, index: number): Value {
  const { items } = solid(list) as ListValue;
  if (index < 0 || index >= items.length) throw new Thrown('System.ListException', `List index out of bounds: ${index}`);
  return items[index]!;
}
