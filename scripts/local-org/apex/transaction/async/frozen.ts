import { ApexSObjectField, ApexSObjectType, fieldToken, sobjectType } from '../../library/schema/tokens.ts';
import { DescribeMap } from '../../library/schema/describeMap.ts';
import { ApexType, typeNamed } from '../../library/platform/type.ts';
import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexEnum, ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { installServices } from '../../runtime/services.ts';
import { ApexSObject, type RecordOrigin } from '../../runtime/sobject/index.ts';
import {
  emptyPlatform,
  fillPlatform,
  freezePlatform,
  isPlatformKind,
  platformKind,
  PLATFORM_KINDS,
  type Frozen,
  type FrozenContent,
  type PlatformKind,
  type Scalar,
} from './frozen-platform.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';

/**
 * Apex values as text, so that a job can wait in the database: what an object holds when its job is queued is what the job
 * has when it runs. Objects that are reached twice are one object again; transient fields are empty.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */

interface FrozenObject extends FrozenContent {
  readonly kind: 'list' | 'set' | 'map' | 'describeMap' | 'record' | 'object' | PlatformKind;
  /** Records: where it comes from, and the fields that Apex has set. */
  readonly origin?: RecordOrigin;
  readonly changed?: readonly string[];
  readonly parents?: readonly (readonly Frozen[])[];
  readonly children?: readonly (readonly Frozen[])[];
}

/** The values as a job of a test gets them: copied, but for objects of the platform that have no form as text. */
export function copyForTest(root: unknown): unknown {
  const kept: unknown[] = [];
  return thaw(freeze(root, kept), kept);
}

/** Objects of the platform that no job may hold, in tests neither. */
const REFUSED = /^(?:(?:System\.)?(?:Http|Version$)|Database\.LeadConvert$|Schema\.ChildRelationship$)/;

/**
 * @param kept takes objects that have no form as text; without it they are refused
 * @throws System.SerializationException for objects that live only in a transaction, such as an HttpRequest.
 */
export function freeze(root: unknown, kept?: unknown[]): string {
  const objects: FrozenObject[] = [];
  const known = new Map<unknown, number>();
  const value = (item: unknown): Frozen => {
    const scalar = freezeScalar(item);
    if (scalar !== undefined) return scalar;
    if (kept && isForeign(item)) return ['kept', kept.push(item) - 1];
    let index = known.get(item);
    if (index === undefined) {
      known.set(item, (index = objects.length));
      objects.push({ kind: 'list', types: [], values: [] });
      objects[index] = freezeObject(item, value);
    }
    return ['@', index];
  };
  const frozen = value(root);
  return JSON.stringify({ root: frozen, objects });
}

/** An object of the platform whose content is not known here. */
function isForeign(item: unknown): boolean {
  if (!(item instanceof ApexObject) || item.$class || REFUSED.test(item.typeName)) return false;
  return platformKind(item) === undefined;
}

function freezeScalar(item: unknown): Frozen | undefined {
  if (item === null || item === undefined) return null;
  if (typeof item === 'string' || typeof item === 'boolean') return item;
  if (typeof item === 'number') return Number.isFinite(item) ? item : ['number', String(item)];
  if (typeof item === 'bigint') return ['long', String(item)];
  if (item instanceof ApexDecimal) return ['decimal', String(item.unscaled), item.scale];
  if (item instanceof ApexDouble) return ['double', String(item.value)];
  if (item instanceof ApexDate) return ['date', item.epochDay];
  if (item instanceof ApexDatetime) return ['datetime', item.ms];
  if (item instanceof ApexTime) return ['time', item.ms];
  if (item instanceof ApexBlob) return ['blob', Buffer.from(item.bytes).toString('base64')];
  if (item instanceof ApexEnum) return ['enum', item.typeName, item.name];
  if (item instanceof ApexSObjectType) return ['sobjectType', item.def.apiName];
  if (item instanceof ApexSObjectField) return ['field', item.object.apiName, item.def.apiName];
  if (item instanceof ApexType) return ['type', item.runtime.name];
  return undefined;
}

function freezeObject(item: unknown, value: (item: unknown) => Frozen): FrozenObject {
  if (item instanceof ApexList) return { kind: 'list', types: [item.elementType], values: item.items.map((one) => [value(one)]) };
  if (item instanceof ApexSet) return { kind: 'set', types: [item.elementType], values: [...item].map((one) => [value(one)]) };
  const pairs = (entries: Iterable<readonly [unknown, unknown]>): Frozen[][] =>
    [...entries].map(([key, held]) => [value(key), value(held)]);
  if (item instanceof ApexMap)
    return {
      kind: item instanceof DescribeMap ? 'describeMap' : 'map',
      types: [item.keyType, item.valueType],
      values: pairs(item.entries()),
    };
  if (item instanceof ApexSObject) {
    const { origin, values, changed, parents, children } = item;
    return {
      kind: 'record',
      types: [item.def.apiName],
      values: pairs(values),
      origin,
      changed: [...changed],
      parents: pairs(parents),
      children: pairs(children),
    };
  }
  const refused = item instanceof ApexObject && !item.$class && REFUSED.test(item.typeName);
  const kind = refused ? undefined : platformKind(item);
  if (kind) return { kind, ...freezePlatform(kind, item, value) };
  const info = item instanceof ApexObject ? item.$class : undefined;
  if (!info) throwApex('System.SerializationException', `Not Serializable: ${(item as ApexObject).typeName}`);
  const fields = info.members.filter((member) => !member.transient);
  const held = item as Record<string, unknown>;
  return { kind: 'object', types: [info.name], values: fields.map(({ backing }) => [backing, value(held[backing])]) };
}

