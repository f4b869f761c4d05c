import type { Bound, Conversion } from './bound.ts';
import type { Universe } from './universe.ts';
import type { ApexType } from './types.ts';
import { superTypes } from './members.ts';

/**
 * How well a value of type `from` fits `to` without a cast: 0 exact, more is worse; undefined when it does not.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_rules_of_conversion.htm
 */
export function fit(universe: Universe, from: ApexType, to: ApexType): number | undefined {
  if (from === to || from.key === to.key) return from.records ? 1 : 0;
  if (from.key === 'unknown' || to.key === 'unknown') return 1;
  if (from.isVoid || to.isVoid) return undefined;
  if (from.isNull) return to.key === 'object' ? 2 : 1;
  if (to.isUnknown) return from.user ? 5 : undefined;
  if (to.key === 'object') return 20;
  const widening = widen(from.key, to.key);
  if (widening !== undefined) return widening;
  if (from.records) return fitRecords(universe, from, to);
  if (from.isSObject && to.key === 'sobject') return 5;
  // `Type.forName('List')` has no element type.
  if (from.head === to.head && from.args.length !== to.args.length) return 15;
  if (from.is('list') && to.is('list')) return fitElements(universe, from.args[0]!, to.args[0]!, true);
  if (from.is('set') && to.is('set')) return fitElements(universe, from.args[0]!, to.args[0]!, false);
  if (from.is('map') && to.is('map')) {
    const keys = fitElements(universe, from.args[0]!, to.args[0]!, false);
    const values = fitElements(universe, from.args[1]!, to.args[1]!, true);
    return keys === undefined || values === undefined ? undefined : keys + values;
  }
  if (to.is('iterable', 'iterator') && from.native && to.args[0]) {
    const element = from.head === to.head ? from.args[0] : superTypes(universe, from).find((type) => type.is(to.head))?.args[0];
    // The platform does not compare the element types of iterables; a wrong element shows when it is used.
    if (element) return fitElements(universe, element, to.args[0], true) ?? 15;
  }
  return inherits(universe, from, to, 3);
}

function widen(from: string, to: string): number | undefined {
  const ranks: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    integer: { long: 1, double: 2, decimal: 3 },
    long: { double: 2, decimal: 3 },
    double: { decimal: 1 },
    decimal: { double: 4 },
    id: { string: 1 },
    string: { id: 4 },
    date: { datetime: 2 },
  };
  return ranks[from]?.[to];
}

function inherits(universe: Universe, from: ApexType, to: ApexType, distance: number): number | undefined {
  let best: number | undefined;
  for (const parent of superTypes(universe, from)) {
    // `Type.forName('Database.Batchable')` has no element type.
    if (parent.key === to.key || (parent.head === to.head && to.args.length === 0)) return distance;
    if (parent.head === to.head && parent.args.length === to.args.length && parent.args.length > 0) {
      if (parent.args.every((arg, i) => fitElements(universe, arg, to.args[i]!, true) !== undefined)) return distance;
    }
    const further = inherits(universe, parent, to, distance + 1);
    if (further !== undefined && (best === undefined || further < best)) best = further;
  }
  return best;
}

/** Lists are covariant, and lists of SObjects convert both ways: the record types are checked at run time. */
function fitElements(universe: Universe, from: ApexType, to: ApexType, covariant: boolean): number | undefined {
  if (from.key === to.key) return 0;
  if (from.key === 'sobject' && to.isSObject) return 3;
  if (from.isSObject && to.key === 'sobject') return 2;
  if (!covariant) return undefined;
  if (from.is('list', 'set', 'map') && to.is('list', 'set', 'map')) return fit(universe, from, to);
  if (to.key === 'object') return 9;
  // Numbers of a list convert as single ones do; public code counts on it.
  if (from.isNumber && to.isNumber) return widen(from.key, to.key);
  if (from.isNumber || to.isNumber) return undefined;
  const element = fit(universe, from, to);
  return element === undefined ? undefined : 6 + element;
}

function fitRecords(universe: Universe, from: ApexType, to: ApexType): number | undefined {
  const element = from.args[0]!;
  if (to.is('list')) return fitElements(universe, element, to.args[0]!, to.args[0]!.key === 'object');
  if (to.is('iterable') && to.args[0]) return fitElements(universe, element, to.args[0], false);
  if (to.isSObject) return element.key === to.key || to.key === 'sobject' || element.key === 'sobject' ? 8 : undefined;
  return undefined;
}

/** `value` as a `to`; the caller has checked {@link fit}. */
export function convert(universe: Universe, value: Bound, to: ApexType): Bound {
  const from = value.type;
  if (from.isNull || from === to) return value;
  if (value.kind === 'const' && from.key === 'integer' && typeof value.value === 'number') {
    if (to.key === 'long') return { kind: 'const', type: to, value: BigInt(value.value), nonNull: true };
    if (to.key === 'double') return { kind: 'const', type: to, value: value.value, nonNull: true };
    if (to.key === 'decimal') return { kind: 'decimal', type: to, text: String(value.value), nonNull: true };
  }
  if (value.kind === 'decimal' && to.key === 'double') return { kind: 'const', type: to, value: Number(value.text), nonNull: true };
  if (from.is('list') && to.is('list') && from.args[0]!.isNumber && to.args[0]!.isNumber && !from.records) {
    return {
      kind: 'runtime',
      fn: 'numbersAs',
      args: [value, { kind: 'const', value: to.args[0]!.name, type: universe.named('String'), nonNull: true }],
      type: to,
      nonNull: value.nonNull ?? false,
    };
  }
  const how = conversion(from, to);
  if (from.records && from.args[0]!.key === 'sobject') return ofDynamicQuery(universe, value, to);
  if (how) return { kind: 'convert', how, value, type: to, nonNull: value.nonNull ?? false };
  // Held alike by generated code, but what is done with it next (a division, its way into an Object) is that of a Double.
  if (from.key === 'integer' && to.key === 'double') return { kind: 'sequence', items: [value], type: to, nonNull: value.nonNull ?? false };
  return value;
}

/**
 * What a dynamic query finds has to be of the declared type.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
 */
function ofDynamicQuery(universe: Universe, value: Bound, to: ApexType): Bound {
  if (!to.isSObject) return to.args[0]?.sobject ? { kind: 'cast', value, to, type: to, nonNull: true } : { ...value, type: to };
  const record: Bound = { kind: 'convert', how: 'toRecord', value, type: universe.named('SObject') };
  return to.sobject ? { kind: 'cast', value: record, to, type: to } : record;
}

/**
 * Before `??` and `?.` a query without rows is null.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm
 */
export function orNull(value: Bound): Bound {
  if (value.kind === 'cast') return { ...value, value: orNull(value.value) };
  return value.kind === 'convert' && value.how === 'toRecord' ? { ...value, how: 'toRecordOrNull', nonNull: false } : value;
}

function conversion(from: ApexType, to: ApexType): Conversion | undefined {
  if (from.records) return to.isSObject ? 'toRecord' : 'toList';
  switch (to.key) {
    case 'long':
      return from.key === 'integer' ? 'toLong' : undefined;
    case 'double':
      return from.key === 'long' || from.key === 'decimal' ? 'toDouble' : undefined;
    case 'decimal':
      return from.isNumber && from.key !== 'decimal' ? 'toDecimal' : undefined;
    case 'id':
      return from.key === 'string' ? 'toId' : undefined;
    case 'datetime':
      return from.key === 'date' ? 'toDatetime' : undefined;
  }
  return from.key === 'double' && to.key !== 'double' ? 'box' : undefined;
}
