import type { Report } from './declare.ts';
import { sameParams } from './declare.ts';
import { fit } from './convert.ts';
import { classChain, findMethods, superTypes, type Candidate } from './members.ts';
import { describeCall, methodKey, type Access, type ClassSymbol, type MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/** Checks overriding and that everything abstract is implemented, also in inner classes. */
export function checkInheritance(universe: Universe, cls: ClassSymbol, report: Report): void {
  for (const methods of cls.methods.values()) for (const method of methods) checkOverride(universe, cls, method, report);
  if (cls.kind === 'class') {
    checkMethodShapes(cls, report);
    checkDefaultConstructor(cls, report);
    if (!cls.isAbstract) checkImplemented(universe, cls, report);
  }
  for (const inner of cls.inner.values()) checkInheritance(universe, inner, report);
}

/** A class that declares no constructor needs one without parameters in its parent. */
function checkDefaultConstructor(cls: ClassSymbol, report: Report): void {
  const { parent } = cls;
  if (!parent || cls.constructors.length > 0 || parent.constructors.length === 0) return;
  if (!parent.constructors.some(({ params }) => params.length === 0)) {
    report(cls, cls.decl, `No default constructor available in super type: ${parent.name}`);
  }
}

function checkMethodShapes(cls: ClassSymbol, report: Report): void {
  for (const methods of cls.methods.values()) {
    for (const method of methods) {
      const name = describeCall(method.name, method.params);
      if (method.isAbstract && !cls.decl.modifiers.words.has('abstract')) {
        report(cls, method.decl, `Abstract methods are only allowed in abstract classes: ${name}`);
      }
      if (method.isAbstract && method.decl.body) report(cls, method.decl, 'Abstract methods cannot have a body');
      if (!method.isAbstract && !method.decl.body) report(cls, method.decl, 'Method must have a body');
      if (cls.outer && method.isStatic) report(cls, method.decl, 'static can only be used on methods of a top level type');
    }
  }
}

/** A public method may override a global one: well-known packages do. */
const STRENGTH: Readonly<Record<Access, number>> = { private: 0, protected: 1, public: 2, global: 2 };

function checkOverride(universe: Universe, cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  if (cls.kind !== 'class' || method.isStatic) return;
  const text = `${method.returns.name} ${cls.name}.${describeCall(method.name, method.params)}`;
  let overridden: MethodSymbol | undefined;
  for (const parent of classChain(cls)) {
    if (parent === cls) continue;
    overridden = parent.methods.get(method.name.toLowerCase())?.find((other) => sameParams(other, method) && !other.isStatic);
    if (overridden) break;
  }
  if (!overridden || (overridden.access === 'private' && overridden.cls.top !== cls.top)) {
    const native = method.isOverride && overridesNative(universe, cls, method);
    if (method.isOverride && !native && ![...classChain(cls)].some((at) => at.hasUnknownParent))
      report(cls, method.decl, `@Override specified for non-overriding method: ${text}`);
    return;
  }
  if (!overridden.isVirtual) {
    report(cls, method.decl, `Non-virtual, non-abstract methods cannot be overridden: ${text}`);
  } else if (!method.isOverride) {
    report(cls, method.decl, `Method must use the override keyword: ${text}`);
  }
  if (STRENGTH[method.access] < STRENGTH[overridden.access]) {
    report(cls, method.decl, `Cannot reduce the visibility of method: ${text}`);
  }
  if (overridden.returns.key !== method.returns.key && fit(universe, method.returns, overridden.returns) === undefined) {
    report(cls, method.decl, clash(overridden.returns, method.returns, cls));
  }
}

/** `override` on toString, equals and hashCode, on methods of platform exceptions, and on interface methods of abstract parents. */
function overridesNative(universe: Universe, cls: ClassSymbol, method: MethodSymbol): boolean {
  const from = [universe.object, ...superTypes(universe, universe.ofClass(cls))];
  return from.some((type) =>
    findMethods(universe, type, method.name).some((candidate) => candidate.params.length === method.params.length),
  );
}

function clash(wanted: ApexType, given: ApexType, { name }: ClassSymbol): string {
  return `Method return types clash: ${wanted.name} vs ${given.name} from the type ${name}`;
}

interface Required {
  readonly name: string;
  readonly params: readonly ApexType[];
  readonly returns: ApexType;
  readonly owner: ApexType;
}

function checkImplemented(universe: Universe, cls: ClassSymbol, report: Report): void {
  const type = universe.ofClass(cls);
  for (const required of requiredMethods(universe, type, new Set())) {
    const fitting = findMethods(universe, type, required.name).filter((candidate) => implements_(universe, candidate, required));
    const isSame = ({ params }: Candidate): boolean => params.every((param, i) => param.key === required.params[i]!.key);
    const found = fitting.find(isSame) ?? fitting[0];
    if (!found) {
      const call = describeCall(required.name, required.params);
      report(cls, cls.decl, `Class ${cls.name} must implement the method: ${required.returns.name} ${required.owner.name}.${call}`);
    } else if (required.owner.isInterface && found.user && found.user.access !== 'public' && found.user.access !== 'global') {
      report(
        cls,
        found.user.decl,
        `Overriding implementations of global or public interface methods must be global or public: ${cls.name}.${found.name}`,
      );
    }
    if (found?.user && required.owner.user && !found.returns.isUnknown && fitsNothing(universe, found.returns, required.returns))
      report(cls, found.user.decl, clash(required.returns, found.returns, cls));
    if (found?.user && required.owner.user) bridge(cls, methodKey(required.name, required.params), methodKey(found.name, found.params));
  }
}

function fitsNothing(universe: Universe, given: ApexType, wanted: ApexType): boolean {
  if (wanted.isUnknown || wanted === given) return false;
  return wanted.isVoid || given.isVoid || (fit(universe, given, wanted) === undefined && fit(universe, wanted, given) === undefined);
}

/** A method that stands for one with other collections as parameters also goes by the name of that one. */
function bridge(cls: ClassSymbol, wanted: string, own: string): void {
  if (wanted !== own) cls.bridges.set(wanted, own);
}

function implements_(universe: Universe, candidate: Candidate, required: Required): boolean {
  if (candidate.params.length !== required.params.length) return false;
  // Every object has toString, equals and hashCode.
  if (!candidate.user) return candidate.owner === universe.object;
  // The platform accepts static methods as implementations.
  if (candidate.user.isAbstract) return false;
  return candidate.params.every((param, i) => param.key === required.params[i]!.key || isLenient(universe, required, param, i));
}

/**
 * A method with a wider parameter stands for that of an interface. Platform interfaces are lenient about the element types
 * of generic parameters (Batchable<SObject>, Comparator<T>), all interfaces about the elements of collections: List<Account>
 * stands for List<SObject>, Map<String, Object> for any map of it.
 */
function isLenient(universe: Universe, required: Required, param: ApexType, index: number): boolean {
  const wanted = required.params[index]!;
  if (required.owner.isInterface && isWider(universe, wanted, param)) return true;
  const collections = param.head === wanted.head && param.is('list', 'set', 'map');
  if (!required.owner.native && !(required.owner.isInterface && collections)) return false;
  return fit(universe, param, wanted) !== undefined || fit(universe, wanted, param) !== undefined;
}

/** Every value of the one type is one of the other as it is: nothing has to be converted. */
function isWider(universe: Universe, wanted: ApexType, param: ApexType): boolean {
  if (param === universe.object) return !wanted.is('double');
  return (param.user !== undefined || param.is('sobject')) && fit(universe, wanted, param) !== undefined;
}

/** Abstract methods a concrete class has to have. */
function requiredMethods(universe: Universe, type: ApexType, seen: Set<string>): Required[] {
  if (seen.has(type.key)) return [];
  seen.add(type.key);
  const found: Required[] = [];
  for (const methods of type.user?.methods.values() ?? []) {
    for (const method of methods) {
      if (method.isAbstract) found.push({ name: method.name, params: method.params, returns: method.returns, owner: type });
    }
  }
  if (type.native?.kind === 'interface') {
    for (const native of type.native.allMethods().filter((method) => !method.impl && !method.isStatic)) {
      for (const candidate of findMethods(universe, type, native.name)) {
        if (candidate.native === native)
          found.push({ name: native.name, params: candidate.params, returns: candidate.returns, owner: type });
      }
    }
  }
  for (const parent of superTypes(universe, type)) found.push(...requiredMethods(universe, parent, seen));
  return found;
}
