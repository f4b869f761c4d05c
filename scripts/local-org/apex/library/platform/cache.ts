import { ApexMap, ApexSet, callMethod } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { service } from '../../runtime/services.ts';
import { cacheArea, hasSession, mostSeconds, secondsToLive, type CacheArea, type Scope } from './cacheArea.ts';
import { requireBuilder, requireKey, requireValue, VALIDATIONS } from './cacheRules.ts';
import type { ApexType } from './type.ts';

definePlatformEnum('Cache.Visibility', ['ALL', 'NAMESPACE']);

/** `local.Partition.key` or `key` of the default partition. */
function place(scope: Scope, key: string | null): [values: CacheArea, key: string] {
  if (key === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const parts = key.split('.');
  const name = parts.pop()!;
  requireKey(name, key);
  return [cacheArea(scope, (parts.pop() ?? '').toLowerCase()), name];
}

function get(scope: Scope, key: string | null): unknown {
  const [area, name] = place(scope, key);
  return area.get(name) ?? null;
}

/** Name under which the value of a Cache.CacheBuilder is kept. How an org makes it is not documented; public code finds the class in it. */
const builtName = (builder: ApexType, key: string): string => `${builder.runtime.name.replaceAll('.', '_')}_B_${key}`;

/** With a Cache.CacheBuilder the value is made by its `doLoad` when it is missing; null is not kept. */
function load(scope: Scope, builder: ApexType, key: string | null): unknown {
  requireBuilder(builder);
  const [area, name] = place(scope, key);
  const built = builtName(builder, name);
  const kept = area.get(built);
  if (kept !== undefined) return kept;
  const value = callMethod(builder.runtime.newInstance() as ApexObject, 'doLoad', [name]);
  if (value !== null) area.set(built, value, secondsToLive(scope, null));
  return value;
}

function removeBuilt(scope: Scope, builder: ApexType, key: string | null): boolean {
  requireBuilder(builder);
  const [area, name] = place(scope, key);
  return area.delete(builtName(builder, name));
}

function put(scope: Scope, key: string | null, value: unknown, seconds: number | null = null): void {
  requireValue(value);
  const [area, name] = place(scope, key);
  area.set(name, value, secondsToLive(scope, seconds));
}

const MAX_BULK_KEYS = 10;

/** What holds for each of the keys. Throws Cache.BulkApiKeysLimitExceededException when they are too many. */
function each<T>(type: string, keys: ApexSet<string> | null, read: (key: string) => T): ApexMap<string, T> {
  if (keys === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const answers = new ApexMap<string, T>('String', type);
  const given = [...keys];
  if (given.length > MAX_BULK_KEYS) {
    throwApex('Cache.BulkApiKeysLimitExceededException', `More than ${MAX_BULK_KEYS} keys: ${given.length}`);
  }
  for (const key of given) answers.put(key, read(key));
  return answers;
}

/** `Cache.OrgPartition` and `Cache.SessionPartition`. */
class Partition extends ApexObject {
  readonly scope: Scope;
  readonly name: string;

  constructor(scope: Scope, name: string) {
    super();
    this.scope = scope;
    // `local.Partition`, `namespace.Partition` and `Partition` are the same one here.
    this.name = name.slice(name.lastIndexOf('.') + 1);
  }

  override get typeName(): string {
    return `Cache.${this.scope}Partition`;
  }

  key(key: string | null): string | null {
    return key === null ? null : `${this.name}.${key}`;
  }
}

/** Bytes of a cache without a partition of its own, and of the smallest partition. */
const CAPACITY = 1_048_576;

/** Percentage of the capacity in use, counting a value by the length of its text. */
function capacityUsed(scope: Scope, partition: string): number {
  let bytes = 0;
  const area = cacheArea(scope, partition);
  for (const key of area.keys()) bytes += key.length + service('str')(area.get(key) ?? null).length;
  return (bytes / CAPACITY) * 100;
}

const UNSUPPORTED = ['getAvgGetTime', 'getAvgValueSize', 'getMaxGetTime', 'getMaxValueSize', 'getMissRate'];
const keys = (scope: Scope, partition: string): ApexSet<string> => new ApexSet('String', cacheArea(scope, partition).keys());

/** Static methods of Cache.Org and Cache.Session, on the default partition or a qualified key. */
function statics(scope: Scope): Record<string, NativeFn> {
  return {
    'contains(String key): Boolean': (key: string) => get(scope, key) !== null,
    'contains(Set<String> keys): Map<String, Boolean>': (keys: ApexSet<string>) => each('Boolean', keys, (key) => get(scope, key) !== null),
    'get(String key): Object': (key: string) => get(scope, key),
    'get(Set<String> keys): Map<String, Object>': (keys: ApexSet<string>) => each('Object', keys, (key) => get(scope, key)),
    'get(System.Type builder, String key): Object': (builder: ApexType, key: string) => load(scope, builder, key),
    'getCapacity(): Double': () => capacityUsed(scope, ''),
    'getKeys(): Set<String>': () => keys(scope, ''),
    'getName(): String': () => '',
    'getNumKeys(): Long': () => BigInt(keys(scope, '').size()),
    [`getPartition(String name): Cache.${scope}Partition`]: (name: string) => new Partition(scope, name),
    'put(String key, Object value): void': (key: string, value: unknown) => put(scope, key, value),
    'put(String key, Object value, Integer ttl): void': (key: string, value: unknown, seconds: number | null) =>
      put(scope, key, value, seconds),
    'put(String key, Object value, Cache.Visibility visibility): void': (key: string, value: unknown) => put(scope, key, value),
    'put(String key, Object value, Integer ttl, Cache.Visibility visibility, Boolean immutable): void': (
      key: string,
      value: unknown,
      seconds: number | null,
    ) => put(scope, key, value, seconds),
    'remove(String key): Boolean': (key: string) => remove(scope, key),
    'remove(System.Type builder, String key): Boolean': (builder: ApexType, key: string) => removeBuilt(scope, builder, key),
  };
}

function remove(scope: Scope, key: string | null): boolean {
  const [area, name] = place(scope, key);
  return area.delete(name);
}

type P = Partition;

const PARTITION_METHODS: Record<string, NativeFn> = {
  'contains(String key): Boolean': (p: P, key: string) => get(p.scope, p.key(key)) !== null,
  'contains(Set<String> keys): Map<String, Boolean>': (p: P, keys: ApexSet<string>) =>
    each('Boolean', keys, (key) => get(p.scope, p.key(key)) !== null),
  'get(String key): Object': (p: P, key: string) => get(p.scope, p.key(key)),
  'get(Set<String> keys): Map<String, Object>': (p: P, keys: ApexSet<string>) => each('Object', keys, (key) => get(p.scope, p.key(key))),
  'get(System.Type builder, String key): Object': (p: P, builder: ApexType, key: string) => load(p.scope, builder, p.key(key)),
  'getCapacity(): Double': (p: P) => capacityUsed(p.scope, p.name.toLowerCase()),
  'getKeys(): Set<String>': (p: P) => keys(p.scope, p.name.toLowerCase()),
  'getName(): String': (p: P) => p.name,
  'getNumKeys(): Long': (p: P) => BigInt(keys(p.scope, p.name.toLowerCase()).size()),
  'isAvailable(): Boolean': (p: P) => p.scope === 'Org' || hasSession(),
  'put(String key, Object value): void': (p: P, key: string, value: unknown) => put(p.scope, p.key(key), value),
  'put(String key, Object value, Integer ttl): void': (p: P, key: string, value: unknown, seconds: number | null) =>
    put(p.scope, p.key(key), value, seconds),
  'put(String key, Object value, Cache.Visibility visibility): void': (p: P, key: string, value: unknown) =>
    put(p.scope, p.key(key), value),
  'put(String key, Object value, Integer ttl, Cache.Visibility visibility, Boolean immutable): void': (
    p: P,
    key: string,
    value: unknown,
    seconds: number | null,
  ) => put(p.scope, p.key(key), value, seconds),
  'remove(String key): Boolean': (p: P, key: string) => remove(p.scope, p.key(key)),
  'remove(System.Type builder, String key): Boolean': (p: P, builder: ApexType, key: string) => removeBuilt(p.scope, builder, p.key(key)),
};

/** Full names of partitions and keys: `namespace.partition.key`. */
const NAMES: Record<string, NativeFn> = {
  'createFullyQualifiedKey(String namespace, String partition, String key): String': (...parts: (string | null)[]) => parts.join('.'),
  'createFullyQualifiedPartition(String namespace, String partition): String': (...parts: (string | null)[]) => parts.join('.'),
};

const EXCEPTIONS = [
  ...['Cache.BulkApiKeysLimitExceededException', 'Cache.CacheException', 'Cache.InvalidCacheBuilderException'],
  ...['Cache.InvalidParamException', 'Cache.ItemSizeLimitExceededException', 'Cache.PlatformCacheInvalidOperationException'],
  ...['Cache.Org.OrgCacheException', 'Cache.Session.SessionCacheException', 'Cache.Session.SessionCacheNoSessionException'],
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_cache.htm */
export const cacheTypes: readonly NativeTypeSpec[] = [
  { name: 'Cache.Visibility', kind: 'enum', enumValues: ['ALL', 'NAMESPACE'] },
  { name: 'Cache.CacheBuilder', kind: 'interface', abstractMethods: ['doLoad(String key): Object'] },
  {
    name: 'Cache.Org',
    statics: statics('Org'),
    staticProperties: { 'MAX_TTL_SECS: Integer': { get: () => mostSeconds('Org') } },
    unsupported: [...UNSUPPORTED, 'contains(List<String>)', 'get(List<String>)', 'remove(List<String>)'],
  },
  {
    name: 'Cache.Session',
    statics: { ...statics('Session'), 'isAvailable(): Boolean': hasSession },
    staticProperties: { 'MAX_TTL_SECS: Integer': { get: () => mostSeconds('Session') } },
    unsupported: UNSUPPORTED,
  },
  { name: 'Cache.Partition', abstract: true, statics: { ...NAMES, ...VALIDATIONS }, methods: PARTITION_METHODS, unsupported: UNSUPPORTED },
  { name: 'Cache.OrgPartition', extends: 'Cache.Partition', statics: VALIDATIONS, unsupported: UNSUPPORTED },
  { name: 'Cache.SessionPartition', extends: 'Cache.Partition', statics: VALIDATIONS, unsupported: UNSUPPORTED },
  ...EXCEPTIONS.map((name): NativeTypeSpec => ({ name, kind: 'exception' })),
];
