import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import type { FieldDef } from '../../../metadata/index.ts';
import { current, type RuntimeType } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ClassInfo, ClassMember } from '../../runtime/object.ts';
import { AGGREGATE_RESULT, ApexAggregateResult } from '../../runtime/sobject/aggregate.ts';
import { ApexSObject, apexTypeOf, isId } from '../../runtime/sobject/index.ts';
import { placeOf } from './places.ts';
import { ApexDecimal, ApexDouble } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { formatTypeName, parseTypeName, type TypeName } from '../../types/names.ts';
import { findNativeType } from '../../types/registry.ts';
import type { JsonNode } from './node.ts';
import { keyOf, scalarOf, scalarReader, type ScalarReader } from './scalars.ts';

/** `deserializeUntyped`: maps, lists and plain values; whole numbers are Integer or Long, others Decimal. */
export function untyped(node: JsonNode): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'boolean':
      return node.value;
    case 'string':
      return node.text;
    case 'number':
      return untypedNumber(node.text);
    case 'array':
      return new ApexList('Object', node.items.map(untyped));
    case 'object': {
      const map = new ApexMap<string, unknown>('String', 'Object');
      for (const [name, value] of node.entries) map.put(name, untyped(value));
      return map;
    }
  }
}

function untypedNumber(text: string): unknown {
  if (!/^-?\d+$/.test(text)) return ApexDecimal.parse(text);
  const value = BigInt(text);
  if (BigInt.asIntN(32, value) === value) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : new ApexDecimal(value);
}

/** A member that JSON may fill, with its parsed type. */
interface Target {
  readonly member: ClassMember;
  readonly type: TypeName;
}

const targets = new WeakMap<ClassInfo, ReadonlyMap<string, Target>>();

/** The members of a class by name. */
function targetsOf(info: ClassInfo): ReadonlyMap<string, Target> {
  let known = targets.get(info);
  if (!known) {
    known = new Map(info.members.map((member) => [member.name, { member, type: parseTypeName(member.type) }]));
    targets.set(info, known);
  }
  return known;
}

/** The member of that name, else the one whose name differs in case only. */
function targetOf(known: ReadonlyMap<string, Target>, name: string): Target | undefined {
  const exact = known.get(name);
  if (exact) return exact;
  const key = name.toLowerCase();
  for (const target of known.values()) if (target.member.name.toLowerCase() === key) return target;
  return undefined;
}

/** How values of a type are read: its reader when it is a scalar, else its name in lower case. Parsed type names are kept. */
interface Shape {
  readonly scalar: ScalarReader | undefined;
  readonly key: string;
}

const shapes = new WeakMap<TypeName, Shape>();

function shapeOf(type: TypeName): Shape {
  let known = shapes.get(type);
  if (!known) {
    known = { scalar: scalarReader(type.name), key: type.name.toLowerCase().replace(/^system\./, '') };
    shapes.set(type, known);
  }
  return known;
}

/** Reads JSON into values of a type; `strict` refuses members the type does not have. */
export class TypedReader {
  private readonly strict: boolean;
  /** Objects of the platform may hold any value. */
  private readsAnything = false;
  /** Types of the program that this text has needed. */
  private readonly found = new Map<TypeName, RuntimeType | undefined>();

  constructor(strict: boolean) {
    this.strict = strict;
  }

  read(node: JsonNode, typeName: string): unknown {
    return this.value(node, parseTypeName(typeName));
  }

  private value(node: JsonNode, type: TypeName): unknown {
    if (node.kind === 'null') return null;
    const { scalar, key: name } = shapeOf(type);
    if (scalar) return scalar(node);
    // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm (supported types)
    if (name === 'object' && this.readsAnything) return untyped(node);
    if (name === 'object') throwApex('System.JSONException', 'Apex Type unsupported in JSON: Object');
    if (name === 'list' || name === 'set' || name === 'iterable') return this.collection(node, type, name);
    if (name === 'map') return this.map(node, type);
    if (name === 'sobject') return this.record(node, type.name);
    const runtime = this.runtimeOf(type);
    if (name === 'aggregateresult') return this.aggregate(node);
    if (runtime?.object) return this.record(node, runtime.object.apiName);
    if (!runtime) throwApex('System.JSONException', `Unknown type: ${type.name}`);
    const value = node.kind === 'string' ? runtime.enumValue?.(node.text) : undefined;
    return value ?? this.object(node, runtime);
  }

  private runtimeOf(type: TypeName): RuntimeType | undefined {
    let runtime = this.found.get(type);
    if (runtime === undefined && !this.found.has(type)) this.found.set(type, (runtime = current().findType(formatTypeName(type))));
    return runtime;
  }

