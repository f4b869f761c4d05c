import { compoundOf } from './compound.ts';
import type { FieldDef, SObjectDef } from './types.ts';

/** Standard objects whose object permissions are managed by profiles and permission sets. */
export const BUSINESS_OBJECTS: ReadonlySet<string> = new Set(
  'Account Contact Lead Opportunity Case Campaign Contract Order Asset Product2 Pricebook2'.split(' '),
);

/** Activities are open to everybody who may see the record they are about. https://help.salesforce.com/s/articleView?id=platform.activities_security.htm */
export const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);

/**
 * Whether field-level security can close the field. Required fields, master-detail and system fields are always open:
 * https://help.salesforce.com/s/articleView?id=platform.users_fields_fls.htm
 */
export function isFieldSecured(object: SObjectDef, field: FieldDef): boolean {
  if (object.kind === 'customMetadata' || object.kind === 'customSetting') return false;
  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_considerations.htm
  if (object.kind === 'platformEvent') return false;
  if (object.kind === 'standard' && !BUSINESS_OBJECTS.has(object.apiName) && !ACTIVITY_OBJECTS.has(object.apiName)) return field.custom;
  if (field.required || field.type === 'MasterDetail' || field.system || field.nameField || field.joinedFrom) return false;
  return !ALWAYS_OPEN.has(field.apiName);
}

/**
 * Whether permissions can be given on the field: the parts of an address or a geolocation follow the whole.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields_address.htm
 */
export function isPermissionable(object: SObjectDef, field: FieldDef): boolean {
  return compoundOf(object, field) === null && isFieldSecured(object, field);
}

const ALWAYS_OPEN: ReadonlySet<string> = new Set(['Id', 'OwnerId', 'RecordTypeId', 'IsDeleted', 'FirstName', 'LastName', 'CaseNumber']);
