import type { FieldValue, SObjectDef } from '../metadata/index.ts';
import type { SaveStep } from './work.ts';

/**
 * Writes a row that the platform makes along with a save: no trigger or rule looks at it.
 * @returns its id
 */
export function insertRecord(step: SaveStep, object: SObjectDef, values: Readonly<Record<string, FieldValue>>): string {
  const { store, now, userId } = step.ctx;
  const id = store.nextId(object);
  const system = { CreatedDate: now, CreatedById: userId, LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
  const known = Object.entries({ ...system, ...values, IsDeleted: false }).filter(([name]) => object.fields.has(name.toLowerCase()));
  store.insert(object, [new Map<string, FieldValue>([['Id', id], ...known])]);
  return id;
}
