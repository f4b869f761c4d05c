import type { Expr, Pos, TypeRef } from '../syntax/index.ts';
import { isAudit } from '../../metadata/index.ts';
import type { Bound } from './bound.ts';
import { store } from './assign.ts';
import { checkArgs } from './calls.ts';
import { constructorCall } from './constructors.ts';
import { convert, fit } from './convert.ts';
import { assignable, boxed, checkAs, checkValue, typeOf } from './expressions.ts';
import { instanceMember } from './memberValues.ts';
import { apexTypeOf } from '../runtime/sobject/fieldTypes.ts';
import { findVariable } from './names.ts';
import { fail, type Scope } from './scope.ts';
import type { ApexType } from './types.ts';

/** `new Type(args)`. */
export function checkNew(scope: Scope, expr: Expr & { kind: 'new' }): Bound {
  const type = typeOf(scope, expr.type);
  if (type.sobject) return checkNewRecord(scope, expr, type);
  if (type.is('list', 'set', 'map') && type.args.length !== (type.is('map') ? 2 : 1)) fail(expr, `Invalid type: ${type.name}`);
  if (type.isInterface || type.isEnum) fail(expr, `Type cannot be constructed: ${type.name}`);
  if (type.user?.isAbstract || type.native?.spec.abstract) fail(expr, `Abstract classes cannot be constructed: ${type.name}`);
  if (type.native?.spec.pairs && expr.args.length > 0) return checkNewWithPairs(scope, expr, type);
  const pair = expr.args.find((arg) => arg.kind === 'assign' && arg.target.kind === 'name');
  if (pair?.kind === 'assign' && pair.target.kind === 'name' && !findVariable(scope, pair, pair.target.name))
    fail(expr, `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.name}`);
  return constructorCall(scope, expr, type, checkArgs(scope, expr), null);
}

/** `new Component.Apex.OutputText(value = 'x')`: what pairs set is set on the new object. */
function checkNewWithPairs(scope: Scope, expr: Expr & { kind: 'new' }, type: ApexType): Bound {
  const temp = scope.temp(type, null);
  const created: Bound = { kind: 'local', local: temp, type, nonNull: true };
  const items: Bound[] = [store(scope.universe, created, constructorCall(scope, expr, type, [], null))];
  for (const arg of expr.args) {
    if (arg.kind !== 'assign' || arg.op !== '=' || arg.target.kind !== 'name')
      fail(arg, `Type requires name=value pair construction: ${type.name}`);
    const target = instanceMember(scope, arg.target, created, arg.target.name);
    items.push(store(scope.universe, target, assignable(scope, arg, checkValue(scope, arg.value), target.type)));
  }
  return { kind: 'sequence', items: [...items, created], type, nonNull: true };
}

/** `new Account(Name = 'x')`. */
function checkNewRecord(scope: Scope, expr: Expr & { kind: 'new' }, type: ApexType): Bound {
  const { universe } = scope;
  const object = type.sobject!;
  const fields: (readonly [string, Bound])[] = [];
  for (const arg of expr.args) {
    if (arg.kind !== 'assign' || arg.op !== '=' || arg.target.kind !== 'name')
      fail(arg, `Type requires name=value pair construction: ${type.name}`);
    const { name } = arg.target;
    const field = universe.schema.field(object, name);
    const lookup = field ? undefined : universe.schema.parentRelationship(object, name);
    if (field) {
      if (fields.some(([known]) => known === field.apiName)) fail(arg.target, `Duplicate field initialization: ${field.apiName}`);
      if (field.formula !== undefined || field.summary !== undefined || isAudit(field, object.apiName))
        fail(arg.target, `Field is not writeable: ${object.apiName}.${field.apiName}`);
      fields.push([field.apiName, checkAs(scope, arg.value, universe.named(apexTypeOf(field)))]);
    } else if (lookup) {
      const given = checkValue(scope, arg.value);
      const value = given.type.records ? convert(universe, given, given.type.args[0]!) : given;
      if (!value.type.isSObject && !value.type.isNull) fail(arg, `Illegal assignment from ${value.type.name} to SObject`);
      fields.push([`${lookup.relationshipName!}.`, value]);
    } else {
      fail(arg.target, `Field does not exist: ${name} on ${object.apiName}`);
    }
  }
  return { kind: 'newSObject', object, fields, type, nonNull: true };
}

/** `new Integer[3]`, `new String[]{'a'}`. */
export function checkNewArray(scope: Scope, expr: Expr & { kind: 'newArray' }): Bound {
  const element = typeOf(scope, expr.type);
  const type = scope.universe.list(element);
  if (!expr.size) return { kind: 'newList', items: elements(scope, expr.items, element), type, nonNull: true };
  return { kind: 'newArray', size: checkAs(scope, expr.size, scope.universe.named('Integer')), type, nonNull: true };
}

/** `new List<X>{…}` and `new Set<X>{…}`. */
export function checkNewCollection(scope: Scope, expr: Expr & { kind: 'newCollection' }): Bound {
  const type = typeOf(scope, expr.type);
  if (type.is('map') && expr.items.length === 0) return constructorCall(scope, expr, type, [], null);
  if (!type.is('list', 'set')) fail(expr, `Type cannot be constructed with a list of values: ${type.name}`);
  const kind = type.is('list') ? 'newList' : 'newSet';
  return { kind, items: elements(scope, expr.items, elementOf(expr.type, type)), type, nonNull: true };
}

function elementOf(ref: TypeRef, type: ApexType): ApexType {
  return type.args[0] ?? fail(ref, `Invalid type: ${type.name}`);
}

function elements(scope: Scope, items: readonly Expr[], type: ApexType): Bound[] {
  return items.map((item) => {
    const given = checkValue(scope, item);
    const refusal = `Initial expression is of incorrect type, expected: ${type.name} but was: ${given.type.name}`;
    return initial(scope, item, given, type, refusal);
  });
}

/** One of the values that a collection begins with. */
function initial({ universe }: Scope, at: Pos, given: Bound, to: ApexType, refusal: string): Bound {
  if (fit(universe, given.type, to) === undefined) fail(at, refusal);
  return boxed(convert(universe, given, to));
}

/** `new Map<K, V>{k => v}`. */
export function checkNewMap(scope: Scope, expr: Expr & { kind: 'newMap' }): Bound {
  const type = typeOf(scope, expr.type);
  if (!type.is('map')) fail(expr, `Type cannot be constructed with key-value pairs: ${type.name}`);
  const [key, value] = type.args;
  if (!key || !value) fail(expr, `Invalid type: ${type.name}`);
  const put = (at: Expr, to: ApexType, part: 'key' | 'value'): Bound => {
    const given = checkValue(scope, at);
    return initial(scope, at, given, to, `Invalid ${part} type ${given.type.name} for ${type.name}`);
  };
  const pairs = expr.pairs.map(([k, v]) => [put(k, key, 'key'), put(v, value, 'value')] as const);
  return { kind: 'newMap', pairs, type, nonNull: true };
}
