import type { TypeNode } from '../syntax/index.ts';
import { isNumber } from './number.ts';
import { Period } from './period.ts';
import { Temporal } from './temporal.ts';
import { Binary, DwFunction, DwObject, isArray, Key, Regex, TypeValue, type Value } from './value.ts';

/** Name of the type of a value: `String`, `Array`, `DateTime`. */
export function typeName(value: Value): string {
  if (value === null) return 'Null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (isNumber(value)) return 'Number';
  if (isArray(value)) return 'Array';
  if (value instanceof DwObject) return 'Object';
  if (value instanceof Temporal) return value.kind;
  if (value instanceof Key) return 'Key';
  if (value instanceof Regex) return 'Regex';
  if (value instanceof Period) return 'Period';
  if (value instanceof Binary) return 'Binary';
  if (value instanceof TypeValue) return 'Type';
  return value instanceof DwFunction ? 'Function' : 'Any';
}

/** Types of the script by name. */
export type TypeLookup = (name: string) => TypeNode | undefined;

/** True when the value is of the type. */
export function isOfType(value: Value, type: TypeNode, lookup: TypeLookup): boolean {
  switch (type.kind) {
    case 'union':
      return type.options.some((option) => isOfType(value, option, lookup));
    case 'literal':
      return value === type.value;
    case 'function':
      return value instanceof DwFunction;
    case 'object':
      return (
        value instanceof DwObject &&
        type.fields.every((field) => {
          const found = value.get(field.name);
          return found === undefined ? field.optional : isOfType(found, field.type, lookup);
        })
      );
    case 'named': {
      const declared = lookup(type.name);
      return declared ? isOfType(value, declared, lookup) : isNamed(value, type.name, type.args, lookup);
    }
  }
}

function isNamed(value: Value, name: string, args: readonly TypeNode[], lookup: TypeLookup): boolean {
  const [element] = args;
  switch (name) {
    case 'Any':
      return true;
    case 'Nothing':
      return false;
    case 'SimpleType':
      return !isArray(value) && !(value instanceof DwObject) && value !== null && !(value instanceof DwFunction);
    case 'Comparable':
      return typeof value === 'string' || typeof value === 'boolean' || isNumber(value) || value instanceof Temporal;
    case 'Array':
      return isArray(value) && (!element || value.every((item) => isOfType(item, element, lookup)));
    case 'Dictionary':
      return value instanceof DwObject && (!element || value.entries.every((entry) => isOfType(entry.value, element, lookup)));
    case 'Range':
      return isArray(value);
    case 'Uri':
      return typeof value === 'string';
    case 'Result':
      return value instanceof DwObject;
    default:
      return typeName(value) === name || (name === 'String' && value instanceof Key);
  }
}

/** A type as it is written in messages. */
export function typeText(type: TypeNode): string {
  switch (type.kind) {
    case 'named':
      return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(typeText).join(', ')}>`;
    case 'literal':
      return JSON.stringify(type.value);
    case 'union':
      return type.options.map(typeText).join(' | ');
    case 'object':
      return 'Object';
    case 'function':
      return 'Function';
  }
}
