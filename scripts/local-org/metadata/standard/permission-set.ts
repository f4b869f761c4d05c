import { standardObject } from './declare.ts';

/** A column for each user permission the local org knows. */
const USER_PERMISSIONS = `
  PermissionsModifyAllData Checkbox
  PermissionsViewAllData Checkbox
  PermissionsViewSetup Checkbox
  PermissionsManageUsers Checkbox
  PermissionsAuthorApex Checkbox
  PermissionsApiEnabled Checkbox
  PermissionsCustomizeApplication Checkbox
  PermissionsRunReports Checkbox
  PermissionsTransferAnyEntity Checkbox : Transfer Record
  PermissionsTransferAnyCase Checkbox : Transfer Cases
  PermissionsTransferAnyLead Checkbox : Transfer Leads
`;

export const permissionSet = standardObject(
  'PermissionSet',
  '0PS',
  { sharing: 'Read', common: ['audit'] },
  `
  Name                 Text(80) name required                         : Permission Set Name
  Label                Text(80) required                              : Permission Set Label
  Description          TextArea(255)
  LicenseId            Lookup(PermissionSetLicense,UserLicense) -> License createonly
  ProfileId            Lookup(Profile) -> Profile readonly
  PermissionSetGroupId Lookup(PermissionSetGroup) -> PermissionSetGroup readonly
  IsOwnedByProfile     Checkbox readonly
  IsCustom             Checkbox readonly
  NamespacePrefix      Text(15) readonly
  Type                 Picklist(*Regular|Standard|Session|Profile|Group) readonly
${USER_PERMISSIONS}
  `,
);

export const permissionSetGroup = standardObject(
  'PermissionSetGroup',
  '0PG',
  { sharing: 'Read', common: ['audit', 'recycle'] },
  `
  DeveloperName   Text(80) name required
  MasterLabel     Text(80) required
  Language        Picklist(*en_US=English|ru=Russian)
  Description     TextArea(255)
  Status          Picklist(*Updated|Outdated|Updating|Failed) readonly
  NamespacePrefix Text(15) readonly
  `,
);

/** What a permission set group takes away from its permission sets. */
export const mutingPermissionSet = standardObject(
  'MutingPermissionSet',
  '0QM',
  { sharing: 'Read', common: ['audit'] },
  `
  DeveloperName   Text(80) name required
  MasterLabel     Text(80) required
  Description     TextArea(255)
  Language        Picklist(*en_US=English|ru=Russian)
  NamespacePrefix Text(15) readonly
${USER_PERMISSIONS}
  `,
);

export const permissionSetGroupComponent = standardObject(
  'PermissionSetGroupComponent',
  '0PM',
  { sharing: 'Read', common: ['audit', 'recycle'] },
  `
  PermissionSetGroupId Lookup(PermissionSetGroup) -> PermissionSetGroup/PermissionSetGroupComponents cascade required createonly
  PermissionSetId      Lookup(PermissionSet) -> PermissionSet/PermissionSetGroupComponents cascade required createonly
  `,
);

export const permissionSetAssignment = standardObject(
  'PermissionSetAssignment',
  '0Pa',
  { sharing: 'Read', common: [] },
  `
  PermissionSetId      Lookup(PermissionSet) -> PermissionSet/Assignments cascade createonly
  PermissionSetGroupId Lookup(PermissionSetGroup) -> PermissionSetGroup/Assignments cascade createonly
  AssigneeId           Lookup(User) -> Assignee/PermissionSetAssignments required createonly
  ExpirationDate       DateTime
  IsActive             Checkbox readonly
  SystemModstamp       DateTime readonly
  `,
);

export const objectPermissions = standardObject(
  'ObjectPermissions',
  '110',
  { plural: 'Object Permissions', sharing: 'Read', common: ['audit'] },
  `
  ParentId                    Lookup(PermissionSet) -> Parent/ObjectPerms cascade required createonly
  SobjectType                 Text(40) required createonly
  PermissionsCreate           Checkbox
  PermissionsRead             Checkbox
  PermissionsEdit             Checkbox
  PermissionsDelete           Checkbox
  PermissionsViewAllRecords   Checkbox
  PermissionsModifyAllRecords Checkbox
  PermissionsViewAllFields    Checkbox
  `,
);

export const fieldPermissions = standardObject(
  'FieldPermissions',
  '01k',
  { plural: 'Field Permissions', sharing: 'Read', common: [] },
  `
  ParentId        Lookup(PermissionSet) -> Parent/FieldPerms cascade required createonly
  SobjectType     Text(40) required createonly
  Field           Text(255) required createonly
  PermissionsRead Checkbox
  PermissionsEdit Checkbox
  SystemModstamp  DateTime readonly
  `,
);

export const setupEntityAccess = standardObject(
  'SetupEntityAccess',
  '0J0',
  { plural: 'Setup Entity Access', sharing: 'Read', common: [] },
  `
  ParentId        Lookup(PermissionSet) -> Parent/SetupEntityAccessItems cascade required createonly
  SetupEntityId   Text(18) required createonly
  SetupEntityType Text(40) readonly
  SystemModstamp  DateTime readonly
  `,
);

export const customPermission = standardObject(
  'CustomPermission',
  '0CP',
  { sharing: 'Read', common: ['audit', 'recycle'] },
  `
  DeveloperName   Text(80) name required
  MasterLabel     Text(80) required
  Description     TextArea(255)
  Language        Picklist(*en_US=English|ru=Russian)
  NamespacePrefix Text(15) readonly
  IsLicensed      Checkbox readonly
  `,
);