  private collection(node: JsonNode, type: TypeName, name: string): unknown {
    if (node.kind !== 'array') throwApex('System.JSONException', `Malformed JSON: Expected '[' at the beginning of List/Set`);
    const element = type.args[0]!;
    const items = node.items.map((item) => this.value(item, element));
    return name === 'set' ? new ApexSet(formatTypeName(element), items) : new ApexList(formatTypeName(element), items);
  }

  private map(node: JsonNode, type: TypeName): ApexMap {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const [key, value] = type.args as [TypeName, TypeName];
    const map = new ApexMap<unknown, unknown>(formatTypeName(key), formatTypeName(value));
    for (const [name, item] of node.entries) map.put(keyOf(name, key.name), this.value(item, value));
    return map;
  }

  private aggregate(node: JsonNode): ApexAggregateResult {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const result = new ApexAggregateResult(AGGREGATE_RESULT, 'stored');
    for (const [name, value] of node.entries) if (name !== 'attributes') result.values.set(name, untyped(value));
    return result;
  }

  private record(node: JsonNode, declared: string): ApexSObject {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const { schema } = current().host.source;
    const attributes = node.entries.find(([name]) => name === 'attributes')?.[1];
    const type = attributes?.kind === 'object' ? attributes.entries.find(([name]) => name === 'type')?.[1] : undefined;
    // A record of a declared object stays one, whatever its text says of itself.
    const named = /^(?:system\.)?sobject$/i.test(declared) && type?.kind === 'string' ? type.text : declared;
    const def = schema.object(named);
    if (!def) throwApex('System.JSONException', 'The sObject type is missing: an "attributes" member with a "type" is needed');
    const record = new ApexSObject(def);
    for (const [name, value] of node.entries) if (name !== 'attributes') this.field(record, name, value);
    return record;
  }

  private field(record: ApexSObject, name: string, node: JsonNode): void {
    const { schema } = current().host.source;
    const field = schema.field(record.def, name);
    if (field) {
      const value = node.kind === 'null' ? null : node.kind === 'object' ? placeOf(field, node) : fieldValue(field, node);
      record.values.set(field.apiName, value);
      record.changed.add(field.apiName);
      return;
    }
    const lookup = schema.parentRelationship(record.def, name);
    if (lookup) {
      const parent = node.kind === 'null' ? null : this.record(node, lookup.referenceTo[0]!);
      record.parents.set(lookup.relationshipName!, parent);
      return;
    }
    const children = schema.childRelationship(record.def, name);
    // What the object does not have is ignored, even by a strict read.
    if (!children) return;
    const rows = node.kind === 'object' ? node.entries.find(([key]) => key === 'records')?.[1] : node;
    const records = rows?.kind === 'array' ? rows.items.map((item) => this.record(item, children.childObject)) : [];
    record.children.set(children.name, new ApexList(children.childObject, records));
  }

  private object(node: JsonNode, runtime: RuntimeType): unknown {
    const { classInfo } = runtime;
    const fromJson = classInfo ? undefined : findNativeType(runtime.name)?.spec.fromJson;
    if (fromJson) return this.native(node, fromJson);
    if (!classInfo || !runtime.allocate) throwApex('System.JSONException', `Apex Type unsupported in JSON: ${runtime.name}`);
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const target = runtime.allocate() as Record<string, unknown>;
    const known = targetsOf(classInfo);
    const read = new Set<Target>();
    for (const [name, value] of node.entries) {
      const found = targetOf(known, name);
      if (found && read.has(found)) throwApex('System.JSONException', `Duplicate field: ${runtime.name}.${found.member.name}`);
      if (found) {
        read.add(found);
        this.assign(target, found, value);
      } else if (this.strict) throwApex('System.JSONException', `Unknown field: ${runtime.name}.${name}`);
    }
    return target;
  }

  private native(node: JsonNode, fromJson: NonNullable<NativeTypeSpec['fromJson']>): unknown {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    return fromJson((name, type) => {
      const entry = node.entries.find(([key]) => key.toLowerCase() === name.toLowerCase());
      const outer = this.readsAnything;
      this.readsAnything = true;
      const read = entry ? this.value(entry[1], parseTypeName(type)) : null;
      this.readsAnything = outer;
      return read;
    });
  }

  private assign(target: Record<string, unknown>, { member, type }: Target, node: JsonNode): void {
    if (member.transient || (member.slot === null && !member.set)) return;
    const read = this.value(node, type);
    // Members of static type Double hold plain numbers.
    const value = read instanceof ApexDouble && member.type === 'Double' ? read.value : read;
    if (member.slot !== null) target[member.slot] = value;
    else member.set!(target, value);
  }
}

/** An Id field of a record takes any text; only saving asks whether it is an id. */
function fieldValue(field: FieldDef, node: JsonNode): unknown {
  const type = apexTypeOf(field);
  return type === 'Id' && node.kind === 'string' && !isId(node.text) ? node.text : scalarOf(node, type);
}
