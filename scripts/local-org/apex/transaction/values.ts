import type { BindValue } from '../../soql/index.ts';
import { ApexSObject, toNeutral } from '../runtime/sobject/index.ts';
import type { FieldValue } from '../../metadata/index.ts';

/** Apex values of binds as the query engine takes them. */
export function neutralBinds(binds: ReadonlyMap<string, unknown>): Map<string, BindValue> {
  const result = new Map<string, BindValue>();
  for (const [name, value] of binds) result.set(name, neutralBind(value));
  return result;
}

function neutralBind(value: unknown): BindValue {
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    return [...(value as Iterable<unknown>)].map(neutralItem);
  }
  return neutralItem(value);
}

/** A record stands for its id, a token for its name. */
function neutralItem(value: unknown): FieldValue {
  return value instanceof ApexSObject ? value.id : toNeutral(value);
}
