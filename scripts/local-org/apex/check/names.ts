import { isPlatformNamespace } from '../types/platformNames.ts';
import type { Expr, Pos } from '../syntax/index.ts';
import type { Bound } from './bound.ts';
import { checkValue, use } from './expressions.ts';
import { findField } from './members.ts';
import { fieldValue, memberOf } from './memberValues.ts';
import { fail, refuseUnknown, UnsupportedHere, type Scope } from './scope.ts';
import { labelOrDescribe, typeMember } from './statics.ts';
import { aroundParents, type ClassSymbol, type FieldSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';

/** What a dotted name may stand for before it is complete. */
export type Entity =
  | { readonly kind: 'value'; readonly value: Bound }
  | { readonly kind: 'type'; readonly type: ApexType }
  /** `System`, `Schema.SObjectType.Account.fields` …: only means something with what follows. */
  | { readonly kind: 'prefix'; readonly parts: readonly string[] };

/** A plain name used as a value. */
export function checkName(scope: Scope, expr: Expr & { kind: 'name' }): Bound {
  const value = findVariable(scope, expr, expr.name);
  if (!value) fail(expr, `Variable does not exist: ${expr.name}`);
  return value;
}

/**
 * Local variable, or field or property of the class or an outer one. Where there is no instance, an instance variable
 * leaves its name to the type of that name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_precedence.htm
 */
export function findVariable(scope: Scope, pos: Pos, name: string): Bound | undefined {
  const local = scope.find(name);
  if (local) refuseUnknown(pos, local.type);
  if (local) return { kind: 'local', local, type: local.type };
  for (let cls: ClassSymbol | null = scope.cls; cls; cls = cls.outer) {
    const found = findField(scope.universe, scope.universe.ofClass(cls), name);
    if (!found) continue;
    if (found.kind === 'native') {
      if (scope.isStatic || cls !== scope.cls) continue;
      return fieldValue(scope, pos, thisOf(scope, cls), found, false);
    }
    if (isLater(scope, found.field)) fail(pos, `Illegal forward reference: ${name}`);
    if (found.field.isStatic) return fieldValue(scope, pos, null, found, false);
    if (cls !== scope.cls) continue;
    if (scope.chaining) fail(pos, `Cannot reference instance variables in a constructor invocation: ${name}`);
    if (!scope.isStatic) return fieldValue(scope, pos, thisOf(scope, cls), found, false);
    if (!scope.universe.find([name], scope.cls))
      fail(pos, `Non static field cannot be referenced from a static context: ${name} from the type ${cls.name}`);
  }
  for (const cls of scope.cls ? aroundParents(scope.cls) : []) {
    const found = findField(scope.universe, scope.universe.ofClass(cls), name);
    if (found?.kind === 'user' && found.field.isStatic) return fieldValue(scope, pos, null, found, false);
  }
  return undefined;
}

/** A field of the same kind that is declared after the one whose initialiser names it; constants have their value anywhere. */
function isLater({ initialized }: Scope, { cls, isStatic, isFinal, init, pos, property }: FieldSymbol): boolean {
  if (!initialized || property || (isFinal && init?.kind === 'literal') || initialized.cls !== cls || initialized.isStatic !== isStatic)
    return false;
  return pos.line > initialized.pos.line || (pos.line === initialized.pos.line && pos.column > initialized.pos.column);
}

export function thisOf(scope: Scope, cls: ClassSymbol): Bound {
  return { kind: 'this', type: scope.universe.ofClass(cls), nonNull: true };
}

/** `target.name`. */
export function checkField(scope: Scope, expr: Expr & { kind: 'field' }): Bound {
  const entity = resolveMember(scope, expr);
  if (entity.kind === 'value') return entity.value;
  fail(expr, `Variable does not exist: ${entity.kind === 'type' ? expr.name : entity.parts.join('.')}`);
}

/** Resolves names and dotted names; everything else is a value. */
export function resolveEntity(scope: Scope, expr: Expr): Entity {
  if (expr.kind === 'name') {
    const value = findVariable(scope, expr, expr.name);
    if (value) return { kind: 'value', value };
    return typeOrPrefix(scope, expr, [expr.name]);
  }
  if (expr.kind === 'field') return resolveMember(scope, expr);
  return { kind: 'value', value: checkValue(scope, expr) };
}

const PREFIXES = new Set([
  'system',
  'schema',
  'database',
  'label',
  'trigger',
  'apexpages',
  'messaging',
  'connectapi',
  'page',
  'system.label',
  'system.page',
  'system.trigger',
  'auth',
  'cache',
  'dom',
  'eventbus',
  'reports',
  'site',
  'network',
  'userprovisioning',
  'sobjecttype',
  'schema.sobjecttype',
  'approval',
  'canvas',
  'flow',
  'invocable',
  'metadata',
  'process',
  'quickaction',
  'search',
  'support',
  'territorymgmt',
  'datasource',
  'compression',
  'dataweave',
  'dataweavescriptresource',
  'formulaeval',
]);

function typeOrPrefix(scope: Scope, pos: Pos, parts: readonly string[]): Entity {
  const name = parts.join('.').toLowerCase();
  if (name === 'label' || name === 'trigger' || name === 'sobjecttype') return { kind: 'prefix', parts };
  const type = scope.universe.find(parts, scope.cls);
  if (type) {
    use(scope, type);
    return { kind: 'type', type };
  }
  if (PREFIXES.has(name) || isPlatformNamespace(name) || name === scope.universe.schema.namespace) return { kind: 'prefix', parts };
  fail(pos, `Variable does not exist: ${parts.join('.')}`);
}

function resolveMember(scope: Scope, expr: Expr & { kind: 'field' }): Entity {
  if (expr.target.kind === 'super') {
    const parent = scope.cls?.superType;
    const found = parent && findField(scope.universe, parent, expr.name);
    if (!found || !scope.cls) fail(expr, `Variable does not exist: ${expr.name}`);
    return { kind: 'value', value: fieldValue(scope, expr, thisOf(scope, scope.cls), found, true) };
  }
  const label = namespacedLabel(scope, expr);
  if (label) return label;
  const target = owning(scope, expr.target, resolveEntity(scope, expr.target), (type) => findField(scope.universe, type, expr.name));
  if (expr.safe) refuseSafe(expr, target, expr.target);
  const described = target.kind === 'value' && constantOf(target.value, 'describeObject');
  if (described && /^field(s|sets)$/i.test(expr.name)) return { kind: 'prefix', parts: ['SObjectType', described, expr.name] };
  const token = target.kind === 'value' && constantOf(target.value, 'sobjectType');
  if (token && /^fields$/i.test(expr.name)) return { kind: 'prefix', parts: ['$tokens', token] };
  const reason = target.kind === 'value' && shareReason(scope, target.value, expr.name);
  if (reason) return { kind: 'value', value: reason };
  if (target.kind === 'value') {
    const value = memberOf(scope, expr, target.value, expr.name, expr.safe);
    return { kind: 'value', value: isRecordOfObject(expr, target.value) ? lenient(value) : value };
  }
  if (target.kind === 'type') {
    // `System`, `Schema` and `Label` are types too, yet labels and describes come first.
    const names = target.type.native && dotted(expr);
    return (names && labelOrDescribe(scope, expr, names)) ?? typeMember(scope, expr, target.type, expr.name);
  }
  const parts = [...target.parts, expr.name];
  const special = labelOrDescribe(scope, expr, parts);
  if (special) return special;
  return typeOrPrefix(scope, expr, parts);
}

/** `Label.namespace.Name`: of the org itself, or one of the labels of sites, which the platform brings. */
function namespacedLabel(scope: Scope, expr: Expr & { kind: 'field' }): Entity | undefined {
  const [root, namespace, name, more] = (dotted(expr) ?? []).filter((part, i) => i > 0 || !/^system$/i.test(part));
  if (name === undefined || more !== undefined || !/^label$/i.test(root!)) return undefined;
  if (scope.labels?.has(namespace!.toLowerCase()) || findVariable(scope, expr, root!)) return undefined;
  if (/^site$/i.test(namespace!)) throw new UnsupportedHere(`Label.site.${name}`);
  const own = namespace!.toLowerCase() === (scope.universe.schema.namespace || 'c').toLowerCase();
  return own ? labelOrDescribe(scope, expr, [root!, name]) : undefined;
}

/**
 * Types and namespaces are no values that could be null.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
export function refuseSafe(pos: Pos, entity: Entity, written: Expr): void {
  // `SObjectType.Account.fields` and `fieldSets` are values, though only what follows them means something here.
  if (entity.kind === 'prefix' && /^sobjecttype$/i.test(entity.parts[0]!) && entity.parts.length > 2) return;
  if (entity.kind !== 'value') fail(pos, `Variable does not exist: ${dotted(written)?.join('.') ?? ''}`);
}

/**
 * What a name means before a member: a variable unless its type has no such member while a type of that name exists.
 * `has` tells whether a type has the member.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_precedence.htm
 */
export function owning(scope: Scope, expr: Expr, entity: Entity, has: (type: ApexType) => unknown): Entity {
  const names = expr.kind === 'name' || expr.kind === 'field' ? dotted(expr) : undefined;
  if (!names || entity.kind !== 'value' || entity.value.type.sobject || entity.value.type.isUnknown) return entity;
  if (has(entity.value.type)) return entity;
  const type = scope.universe.find(names, scope.cls);
  if (!type || (type === entity.value.type && !type.isEnum)) return entity;
  use(scope, type);
  return { kind: 'type', type };
}

/** `this.record.Name`: the record is a member of an object and written as such. */
function isRecordOfObject(expr: Expr & { kind: 'field' }, target: Bound): boolean {
  return expr.target.kind === 'field' && target.kind === 'field' && !target.field.isStatic;
}

/**
 * A chain that goes on through a record which is not there reads as null; only its Id throws.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SObjects_accessing_fields.htm
 */
function lenient(value: Bound): Bound {
  return value.kind === 'sfield' && value.via === 'field' && value.name !== 'Id' ? { ...value, lenient: true } : value;
}

/** Object of `Schema.SObjectType.Account` or `Account.SObjectType`, by the helper that makes it. */
function constantOf(value: Bound, fn: string): string | undefined {
  const arg = value.kind === 'runtime' && value.fn === fn ? value.args[0] : undefined;
  return arg?.kind === 'const' ? String(arg.value) : undefined;
}

/** `Thing__Share.RowCause.Reason__c`: the name of an Apex sharing reason as text. */
function shareReason(scope: Scope, value: Bound, name: string): Bound | undefined {
  if (value.kind !== 'runtime' || value.fn !== 'fieldToken') return undefined;
  const [object, field] = value.args.map((arg) => (arg.kind === 'const' ? String(arg.value).toLowerCase() : ''));
  if (!object!.endsWith('share') || field !== 'rowcause') return undefined;
  return { kind: 'const', value: name, type: scope.universe.named('String'), nonNull: true };
}

/** `A.B.C` when the expression is nothing but names. */
function dotted(expr: Expr): string[] | undefined {
  if (expr.kind === 'name') return [expr.name];
  const target = expr.kind === 'field' && !expr.safe ? dotted(expr.target) : undefined;
  return target && expr.kind === 'field' ? [...target, expr.name] : undefined;
}

/** `X.class`. */
export function classReference(scope: Scope, type: ApexType): Bound {
  const name: Bound = { kind: 'const', value: type.name, type: scope.universe.named('String') };
  return { kind: 'runtime', fn: 'classOf', args: [name], type: scope.universe.named('System.Type'), nonNull: true };
}
