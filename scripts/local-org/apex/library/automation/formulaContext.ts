import {
  UnsupportedFeatureError,
  type FieldDef,
  type FieldType,
  type FieldValue,
  type Schema,
  type SObjectDef,
} from '../../../metadata/index.ts';
import { current, type RuntimeType } from '../../runtime/context.ts';
import type { ApexObject, ClassMember } from '../../runtime/object.ts';
import { ApexSObject, toNeutral } from '../../runtime/sobject/index.ts';
import { memberValue } from '../../runtime/text/index.ts';

/** What a formula of Apex is evaluated on: an object of the schema, or a class seen as one. */
export interface FormulaContext {
  readonly object: SObjectDef;
  readonly schema: Schema;
  /** Value at a path of stored fields, as a formula takes it. */
  read(subject: unknown, path: string): FieldValue;
}

/** Formula type of a member of a class. */
const MEMBER_TYPES: Readonly<Record<string, FieldType>> = {
  boolean: 'Checkbox',
  date: 'Date',
  datetime: 'DateTime',
  decimal: 'Number',
  double: 'Number',
  id: 'Lookup',
  integer: 'Number',
  long: 'Number',
  string: 'Text',
  time: 'Time',
};

/** The context of an SObject type. */
export function recordContext(object: SObjectDef): FormulaContext {
  const { schema } = current().host.source;
  return { object, schema, read: (subject, path) => readRecord(subject as ApexSObject | null, path.split('.')) };
}

function readRecord(record: ApexSObject | null, path: readonly string[]): FieldValue {
  if (!record) return null;
  const [name = '', ...rest] = path;
  if (rest.length === 0) return toNeutral(record.getField(name));
  return readRecord(record.getParent(name), rest);
}

/**
 * The context of a class: its global fields and properties, of which records are relationships.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_formulaeval_FormulaBuilder.htm
 */
export function classContext(type: RuntimeType): FormulaContext {
  const members = (type.classInfo?.members ?? []).filter((member) => member.access === 'global');
  const fields = new Map<string, FieldDef>();
  for (const member of members) fields.set(member.name.toLowerCase(), fieldOf(member));
  const object = { apiName: type.name, label: type.name, fields } as unknown as SObjectDef;
  return { object, schema: schemaWith(object), read: (subject, path) => readObject(subject as ApexObject, members, path.split('.')) };
}

function fieldOf(member: ClassMember): FieldDef {
  const record = current().findType(member.type)?.object;
  const type = record ? 'Lookup' : (MEMBER_TYPES[member.type.toLowerCase()] ?? 'Address');
  const base = { apiName: member.name, label: member.name, type, referenceTo: record ? [record.apiName] : [] };
  return { ...base, ...(record ? { relationshipName: member.name } : {}) } as unknown as FieldDef;
}

/** The org's schema and one more object. */
function schemaWith(object: SObjectDef): Schema {
  const { schema } = current().host.source;
  const named = (name: string): FieldDef | undefined => object.fields.get(name.toLowerCase());
  return {
    objects: schema.objects,
    object: (name) => schema.object(name),
    field: (owner, name) => (owner === object ? named(name) : schema.field(owner, name)),
    parentRelationship: (owner, name) => {
      if (owner !== object) return schema.parentRelationship(owner, name);
      const field = named(name);
      return field?.relationshipName === undefined ? undefined : field;
    },
    childRelationship: (owner, name) => schema.childRelationship(owner, name),
    byKeyPrefix: (prefix) => schema.byKeyPrefix(prefix),
    allByKeyPrefix: (prefix) => schema.allByKeyPrefix(prefix),
  };
}

function readObject(subject: ApexObject, members: readonly ClassMember[], [name = '', ...rest]: readonly string[]): FieldValue {
  const member = members.find((candidate) => candidate.name === name);
  const value = member ? memberValue(subject, member) : null;
  if (rest.length === 0) return value instanceof ApexSObject ? value.id : toNeutral(value);
  if (value !== null && !(value instanceof ApexSObject)) throw new UnsupportedFeatureError(`formula path through ${member?.type ?? name}`);
  return readRecord(value, rest);
}
