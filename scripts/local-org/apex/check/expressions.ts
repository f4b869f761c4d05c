import type { Expr, Pos, TypeRef } from '../syntax/index.ts';
import { checkAssign, checkIncrement } from './assign.ts';
import type { Bound } from './bound.ts';
import { checkCall } from './calls.ts';
import { checkChain } from './constructors.ts';
import { convert, fit } from './convert.ts';
import { checkNew, checkNewArray, checkNewCollection, checkNewMap } from './creation.ts';
import { isException } from './members.ts';
import { checkField, checkName, classReference } from './names.ts';
import { checkBinary, checkUnary } from './operators.ts';
import { checkQuery } from './queries.ts';
import { fail, refuseUnknown, type Scope } from './scope.ts';
import { SINCE } from './versions.ts';
import type { ApexType } from './types.ts';

const LONGEST_INTEGER = 2n ** 31n;
const LONGEST_LONG = 2n ** 63n;

/** The type a reference in source means. Reports `Invalid type: X`. */
export function typeOf(scope: Scope, ref: TypeRef): ApexType {
  const type = scope.universe.resolve(ref, scope.cls);
  if (!type) fail(ref, `Invalid type: ${typeText(ref)}`);
  refuseUnknown(ref, type);
  use(scope, type);
  return type;
}

/** Notes that the unit depends on the classes in `type`. */
export function use(scope: Scope, type: ApexType): void {
  if (type.user && type.user.unit !== scope.unit) scope.unit.uses.add(type.user.top.key);
  for (const arg of type.args) use(scope, arg);
}

export function typeText(ref: TypeRef): string {
  const parts = ref.parts.map((part) => (part.args.length > 0 ? `${part.name}<${part.args.map(typeText).join(',')}>` : part.name));
  return parts.join('.') + '[]'.repeat(ref.arrays);
}

/** Resolves an expression to a value. */
export function checkExpr(scope: Scope, expr: Expr): Bound {
  switch (expr.kind) {
    case 'literal':
      return checkLiteral(scope, expr);
    case 'name':
      return checkName(scope, expr);
    case 'field':
      return checkField(scope, expr);
    case 'call':
      return checkCall(scope, expr);
    case 'chain':
      return checkChain(scope, expr);
    case 'index':
      return checkIndex(scope, expr);
    case 'new':
      return checkNew(scope, expr);
    case 'newArray':
      return checkNewArray(scope, expr);
    case 'newCollection':
      return checkNewCollection(scope, expr);
    case 'newMap':
      return checkNewMap(scope, expr);
    case 'cast':
      return checkCast(scope, expr, expr.type, expr.value);
    case 'unary':
      return checkUnary(scope, expr);
    case 'increment':
      return checkIncrement(scope, expr);
    case 'binary':
      return checkBinary(scope, expr);
    case 'instanceof':
      return checkInstanceof(scope, expr);
    case 'conditional':
      return checkConditional(scope, expr);
    case 'assign':
      return checkAssign(scope, expr);
    case 'this':
      return checkThis(scope, expr);
    case 'super':
      return fail(expr, 'Super cannot be referenced in a static context');
    case 'classRef':
      return classReference(scope, expr.type ? typeOf(scope, expr.type) : scope.universe.void);
    case 'soql':
    case 'sosl':
      return checkQuery(scope, expr);
  }
}

const boolean = (scope: Scope): ApexType => scope.universe.named('Boolean');

/** A value that has to be there: void calls are refused. */
export function checkValue(scope: Scope, expr: Expr): Bound {
  const value = checkExpr(scope, expr);
  if (value.type.isVoid) fail(expr, 'Expression cannot be a statement.');
  return value;
}

/** Checks `expr` and converts it as an assignment to `type` does. */
export function checkAs(scope: Scope, expr: Expr, type: ApexType): Bound {
  return assignable(scope, expr, checkExpr(scope, expr), type);
}

export function assignable(scope: Scope, at: Pos, value: Bound, type: ApexType): Bound {
  // The object at the other end of a lookup to several objects is known at run time only.
  if (isPolymorphic(value.type) && type.sobject && type !== value.type) return { kind: 'cast', value, to: type, type };
  const given = type.isSObject ? asRows(scope, value) : value;
  if (fit(scope.universe, given.type, type) === undefined) fail(at, `Illegal assignment from ${value.type.name} to ${type.name}`);
  return convert(scope.universe, given, type);
}

