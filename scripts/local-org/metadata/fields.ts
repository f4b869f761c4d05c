import type { FieldDef, FieldType, SObjectDef } from './types.ts';

type FieldSeed = Pick<FieldDef, 'apiName' | 'type'> & Partial<FieldDef>;

/** A field with the platform's defaults for everything not given. */
export function newField(seed: FieldSeed): FieldDef {
  const isFormula = seed.formula !== undefined;
  const readonly = isFormula || seed.type === 'Summary' || seed.type === 'AutoNumber';
  return {
    label: seed.apiName,
    custom: seed.apiName.endsWith('__c'),
    required: false,
    unique: false,
    externalId: false,
    caseSensitive: false,
    referenceTo: [],
    createable: !readonly,
    updateable: !readonly,
    nillable: !seed.required && seed.type !== 'Checkbox',
    system: false,
    nameField: false,
    ...seed,
  };
}

const STORED_ELSEWHERE: ReadonlySet<FieldType> = new Set(['Address', 'Location']);

/** Whether the field has a column of its own: formulas and compound fields are computed from others. */
export function isStored(field: FieldDef): boolean {
  return field.formula === undefined && !STORED_ELSEWHERE.has(field.type);
}

/** Whether a new record has a value in the field though none is given: of its default, of the system, or of its owner. */
export function isDefaultedOnCreate(field: FieldDef): boolean {
  return field.defaultValue !== undefined || field.type === 'Checkbox' || field.system || (!field.nillable && !field.required);
}

export function isRelationship(field: FieldDef): boolean {
  return field.type === 'Lookup' || field.type === 'MasterDetail' || field.type === 'MetadataRelationship';
}

/** Fields that the object reference marks as `idLookup` though they are no names, and names that it does not mark. */
const ID_LOOKUPS: ReadonlySet<string> = new Set([
  'Contact.Email',
  'Lead.Email',
  'User.Email',
  'User.FederationIdentifier',
  'User.Username',
]);
const MERE_NAMES: ReadonlySet<string> = new Set(['Account', 'Opportunity']);

/**
 * Whether records can be told by the field in an upsert: ids, external ids, names of custom objects, and what the object
 * reference marks as `idLookup`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_upsert.htm
 */
export function isIdLookup(object: Pick<SObjectDef, 'apiName'>, field: FieldDef): boolean {
  if (field.type === 'Id' || field.externalId || (field.custom && field.unique)) return true;
  if (ID_LOOKUPS.has(`${object.apiName}.${field.apiName}`)) return true;
  if (!field.nameField || field.custom || field.joinedFrom || MERE_NAMES.has(object.apiName)) return false;
  return field.type === 'Text' || field.type === 'AutoNumber';
}

/** The field that names a record: `Name`, `CaseNumber`, `Subject`; undefined for objects whose records have no name. */
export function nameFieldOf(object: Pick<SObjectDef, 'fields'>): FieldDef | undefined {
  for (const field of object.fields.values()) if (field.nameField) return field;
  return object.fields.get('name');
}

/** `BillingPostalCode` → `Billing Postal Code`, `AccountId` → `Account ID`. */
export function camelCaseLabel(apiName: string): string {
  return apiName
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/ Id$/, ' ID')
    .replace(/^Id$/, 'Record ID');
}

function systemField(apiName: string, label: string, type: FieldType, extra: Partial<FieldDef> = {}): FieldDef {
  return newField({ apiName, label, type, createable: false, updateable: false, nillable: false, system: true, ...extra });
}

export const idField = (): FieldDef => systemField('Id', 'Record ID', 'Id', { length: 18 });

export const isDeletedField = (): FieldDef => systemField('IsDeleted', 'Deleted', 'Checkbox');

/** Who and when: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm */
export function auditFields(): FieldDef[] {
  const user = { referenceTo: ['User'], deleteConstraint: 'Restrict' } as const;
  return [
    systemField('CreatedDate', 'Created Date', 'DateTime'),
    systemField('CreatedById', 'Created By ID', 'Lookup', { ...user, relationshipName: 'CreatedBy' }),
    systemField('LastModifiedDate', 'Last Modified Date', 'DateTime'),
    systemField('LastModifiedById', 'Last Modified By ID', 'Lookup', { ...user, relationshipName: 'LastModifiedBy' }),
    systemField('SystemModstamp', 'System Modstamp', 'DateTime'),
  ];
}

export function ownerField(referenceTo: readonly string[]): FieldDef {
  return newField({
    apiName: 'OwnerId',
    label: 'Owner ID',
    type: 'Lookup',
    referenceTo,
    relationshipName: 'Owner',
    deleteConstraint: 'Restrict',
    nillable: false,
  });
}

export function recordTypeField(): FieldDef {
  return newField({
    apiName: 'RecordTypeId',
    label: 'Record Type ID',
    type: 'Lookup',
    referenceTo: ['RecordType'],
    relationshipName: 'RecordType',
    deleteConstraint: 'SetNull',
  });
}

/** Dates the platform keeps about activities and views of a record. */
export function activityFields(): FieldDef[] {
  return [systemField('LastActivityDate', 'Last Activity Date', 'Date', { nillable: true })];
}

export function viewedFields(): FieldDef[] {
  return [
    systemField('LastViewedDate', 'Last Viewed Date', 'DateTime', { nillable: true }),
    systemField('LastReferencedDate', 'Last Referenced Date', 'DateTime', { nillable: true }),
  ];
}

const AUDIT = new Set(['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'IsDeleted']);

/**
 * Fields that the platform alone writes.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm
 */
export function isAudit(field: FieldDef, object?: string): boolean {
  if (field.apiName === 'CreatedById' && POSTED.has(object ?? '')) return false;
  return !field.custom && AUDIT.has(field.apiName);
}

/**
 * Posts may be made in the name of another user.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feedcomment.htm
 */
const POSTED = new Set(['FeedItem', 'FeedComment']);
