import {
  classChain,
  hasAnnotation,
  accessorKey,
  dispatchKey,
  platformCalls,
  superTypes,
  type ApexType,
  type ClassSymbol,
  type FieldSymbol,
  type Universe,
} from '../check/index.ts';
import type { ClassInfo, ClassMember } from '../runtime/object.ts';

/** Describes a class for run-time reflection. */
export function classInfo(universe: Universe, cls: ClassSymbol, infoOf: (cls: ClassSymbol) => ClassInfo): ClassInfo {
  return {
    name: cls.name,
    superInfo: cls.parent ? infoOf(cls.parent) : null,
    ancestors: ancestors(universe, universe.ofClass(cls)),
    members: members(cls),
    abstract: cls.isAbstract,
    methods: methods(cls),
  };
}

function ancestors(universe: Universe, type: ApexType): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: ApexType): void => {
    found.add(at.key);
    found.add(at.head);
    for (const parent of superTypes(universe, at)) visit(parent);
  };
  visit(type);
  return found;
}

function members(cls: ClassSymbol): ClassMember[] {
  const chain = [...classChain(cls)].reverse();
  return chain.flatMap((at) => [...at.fields.values()].filter((field) => !field.isStatic).map(member));
}

function member(field: FieldSymbol): ClassMember {
  const computed = field.property !== null && !field.property.plain;
  const call = (self: unknown, accessor: string, ...args: unknown[]): unknown => {
    const fn = (self as Record<string, (...args: unknown[]) => unknown>)[accessor];
    return fn?.apply(self, args) ?? null;
  };
  return {
    name: field.name,
    slot: computed ? null : field.slot,
    backing: field.slot,
    type: field.type.name,
    transient: field.modifiers.words.has('transient'),
    access: field.access,
    auraEnabled: hasAnnotation(field.modifiers, 'auraenabled'),
    ...(computed && field.property.getter ? { get: (self: unknown) => call(self, accessorKey(field, 'get')) } : {}),
    ...(computed && field.property.setter
      ? { set: (self: unknown, value: unknown) => void call(self, accessorKey(field, 'set'), value) }
      : {}),
  };
}

/** Instance methods by `name/parameters` and, for overloads, by `name(types)`; those of the class itself win over inherited ones. */
function methods(cls: ClassSymbol): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const chain = [...classChain(cls)];
  const entries = new Map(chain.flatMap(platformCalls).map(({ method, entry }) => [dispatchKey(method), entry]));
  for (const at of chain) {
    for (const method of [...at.methods.values()].flat()) {
      if (method.isStatic && cls.interfaces.length === 0) continue;
      const name = method.name.toLowerCase();
      const types = method.params.map((param) => param.name.toLowerCase()).join(',');
      for (const key of [`${name}/${method.params.length}`, `${name}(${types})`]) {
        if (!found.has(key)) found.set(key, entries.get(dispatchKey(method)) ?? dispatchKey(method));
      }
    }
  }
  return found;
}
