import { fit, type ApexType, type ClassSymbol, type Universe } from '../check/index.ts';
import { ApexList } from '../runtime/collections/index.ts';
import { throwApex, ApexException } from '../runtime/exception.ts';
import { ApexEnum } from '../runtime/object.ts';
import { ApexAggregateResult, ApexSObject, isId, primitiveTypeName, toId } from '../runtime/sobject/index.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble } from '../runtime/values/index.ts';
import { toDecimal, toDouble, toLong } from '../runtime/lang/numbers.ts';
import { parseTypeName } from '../types/names.ts';
import { findNativeType } from '../types/registry.ts';

const DAY_MS = 86_400_000;
/** The key prefix that belongs to no object. */
const EMPTY_KEY = '000';

/** Type tests and casts on values whose type is only known at run time. */
export class Typing {
  readonly #universe: Universe;
  readonly #types = new Map<string, ApexType | undefined>();
  readonly #answers = new Map<string, boolean>();
  #script: ClassSymbol | null = null;

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  /** The anonymous block that is running: its classes are known by name until it ends. */
  set script(cls: ClassSymbol | null) {
    this.#script = cls;
  }

  /** The name has a class of the running anonymous block in it; the next block may have another one of that name. */
  inScript(name: string): boolean {
    return this.#script !== null && name.toLowerCase().includes(`${this.#script.key}.`) && this.#find(name) !== undefined;
  }

  /** The type of that canonical name. */
  named(name: string): ApexType | undefined {
    const key = name.toLowerCase();
    if (this.#types.has(key)) return this.#types.get(key);
    if (this.inScript(name)) return this.#find(name);
    const type = this.#find(name);
    this.#types.set(key, type);
    return type;
  }

  #find(name: string): ApexType | undefined {
    let parsed;
    try {
      parsed = parseTypeName(name);
    } catch {
      // Not even a name: `Type.forName` answers null for such text.
      return undefined;
    }
    const args = parsed.args.map((arg) => this.named(arg.args.length > 0 ? formatName(arg) : arg.name.replace(/^any$/i, 'Object')));
    if (args.some((arg) => arg === undefined)) return undefined;
    const parts = parsed.name.split('.');
    const scope = parts[0]!.toLowerCase() === this.#script?.key ? this.#script : null;
    return this.#universe.find(parts, scope, args as ApexType[]);
  }

