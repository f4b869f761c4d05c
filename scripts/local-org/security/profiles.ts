import { isFieldSecured, isStored, type OrgFeature, type SObjectDef } from '../metadata/index.ts';

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
  'TransferAnyEntity',
  'TransferAnyCase',
  'TransferAnyLead',
] as const;

export type UserPermission = (typeof USER_PERMISSIONS)[number];

interface License {
  readonly key: string | null;
  readonly userType: string;
  readonly total: number;
  /** Without which the org has no such license. */
  readonly feature?: OrgFeature;
}

/** Licenses of the users of Experience Cloud sites, of members and of those who log in now and then. */
const EXTERNAL = [
  ...(['Customer Community', 'Customer Community Login', 'Customer Community Plus'] as const),
  ...(['Customer Community Plus Login', 'Partner Community', 'Partner Community Login'] as const),
];

type LicenseName = 'Salesforce' | 'Guest User License' | 'Chatter Free' | 'Chatter External' | (typeof EXTERNAL)[number];

const external = (key: string, userType: string): License => ({ key, userType, total: 20, feature: 'Communities' });

/**
 * Licenses, by name. Users of Chatter see nothing of the standard objects; guests do not log in.
 * https://help.salesforce.com/s/articleView?id=platform.users_license_types_available.htm
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userlicense.htm
 */
export const LICENSES: Readonly<Record<LicenseName, License>> = {
  Salesforce: { key: 'SFDC', userType: 'Standard', total: 1000 },
  'Guest User License': { key: 'PID_Guest_User', userType: 'Guest', total: 25 },
  'Chatter Free': { key: 'PID_CHATTER', userType: 'CsnOnly', total: 5000 },
  'Chatter External': { key: null, userType: 'CsnOnly', total: 500 },
  'Customer Community': external('PID_Customer_Community', 'CspLitePortal'),
  'Customer Community Login': external('PID_Customer_Community_Login', 'CspLitePortal'),
  'Customer Community Plus': external('PID_Customer_Community_Plus', 'PowerCustomerSuccess'),
  'Customer Community Plus Login': external('PID_Customer_Community_Plus_Login', 'PowerCustomerSuccess'),
  'Partner Community': external('PID_Partner_Community', 'PowerPartner'),
  'Partner Community Login': external('PID_Partner_Community_Login', 'PowerPartner'),
};

/** A profile every org has. */
export interface BuiltInProfile {
  readonly name: string;
  readonly description: string;
  /** Name of its license; that of full users is `Salesforce`. */
  readonly license?: Exclude<LicenseName, 'Salesforce'>;
  readonly userPermissions: readonly UserPermission[];
  /** Rights on standard objects; rights on custom objects are granted by nobody but the source. */
  readonly standardObjects: Partial<ObjectGrant>;
  /** Standard objects whose rights are other ones. */
  readonly exceptions?: Readonly<Record<string, Partial<ObjectGrant>>>;
  /** How far the fields of standard objects are open. */
  readonly standardFields: 'edit' | 'read' | 'none';
  /** Fields that are closed nevertheless, as `Object.Field`. */
  readonly closedFields?: ReadonlySet<string>;
}

const READ: Partial<ObjectGrant> = { read: true };
const ALL_OF_THEM: Partial<ObjectGrant> = { read: true, create: true, edit: true, delete: true };

/** What the profiles of the standard users have in common: no campaigns and prices are managed, no cases deleted. */
const OF_STANDARD_USERS = {
  userPermissions: ['ApiEnabled', 'ViewSetup', 'RunReports'],
  standardObjects: ALL_OF_THEM,
  exceptions: { Campaign: READ, Case: { read: true, create: true, edit: true }, Product2: READ, Pricebook2: READ },
  standardFields: 'edit',
  // Closed in a new org until an administrator opens them.
  closedFields: new Set(
    ['Contact', 'Lead'].flatMap((object) => ['DoNotCall', 'HasOptedOutOfEmail', 'HasOptedOutOfFax'].map((field) => `${object}.${field}`)),
  ),
} as const satisfies Partial<BuiltInProfile>;

