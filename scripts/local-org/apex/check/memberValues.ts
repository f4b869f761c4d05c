import { apexTypeOf } from '../runtime/sobject/fieldTypes.ts';
import type { Pos } from '../syntax/index.ts';
import { checkReadable, isVisible } from './access.ts';
import type { Bound } from './bound.ts';
import { convert, orNull } from './convert.ts';
import { unboxed, use } from './expressions.ts';
import { findField, type FoundField } from './members.ts';
import { fail, refuseUnknown, UnsupportedHere, type Scope } from './scope.ts';

/** What `value.name` gives: fields and properties of objects, fields, parents and children of records. */

/** Reads a field or property that was found on the target's type. */
export function fieldValue(scope: Scope, pos: Pos, target: Bound | null, found: FoundField, isSuper: boolean): Bound {
  if (found.kind === 'native') {
    const value: Bound = { kind: 'nativeProperty', target, property: found.property, owner: found.owner, type: found.type };
    return unboxed(value);
  }
  const { field } = found;
  if (!isVisible(scope, field.cls, field.access, field.modifiers)) fail(pos, `Variable is not visible: ${field.cls.name}.${field.name}`);
  use(scope, scope.universe.ofClass(field.cls));
  refuseUnknown(pos, field.type);
  // An accessor's own property name means the stored value.
  if (scope.accessorOf !== field) checkReadable(scope, pos, field);
  const direct = field.property === null || field.property.plain || scope.accessorOf === field;
  return { kind: 'field', target, field, isSuper, direct, type: field.type };
}

/**
 * What follows a `?.` is not evaluated either when its left side is null: `a?.b().c` is null without `a`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
export function continued(target: Bound, next: (value: Bound) => Bound): Bound {
  if (target.kind !== 'safe') return next(target);
  const then = continued(target.then, next);
  return { kind: 'safe', temp: target.temp, target: target.target, then, type: then.type };
}

/** `value.name`, with `?.` when `safe`. */
export function memberOf(scope: Scope, pos: Pos, target: Bound, name: string, safe: boolean): Bound {
  if (!safe) return continued(target, (value) => instanceMember(scope, pos, value, name));
  const receiver = target.type.records ? orNull(convert(scope.universe, target, target.type.args[0]!)) : target;
  const temp = scope.temp(receiver.type, null);
  const then = instanceMember(scope, pos, { kind: 'local', local: temp, type: receiver.type, nonNull: true }, name);
  return { kind: 'safe', temp, target: receiver, then, type: then.type };
}

/** `target.name`: a field or property of a value. */
export function instanceMember(scope: Scope, pos: Pos, target: Bound, name: string): Bound {
  const { universe } = scope;
  refuseUnknown(pos, target.type, name);
  const type = target.type.records ? target.type.args[0]! : target.type;
  const receiver: Bound = target.type.records ? { kind: 'convert', how: 'toRecord', value: target, type } : target;
  if (type.sobject) return recordMember(scope, pos, receiver, name);
  const found = findField(universe, type, name);
  if (found?.kind === 'user' && found.field.isStatic) {
    fail(pos, `Static field cannot be referenced from a non static context: ${type.name}.${name}`);
  }
  if (found) return fieldValue(scope, pos, receiver, found, false);
  if (type.native?.isUnsupported(name)) throw new UnsupportedHere(`${type.name}.${name}`);
  fail(pos, `Variable does not exist: ${name}`);
}

function recordMember(scope: Scope, pos: Pos, target: Bound, name: string): Bound {
  const { universe } = scope;
  const object = target.type.sobject!;
  const field = universe.schema.field(object, name);
  if (field) return { kind: 'sfield', target, name: field.apiName, via: 'field', type: universe.named(apexTypeOf(field)) };
  const lookup = universe.schema.parentRelationship(object, name);
  if (lookup) {
    const targets = lookup.referenceTo;
    const parent = universe.schema.object(targets.length === 1 ? targets[0]! : 'Name') ?? universe.schema.object(targets[0] ?? '');
    const type = parent ? universe.ofSObject(parent) : universe.named('SObject');
    return { kind: 'sfield', target, name: lookup.relationshipName!, via: 'parent', type };
  }
  const child = universe.schema.childRelationship(object, name);
  const childObject = child && universe.schema.object(child.childObject);
  if (childObject)
    return { kind: 'sfield', target, name: child.name, via: 'children', type: universe.records(universe.ofSObject(childObject)) };
  fail(pos, `Field does not exist: ${name} on ${object.apiName}`);
}