  /** `value instanceof name`. */
  isType(value: unknown, name: string): boolean {
    if (value === null || value === undefined) return false;
    const key = name.toLowerCase();
    if (key === 'object') return true;
    if (value instanceof ApexEnum) return value.typeName.toLowerCase() === key;
    if (typeof value === 'object' && '$class' in value && value.$class) {
      const { ancestors } = value.$class as { ancestors: ReadonlySet<string> };
      return ancestors.has(key) || this.#assignable(typeNameOf(value), name);
    }
    if (value instanceof ApexAggregateResult) return key === 'sobject' || key === 'aggregateresult';
    if (value instanceof ApexSObject) return key === 'sobject' || this.named(name)?.sobject === value.def;
    if (value instanceof ApexException) return isPlatformException(value.typeName, key);
    if (typeof value === 'string') return key === 'string' || (key === 'id' && this.#isRecordId(value));
    // A Date counts as a Datetime.
    if (value instanceof ApexDate) return key === 'date' || key === 'datetime';
    const actual = typeNameOf(value);
    return actual.toLowerCase() === key || this.#assignable(actual, name);
  }

  /** `instanceof SObject` holds for a list of records as well: https://github.com/bobalicious/amoss/issues/42 */
  isRecords(value: unknown, name: string): boolean {
    return value instanceof ApexList && name.toLowerCase() === 'sobject' && this.named(value.elementType)?.isSObject === true;
  }

  #isRecordId(text: string): boolean {
    const prefix = text.slice(0, 3);
    return isId(text) && (prefix === EMPTY_KEY || this.#universe.schema.byKeyPrefix(prefix) !== undefined);
  }

  #assignable(from: string, to: string): boolean {
    const question = `${from}>${to}`;
    let answer = this.#answers.get(question);
    if (answer === undefined) {
      const [source, target] = [this.named(from), this.named(to)];
      // Numbers count as instances of the types they widen to: an Integer is a Decimal.
      answer = source !== undefined && target !== undefined && fit(this.#universe, source, target) !== undefined;
      this.#answers.set(question, answer);
    }
    return answer;
  }

  /**
   * What a collection of `type` keeps of a value whose type nobody knew before. Throws System.TypeException when it takes none of
   * that type; `store` says what was tried.
   */
  fitted(value: unknown, type: string, store: () => string): unknown {
    if (value === null || type === 'Object') return value;
    const converted = convertNumber(value, type.toLowerCase());
    if (converted !== undefined) return converted;
    if (typeof value === 'string' && type === 'Id') return toId(value);
    if (value instanceof ApexDate && type === 'Datetime') return new ApexDatetime(value.epochDay * DAY_MS);
    if (this.isType(value, type) || this.named(type) === undefined) return value;
    throwApex('System.TypeException', `Collection store exception ${store()}`);
  }

  /** `(name) value`. Throws System.TypeException. */
  cast(value: unknown, name: string): unknown {
    if (value === null) return value;
    const converted = convertNumber(value, name.toLowerCase());
    if (converted !== undefined) return converted;
    if (value instanceof ApexDate && name === 'Datetime') return new ApexDatetime(value.epochDay * DAY_MS);
    const widened = widenedList(value, name);
    if (widened) return widened;
    if (this.isType(value, name)) return value;
    if (typeof value === 'string' && name === 'Id') return toId(value);
    throwApex('System.TypeException', `Invalid conversion from runtime type ${shown(fullNameOf(value))} to ${shown(name)}`);
  }
}

/** A list of Integers as one of Decimals. Numbers of other types are kept otherwise here, so the list is a copy. */
function widenedList(value: unknown, to: string): ApexList | undefined {
  const element = /^List<(Long|Double|Decimal)>$/i.exec(to)?.[1];
  if (!element || !(value instanceof ApexList) || !/^(?:Integer|Long|Double|Decimal)$/.test(value.elementType)) return undefined;
  if (value.elementType === element) return undefined;
  const items = value.items.map((item) => (item === null ? null : convertNumber(item, element.toLowerCase())));
  return items.includes(undefined) ? undefined : new ApexList(element, items);
}

/** Messages call the elements of collections of Object `ANY`. */
export function shown(name: string): string {
  return name.replaceAll(/(?<=[<,])Object(?=[>,])/g, 'ANY');
}

/** Casts between the number types keep the value; anything that would lose digits is refused. */
function convertNumber(value: unknown, to: string): unknown {
  const whole = typeof value === 'number' || typeof value === 'bigint';
  if (!whole && !(value instanceof ApexDecimal) && !(value instanceof ApexDouble)) return undefined;
  if (to === 'decimal') return toDecimal(value);
  if (to === 'double') return new ApexDouble(toDouble(value)!);
  if (to === 'long' && typeof value === 'number') return toLong(value);
  return undefined;
}

function isPlatformException(typeName: string, key: string): boolean {
  for (let name: string | undefined = typeName; name;) {
    if (name.toLowerCase().replace(/^system\./, '') === key.replace(/^system\./, '')) return true;
    name = findNativeType(name)?.superType?.name;
  }
  return false;
}

/** Canonical name of a value's type, as messages print it. */
export function typeNameOf(value: unknown): string {
  const primitive = primitiveTypeName(value);
  if (primitive) return primitive;
  return typeof value === 'object' && value !== null && 'typeName' in value ? String(value.typeName) : 'Object';
}

/** Messages call enums of the platform by their namespace too. */
function fullNameOf(value: unknown): string {
  const name = typeNameOf(value);
  return value instanceof ApexEnum ? (findNativeType(name)?.name ?? name) : name;
}

function formatName(
  name: { name: string; args: readonly { name: string; args: readonly never[] }[] } | ReturnType<typeof parseTypeName>,
): string {
  return `${name.name}<${name.args.map((arg) => (arg.args.length > 0 ? formatName(arg) : arg.name)).join(',')}>`;
}