/**
 * The values of a map, like the rows of a query, may be assigned to a single record.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_single_row.htm
 */
function asRows(scope: Scope, value: Bound): Bound {
  if (value.kind !== 'nativeCall' || !value.target?.type.is('map') || !value.type.is('list')) return value;
  const element = value.type.args[0]!;
  return element.isSObject ? { ...value, type: scope.universe.records(element) } : value;
}

/** A condition. */
export function checkTest(scope: Scope, expr: Expr): Bound {
  const value = checkExpr(scope, expr);
  if (value.type.key !== 'boolean') fail(expr, `Condition expression must be of type Boolean: ${value.type.name}`);
  return value;
}

function checkLiteral(scope: Scope, expr: Expr & { kind: 'literal' }): Bound {
  if (expr.type === 'null') return { kind: 'const', value: null, type: scope.universe.null };
  const type = scope.universe.named(expr.type);
  if (expr.type === 'Decimal') return { kind: 'decimal', text: String(expr.value), type, nonNull: true };
  if (expr.type === 'Integer') {
    const value = expr.value as bigint;
    if (value >= LONGEST_INTEGER || value < -LONGEST_INTEGER) fail(expr, `Illegal integer: ${value}`);
    return { kind: 'const', value: Number(value), type, nonNull: true };
  }
  if (expr.type === 'Long') {
    const value = expr.value as bigint;
    if (value >= LONGEST_LONG || value < -LONGEST_LONG) fail(expr, `Illegal long: ${value}`);
  }
  return { kind: 'const', value: expr.value, type, nonNull: true };
}

function checkThis(scope: Scope, pos: Pos): Bound {
  if (!scope.cls || scope.isStatic) fail(pos, 'This cannot be referenced in a static context');
  return { kind: 'this', type: scope.universe.ofClass(scope.cls), nonNull: true };
}

function checkIndex(scope: Scope, expr: Expr & { kind: 'index' }): Bound {
  const target = checkValue(scope, expr.target);
  if (!target.type.is('list')) fail(expr, `Expression must be a list type: ${target.type.name}`);
  const index = checkExpr(scope, expr.index);
  if (index.type.key !== 'integer') fail(expr.index, `List index must be of type Integer: ${index.type.name}`);
  const list = target.type.records ? convert(scope.universe, target, scope.universe.list(target.type.args[0]!)) : target;
  return unboxed({ kind: 'index', target: list, index, type: target.type.args[0]! });
}

/** Elements and Object values are held boxed; a Double taken out becomes a plain number. */
export function unboxed(value: Bound): Bound {
  return value.type.key === 'double' ? { kind: 'convert', how: 'unbox', value, type: value.type } : value;
}

/** The reverse of {@link unboxed}: for storing into a collection. */
export function boxed(value: Bound): Bound {
  return value.type.key === 'double' ? { kind: 'convert', how: 'box', value, type: value.type, nonNull: value.nonNull ?? false } : value;
}

function checkConditional(scope: Scope, expr: Expr & { kind: 'conditional' }): Bound {
  const test = checkTest(scope, expr.test);
  const then = checkValue(scope, expr.then);
  const otherwise = checkValue(scope, expr.otherwise);
  const type = commonType(scope, then, otherwise);
  if (!type) fail(expr, `Incompatible types in ternary operator: ${then.type.name}, ${otherwise.type.name}`);
  const [left, right] = [convert(scope.universe, then, type), convert(scope.universe, otherwise, type)];
  return { kind: 'conditional', test, then: left, otherwise: right, type, nonNull: (left.nonNull ?? false) && (right.nonNull ?? false) };
}

