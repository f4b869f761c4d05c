import { createHash } from 'node:crypto';
import { shareParent, type FieldValue } from '../metadata/index.ts';
import type { SaveStep, WorkRow } from './work.ts';

/** Values that standard objects get on insert when the caller leaves them out, beyond what their metadata says. */
const STANDARD_DEFAULTS: Readonly<Record<string, Readonly<Record<string, (row: WorkRow, step: SaveStep) => FieldValue>>>> = {
  /** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm */
  User: {
    IsActive: () => true,
    UserType: (row, step) => userType(row.values.get('ProfileId') ?? null, step),
    CommunityNickname: (row) => nickname(row.values.get('Username') ?? null),
  },
  /** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm */
  PermissionSetAssignment: { IsActive: () => true },
  PermissionSet: { IsCustom: () => true, Type: () => 'Regular' },
  Group: { DoesIncludeBosses: () => true },
};

/** What users of the profile are. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_profile.htm */
function userType(profileId: FieldValue, { ctx: { store } }: SaveStep): FieldValue {
  const profile = store.schema.object('Profile');
  const found = profile && typeof profileId === 'string' ? store.read(profile, [profileId]).get(profileId) : undefined;
  return found?.get('UserType') ?? 'Standard';
}

/** The user name, as both are unique; of a long one its beginning and a digest of the whole. */
function nickname(username: FieldValue): FieldValue {
  if (typeof username !== 'string' || username.length <= 40) return username;
  return `${username.slice(0, 31)}.${createHash('sha256').update(username.toLowerCase()).digest('hex').slice(0, 8)}`;
}

/** How standard objects keep values that may be given in more than one form. User names are kept in lower case. */
const STANDARD_FORMS: Readonly<Record<string, Readonly<Record<string, (value: string) => string>>>> = {
  /** https://help.salesforce.com/s/articleView?id=platform.basics_intro_usernames_passwords.htm */
  User: { Username: (value) => value.toLowerCase() },
};

export function applyStandardForms({ object }: SaveStep, rows: readonly WorkRow[]): void {
  for (const [name, form] of Object.entries(STANDARD_FORMS[object.apiName] ?? {})) {
    for (const { values } of rows) {
      const value = values.get(name);
      if (typeof value === 'string') values.set(name, form(value));
    }
  }
}

export function applyStandardDefaults(step: SaveStep, row: WorkRow): void {
  const { object } = step;
  for (const [name, value] of Object.entries(STANDARD_DEFAULTS[object.apiName] ?? {})) {
    if (!row.given.has(name) && object.fields.has(name.toLowerCase())) row.values.set(name, value(row, step));
  }
  // A hierarchy setting without an owner is the organization's.
  if (object.kind === 'customSetting' && (row.values.get('SetupOwnerId') ?? null) === null) {
    row.values.set('SetupOwnerId', step.ctx.globalVariable('$Organization.Id') ?? null);
  }
  // A share row made by a user or by Apex is a manual one.
  if (shareParent(object) && !row.given.has('RowCause')) {
    row.values.set('RowCause', 'Manual');
  }
}
