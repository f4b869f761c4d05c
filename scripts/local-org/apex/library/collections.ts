import { ApexList, ApexMap, ApexSet, hashOf, sortList, sortWith } from '../runtime/collections/index.ts';
import { throwApex } from '../runtime/exception.ts';
import type { ApexObject } from '../runtime/object.ts';
import { ApexSObject } from '../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../types.ts';
import { textOf } from '../runtime/text/index.ts';
import { tokenOfElements } from './schema/tokens.ts';

type L = ApexList;
type S = ApexSet;
type M = ApexMap;

function deepClone(list: L, preserveId = false, preserveTimestamps = false, preserveAutonumber = false): L {
  const copies = list.items.map((item) =>
    item instanceof ApexSObject ? item.clone(preserveId, true, preserveTimestamps, preserveAutonumber) : item,
  );
  return new ApexList(list.elementType, copies);
}

/** `new Map<Id, Account>(records)` and `putAll(records)`: by id. Throws System.ListException for a record without id. */
/** `new Map<Id, Account>(records)`: every record must have an id of its own. */
function mapOfRecords(map: M, records: L): M {
  (given(records).items as (ApexSObject | null)[]).forEach((record, index) => {
    const id = record?.id ?? null;
    if (id === null) throwApex('System.ListException', `Row with null Id at index: ${index}`);
    if (map.containsKey(id)) throwApex('System.ListException', `Row with duplicate Id at index: ${index}`);
    map.put(id, record);
  });
  return map;
}