/** The values again, in the running transaction. Throws a TypeError for classes that have gone meanwhile. */
export function thaw(text: string, kept: readonly unknown[] = []): unknown {
  const { root, objects } = JSON.parse(text) as { root: Frozen; objects: FrozenObject[] };
  // First all objects without content, because they may point at each other in circles.
  const made = objects.map(emptyObject);
  const value = (item: Frozen | undefined): unknown => {
    if (!Array.isArray(item)) return item ?? null;
    if (item[0] === 'kept') return kept[item[1] as number];
    return item[0] === '@' ? made[item[1] as number] : thawScalar(item as readonly [string, ...Scalar[]]);
  };
  // Keys are hashed when they are put, so sets and maps are filled last.
  const order = ['object', 'record', ...PLATFORM_KINDS, 'list', 'set', 'map', 'describeMap'];
  const indexes = objects.map((_, index) => index).sort((a, b) => order.indexOf(objects[a]!.kind) - order.indexOf(objects[b]!.kind));
  for (const index of indexes) fill(made[index], objects[index]!, value);
  return value(root);
}

function emptyObject({ kind, types, origin }: FrozenObject): unknown {
  const [first = '', second = ''] = types;
  if (kind === 'list') return new ApexList(first);
  if (kind === 'set') return new ApexSet(first);
  if (kind === 'map') return new ApexMap(first, second);
  if (kind === 'describeMap') return new DescribeMap(first, second);
  if (kind === 'object') {
    const created = current().findType(first)?.allocate?.();
    if (!created) throw new TypeError(`There is no class ${first} any more`);
    return created;
  }
  if (kind !== 'record') return emptyPlatform(kind, first);
  const def = current().host.source.schema.object(first);
  if (!def) throw new TypeError(`There is no object ${first} any more`);
  return new ApexSObject(def, origin);
}

function fill(target: unknown, frozen: FrozenObject, value: (item: Frozen | undefined) => unknown): void {
  const pairs = (entries: readonly (readonly Frozen[])[] = []) => entries.map(([key, held]) => [value(key), value(held)] as const);
  if (target instanceof ApexList) target.items = frozen.values.map(([item]) => value(item));
  else if (target instanceof ApexSet) for (const [item] of frozen.values) target.add(value(item));
  else if (target instanceof ApexMap) for (const [key, held] of pairs(frozen.values)) target.put(key, held);
  else if (isPlatformKind(frozen.kind)) fillPlatform(target, frozen, value);
  else if (target instanceof ApexSObject) {
    for (const [name, held] of pairs(frozen.values)) target.values.set(name as string, held);
    for (const name of frozen.changed ?? []) target.changed.add(name);
    for (const [name, held] of pairs(frozen.parents)) target.parents.set(name as string, held as ApexSObject | null);
    for (const [name, held] of pairs(frozen.children)) target.children.set(name as string, held as ApexList<ApexSObject>);
  } else {
    const slots = target as Record<string, unknown>;
    for (const [slot, held] of pairs(frozen.values)) slots[slot as string] = held;
  }
}

function thawScalar([kind, first, second]: readonly [string, ...Scalar[]]): unknown {
  const text = String(first);
  switch (kind) {
    case 'number':
      return Number(text);
    case 'long':
      return BigInt(text);
    case 'decimal':
      return new ApexDecimal(BigInt(text), Number(second));
    case 'double':
      return new ApexDouble(Number(text));
    case 'date':
      return new ApexDate(Number(first));
    case 'datetime':
      return new ApexDatetime(Number(first));
    case 'time':
      return new ApexTime(Number(first));
    case 'blob':
      return new ApexBlob(new Uint8Array(Buffer.from(text, 'base64')));
    case 'enum':
      return current().findType(text)?.enumValue?.(String(second)) ?? platformEnum(text, String(second));
    case 'sobjectType':
      return sobjectType(text);
    case 'field':
      return fieldToken(text, String(second));
    case 'type':
      return typeNamed(text);
    default:
      throw new TypeError(`Unknown kind of value: ${kind}`);
  }
}

installServices({ freeze, thaw });
