import type { Conversion } from './bound.ts';
import { classChain } from './members.ts';
import { methodKey, type ClassSymbol, type MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';

/** A method that the platform calls with values as collections and Object variables hold them. */
export interface PlatformCall {
  readonly method: MethodSymbol;
  /** JavaScript name under which the platform calls it. */
  readonly entry: string;
}

const CONVERSIONS: ReadonlyMap<string, Conversion> = new Map([
  ['long', 'toLong'],
  ['double', 'toDouble'],
  ['decimal', 'toDecimal'],
]);

/**
 * Methods of platform interfaces that the class implements with numbers as parameters, such as `compare(Double, Double)` of a
 * `Comparator<Double>`: what an Object holds has to be converted before they see it, as in a call with declared types.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Comparator.htm
 */
export function platformCalls(cls: ClassSymbol): PlatformCall[] {
  return cls.interfaces.flatMap(nativeMethods).flatMap(({ name, arity }) => {
    const method = methodOf(cls, name, arity);
    return method?.params.some((param) => fromObject(param) !== undefined)
      ? [{ method, entry: `any$${methodKey(method.name, method.params)}` }]
      : [];
  });
}

/** How a value of that type is made from what an Object holds; undefined when it is held alike. */
export function fromObject(type: ApexType): Conversion | undefined {
  return CONVERSIONS.get(type.key);
}

function nativeMethods(type: ApexType): { readonly name: string; readonly arity: number }[] {
  if (type.user) return type.user.interfaces.flatMap(nativeMethods);
  if (type.native?.kind !== 'interface') return [];
  return type.native
    .allMethods()
    .filter((method) => !method.impl && !method.isStatic)
    .map((method) => ({ name: method.name.toLowerCase(), arity: method.params.length }));
}

function methodOf(cls: ClassSymbol, name: string, arity: number): MethodSymbol | undefined {
  for (const at of classChain(cls)) {
    const found = at.methods.get(name)?.find((method) => method.params.length === arity && !method.isStatic && !method.isAbstract);
    if (found) return found;
  }
  return undefined;
}