/** `map.putAll(records)`: a later record replaces one of the same id; a record without an id goes under null. */
function putRecords(map: M, records: L): void {
  for (const record of given(records).items as (ApexSObject | null)[]) {
    if (record === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
    map.put(record.id, record);
  }
}

function deepCloneMap(map: M): M {
  const copy = new ApexMap(map.keyType, map.valueType);
  for (const [key, value] of map.entries()) copy.put(key, value instanceof ApexSObject ? value.clone(true, true, true, true) : value);
  return copy;
}

/** The collection given as an argument. Throws System.NullPointerException for null. */
function given<C>(values: C | null): C {
  if (values === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return values;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm */
const listType: NativeTypeSpec = {
  name: 'System.List',
  typeParams: ['T'],
  implements: ['System.Iterable<T>'],
  constructors: {
    '()': (type: string) => new ApexList(type),
    '(List<T> values)': (type: string, values: L | null) => new ApexList(type, values ? [...values.items] : []),
    '(Set<T> values)': (type: string, values: S) => new ApexList(type, [...given(values).elements()]),
    '(Integer size)': (type: string, size: number) => new ApexList<unknown>(type, new Array(size).fill(null)),
  },
  methods: {
    'add(T value): void': (list: L, value: unknown) => list.add(value),
    'add(Integer index, T value): void': (list: L, index: number, value: unknown) => list.addAt(index, value),
    'addAll(List<T> values): void': (list: L, values: L) => list.addAll(given(values).items),
    'addAll(Set<T> values): void': (list: L, values: S) => list.addAll(given(values).elements()),
    'clear(): void': (list: L) => list.clear(),
    'clone(): List<T>': (list: L) => list.clone(),
    'contains(T value): Boolean': (list: L, value: unknown) => list.contains(value),
    'deepClone(): List<T>': (list: L) => deepClone(list),
    'deepClone(Boolean preserveId): List<T>': deepClone,
    'deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps): List<T>': deepClone,
    'deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber): List<T>': deepClone,
    'equals(List<T> other): Boolean': (list: L, other: L | null) => list.apexEquals(other),
    'get(Integer index): T': (list: L, index: number) => list.get(index),
    'getSObjectType(): Schema.SObjectType': (list: L) => tokenOfElements(list.elementType),
    'hashCode(): Integer': hashOf,
    'indexOf(T value): Integer': (list: L, value: unknown) => list.indexOf(value),
    'isEmpty(): Boolean': (list: L) => list.isEmpty(),
    'iterator(): System.Iterator<T>': (list: L) => list.iterator(),
    'remove(Integer index): T': (list: L, index: number) => list.remove(index),
    'set(Integer index, T value): void': (list: L, index: number, value: unknown) => list.set(index, value),
    'size(): Integer': (list: L) => list.size(),
    'sort(): void': sortList,
    'sort(System.Comparator<T> comparator): void': (list: L, comparator: ApexObject) => sortWith(list, comparator),
    'toString(): String': textOf,
  },
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm */
const setType: NativeTypeSpec = {
  name: 'System.Set',
  typeParams: ['T'],
  implements: ['System.Iterable<T>'],
  constructors: {
    '()': (type: string) => new ApexSet(type),
    '(Set<T> values)': (type: string, values: S) => new ApexSet(type, given(values).elements()),
    '(List<T> values)': (type: string, values: L) => new ApexSet(type, given(values).items),
  },
  methods: {
    'add(T value): Boolean': (set: S, value: unknown) => set.add(value),
    'addAll(List<T> values): Boolean': (set: S, values: L) => set.addAll(given(values).items),
    'addAll(Set<T> values): Boolean': (set: S, values: S) => set.addAll(given(values).elements()),
    'clear(): void': (set: S) => set.clear(),
    'clone(): Set<T>': (set: S) => set.clone(),
    'contains(T value): Boolean': (set: S, value: unknown) => set.contains(value),
    'containsAll(List<T> values): Boolean': (set: S, values: L) => set.containsAll(given(values).items),
    'containsAll(Set<T> values): Boolean': (set: S, values: S) => set.containsAll(given(values).elements()),
    'equals(Set<Object> other): Boolean': (set: S, other: S | null) => set.apexEquals(other),
    'hashCode(): Integer': hashOf,
    'isEmpty(): Boolean': (set: S) => set.isEmpty(),
    'iterator(): System.Iterator<T>': (set: S) => set.iterator(),
    'remove(T value): Boolean': (set: S, value: unknown) => set.remove(value),
    'removeAll(List<T> values): Boolean': (set: S, values: L) => set.removeAll(given(values).items),
    'removeAll(Set<T> values): Boolean': (set: S, values: S) => set.removeAll(given(values).elements()),
    'retainAll(List<T> values): Boolean': (set: S, values: L) => set.retainAll(given(values).items),
    'retainAll(Set<T> values): Boolean': (set: S, values: S) => set.retainAll(given(values).elements()),
    'size(): Integer': (set: S) => set.size(),
    'toString(): String': textOf,
  },
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm */
const mapType: NativeTypeSpec = {
  name: 'System.Map',
  typeParams: ['K', 'V'],
  constructors: {
    '()': (key: string, value: string) => new ApexMap(key, value),
    '(Map<K, V> values)': (key: string, value: string, values: M) => {
      const map = new ApexMap(key, value);
      map.putAll(values);
      return map;
    },
    '(List<SObject> records)': (key: string, value: string, records: L) => mapOfRecords(new ApexMap(key, value), records),
  },
  methods: {
    'clear(): void': (map: M) => map.clear(),
    'clone(): Map<K, V>': (map: M) => map.clone(),
    'containsKey(K key): Boolean': (map: M, key: unknown) => map.containsKey(key),
    'deepClone(): Map<K, V>': deepCloneMap,
    'equals(Map<K, V> other): Boolean': (map: M, other: M | null) => map.apexEquals(other),
    'get(K key): V': (map: M, key: unknown) => map.get(key),
    'getSObjectType(): Schema.SObjectType': (map: M) => tokenOfElements(map.valueType),
    'hashCode(): Integer': hashOf,
    'isEmpty(): Boolean': (map: M) => map.isEmpty(),
    'keySet(): Set<K>': (map: M) => map.keySet(),
    'put(K key, V value): V': (map: M, key: unknown, value: unknown) => map.put(key, value),
    'putAll(Map<K, V> values): void': (map: M, values: M) => map.putAll(values),
    'putAll(List<SObject> records): void': (map: M, records: L) => putRecords(map, records),
    'remove(K key): V': (map: M, key: unknown) => map.remove(key),
    'size(): Integer': (map: M) => map.size(),
    'toString(): String': textOf,
    'values(): List<V>': (map: M) => map.values(),
  },
};

const iterableType: NativeTypeSpec = {
  name: 'System.Iterable',
  kind: 'interface',
  typeParams: ['T'],
  abstractMethods: ['iterator(): System.Iterator<T>'],
};

/** Iterators of platform collections; user classes implement the interface themselves. */
const iteratorType: NativeTypeSpec = {
  name: 'System.Iterator',
  kind: 'interface',
  typeParams: ['T'],
  abstractMethods: ['hasNext(): Boolean', 'next(): T'],
};

export const collectionTypes: readonly NativeTypeSpec[] = [listType, setType, mapType, iterableType, iteratorType];
