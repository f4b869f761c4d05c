import type { Expr, Pos } from '../syntax/index.ts';
import { isVisible } from './access.ts';
import { isPlatformName, isPlatformNamespace } from '../types/platformNames.ts';
import type { Bound, SiteInfo } from './bound.ts';
import { convert } from './convert.ts';
import { boxed, checkValue, unboxed, use } from './expressions.ts';
import { findMethods, type Candidate } from './members.ts';
import { continued } from './memberValues.ts';
import { owning, refuseSafe, resolveEntity, thisOf, type Entity } from './names.ts';
import { choose } from './overloads.ts';
import { fail, refuseUnknown, UnsupportedHere, type Scope } from './scope.ts';
import { specialCall, specialStatic } from './specialCalls.ts';
import { storing } from './storing.ts';
import { aroundParents, describeCall, type ClassSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

export type CallExpr = Expr & { kind: 'call' };

/** A method call of any form. */
export function checkCall(scope: Scope, expr: CallExpr): Bound {
  if (!expr.target) return checkOwnCall(scope, expr);
  if (expr.target.kind === 'super') return checkSuperCall(scope, expr);
  const target = owning(
    scope,
    expr.target,
    resolveEntity(scope, expr.target),
    (type) => findMethods(scope.universe, type, expr.name).length > 0 || type.native?.isUnsupported(expr.name),
  );
  if (expr.safe) refuseSafe(expr, target, expr.target);
  const special = specialCall(scope, expr, target);
  if (special) return special;
  const args = checkArgs(scope, expr);
  if (target.kind === 'prefix') {
    // `System.Label` leads to labels, and is a class with methods too.
    const type = scope.universe.find(target.parts, scope.cls);
    if (!type) fail(expr, `Variable does not exist: ${target.parts.join('.')}`);
    return checkStaticCall(scope, expr, type, args);
  }
  if (target.kind === 'type') return checkStaticCall(scope, expr, target.type, args);
  return checkInstanceCall(scope, expr, target, args);
}

export function checkArgs(scope: Scope, expr: { readonly args: readonly Expr[] }): Bound[] {
  return expr.args.map((arg) => checkValue(scope, arg));
}

/** A call without receiver: a method of this class or, if static, of an outer one. */
function checkOwnCall(scope: Scope, expr: CallExpr): Bound {
  const args = checkArgs(scope, expr);
  for (let cls: ClassSymbol | null = scope.cls; cls; cls = cls.outer) {
    const candidates = findMethods(scope.universe, scope.universe.ofClass(cls), expr.name);
    const own = candidates.filter((candidate) => candidate.nativeOwner?.name !== 'System.Object' || cls === scope.cls);
    if (own.length === 0) continue;
    const choice = choose(scope.universe, own, args);
    if (choice.kind === 'none' && cls.outer) continue;
    const method = decided(expr, choice, expr.name, args, cls.name);
    if (method.isStatic) return invoke(scope, expr, null, method, args, false);
    if (scope.isStatic || cls !== scope.cls) {
      fail(expr, `Non static method cannot be referenced from a static context: ${describeMethod(method)}`);
    }
    if (scope.chaining) fail(expr, `Cannot reference instance methods in a constructor invocation: ${expr.name}`);
    return invoke(scope, expr, thisOf(scope, cls), method, args, false);
  }
  for (const cls of scope.cls ? aroundParents(scope.cls) : []) {
    const statics = findMethods(scope.universe, scope.universe.ofClass(cls), expr.name).filter((candidate) => candidate.isStatic);
    if (statics.length > 0)
      return invoke(scope, expr, null, decided(expr, choose(scope.universe, statics, args), expr.name, args, cls.name), args, false);
  }
  fail(
    expr,
    `Method does not exist or incorrect signature: void ${describeArgs(expr.name, args)} from the type ${scope.cls?.name ?? 'anonymous'}`,
  );
}

function checkSuperCall(scope: Scope, expr: CallExpr): Bound {
  const parent = scope.cls?.superType;
  if (!scope.cls || scope.isStatic) fail(expr, 'Super cannot be referenced in a static context');
  const args = checkArgs(scope, expr);
  const from = parent ?? scope.universe.object;
  const method = decided(expr, choose(scope.universe, findMethods(scope.universe, from, expr.name), args), expr.name, args, from.name);
  if (method.user?.isAbstract) fail(expr, `Abstract method cannot be called directly: ${describeMethod(method)}`);
  return invoke(scope, expr, thisOf(scope, scope.cls), method, args, true);
}

function checkStaticCall(scope: Scope, expr: CallExpr, type: ApexType, args: Bound[]): Bound {
  refuseUnknown(expr, type, expr.name);
  const special = specialStatic(scope, expr, type, args);
  if (special) return special;
  if (type.native?.isUnsupported(expr.name)) throw new UnsupportedHere(`${type.name}.${expr.name}`);
  const candidates = findMethods(scope.universe, type, expr.name);
  // Objects such as BusinessHours share their name with a class of the platform.
  const isPlatforms = isPlatformName([type.name]) || isPlatformNamespace(type.name);
  if (candidates.length === 0 && type.sobject && isPlatforms) throw new UnsupportedHere(`${type.name}.${expr.name}`);
  const statics = candidates.filter((candidate) => candidate.isStatic);
  const choice = choose(scope.universe, statics.length > 0 ? statics : candidates, args);
  const method = decided(expr, choice, expr.name, args, type.name);
  if (!method.isStatic) {
    const inside = type.user && scope.cls?.extends(type.user) && !scope.isStatic;
    if (!inside) fail(expr, `Non static method cannot be referenced from a static context: ${describeMethod(method)}`);
    return invoke(scope, expr, thisOf(scope, scope.cls!), method, args, false);
  }
  return invoke(scope, expr, null, method, args, false);
}

function checkInstanceCall(scope: Scope, expr: CallExpr, target: Entity & { kind: 'value' }, args: Bound[]): Bound {
  const { universe } = scope;
  let receiver = target.value;
  refuseUnknown(expr, receiver.type, expr.name);
  if (receiver.type.isVoid) fail(expr, `Method does not exist or incorrect signature: ${describeArgs(expr.name, args)} from the type void`);
  if (receiver.type.records) receiver = convert(universe, receiver, universe.list(receiver.type.args[0]!));
  const type = receiver.type;
  const candidates = findMethods(universe, type, expr.name);
  if (candidates.length === 0 && type.native?.isUnsupported(expr.name)) throw new UnsupportedHere(`${type.name}.${expr.name}`);
  const instance = candidates.filter((candidate) => !candidate.isStatic);
  const choice = choose(universe, instance.length > 0 ? instance : candidates, args);
  if (choice.kind === 'none') refuseCollections(expr, type, args);
  const method = decided(expr, choice, expr.name, args, type.name);
  if (method.isStatic) fail(expr, `Static method cannot be referenced from a non static context: ${describeMethod(method)}`);
  if (!expr.safe) return continued(receiver, (value) => invoke(scope, expr, value, method, args, false));
  const temp = scope.temp(type, null);
  const then = invoke(scope, expr, { kind: 'local', local: temp, type, nonNull: true }, method, args, false);
  return { kind: 'safe', temp, target: receiver, then, type: then.type };
}

type Choosing = ReturnType<typeof choose>;

function decided(pos: Pos, choice: Choosing, name: string, args: readonly Bound[], typeName: string): Candidate {
  if (choice.kind === 'one') return choice.method;
  // A value of a type the library lacks may well fit.
  for (const arg of args) for (const type of [arg.type, ...arg.type.args]) refuseUnknown(pos, type);
  if (choice.kind === 'ambiguous') fail(pos, `Ambiguous method signature: void ${describeArgs(name, args)}`);
  fail(pos, `Method does not exist or incorrect signature: void ${describeArgs(name, args)} from the type ${typeName}`);
}

/** Methods that take whole collections say which one they got. */
function refuseCollections({ name, ...pos }: CallExpr, type: ApexType, args: readonly Bound[]): void {
  const [only] = args;
  if (!only || args.length > 1 || only.type.isUnknown) return;
  const key = name.toLowerCase();
  if (type.is('map') && key === 'putall') fail(pos, `Invalid putAll type ${only.type.name} found for ${type.name}`);
  if (type.is('list', 'set') && ['addall', 'containsall', 'removeall', 'retainall'].includes(key))
    fail(pos, `Illegal all method call for argument type, ${only.type.name}, for collection: ${type.name}`);
  if (type.is('list') && key === 'sort')
    fail(pos, `Incompatible Comparator argument type: ${only.type.name}, for collection: ${type.name}`);
}

function describeArgs(name: string, args: readonly Bound[]): string {
  return describeCall(
    name,
    args.map((arg) => arg.type),
  );
}

function describeMethod(method: Candidate): string {
  return `${method.returns.name} ${describeCall(method.name, method.params)}`;
}

/** The bound call of a chosen method. */
export function invoke(scope: Scope, pos: Pos, target: Bound | null, method: Candidate, args: readonly Bound[], isSuper: boolean): Bound {
  const { universe } = scope;
  const type = refineResult(universe, target, method);
  refuseUnknown(pos, type);
  if (method.user) {
    const { cls, access, decl } = method.user;
    if (!isVisible(scope, cls, access, decl.modifiers)) {
      fail(pos, `Method is not visible: ${method.returns.name} ${cls.name}.${describeCall(method.name, method.params)}`);
    }
    use(scope, universe.ofClass(cls));
    const converted = args.map((arg, i) => convert(universe, arg, method.params[i]!));
    return { kind: 'call', target, method: method.user, args: converted, isSuper, type };
  }
  const native = method.native!;
  const converted = args.map((arg, i) => {
    const value = convert(universe, arg, method.params[i]!);
    return isGeneric(method, native.params[i]!.type.name) ? boxed(value) : value;
  });
  const stored = target && storing(universe, target, native, converted, type);
  if (stored) return stored;
  if (!native.impl && target) return unboxed({ kind: 'interfaceCall', target, name: native.name, args: converted, type });
  if (method.nativeOwner!.spec.needsArgumentTypes?.includes(native.name.toLowerCase())) {
    const types = args.map((arg) => arg.type.name).join(',');
    converted.unshift({ kind: 'const', type: universe.named('String'), value: types, nonNull: true });
  }
  if (method.nativeOwner!.spec.needsApiVersion?.includes(native.name.toLowerCase())) {
    const version = scope.cls?.unit.apiVersion ?? Infinity;
    converted.unshift({ kind: 'const', type: universe.named('Integer'), value: version, nonNull: true });
  }
  if (method.nativeOwner!.spec.needsCaller?.includes(native.name.toLowerCase())) {
    converted.unshift({ kind: 'const', type: universe.named('String'), value: scope.cls?.name ?? '', nonNull: true });
  }
  const needsSite = method.nativeOwner!.spec.needsCallSite?.includes(native.name.toLowerCase());
  const site = needsSite ? callSite(scope, native.name) : null;
  const call: Bound = { kind: 'nativeCall', target, method: native, owner: method.nativeOwner!, args: converted, site, type };
  return isGeneric(method, native.returns.name) ? unboxed(call) : call;
}

function isGeneric(method: Candidate, typeName: string): boolean {
  return method.nativeOwner!.typeParams.includes(typeName);
}

/** The result type where the signature cannot say it: `clone()` of a record has the record's type. */
function refineResult(universe: Universe, target: Bound | null, method: Candidate): ApexType {
  const name = method.name.toLowerCase();
  if (target?.type.sobject && name === 'clone') return target.type;
  // Dynamic queries convert to lists and to single records like static ones.
  if (method.nativeOwner?.name === 'System.Database' && (name === 'query' || name === 'querywithbinds')) {
    return universe.records(universe.named('SObject'));
  }
  return method.returns;
}

/** Methods that take the text of a query. */
const QUERIES: ReadonlySet<string> = new Set(['query', 'countquery', 'getquerylocator', 'getcursor', 'getpaginationcursor']);

/**
 * What a library method may ask of its caller. Dynamic queries bind the variables of the method by name, also those whose block
 * has ended. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
 */
function callSite(scope: Scope, method: string): SiteInfo {
  const variables = new Map<string, Bound>();
  const locals = QUERIES.has(method.toLowerCase()) ? [...scope.visible(), ...scope.ended()] : scope.visible();
  for (const local of locals) variables.set(local.name.toLowerCase(), { kind: 'local', local, type: local.type });
  for (let cls = scope.cls; cls; cls = cls.outer) {
    for (const field of cls.fields.values()) {
      const key = field.name.toLowerCase();
      if (variables.has(key) || (!field.isStatic && (scope.isStatic || cls !== scope.cls))) continue;
      const target = field.isStatic ? null : thisOf(scope, cls);
      variables.set(key, { kind: 'field', target, field, isSuper: false, direct: field.property?.plain ?? true, type: field.type });
    }
  }
  return { variables };
}
