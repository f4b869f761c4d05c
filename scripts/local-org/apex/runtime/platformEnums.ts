import type { ApexEnum } from './object.ts';
import { enumValues } from './object.ts';

const defined = new Map<string, readonly ApexEnum[]>();

const keyOf = (typeName: string): string => typeName.replace(/^System\./i, '').toLowerCase();

/** Makes the values of a platform enum, one object each for the whole process. `typeName` is e.g. `System.RoundingMode`. */
export function definePlatformEnum(typeName: string, names: readonly string[]): void {
  defined.set(keyOf(typeName), enumValues(typeName.replace(/^System\./, ''), names));
}

export function isPlatformEnum(typeName: string): boolean {
  return defined.has(keyOf(typeName));
}

/** All values in order. Throws a TypeError when there is no such enum. */
export function platformEnumValues(typeName: string): readonly ApexEnum[] {
  const values = defined.get(keyOf(typeName));
  if (!values) throw new TypeError(`No platform enum '${typeName}'`);
  return values;
}

/** The value of that name, ignoring case. Throws a TypeError when there is none. */
export function platformEnum(typeName: string, name: string): ApexEnum {
  const value = platformEnumValues(typeName).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!value) throw new TypeError(`No value '${name}' in platform enum '${typeName}'`);
  return value;
}
