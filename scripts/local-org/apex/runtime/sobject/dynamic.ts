import { isAudit, type FieldDef } from '../../../metadata/index.ts';
import type { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { current } from '../context.ts';
import { throwApex } from '../exception.ts';
import { ApexAggregateResult } from './aggregate.ts';
import { coerce } from './fieldTypes.ts';
import type { ApexSObject } from './sobject.ts';

/** Field of that name, ignoring case. Throws System.SObjectException `Invalid field x for Account`. */
export function fieldNamed(record: ApexSObject, name: string | null): FieldDef {
  if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const field = record.def.fields.get(name.toLowerCase());
  if (!field) throwApex('System.SObjectException', `Invalid field ${name} for ${record.def.apiName}`);
  return field;
}

/** `record.get('Name')`. */
export function getByName(record: ApexSObject, name: string | null): unknown {
  if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  if (record instanceof ApexAggregateResult) return record.column(name);
  // Functions of a query are read by their alias.
  if (!record.def.fields.has(name.toLowerCase())) {
    for (const [key, value] of record.values) if (key.toLowerCase() === name.toLowerCase()) return value;
  }
  const field = fieldNamed(record, name).apiName;
  // A checkbox that was never set reads as null here, as false by `record.Field`.
  return record.origin === 'queried' ? record.getField(field) : (record.values.get(field) ?? null);
}

/** `record.put('Name', value)`; returns the former value. */
export function putByName(record: ApexSObject, name: string, value: unknown): unknown {
  const field = fieldNamed(record, name);
  if (field.formula !== undefined || field.summary !== undefined || isAudit(field, record.def.apiName)) {
    throwApex('System.SObjectException', `Field ${field.apiName} is not editable`);
  }
  const before = record.values.get(field.apiName) ?? null;
  record.setField(field.apiName, coerce(field, value));
  return before;
}

function parentRelationshipName(record: ApexSObject, name: string): string {
  const { schema } = current().host.source;
  const lookup = schema.parentRelationship(record.def, name) ?? record.def.fields.get(name.toLowerCase());
  if (!lookup?.relationshipName) throwApex('System.SObjectException', `Invalid relationship ${name} for ${record.def.apiName}`);
  return lookup.relationshipName;
}

/** `record.getSObject('Account')`, also by the lookup field. Throws System.SObjectException when it was not queried. */
export function getParentByName(record: ApexSObject, name: string): ApexSObject | null {
  return record.getParent(parentRelationshipName(record, name));
}

/** `record.putSObject('Account', parent)`; returns the former parent. */
export function putParentByName(record: ApexSObject, name: string, parent: ApexSObject | null): ApexSObject | null {
  const relationship = parentRelationshipName(record, name);
  const before = record.parents.get(relationship) ?? null;
  record.setParent(relationship, parent);
  return before;
}

/** `record.getSObjects('Contacts')`: null when the subquery found nothing. */
export function getChildrenByName(record: ApexSObject, name: string): ApexList<ApexSObject> | null {
  const relationship = current().host.source.schema.childRelationship(record.def, name);
  if (!relationship) throwApex('System.SObjectException', `Invalid aggregate relationship ${name} for ${record.def.apiName}`);
  const records = record.children.get(relationship.name);
  return records && records.size() > 0 ? records : null;
}

/** `record.getSObjects(Contact.AccountId)`: the records that refer to it by that lookup. */
export function getChildrenByField(record: ApexSObject, field: string, childObject: string): ApexList<ApexSObject> | null {
  const relation = record.def.childRelationships.find((child) => child.childObject === childObject && child.field === field);
  return getChildrenByName(record, relation?.name ?? field);
}

/** `record.isSet('Name')`: the field was set or selected. A record of a trigger has all fields; those that are empty are not set. */
export function isSetByName(record: ApexSObject, name: string): boolean {
  const { apiName } = fieldNamed(record, name);
  const value = record.values.get(apiName);
  return value !== undefined && (value !== null || record.origin !== 'stored' || record.changed.has(apiName));
}

/** `getPopulatedFieldsAsMap()`: fields and relationships that were set or selected and are not empty. */
export function populatedFields(record: ApexSObject): ApexMap<string, unknown> {
  const map = new ApexMap<string, unknown>('String', 'Object');
  for (const [name, value] of record.values) if (value !== null || record.changed.has(name)) map.put(name, value);
  for (const [name, parent] of record.parents) if (parent !== null) map.put(name, parent);
  for (const [name, records] of record.children) map.put(name, records);
  return map;
}