/** The type both values convert to. */
export function commonType(scope: Scope, a: Bound, b: Bound): ApexType | undefined {
  const { universe } = scope;
  const strip = (type: ApexType): ApexType => (type.records ? universe.list(type.args[0]!) : type);
  const [left, right] = [strip(a.type), strip(b.type)];
  if (left.isNull) return right;
  if (right.isNull || left === right) return left;
  if (a.type.records && b.type.isSObject) return right;
  if (b.type.records && a.type.isSObject) return left;
  const forward = fit(universe, left, right);
  const backward = fit(universe, right, left);
  if (forward !== undefined && (backward === undefined || forward <= backward)) return right;
  if (backward !== undefined) return left;
  if (left.isSObject && right.isSObject) return universe.named('SObject');
  return universe.object;
}

function checkCast(scope: Scope, pos: Pos, ref: TypeRef, operand: Expr): Bound {
  const to = typeOf(scope, ref);
  const value = checkValue(scope, operand);
  const { universe } = scope;
  const from = value.type;
  if (from.isNull) return { ...value, type: to };
  if (from.isNumber && to.isNumber) return castNumber(scope, value, to);
  const upcast = fit(universe, from, to);
  // A cast to a wider type keeps the value; its static type is the named one.
  const sameCollection = from.is('list', 'map', 'set') && to.head === from.head && from.key !== to.key;
  if (upcast !== undefined && !sameCollection) {
    const converted = convert(universe, value, to);
    return converted === value ? { kind: 'sequence', items: [value], type: to, nonNull: value.nonNull ?? false } : converted;
  }
  if (isNever(scope, from, to)) fail(pos, `Incompatible types since an instance of ${from.name} is never an instance of ${to.name}`);
  return unboxed({ kind: 'cast', value, to, type: to });
}

/** No value of a type is one of the other type; neither fits the other without a cast. */
function isNever({ universe }: Scope, from: ApexType, to: ApexType): boolean {
  return (
    fit(universe, to, from) === undefined &&
    !from.isInterface &&
    !to.isInterface &&
    !(isPolymorphic(from) && to.isSObject) &&
    !(from.is('list', 'map', 'set') && to.head === from.head && !strangers(from.args, to.args))
  );
}

/**
 * A test that has only one answer is refused.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_instanceof.htm
 */
function checkInstanceof(scope: Scope, expr: Expr & { kind: 'instanceof' }): Bound {
  const value = checkExpr(scope, expr.value);
  const to = typeOf(scope, expr.type);
  const from = value.type;
  const fits = fit(scope.universe, from, to) !== undefined;
  const isKnown = !from.isUnknown && !to.isUnknown && !from.isNull && !from.records;
  const isIterable = from.is('list') && to.is('iterable') && (scope.cls?.unit.apiVersion ?? 0) >= SINCE.listsAreIterable;
  // Of collections it is taken: their elements are only known at run time.
  if (isKnown && ((from === to && from.args.length === 0) || (fits && ((from.user && to.user) || isIterable)))) {
    fail(expr, `Operation instanceof is always true since an instance of ${from.name} is always an instance of ${to.name}`);
  }
  if (isKnown && !fits && !(from.isNumber && to.isNumber) && isNever(scope, from, to)) {
    fail(expr, `Operation instanceof is always false since an instance of ${from.name} is never an instance of ${to.name}`);
  }
  const takesNull = (scope.cls?.unit.apiVersion ?? Infinity) < SINCE.nullIsNoInstance;
  return { kind: 'instanceof', value, to, takesNull, type: boolean(scope), nonNull: true };
}

/** The parent of a lookup to several objects, such as `Case.Owner`: any of them. */
function isPolymorphic(type: ApexType): boolean {
  return type.sobject?.apiName === 'Name';
}

/** Two different objects among the elements: no collection holds both. */
function strangers(from: readonly ApexType[], to: readonly ApexType[]): boolean {
  return from.some((type, i) => type.sobject !== undefined && to[i]?.sobject !== undefined && type !== to[i]);
}

function castNumber(scope: Scope, value: Bound, to: ApexType): Bound {
  if (value.type === to || (fit(scope.universe, value.type, to) !== undefined && to.key !== 'integer'))
    return convert(scope.universe, value, to);
  const nonNull = value.nonNull ?? false;
  if (to.key === 'long') return { kind: 'convert', how: 'toLong', value, type: to, nonNull };
  return { kind: 'convert', how: 'toInteger', value, type: to, nonNull };
}

export { isException };
