import { Binary, Decimal, DwObject, isNumber, simpleText, Temporal, type Value } from '../../../dataweave/index.ts';
import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { current, type RuntimeType } from '../../runtime/context.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import type { ClassMember } from '../../runtime/object.ts';
import { ApexSObject, apexTypeOf } from '../../runtime/sobject/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';
import { formatTypeName, parseTypeName, type TypeName } from '../../types/names.ts';
import { NULL_NODE, numberNode, textNode, type JsonNode } from '../json/node.ts';
import { isScalarType, keyOf, scalarOf } from '../json/scalars.ts';
import { runtimeTypeOf } from '../platform/typeOf.ts';

const DAY_MS = 86_400_000;
const OBJECT = parseTypeName('Object');

/**
 * What a script gave as an Apex value. Objects with a class, `as Object {class: "Contact"}`, become records or objects of
 * that class, others maps; a list of one class is a list of that class. Throws System.DataWeaveScriptException when a value does
 * not fit.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/DataWeaveInApex_UseCase.htm
 */
export function toApex(value: Value): unknown {
  return typed(value, OBJECT);
}

function typed(value: Value, type: TypeName): unknown {
  if (value === null) return null;
  const name = type.name.toLowerCase().replace(/^system\./, '');
  if (Array.isArray(value)) return collection(value as readonly Value[], type, name);
  if (value instanceof DwObject) return name === 'map' ? map(value, type) : object(value, type);
  return isScalarType(name) ? scalar(value, type.name) : simple(value);
}

function collection(values: readonly Value[], type: TypeName, name: string): unknown {
  const declared = name === 'list' || name === 'set' ? type.args[0]! : undefined;
  const items = values.map((item) => typed(item, declared ?? OBJECT));
  if (name === 'set') return new ApexSet(formatTypeName(declared!), items);
  return new ApexList(declared ? formatTypeName(declared) : commonType(items), items);
}

/** The class that all items are of; Object when there is none. */
function commonType(items: readonly unknown[]): string {
  const types = new Set(items.filter((item) => item !== null).map((item) => (typeof item === 'string' ? 'String' : runtimeTypeOf(item))));
  return types.size === 1 ? [...types][0]! : 'Object';
}

function map(value: DwObject, type: TypeName): ApexMap<unknown, unknown> {
  const [key, element] = type.args.length === 2 ? (type.args as [TypeName, TypeName]) : [parseTypeName('String'), OBJECT];
  const result = new ApexMap<unknown, unknown>(formatTypeName(key), formatTypeName(element));
  for (const entry of value.entries) result.put(keyOf(entry.key.name, key.name), typed(entry.value, element));
  return result;
}

function object(value: DwObject, type: TypeName): unknown {
  const named = value.schema?.get('class') ?? null;
  const className = named === null ? (/^(?:Object|SObject)$/i.test(type.name) ? undefined : formatTypeName(type)) : simpleText(named)!;
  if (className === undefined) return map(value, OBJECT);
  const runtime = current().findType(className);
  if (!runtime) return fail(`Unable to resolve class: ${className}`);
  return runtime.object ? record(value, runtime) : instance(value, runtime);
}

function record(value: DwObject, runtime: RuntimeType): ApexSObject {
  const { schema } = current().host.source;
  const result = new ApexSObject(runtime.object!);
  for (const { key, value: given } of value.entries) {
    const field = schema.field(result.def, key.name);
    const lookup = field ? undefined : schema.parentRelationship(result.def, key.name);
    if (field) {
      result.values.set(field.apiName, typed(given, parseTypeName(apexTypeOf(field))));
      result.changed.add(field.apiName);
    } else if (lookup) {
      result.parents.set(lookup.relationshipName!, typed(given, parseTypeName(lookup.referenceTo[0]!)) as ApexSObject | null);
    } else fail(`Invalid field ${key.name} for ${result.typeName}`);
  }
  return result;
}

function instance(value: DwObject, runtime: RuntimeType): unknown {
  const members = runtime.classInfo?.members;
  if (!members) return fail(`Unable to create an instance of class: ${runtime.name}`);
  const target = runtime.newInstance() as Record<string, unknown>;
  for (const { key, value: given } of value.entries) {
    const wanted = key.name.toLowerCase();
    const member = members.find((candidate) => candidate.name.toLowerCase() === wanted);
    if (!member || (member.slot === null && !member.set)) return fail(`Invalid field ${key.name} for ${runtime.name}`);
    assign(target, member, typed(given, parseTypeName(member.type)));
  }
  return target;
}

function assign(target: Record<string, unknown>, member: ClassMember, value: unknown): void {
  // Members of static type Double hold plain numbers.
  const held = value instanceof ApexDouble && member.type === 'Double' ? value.value : value;
  if (member.slot !== null) target[member.slot] = held;
  else member.set!(target, held);
}

/** A simple value where the Apex type does not say more. */
function simple(value: Value): unknown {
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return (value | 0) === value ? value : BigInt(value);
  if (value instanceof Decimal) return new ApexDecimal(value.unscaled, value.scale);
  if (value instanceof Binary) return new ApexBlob(value.bytes);
  if (value instanceof Temporal) return temporal(value);
  return simpleText(value) ?? fail('Functions are no Apex values');
}

function temporal(value: Temporal): unknown {
  switch (value.kind) {
    case 'Date':
      return new ApexDate(value.local / DAY_MS);
    case 'DateTime':
    case 'LocalDateTime':
      return new ApexDatetime(value.epoch);
    case 'Time':
    case 'LocalTime':
      return new ApexTime(value.kind === 'Time' ? value.inZone('Z').local : value.local);
    case 'TimeZone':
      return value.toString();
  }
}

/** A simple value as a value of a primitive type. */
function scalar(value: Value, type: string): unknown {
  if (value instanceof Binary) return new ApexBlob(value.bytes);
  try {
    return scalarOf(nodeOf(value), type);
  } catch (error) {
    if (error instanceof ApexException) return fail(`Cannot coerce ${simpleText(value)} to ${type}`);
    throw error;
  }
}

function nodeOf(value: Value): JsonNode {
  if (isNumber(value)) return numberNode(value.toString());
  if (value instanceof Temporal && (value.kind === 'DateTime' || value.kind === 'LocalDateTime'))
    return textNode(new Date(value.epoch).toISOString());
  const text = simpleText(value);
  return text === undefined ? NULL_NODE : textNode(text);
}

function fail(message: string): never {
  throwApex('System.DataWeaveScriptException', message);
}
