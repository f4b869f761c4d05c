import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import type { FieldDef } from '../../../metadata/index.ts';
import { current, type RuntimeType } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { AGGREGATE_RESULT, ApexAggregateResult } from '../../runtime/sobject/aggregate.ts';
import { ApexSObject, apexTypeOf, isId } from '../../runtime/sobject/index.ts';
import { placeOf } from './places.ts';
import { ApexDecimal, ApexDouble } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { parseTypeName } from '../../types/names.ts';
import { findNativeType } from '../../types/registry.ts';
import { memberOf, type JsonNode } from './node.ts';
import { keyOf, scalarOf } from './scalars.ts';
import { shapeOf, type Shape } from './shapes.ts';
import { targetsOf, type Target } from './targets.ts';

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
      node.values.forEach((value, i) => map.put(node.names[i]!, untyped(value)));
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

/** Reads JSON into values of a type; `strict` refuses members the type does not have. */
export class TypedReader {
  private readonly strict: boolean;
  /** Objects of the platform may hold any value. */
  private readsAnything = false;
  /** Types of the program that this text has needed. */
  private readonly found = new Map<Shape, RuntimeType | undefined>();

  constructor(strict: boolean) {
    this.strict = strict;
  }

  read(node: JsonNode, typeName: string): unknown {
    return this.value(node, shapeOf(parseTypeName(typeName)));
  }

  private value(node: JsonNode, shape: Shape): unknown {
    if (node.kind === 'null') return null;
    const { scalar, key, type } = shape;
    if (scalar) return scalar(node);
    // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm (supported types)
    if (key === 'object' && this.readsAnything) return untyped(node);
    if (key === 'object') throwApex('System.JSONException', 'Apex Type unsupported in JSON: Object');
    if (key === 'list' || key === 'set' || key === 'iterable') return this.collection(node, shape);
    if (key === 'map') return this.map(node, shape);
    if (key === 'sobject') return this.record(node, type.name);
    const runtime = this.runtimeOf(shape);
    if (key === 'aggregateresult') return this.aggregate(node);
    if (runtime?.object) return this.record(node, runtime.object.apiName);
    if (!runtime) throwApex('System.JSONException', `Unknown type: ${type.name}`);
    const value = node.kind === 'string' ? runtime.enumValue?.(node.text) : undefined;
    return value ?? this.object(node, runtime);
  }

  private runtimeOf(shape: Shape): RuntimeType | undefined {
    let runtime = this.found.get(shape);
    if (runtime === undefined && !this.found.has(shape)) this.found.set(shape, (runtime = current().findType(shape.name)));
    return runtime;
  }

  private collection(node: JsonNode, { key, args }: Shape): unknown {
    if (node.kind !== 'array') throwApex('System.JSONException', `Malformed JSON: Expected '[' at the beginning of List/Set`);
    const element = args[0]!;
    const items = node.items.map((item) => this.value(item, element));
    return key === 'set' ? new ApexSet(element.name, items) : new ApexList(element.name, items);
  }

  private map(node: JsonNode, { args }: Shape): ApexMap {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const [key, value] = args as [Shape, Shape];
    const map = new ApexMap<unknown, unknown>(key.name, value.name);
    node.values.forEach((item, i) => map.put(keyOf(node.names[i]!, key.type.name), this.value(item, value)));
    return map;
  }

  private aggregate(node: JsonNode): ApexAggregateResult {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const result = new ApexAggregateResult(AGGREGATE_RESULT, 'stored');
    node.names.forEach((name, i) => name !== 'attributes' && result.values.set(name, untyped(node.values[i]!)));
    return result;
  }

  private record(node: JsonNode, declared: string): ApexSObject {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const { schema } = current().host.source;
    const attributes = memberOf(node, 'attributes');
    const type = attributes?.kind === 'object' ? memberOf(attributes, 'type') : undefined;
    // A record of a declared object stays one, whatever its text says of itself.
    const named = /^(?:system\.)?sobject$/i.test(declared) && type?.kind === 'string' ? type.text : declared;
    const def = schema.object(named);
    if (!def) throwApex('System.JSONException', 'The sObject type is missing: an "attributes" member with a "type" is needed');
    const record = new ApexSObject(def);
    node.names.forEach((name, i) => name !== 'attributes' && this.field(record, name, node.values[i]!));
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
    const rows = node.kind === 'object' ? memberOf(node, 'records') : node;
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
    const { names, values } = node;
    const { members, repeatedAt } = targetsOf(classInfo, names);
    for (let i = 0; i < names.length; i++) {
      const found = members[i];
      if (i === repeatedAt) throwApex('System.JSONException', `Duplicate field: ${runtime.name}.${found!.member.name}`);
      if (found) this.assign(target, found, values[i]!);
      else if (this.strict) throwApex('System.JSONException', `Unknown field: ${runtime.name}.${names[i]!}`);
    }
    return target;
  }

  private native(node: JsonNode, fromJson: NonNullable<NativeTypeSpec['fromJson']>): unknown {
    if (node.kind !== 'object') throwApex('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    return fromJson((name, type) => {
      const at = node.names.findIndex((key) => key.toLowerCase() === name.toLowerCase());
      const outer = this.readsAnything;
      this.readsAnything = true;
      const read = at < 0 ? null : this.value(node.values[at]!, shapeOf(parseTypeName(type)));
      this.readsAnything = outer;
      return read;
    });
  }

  private assign(target: Record<string, unknown>, { member, shape }: Target, node: JsonNode): void {
    if (member.transient || (member.slot === null && !member.set)) return;
    const read = this.value(node, shape);
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