const NO_RIGHTS = { userPermissions: [], standardObjects: {}, standardFields: 'none' } as const satisfies Partial<BuiltInProfile>;

/**
 * https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
 * What the page does not say object by object is as the profiles of new orgs have it.
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
    standardFields: 'edit',
  },
  { name: 'Standard User', description: 'Creates and edits most major types of records.', ...OF_STANDARD_USERS },
  {
    name: 'Read Only',
    description: 'Views the setup, reports and records, and edits none.',
    ...OF_STANDARD_USERS,
    standardObjects: READ,
    exceptions: {},
    standardFields: 'read',
  },
  { name: 'Solution Manager', description: 'Reviews and publishes solutions; otherwise as a standard user.', ...OF_STANDARD_USERS },
  {
    name: 'Marketing User',
    description: 'Manages campaigns; otherwise as a standard user.',
    ...OF_STANDARD_USERS,
    exceptions: { ...OF_STANDARD_USERS.exceptions, Campaign: ALL_OF_THEM },
  },
  { name: 'Contract Manager', description: 'Activates and approves contracts; otherwise as a standard user.', ...OF_STANDARD_USERS },
  { name: 'Minimum Access - Salesforce', description: 'Least privilege; rights come from permission sets.', ...NO_RIGHTS },
  { name: 'Guest License User', description: 'Visitors of public sites, who do not log in.', license: 'Guest User License', ...NO_RIGHTS },
  { name: 'Chatter Free User', description: 'Uses Chatter only.', license: 'Chatter Free', ...NO_RIGHTS },
  { name: 'Chatter Moderator User', description: 'Uses and moderates Chatter.', license: 'Chatter Free', ...NO_RIGHTS },
  { name: 'Chatter External User', description: 'A guest of Chatter groups.', license: 'Chatter External', ...NO_RIGHTS },
  // Each license of external users has a profile: https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
  ...EXTERNAL.map((license): BuiltInProfile => ({
    name: `${license} User`,
    description: 'Users of Experience Cloud sites.',
    license,
    ...NO_RIGHTS,
  })),
];

/**
 * Standard objects without permissions of their own: whoever may do something with the other object may do it with these.
 * https://help.salesforce.com/s/articleView?id=platform.perm_sets_object_perms.htm
 */
export const FOLLOWED: Readonly<Record<string, string>> = {
  OpportunityLineItem: 'Opportunity',
  OpportunityContactRole: 'Opportunity',
  AccountContactRole: 'Account',
  OrderItem: 'Order',
  CampaignMember: 'Campaign',
  CampaignMemberStatus: 'Campaign',
  CaseComment: 'Case',
  PricebookEntry: 'Pricebook2',
};

/** Fields of standard objects that no standard profile may edit: external services and the web fill them. */
const FILLED_FROM_OUTSIDE: ReadonlySet<string> = new Set([
  ...'CleanStatus DandbCompanyId DunsNumber NaicsCode NaicsDesc Tradestyle YearStarted'.split(' ').map((field) => `Account.${field}`),
  ...'CleanStatus CompanyDunsNumber DandbCompanyId'.split(' ').map((field) => `Lead.${field}`),
  'Contact.CleanStatus',
  ...'IsEscalated SuppliedCompany SuppliedEmail SuppliedName SuppliedPhone'.split(' ').map((field) => `Case.${field}`),
]);

/** The field permissions of a built-in profile on a standard object; an address stands for its parts. */
export function standardFieldPermissions(
  profile: BuiltInProfile,
  object: SObjectDef,
): { readonly field: string; readonly edit: boolean }[] {
  if (profile.standardFields === 'none') return [];
  return [...object.fields.values()]
    .filter((field) => !field.custom && (isStored(field) || field.type === 'Address') && isFieldSecured(object, field))
    .map((field) => ({ field, name: `${object.apiName}.${field.apiName}` }))
    .filter(({ name }) => !profile.closedFields?.has(name))
    .map(({ field, name }) => {
      const isWritten = field.updateable || field.createable || field.type === 'Address';
      return { field: field.apiName, edit: profile.standardFields === 'edit' && isWritten && !FILLED_FROM_OUTSIDE.has(name) };
    });
}
