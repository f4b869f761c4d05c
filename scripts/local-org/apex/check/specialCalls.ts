import type { Bound } from './bound.ts';
import type { CallExpr } from './calls.ts';
import { checkArgs } from './calls.ts';
import { convert } from './convert.ts';
import { findMethods } from './members.ts';
import { continued } from './memberValues.ts';
import type { Entity } from './names.ts';
import { fail, type Scope } from './scope.ts';
import type { ApexType } from './types.ts';
import { SINCE } from './versions.ts';

/** Calls whose receiver is no ordinary value: field errors and the maps of describes. Undefined for all others. */
export function specialCall(scope: Scope, expr: CallExpr, target: Entity): Bound | undefined {
  const { universe } = scope;
  const name = expr.name.toLowerCase();
  if (target.kind === 'value' && target.value.kind === 'sfield' && target.value.via === 'field' && name === 'adderror') {
    const field: Bound = { kind: 'const', value: target.value.name, type: universe.named('String') };
    const args = checkArgs(scope, expr);
    if (args.length === 0) fail(expr, 'Method does not exist or incorrect signature: void addError()');
    if (expr.safe) fail(expr, 'Safe navigation operator is not allowed between SObject field and addError');
    return { kind: 'runtime', fn: 'addFieldError', args: [target.value.target, field, ...args], type: universe.void };
  }
  if (target.kind === 'value' && name === 'clone' && expr.args.length === 0 && target.value.type.user) {
    // Every class has it, unless it declares its own: a copy with the same values.
    const { type } = target.value;
    const own = findMethods(universe, type, 'clone').some((method) => method.params.length === 0);
    const copy = (value: Bound): Bound => ({ kind: 'runtime', fn: 'cloneObject', args: [value], type, nonNull: true });
    if (!own && !expr.safe) return continued(target.value, copy);
    if (!own) {
      const temp = scope.temp(type, null);
      return { kind: 'safe', temp, target: target.value, then: copy({ kind: 'local', local: temp, type, nonNull: true }), type };
    }
  }
  if (target.kind === 'prefix' && name === 'getmap') {
    const area = target.parts.at(-1)!.toLowerCase();
    const object: Bound = { kind: 'const', value: target.parts.at(-2)!, type: universe.named('String') };
    const text = universe.named('String');
    if (area === 'fields') {
      return {
        kind: 'runtime',
        fn: 'fieldMap',
        args: [object],
        type: universe.named('Map', text, universe.named('Schema.SObjectField')),
        nonNull: true,
      };
    }
    if (area === 'fieldsets') {
      return {
        kind: 'runtime',
        fn: 'fieldSetMap',
        args: [object],
        type: universe.named('Map', text, universe.named('Schema.FieldSet')),
        nonNull: true,
      };
    }
  }
  return undefined;
}

const CUSTOM_DATA = new Set(['getall', 'getinstance', 'getvalues', 'getorgdefaults']);

/** Static calls on enums of the source and on custom metadata and settings. Undefined for all others. */
export function specialStatic(scope: Scope, expr: CallExpr, type: ApexType, args: readonly Bound[]): Bound | undefined {
  const { universe } = scope;
  const name = expr.name.toLowerCase();
  if (type.isEnum && name === 'values' && args.length === 0) {
    const list = universe.list(type);
    if (type.user) return { kind: 'enumValues', cls: type.user, type: list, nonNull: true };
    return { kind: 'runtime', fn: 'nativeEnumValues', args: [constant(scope, type.native!.name)], type: list, nonNull: true };
  }
  if (type.isEnum && name === 'valueof' && args.length === 1) {
    const text = convert(universe, args[0]!, universe.named('String'));
    return { kind: 'runtime', fn: 'enumOf', args: [constant(scope, type.name), text], type, nonNull: true };
  }
  if (type.sobject && name === 'getsobjecttype' && args.length === 0) {
    return {
      kind: 'runtime',
      fn: 'sobjectType',
      args: [constant(scope, type.name)],
      type: universe.named('Schema.SObjectType'),
      nonNull: true,
    };
  }
  const kind = type.sobject?.kind;
  if ((kind === 'customMetadata' || kind === 'customSetting') && CUSTOM_DATA.has(name)) {
    const result = name === 'getall' ? universe.named('Map', universe.named('String'), type) : type;
    const fn = scope.unit.apiVersion < SINCE.settingsAreNeverNull ? 'settingOrNull' : 'customData';
    return { kind: 'runtime', fn, args: [constant(scope, type.name), constant(scope, name), ...args], type: result };
  }
  return undefined;
}

function constant(scope: Scope, value: string): Bound {
  return { kind: 'const', value, type: scope.universe.named('String'), nonNull: true };
}
