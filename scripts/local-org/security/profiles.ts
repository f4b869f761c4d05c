import { isStored, type FieldDef, type SObjectDef } from '../metadata/index.ts';

/** What an object permission allows; later ones include earlier ones where the platform says so. */
export interface ObjectGrant {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  readonly viewAllFields: boolean;
}

/** User permissions with a column on PermissionSet. */
export const USER_PERMISSIONS = [
  'ModifyAllData',
  'ViewAllData',
  'ViewSetup',
  'ManageUsers',
  'AuthorApex',
  'ApiEnabled',
  'CustomizeApplication',
  'RunReports',
] as const;

export type UserPermission = (typeof USER_PERMISSIONS)[number];

/** A profile every org has. */
export interface BuiltInProfile {
  readonly name: string;
  readonly description: string;
  readonly userPermissions: readonly UserPermission[];
  /** Rights on standard objects; rights on custom objects are granted by nobody but the source. */
  readonly standardObjects: Partial<ObjectGrant>;
  /** Standard objects whose rights are other ones. */
  readonly exceptions?: Readonly<Record<string, Partial<ObjectGrant>>>;
  /** Whether the fields of standard objects are open. */
  readonly standardFields: boolean;
}

/**
 * https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
 *
 * Decision on field security: a custom field that no profile and no permission set grants is closed to everybody,
 * administrators included. That is what deploying a field through the Metadata API does (field permissions come only
 * with a profile or permission set in the same deployment:
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_profile.htm), and "Modify All Data" is about
 * records, not fields (https://developer.salesforce.com/docs/atlas.en-us.securityImplGuide.meta/securityImplGuide/users_profiles_view_all_mod_all.htm).
 * System mode Apex is not affected: it never asks.
 */
export const BUILT_IN_PROFILES: readonly BuiltInProfile[] = [
  {
    name: 'System Administrator',
    description: 'Configures and customizes the application.',
    userPermissions: USER_PERMISSIONS,
    standardObjects: { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true },
    standardFields: true,
  },
  {
    name: 'Standard User',
    description: 'Creates and edits most major types of records.',
    userPermissions: ['ApiEnabled', 'ViewSetup', 'RunReports'],
    standardObjects: { read: true, create: true, edit: true, delete: true },
    // "Can view, but not manage, campaigns."
    exceptions: { Campaign: { read: true } },
    standardFields: true,
  },
  {
    name: 'Marketing User',
    description: 'Manages campaigns; otherwise as a standard user.',
    userPermissions: ['ApiEnabled', 'ViewSetup'],
    standardObjects: { read: true, create: true, edit: true, delete: true },
    standardFields: true,
  },
  {
    name: 'Minimum Access - Salesforce',
    description: 'Least privilege; rights come from permission sets.',
    userPermissions: [],
    standardObjects: {},
    standardFields: false,
  },
];

/** Standard objects whose object permissions are managed by profiles and permission sets. */
export const BUSINESS_OBJECTS: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign']);

/** Activities are open to everybody who may see the record they are about. https://help.salesforce.com/s/articleView?id=platform.activities_security.htm */
export const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);

/**
 * Whether field-level security can close the field. Required fields, master-detail and system fields are always open:
 * https://help.salesforce.com/s/articleView?id=platform.users_fields_fls.htm
 */
export function isFieldSecured(object: SObjectDef, field: FieldDef): boolean {
  if (object.kind === 'customMetadata' || object.kind === 'customSetting') return false;
  if (object.kind === 'standard' && !BUSINESS_OBJECTS.has(object.apiName) && !ACTIVITY_OBJECTS.has(object.apiName)) return field.custom;
  if (field.required || field.type === 'MasterDetail' || field.system || field.nameField || field.joinedFrom) return false;
  return !ALWAYS_OPEN.has(field.apiName);
}

const ALWAYS_OPEN: ReadonlySet<string> = new Set(['Id', 'OwnerId', 'RecordTypeId', 'IsDeleted', 'FirstName', 'LastName', 'CaseNumber']);

/** The fields that the field permissions of a profile with open standard fields name; an address stands for its parts. */
export function standardSecuredFields(object: SObjectDef): FieldDef[] {
  return [...object.fields.values()].filter(
    (field) => !field.custom && (isStored(field) || field.type === 'Address') && isFieldSecured(object, field),
  );
}
