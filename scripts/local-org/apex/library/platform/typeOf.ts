import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { ApexException } from '../../runtime/exception.ts';
import { ApexEnum, ApexObject } from '../../runtime/object.ts';
import { ApexSObject, primitiveTypeName } from '../../runtime/sobject/index.ts';

/** Name of the type of any value held as Object: `Integer`, `List<Account>`, `Outer.Inner`. */
export function runtimeTypeOf(value: unknown): string {
  const primitive = primitiveTypeName(value);
  if (primitive) return primitive;
  if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap || value instanceof ApexSObject)
    return value.typeName;
  if (value instanceof ApexObject || value instanceof ApexEnum) return value.typeName;
  if (value instanceof ApexException) return value.typeName.replace(/^System\./, '');
  return 'Object';
}
