import { ApexList } from './collections/list.ts';
import type { ApexObject, ClassMember } from './object.ts';
import { memberValue } from './text/index.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble } from './values/index.ts';

/** Members of user-defined objects by their names, for what the platform itself reads and sets: actions of flows. */

function named(object: ApexObject, name: string): ClassMember | undefined {
  const key = name.toLowerCase();
  return object.$class?.members.find((member) => member.name.toLowerCase() === key);
}

/** Value of a field or property; null when there is none of that name (any case). */
export function memberOf(object: ApexObject, name: string): unknown {
  const member = named(object, name);
  return member ? memberValue(object, member) : null;
}

/** Sets a field or property, as a value of its type; a name that the object lacks is passed over. */
export function setMember(object: ApexObject, name: string, value: unknown): void {
  const member = named(object, name);
  if (!member) return;
  const fit = fitted(value, member.type);
  if (member.slot !== null) (object as ApexObject & Record<string, unknown>)[member.slot] = fit;
  else member.set?.(object, fit);
}

/** A value that the platform passes on, as a variable of that Apex type holds it: flows have one type of numbers. */
export function fitted(value: unknown, type: string): unknown {
  if (value instanceof ApexList && type.startsWith('List<')) {
    const element = type.slice('List<'.length, -1);
    return element === value.elementType
      ? value
      : new ApexList(
          element,
          value.items.map((item) => fitted(item, element)),
        );
  }
  switch (type) {
    case 'Integer':
      return value instanceof ApexDecimal ? value.toInteger() : value;
    case 'Long':
      return value instanceof ApexDecimal ? value.truncate() : typeof value === 'number' ? BigInt(value) : value;
    case 'Double':
      return value instanceof ApexDecimal ? value.toNumber() : value instanceof ApexDouble ? value.value : value;
    case 'Decimal':
      return typeof value === 'number' ? ApexDecimal.ofWhole(value) : value;
    case 'Datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.epochDay * MILLIS_OF_DAY) : value;
    default:
      return value;
  }
}

const MILLIS_OF_DAY = 86_400_000;
