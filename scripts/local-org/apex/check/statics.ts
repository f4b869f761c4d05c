import type { Pos } from '../syntax/index.ts';
import type { Bound } from './bound.ts';
import { use } from './expressions.ts';
import { findField } from './members.ts';
import { fieldValue } from './memberValues.ts';
import type { Entity } from './names.ts';
import { fail, refuseUnknown, UnsupportedHere, type Scope } from './scope.ts';
import type { ClassSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';

const text = (scope: Scope, value: string): Bound => ({ kind: 'const', value, type: scope.universe.named('String'), nonNull: true });

function helper(scope: Scope, fn: string, type: ApexType, ...args: string[]): Entity {
  return { kind: 'value', value: { kind: 'runtime', fn, args: args.map((arg) => text(scope, arg)), type, nonNull: true } };
}

/** `Type.name`: static field, enum value, inner class, field token … */
export function typeMember(scope: Scope, pos: Pos, type: ApexType, name: string): Entity {
  const { universe } = scope;
  const key = name.toLowerCase();
  refuseUnknown(pos, type, name);
  if (type.sobject) return objectMember(scope, pos, type, name);
  if (type.user?.kind === 'enum') return enumMember(scope, pos, type.user, name);
  if (type.native?.kind === 'enum') {
    const index = type.native.spec.enumValues?.findIndex((value) => value.toLowerCase() === key) ?? -1;
    if (index >= 0) return helper(scope, 'nativeEnum', type, type.native.name, type.native.spec.enumValues![index]!);
  }
  if (type.key === 'aggregateresult' && key === 'sobjecttype')
    return helper(scope, 'sobjectType', universe.named('Schema.SObjectType'), 'AggregateResult');
  const found = findField(universe, type, name);
  if (found) {
    const isStatic = found.kind === 'user' ? found.field.isStatic : found.property.isStatic;
    if (isStatic) return { kind: 'value', value: fieldValue(scope, pos, null, found, false) };
  }
  const object = !found && !type.native?.isUnsupported(name) && universe.objectBeside(type);
  if (object) return objectMember(scope, pos, object, name);
  const inner = universe.find([...type.name.split('.'), name], scope.cls);
  if (inner) {
    use(scope, inner);
    return { kind: 'type', type: inner };
  }
  if (found) fail(pos, `Non static field cannot be referenced from a static context: ${name} from the type ${type.name}`);
  if (type.native?.isUnsupported(name)) throw new UnsupportedHere(`${type.name}.${name}`);
  fail(pos, `Variable does not exist: ${name}`);
}

function enumMember(scope: Scope, pos: Pos, cls: ClassSymbol, name: string): Entity {
  const index = cls.decl.enumValues.findIndex((value) => value.name.toLowerCase() === name.toLowerCase());
  if (index < 0) fail(pos, `Variable does not exist: ${name}`);
  return { kind: 'value', value: { kind: 'enumValue', cls, index, type: scope.universe.ofClass(cls), nonNull: true } };
}

/** `Account.Name`, `Account.SObjectType`, `Account.fields`. */
function objectMember(scope: Scope, pos: Pos, type: ApexType, name: string): Entity {
  const { universe } = scope;
  const object = type.sobject!;
  const key = name.toLowerCase();
  // Record types and the like have a field of that name, which comes first.
  const field = universe.schema.field(object, name);
  if (key === 'sobjecttype' && !field) return helper(scope, 'sobjectType', universe.named('Schema.SObjectType'), object.apiName);
  if (key === 'fields' && !field) return { kind: 'prefix', parts: ['$tokens', object.apiName] };
  if (field) return helper(scope, 'fieldToken', universe.named('Schema.SObjectField'), object.apiName, field.apiName);
  const lookup = universe.schema.parentRelationship(object, name);
  const parent = lookup && universe.schema.object(lookup.referenceTo[0] ?? '');
  if (parent) return { kind: 'type', type: universe.ofSObject(parent) };
  fail(pos, `Field does not exist: ${name} on ${object.apiName}`);
}

/**
 * The dotted names that are no types: labels, trigger variables, describes by name
 * (`SObjectType.Account.fields.Name`). Undefined when `parts` is none of them.
 */
export function labelOrDescribe(scope: Scope, pos: Pos, parts: readonly string[]): Entity | undefined {
  const lower = parts.map((part) => part.toLowerCase());
  const [rootName, rest, names] =
    lower[0] === 'system' || lower[0] === 'schema'
      ? [lower[1], lower.slice(2), parts.slice(2)]
      : [lower[0], lower.slice(1), parts.slice(1)];
  if (rootName === 'label') {
    if (rest.length === 0) return { kind: 'prefix', parts };
    const name = names[0]!;
    if (scope.labels && !scope.labels.has(name.toLowerCase())) missingLabel(pos, name);
    return helper(scope, 'label', scope.universe.named('String'), name);
  }
  if (rootName === 'trigger') return rest.length === 0 ? { kind: 'prefix', parts } : triggerVariable(scope, pos, names[0]!);
  if (rootName === 'page' && rest.length === 0 && lower.length === 2) return { kind: 'prefix', parts };
  if (rootName === 'page' && rest.length === 1)
    return helper(scope, 'pageReference', scope.universe.named('System.PageReference'), names[0]!);
  if (rootName === 'sobjecttype') return describe(scope, pos, names, parts);
  if (lower[0] === '$tokens') return objectMember(scope, pos, scope.universe.named(parts[1]!), parts[2]!);
  return undefined;
}

function missingLabel(pos: Pos, name: string): never {
  fail(pos, `External string does not exist: ${name}`);
}

function describe(scope: Scope, pos: Pos, names: readonly string[], parts: readonly string[]): Entity | undefined {
  const { universe } = scope;
  if (names.length === 0) return { kind: 'prefix', parts };
  const object = universe.schema.object(names[0]!);
  if (!object) fail(pos, `Variable does not exist: ${names[0]!}`);
  const [, area, member] = names;
  // The describe of the object itself is a value; `fields` and `fieldSets` only lead on.
  if (area === undefined)
    return {
      kind: 'value',
      value: {
        kind: 'runtime',
        fn: 'describeObject',
        args: [text(scope, object.apiName)],
        type: universe.named('Schema.DescribeSObjectResult'),
        nonNull: true,
      },
    };
  if (member === undefined) return { kind: 'prefix', parts };
  if (area.toLowerCase() === 'fieldsets') return helper(scope, 'fieldSet', universe.named('Schema.FieldSet'), object.apiName, member);
  const field = universe.schema.field(object, member);
  if (!field) fail(pos, `Field does not exist: ${member} on ${object.apiName}`);
  return helper(scope, 'describeField', universe.named('Schema.DescribeFieldResult'), object.apiName, field.apiName);
}

const TRIGGER_FLAGS = new Set(['isexecuting', 'isinsert', 'isupdate', 'isdelete', 'isbefore', 'isafter', 'isundelete']);

function triggerVariable(scope: Scope, pos: Pos, name: string): Entity {
  const { universe } = scope;
  const key = name.toLowerCase();
  const record = scope.trigger ?? universe.named('SObject');
  const type = TRIGGER_FLAGS.has(key)
    ? universe.named('Boolean')
    : key === 'new' || key === 'old'
      ? universe.list(record)
      : key === 'newmap' || key === 'oldmap'
        ? universe.named('Map', universe.named('Id'), record)
        : key === 'size'
          ? universe.named('Integer')
          : key === 'operationtype'
            ? universe.named('System.TriggerOperation')
            : fail(pos, `Variable does not exist: ${name}`);
  return { kind: 'value', value: { kind: 'runtime', fn: 'triggerValue', args: [text(scope, key)], type } };
}
