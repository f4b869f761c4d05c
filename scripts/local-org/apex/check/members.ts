import type { NativeMethod, NativeProperty, NativeType } from '../types/registry.ts';
import type { TypeName } from '../types/names.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/** A method that a call may mean, with its types seen from the receiver. */
export interface Candidate {
  readonly owner: ApexType;
  readonly name: string;
  readonly params: readonly ApexType[];
  readonly returns: ApexType;
  readonly isStatic: boolean;
  readonly user: MethodSymbol | null;
  readonly native: NativeMethod | null;
  readonly nativeOwner: NativeType | null;
}

function bindings(type: ApexType): Map<string, ApexType> {
  const map = new Map<string, ApexType>();
  type.native?.typeParams.forEach((name, i) => {
    const arg = type.args[i];
    if (arg) map.set(name, arg);
  });
  return map;
}

/** A type of the library as `type` sees it; a type parameter without argument counts as Object. */
function seenFrom(universe: Universe, type: ApexType, name: TypeName): ApexType {
  const bound = bindings(type);
  for (const param of type.native?.typeParams ?? []) if (!bound.has(param)) bound.set(param, universe.object);
  return universe.fromName(name, bound);
}

/** Direct parents: super class and interfaces. */
export function superTypes(universe: Universe, type: ApexType): ApexType[] {
  if (type.user) return type.user.superType ? [type.user.superType, ...type.user.interfaces] : [...type.user.interfaces];
  if (type.sobject) return [universe.named('SObject')];
  if (!type.native) return [];
  const names = type.native.superType ? [type.native.superType, ...type.native.interfaces] : type.native.interfaces;
  return names.map((name) => seenFrom(universe, type, name));
}

/** The class itself, then its super classes. */
export function* classChain(cls: ClassSymbol): Iterable<ClassSymbol> {
  for (let at: ClassSymbol | null = cls; at; at = at.parent) yield at;
}

export type FoundField =
  | { readonly kind: 'user'; readonly field: FieldSymbol }
  | { readonly kind: 'native'; readonly property: NativeProperty; readonly owner: NativeType; readonly type: ApexType };

/** Field or property of that name on a class or platform type. */
export function findField(universe: Universe, type: ApexType, name: string): FoundField | undefined {
  const field = type.user?.fields.get(name.toLowerCase());
  if (field) return { kind: 'user', field };
  const property = type.native?.property(name);
  if (property) return { kind: 'native', property, owner: type.native!, type: seenFrom(universe, type, property.type) };
  for (const parent of superTypes(universe, type)) {
    const found = findField(universe, parent, name);
    if (found) return found;
  }
  return undefined;
}

/** All methods of that name a receiver of this type has; overridden ones appear once. */
export function findMethods(universe: Universe, type: ApexType, name: string): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  collect(universe, type, name.toLowerCase(), found, seen);
  if (type.isEnum) collect(universe, universe.named('System.Enum'), name.toLowerCase(), found, seen);
  collect(universe, universe.object, name.toLowerCase(), found, seen);
  return found;
}

/** An interface may declare toString, equals and hashCode, which every object has; with another result they are methods of its own. */
function isOfEveryObject(universe: Universe, method: MethodSymbol): boolean {
  const same = (native: NativeMethod): boolean =>
    native.returns.name.toLowerCase() === method.returns.key &&
    native.params.length === method.params.length &&
    native.params.every((param, i) => method.params[i]!.key === param.type.name.toLowerCase());
  return universe.object.native!.methods(method.name).some(same);
}

function collect(universe: Universe, type: ApexType, name: string, found: Candidate[], seen: Set<string>): void {
  const add = (candidate: Candidate): void => {
    const key = candidate.params.map((param) => param.key).join();
    if (seen.has(key)) return;
    seen.add(key);
    found.push(candidate);
  };
  for (const method of type.user?.methods.get(name) ?? []) {
    if (type.isInterface && isOfEveryObject(universe, method)) continue;
    const { params, returns, isStatic } = method;
    add({ owner: type, name: method.name, params, returns, isStatic, user: method, native: null, nativeOwner: null });
  }
  for (const method of type.native?.methods(name) ?? []) {
    const params = method.params.map((param) => seenFrom(universe, type, param.type));
    const returns = seenFrom(universe, type, method.returns);
    const { isStatic } = method;
    add({ owner: type, name: method.name, params, returns, isStatic, user: null, native: method, nativeOwner: type.native! });
  }
  for (const parent of superTypes(universe, type)) collect(universe, parent, name, found, seen);
}

/** Constructors of a platform type with its type arguments filled in. */
export function nativeConstructors(universe: Universe, type: ApexType): Candidate[] {
  const native = type.native!;
  return native.constructors.map((method) => ({
    owner: type,
    name: '<Constructor>',
    params: method.params.map((param) => seenFrom(universe, type, param.type)),
    returns: type,
    isStatic: true,
    user: null,
    native: method,
    nativeOwner: native,
  }));
}

export function userConstructors(type: ApexType): Candidate[] {
  return type.user!.constructors.map((method) => ({
    owner: type,
    name: '<Constructor>',
    params: method.params,
    returns: type,
    isStatic: true,
    user: method,
    native: null,
    nativeOwner: null,
  }));
}

/** True when the type is the platform's Exception or extends it. */
export function isException(universe: Universe, type: ApexType): boolean {
  return type.key === 'exception' || superTypes(universe, type).some((parent) => isException(universe, parent));
}
