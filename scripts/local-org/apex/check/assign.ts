import type { Expr, Pos } from '../syntax/index.ts';
import { isAudit } from '../../metadata/index.ts';
import { isVisible } from './access.ts';
import type { Bound } from './bound.ts';
import { convert, fit } from './convert.ts';
import { assignable, boxed, checkValue } from './expressions.ts';
import { arithmetic } from './operators.ts';
import { fail, type Scope } from './scope.ts';
import { storingAt } from './storing.ts';
import type { Universe } from './universe.ts';

/** `target = value` and the compound forms. */
export function checkAssign(scope: Scope, expr: Expr & { kind: 'assign' }): Bound {
  if (expr.op === '=') {
    const target = checkWritten(scope, expr.target);
    checkTarget(scope, expr.target, target);
    return store(scope.universe, target, assignable(scope, expr, checkValue(scope, expr.value), target.type));
  }
  const target = checkValue(scope, expr.target);
  const { place, prepare } = once(scope, target);
  checkTarget(scope, expr.target, target);
  const result = arithmetic(scope, expr, expr.op.slice(0, -1), place, checkValue(scope, expr.value));
  return {
    kind: 'sequence',
    items: [...prepare, store(scope.universe, place, narrowed(scope, expr, result, place))],
    type: place.type,
    nonNull: true,
  };
}

/** The target of a plain assignment: nobody reads what it held. */
function checkWritten(scope: Scope, target: Expr): Bound {
  const outer = scope.written;
  scope.written = target;
  try {
    return checkValue(scope, target);
  } finally {
    scope.written = outer;
  }
}

/** The result of a compound assignment in the target's type: narrowing needs a cast in source, except to Double. */
function narrowed(scope: Scope, pos: Pos, value: Bound, target: Bound): Bound {
  if (fit(scope.universe, value.type, target.type) === undefined) {
    fail(pos, `Illegal assignment from ${value.type.name} to ${target.type.name}`);
  }
  return convert(scope.universe, value, target.type);
}

/** `x++`, `--x` and so on. */
export function checkIncrement(scope: Scope, expr: Expr & { kind: 'increment' }): Bound {
  const target = checkValue(scope, expr.target);
  if (!target.type.isNumber) fail(expr, `Unary ${stepName(expr)} can only be applied to numeric expressions: ${target.type.name}`);
  checkTarget(scope, expr.target, target);
  const { place, prepare } = once(scope, target);
  const one: Bound = { kind: 'const', value: 1, type: scope.universe.named('Integer'), nonNull: true };
  const op = expr.op[0]!;
  if (expr.prefix) {
    const result = arithmetic(scope, expr, op, place, one);
    return { kind: 'sequence', items: [...prepare, store(scope.universe, place, result)], type: place.type, nonNull: true };
  }
  const temp = scope.temp(place.type, null);
  const old: Bound = { kind: 'local', local: temp, type: place.type };
  const result = arithmetic(scope, expr, op, old, one);
  const items: Bound[] = [
    ...prepare,
    { kind: 'assign', target: old, value: place, type: place.type },
    store(scope.universe, place, result),
    old,
  ];
  return { kind: 'sequence', items, type: place.type, nonNull: true };
}

/** What errors call the operator. */
function stepName({ op, prefix }: { readonly op: string; readonly prefix: boolean }): string {
  if (!prefix) return 'postfix increment/decrement';
  return op === '++' ? 'prefix increment' : 'prefix decrement';
}

/** The increment as a statement: nobody reads the old value. */
export function asStatement(expr: Expr): Expr {
  return expr.kind === 'increment' && !expr.prefix ? { ...expr, prefix: true } : expr;
}

/** Refuses what cannot be assigned. */
function checkTarget(scope: Scope, pos: Pos, target: Bound): void {
  switch (target.kind) {
    case 'local':
      if (target.local.final) fail(pos, `Final variable has already been initialized: ${target.local.name}`);
      return;
    case 'field': {
      const { field } = target;
      const inside = scope.cls && (scope.cls.top === field.cls.top || scope.cls.extends(field.cls));
      if (field.isFinal && !(scope.initializing && inside))
        fail(pos, `Final members can only be assigned in their declaration, init blocks, or constructors: ${field.name}`);
      if (!field.property || scope.accessorOf === field) return;
      if (!field.property.setter) fail(pos, `Variable is not writeable: ${field.name}`);
      if (!isVisible(scope, field.cls, field.property.setAccess, field.modifiers))
        fail(pos, `Variable is not visible: ${field.cls.name}.${field.name}`);
      return;
    }
    case 'nativeProperty':
      if (!target.property.set) fail(pos, `Variable is not writeable: ${target.property.name}`);
      return;
    case 'sfield': {
      if (target.via === 'children') fail(pos, `Field is not writeable: ${target.name}`);
      const field = target.target.type.sobject?.fields.get(target.name.toLowerCase());
      if (
        field &&
        (field.formula !== undefined ||
          field.summary !== undefined ||
          field.type === 'AutoNumber' ||
          isAudit(field, target.target.type.sobject?.apiName))
      ) {
        fail(pos, `Field is not writeable: ${target.target.type.name}.${target.name}`);
      }
      return;
    }
    case 'index':
      return;
    case 'convert':
      if (target.how === 'unbox') return checkTarget(scope, pos, target.value);
      break;
    case 'safe':
      fail(pos, 'Safe navigation operator cannot be used on the left side of an assignment');
  }
  fail(pos, 'Expression cannot be assigned');
}

/** Puts a value of the right type into a variable, field, property or element. */
export function store(universe: Universe, target: Bound, value: Bound): Bound {
  if (target.kind === 'convert' && target.how === 'unbox') {
    return {
      kind: 'convert',
      how: 'unbox',
      value: { kind: 'assign', target: target.value, value: boxed(value), type: target.type },
      type: target.type,
    };
  }
  if (target.kind === 'local') target.local.sources.push(value);
  const stored = target.kind === 'index' && storingAt(universe, target, value);
  if (stored) return stored;
  return { kind: 'assign', target, value, type: target.type, nonNull: value.nonNull ?? false };
}

/** A place whose parts are evaluated only once, although it is read and written. */
function once(scope: Scope, target: Bound): { place: Bound; prepare: Bound[] } {
  const prepare: Bound[] = [];
  const keep = (value: Bound): Bound => {
    if (value.kind === 'local' || value.kind === 'this' || value.kind === 'const') return value;
    const temp = scope.temp(value.type, value);
    const local: Bound = { kind: 'local', local: temp, type: value.type };
    prepare.push({ kind: 'assign', target: local, value, type: value.type });
    return local;
  };
  const rebuild = (place: Bound): Bound => {
    if (place.kind === 'field' && place.target) return { ...place, target: keep(place.target) };
    if (place.kind === 'nativeProperty' && place.target) return { ...place, target: keep(place.target) };
    if (place.kind === 'sfield') return { ...place, target: keep(place.target) };
    if (place.kind === 'index') return { ...place, target: keep(place.target), index: keep(place.index) };
    if (place.kind === 'convert') return { ...place, value: rebuild(place.value) };
    return place;
  };
  return { place: rebuild(target), prepare };
}
