import type { ApexSet } from '../../runtime/collections/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import type { NativeFn } from '../../types.ts';
import { typeNamed, type ApexType } from './type.ts';

/** Keys are letters and digits, at most 50 of them. */
const KEY = /^[A-Za-z0-9]{1,50}$/;
/** `Partition` or `namespace.Partition`. */
const PARTITION = /^(?:[A-Za-z0-9]+\.)?[A-Za-z0-9]+$/;

/** Throws Cache.InvalidParamException. */
export function requireKey(name: string, key: string): void {
  if (!KEY.test(name)) throwApex('Cache.InvalidParamException', `Invalid key: ${key}`);
}

/** Throws Cache.InvalidParamException. */
export function requireValue(value: unknown): void {
  if (value === null) throwApex('Cache.InvalidParamException', 'The value must not be null');
}

/** Throws Cache.InvalidCacheBuilderException. */
export function requireBuilder(builder: ApexType | null): asserts builder {
  const { runtime } = builder ?? nullPointer();
  if (typeNamed('Cache.CacheBuilder')?.runtime.isAssignableFrom(runtime)) return;
  throwApex('Cache.InvalidCacheBuilderException', `${runtime.name} does not implement Cache.CacheBuilder`);
}

/** With the default partition the key may name another one: `namespace.partition.key`. */
function validateKey(isDefault: boolean, key: string | null): void {
  requireKey((isDefault ? key?.split('.').at(-1) : key) ?? '', key ?? '');
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_cache_Partition.htm */
export const VALIDATIONS: Record<string, NativeFn> = {
  'validateCacheBuilder(System.Type builder): void': (builder: ApexType | null) => requireBuilder(builder),
  'validateKey(Boolean isDefault, String key): void': validateKey,
  'validateKeyValue(Boolean isDefault, String key, Object value): void': (isDefault: boolean, key: string | null, value: unknown) => {
    validateKey(isDefault, key);
    requireValue(value);
  },
  'validateKeys(Boolean isDefault, Set<String> keys): void': (isDefault: boolean, keys: ApexSet<string> | null) => {
    for (const key of keys ?? nullPointer()) validateKey(isDefault, key);
  },
  'validatePartitionName(String name): void': (name: string | null) => {
    if (!PARTITION.test(name ?? '')) throwApex('Cache.InvalidParamException', `Invalid partition name: ${name ?? 'null'}`);
  },
};
