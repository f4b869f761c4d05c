import { ApexEnum, enumValues } from '../runtime/object.ts';
import { findNativeType } from './registry.ts';

const values = new Map<string, readonly ApexEnum[]>();

/** All values of a platform enum, e.g. `Schema.DisplayType`, in order. The same objects at every call. Throws a TypeError for no enum. */
export function platformEnumValues(typeName: string): readonly ApexEnum[] {
  const type = findNativeType(typeName);
  const names = type?.spec.enumValues;
  if (!type || !names) throw new TypeError(`${typeName} is no platform enum`);
  let known = values.get(type.name);
  if (!known) values.set(type.name, (known = enumValues(type.displayName, names)));
  return known;
}

/** One value, ignoring case: `platformEnum('System.LoggingLevel', 'DEBUG')`. Throws a TypeError when there is none. */
export function platformEnum(typeName: string, name: string): ApexEnum {
  const found = platformEnumValues(typeName).find((value) => value.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new TypeError(`${typeName} has no value ${name}`);
  return found;
}
