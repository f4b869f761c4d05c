import type { ApexType, Universe } from '../check/index.ts';
import { ApexList, ApexMap, ApexSet } from '../runtime/collections/index.ts';
import { toDecimal } from '../runtime/lang/numbers.ts';
import type { ClassInfo } from '../runtime/object.ts';
import { ApexSObject, apexTypeOf, asId } from '../runtime/sobject/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../runtime/values/index.ts';
import { current } from '../runtime/context.ts';

/** A parameter that does not have the declared type. */
export class ParameterError extends Error {
  readonly code = 'INVALID_PARAMETER';
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Turns JSON that a component sends into the Apex value of a declared type. Throws ParameterError. */
export function readJson(universe: Universe, value: unknown, type: ApexType): unknown {
  if (value === null || value === undefined) return null;
  const json = value as Json;
  if (type.is('list'))
    return new ApexList(
      type.args[0]!.name,
      array(json, type).map((item) => boxed(readJson(universe, item, type.args[0]!), type.args[0]!)),
    );
  if (type.is('set'))
    return new ApexSet(
      type.args[0]!.name,
      array(json, type).map((item) => readJson(universe, item, type.args[0]!)),
    );
  if (type.is('map')) return readMap(universe, json, type);
  if (type.sobject) return readRecord(universe, object(json, type), type);
  if (type.isEnum) return current().findType(type.name)?.enumValue?.(word(json, type)) ?? refuse(json, type);
  if (type.user) return readObject(universe, object(json, type), type);
  return readPrimitive(json, type);
}

function boxed(value: unknown, type: ApexType): unknown {
  return type.key === 'double' && typeof value === 'number' ? new ApexDouble(value) : value;
}

function refuse(json: Json, type: ApexType): never {
  throw new ParameterError(`Value provided is invalid for action parameter of type ${type.name}: ${JSON.stringify(json)}`);
}

/** Text of a plain value. */
function word(json: Json, type: ApexType): string {
  return json === null || typeof json === 'object' ? refuse(json, type) : String(json);
}

function array(json: Json, type: ApexType): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : refuse(json, type);
}

function object(json: Json, type: ApexType): Readonly<Record<string, Json>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Readonly<Record<string, Json>>) : refuse(json, type);
}

function readMap(universe: Universe, json: Json, type: ApexType): ApexMap {
  const [key, item] = type.args;
  const map = new ApexMap(key!.name, item!.name);
  for (const [name, value] of Object.entries(object(json, type))) {
    map.put(readJson(universe, name, key!), boxed(readJson(universe, value, item!), item!));
  }
  return map;
}

function readRecord(universe: Universe, json: Readonly<Record<string, Json>>, type: ApexType): ApexSObject {
  const def = type.sobject!;
  const record = new ApexSObject(def);
  for (const [name, value] of Object.entries(json)) {
    const field = universe.schema.field(def, name);
    if (field) {
      const read = readJson(universe, value, universe.named(apexTypeOf(field)));
      if (field.apiName === 'Id') record.values.set('Id', read);
      else record.setField(field.apiName, read);
      continue;
    }
    const lookup = universe.schema.parentRelationship(def, name);
    const parent = lookup && universe.schema.object(lookup.referenceTo[0]!);
    if (parent && value !== null)
      record.setParent(lookup.relationshipName!, readRecord(universe, object(value, type), universe.ofSObject(parent)));
  }
  return record;
}

function readObject(universe: Universe, json: Readonly<Record<string, Json>>, type: ApexType): unknown {
  const runtime = current().findType(type.name);
  const created = runtime?.newInstance() as Record<string, unknown> & { $class: ClassInfo };
  for (const member of created.$class.members) {
    const key = Object.keys(json).find((name) => name.toLowerCase() === member.name.toLowerCase());
    const declared = type.user && findMemberType(type, member.name);
    if (key === undefined || !declared) continue;
    const value = readJson(universe, json[key], declared);
    if (member.slot) created[member.slot] = value;
    else member.set?.(created, value);
  }
  return created;
}

function findMemberType(type: ApexType, name: string): ApexType | undefined {
  for (let cls = type.user ?? null; cls; cls = cls.parent) {
    const field = cls.fields.get(name.toLowerCase());
    if (field) return field.type;
  }
  return undefined;
}

function readPrimitive(json: Json, type: ApexType): unknown {
  switch (type.key) {
    case 'string':
      return word(json, type);
    case 'id':
      return json === '' ? null : asId(word(json, type));
    case 'boolean':
      return typeof json === 'boolean' ? json : json === 'true' ? true : json === 'false' ? false : refuse(json, type);
    case 'integer':
    case 'long':
    case 'double':
    case 'decimal':
      return readNumber(json, type);
    case 'date':
      return ApexDate.parse(word(json, type).slice(0, 10)) ?? refuse(json, type);
    case 'datetime': {
      const ms = typeof json === 'number' ? json : Date.parse(word(json, type));
      return Number.isNaN(ms) ? refuse(json, type) : new ApexDatetime(ms);
    }
    case 'time':
      return typeof json === 'number' ? new ApexTime(json) : refuse(json, type);
    case 'blob':
      return ApexBlob.ofBase64(word(json, type));
    case 'object':
      return readUntyped(json);
    default:
      return refuse(json, type);
  }
}

function readNumber(json: Json, type: ApexType): unknown {
  if (json === '') return null;
  const number = typeof json === 'number' ? json : typeof json === 'string' ? Number(json) : Number.NaN;
  if (Number.isNaN(number)) refuse(json, type);
  if (type.key === 'double') return number;
  if (type.key === 'decimal') return ApexDecimal.parse(word(json, type)) ?? toDecimal(number);
  if (!Number.isInteger(number)) refuse(json, type);
  return type.key === 'long' ? BigInt(number) : number | 0;
}

/** What a parameter of type Object gets. */
function readUntyped(json: Json): unknown {
  if (Array.isArray(json)) return new ApexList('Object', (json as readonly Json[]).map(readUntyped));
  if (typeof json === 'number') return Number.isInteger(json) && Math.abs(json) < 2 ** 31 ? json : ApexDecimal.parse(String(json));
  if (typeof json !== 'object' || json === null) return json;
  const map = new ApexMap('String', 'Object');
  for (const [name, value] of Object.entries(json)) map.put(name, readUntyped(value));
  return map;
}
