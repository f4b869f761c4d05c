import { text, texts, type MetadataComponent, type SourceProblem, type SourceTree } from '../metadata/index.ts';
import {
  clearPermissions,
  grantedUserPermissions,
  userPermissionColumns,
  writeBuiltInPermissions,
  writeClassAccess,
  writePermissions,
  type SetupEntities,
} from './permission-rows.ts';
import { BUILT_IN_PROFILES, LICENSES } from './profiles.ts';
import type { SetupRows } from './rows.ts';

/** Names the Metadata API gives to the standard profiles. */
const PROFILE_API_NAMES: Readonly<Record<string, string>> = {
  Admin: 'System Administrator',
  Standard: 'Standard User',
  ReadOnly: 'Read Only',
  SolutionManager: 'Solution Manager',
  ContractManager: 'Contract Manager',
  MarketingProfile: 'Marketing User',
  MinimumAccess: 'Minimum Access - Salesforce',
};

/** Creates the built-in profiles, and the licenses of their users, as far as the org has them. @returns profile ids by name */
export function installProfiles(rows: SetupRows, features: SourceTree['features']): Map<string, string> {
  const licenses = new Map<string, string>();
  for (const [Name, { key, total, feature }] of Object.entries(LICENSES)) {
    if (feature !== undefined && !features.has(feature)) continue;
    const values = { LicenseDefinitionKey: key, MasterLabel: Name, Status: 'Active', TotalLicenses: total };
    licenses.set(Name, rows.upsert('UserLicense', { Name }, values));
  }
  const profiles = new Map<string, string>();
  for (const { name, description, license = 'Salesforce' as const } of BUILT_IN_PROFILES) {
    const UserLicenseId = licenses.get(license);
    if (UserLicenseId === undefined) continue;
    const values = { Description: description, UserType: LICENSES[license].userType, UserLicenseId };
    profiles.set(name, rows.upsert('Profile', { Name: name }, values));
  }
  return profiles;
}

/**
 * Writes profiles, permission sets and permission set groups with what they grant. Every profile owns a permission set, as on
 * the platform: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export function installPermissionSets(
  rows: SetupRows,
  source: SourceTree,
  profiles: Map<string, string>,
  entities: SetupEntities,
  problems: SourceProblem[],
): void {
  const ofProfile = new Map<string, MetadataComponent>();
  for (const component of source.components.get('Profile') ?? []) {
    const name = PROFILE_API_NAMES[component.fullName] ?? component.fullName;
    ofProfile.set(name, component);
    if (!profiles.has(name)) {
      const description = text(component.xml, 'description') ?? null;
      profiles.set(name, rows.upsert('Profile', { Name: name }, { Description: description, UserType: 'Standard' }));
    }
  }
  for (const [name, profileId] of profiles) {
    const builtIn = BUILT_IN_PROFILES.find((profile) => profile.name === name);
    const component = ofProfile.get(name);
    const granted = new Set<string>([...(builtIn?.userPermissions ?? []), ...(component ? grantedUserPermissions(component.xml) : [])]);
    const values = { Name: `X${profileId}`, Label: name, IsOwnedByProfile: true, Type: 'Profile', ...userPermissionColumns(granted) };
    const id = rows.upsert('PermissionSet', { ProfileId: profileId }, values);
    rows.upsert('Profile', { Id: profileId }, ownPermissions(source, granted));
    clearPermissions(rows, id);
    if (builtIn) writeBuiltInPermissions(rows, id, builtIn, source);
    if (granted.has('AuthorApex')) writeClassAccess(rows, id, entities, component);
    if (component) problems.push(...writePermissions(rows, id, component, source, entities));
  }
  for (const component of source.components.get('PermissionSet') ?? []) {
    const { fullName, xml } = component;
    const values = {
      Label: text(xml, 'label') ?? fullName,
      Description: text(xml, 'description') ?? null,
      IsOwnedByProfile: false,
      IsCustom: true,
      Type: 'Regular',
      ...userPermissionColumns(grantedUserPermissions(xml)),
    };
    const id = rows.upsert('PermissionSet', { Name: fullName, IsOwnedByProfile: false }, values);
    clearPermissions(rows, id);
    problems.push(...writePermissions(rows, id, component, source, entities));
  }
  assignOwnedSets(rows, profiles);
  const muting = installMuting(rows, source, entities, problems);
  installPermissionSetGroups(rows, source, muting, problems);
}

/** Users who were there before their profile had its permission set are assigned it; the save of a user assigns it from then on. */
function assignOwnedSets(rows: SetupRows, profiles: ReadonlyMap<string, string>): void {
  for (const profileId of profiles.values()) {
    const [PermissionSetId = ''] = rows.find('PermissionSet', { ProfileId: profileId });
    for (const AssigneeId of rows.find('User', { ProfileId: profileId })) {
      rows.upsert('PermissionSetAssignment', { AssigneeId, PermissionSetId }, { IsActive: true });
    }
  }
}

/** The user permissions of a profile as its own columns, those of them that the org's schema has. */
function ownPermissions(source: SourceTree, granted: ReadonlySet<string>): Record<string, boolean> {
  const profile = source.schema.object('Profile');
  const columns = [...(profile?.fields.values() ?? [])].filter(
    ({ apiName, type }) => type === 'Checkbox' && apiName.startsWith('Permissions'),
  );
  return Object.fromEntries(columns.map(({ apiName }) => [apiName, granted.has(apiName.slice('Permissions'.length))]));
}

/** @returns ids of the muting permission sets by lower-cased name */
function installMuting(rows: SetupRows, source: SourceTree, entities: SetupEntities, problems: SourceProblem[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const component of source.components.get('MutingPermissionSet') ?? []) {
    const { fullName, xml } = component;
    const values = { MasterLabel: text(xml, 'label') ?? fullName, Description: text(xml, 'description') ?? null, Language: 'en_US' };
    const muted = userPermissionColumns(grantedUserPermissions(xml));
    const id = rows.upsert('MutingPermissionSet', { DeveloperName: fullName }, { ...values, ...muted });
    clearPermissions(rows, id);
    problems.push(...writePermissions(rows, id, component, source, entities));
    ids.set(fullName.toLowerCase(), id);
  }
  return ids;
}

function installPermissionSetGroups(
  rows: SetupRows,
  source: SourceTree,
  muting: ReadonlyMap<string, string>,
  problems: SourceProblem[],
): void {
  for (const { fullName, xml, file } of source.components.get('PermissionSetGroup') ?? []) {
    const id = rows.upsert(
      'PermissionSetGroup',
      { DeveloperName: fullName },
      { MasterLabel: text(xml, 'label') ?? fullName, Description: text(xml, 'description') ?? null, Status: 'Updated', Language: 'en_US' },
    );
    rows.remove('PermissionSetGroupComponent', { PermissionSetGroupId: id });
    for (const name of texts(xml, 'permissionSets')) {
      const [permissionSetId] = rows.find('PermissionSet', { Name: name, IsOwnedByProfile: false });
      if (permissionSetId === undefined)
        problems.push({ file, message: `Permission set group ${fullName}: there is no permission set ${name}` });
      else rows.insert('PermissionSetGroupComponent', { PermissionSetGroupId: id, PermissionSetId: permissionSetId });
    }
    for (const name of texts(xml, 'mutingPermissionSets')) {
      const mutingId = muting.get(name.toLowerCase());
      if (mutingId === undefined)
        problems.push({ file, message: `Permission set group ${fullName}: there is no muting permission set ${name}` });
      else rows.insert('PermissionSetGroupComponent', { PermissionSetGroupId: id, PermissionSetId: mutingId });
    }
  }
}
