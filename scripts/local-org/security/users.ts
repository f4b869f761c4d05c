import type { RunningUser } from '../apex/runtime/host.ts';
import { myDomainUrl } from '../metadata/index.ts';
import type { FieldValue, SourceTree } from '../metadata/index.ts';
import type { Store, StoredRecord } from '../store/index.ts';
import { accessFor } from './access.ts';

/** `User.UserType` of the user of automated processes. */
export const AUTOMATED_PROCESS = 'AutomatedProcess';

/** Id of the user of automated processes. */
export function automatedProcessUser(store: Store): string {
  return String(store.get('SELECT "Id" AS id FROM "User" WHERE "UserType" = ?', [AUTOMATED_PROCESS])?.id);
}

/** A user id that belongs to nobody, or to somebody who may not sign in. */
export class UnknownUserError extends Error {
  readonly code = 'UNKNOWN_USER';

  constructor(id: string) {
    super(`There is no user ${id}`);
    this.name = 'UnknownUserError';
  }
}

function readRow(store: Store, objectName: string, id: string): StoredRecord | undefined {
  const object = store.schema.object(objectName);
  return object && store.read(object, [id]).get(id);
}

/** A user has some hundred fields; every transaction begins with reading these. */
const COLUMNS = [
  ...(['Username', 'Name', 'FirstName', 'LastName', 'Email', 'ProfileId', 'UserRoleId', 'UserType'] as const),
  ...(['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey'] as const),
] as const;
const RUNNING_USER = `SELECT ${COLUMNS.map((name) => `"${name}"`).join(', ')} FROM "User" WHERE "Id" = ?`;

/** @throws {UnknownUserError} */
export function runningUser(store: Store, id: string): RunningUser {
  const row = store.get(RUNNING_USER, [id]);
  if (!row) throw new UnknownUserError(id);
  const optional = (name: (typeof COLUMNS)[number]): string | null => (row[name] as string | null | undefined) ?? null;
  const text = (name: (typeof COLUMNS)[number]): string => optional(name) ?? '';
  return {
    id,
    username: text('Username'),
    name: text('Name'),
    firstName: optional('FirstName'),
    lastName: text('LastName'),
    email: text('Email'),
    profileId: text('ProfileId'),
    roleId: optional('UserRoleId'),
    userType: optional('UserType') ?? 'Standard',
    timeZone: optional('TimeZoneSidKey') ?? 'Etc/UTC',
    locale: optional('LocaleSidKey') ?? 'en_US',
    language: optional('LanguageLocaleKey') ?? 'en_US',
  };
}

/** https://help.salesforce.com/s/articleView?id=platform.custom_perms_overview.htm */
export function hasCustomPermission(store: Store, source: SourceTree, userId: string, name: string): boolean {
  return accessFor(userId, store, source).grants.customPermissions.has(name.toLowerCase());
}

/**
 * Whether the user may call a class from outside (`@AuraEnabled`, Apex REST). Authors of Apex may call every class.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_security_class_access.htm
 */
export function hasApexClassAccess(store: Store, source: SourceTree, userId: string, className: string): boolean {
  const { grants } = accessFor(userId, store, source);
  return grants.permissions.has('AuthorApex') || grants.apexClasses.has(className.toLowerCase());
}

/** Permission sets assigned to the user, directly or through groups; for what the source says of tabs and apps. */
export function assignedPermissionSets(store: Store, source: SourceTree, userId: string): readonly string[] {
  return accessFor(userId, store, source).grants.permissionSets;
}

/**
 * Value of `$User.…`, `$Profile.…`, `$UserRole.…`, `$Organization.…` and `$Permission.…` for a user; undefined for other variables.
 * https://help.salesforce.com/s/articleView?id=platform.dev_understanding_global_variables.htm
 */
export function globalVariable(store: Store, source: SourceTree, userId: string, path: string): FieldValue | undefined {
  const [root = '', field = ''] = path.split('.');
  const user = (): StoredRecord | undefined => readRow(store, 'User', userId);
  switch (root.toLowerCase()) {
    case '$permission':
      return hasCustomPermission(store, source, userId, field);
    case '$user':
      // https://help.salesforce.com/s/articleView?id=sf.dev_understanding_global_variables.htm
      if (/^uitheme(displayed)?$/i.test(field)) return 'Theme4d';
      return valueOf(store, 'User', user(), field);
    case '$profile':
      return valueOf(store, 'Profile', related(store, 'Profile', user()?.get('ProfileId')), field);
    case '$userrole':
      return valueOf(store, 'UserRole', related(store, 'UserRole', user()?.get('UserRoleId')), field);
    case '$organization':
      return valueOf(store, 'Organization', organization(store), field);
    case '$api':
      return apiAddress(organization(store), field);
    default:
      return undefined;
  }
}

function organization(store: Store): StoredRecord | undefined {
  const id = store.get('SELECT "Id" AS id FROM "Organization" ORDER BY "Id" LIMIT 1')?.id;
  return related(store, 'Organization', id as string | undefined);
}

/**
 * `$Api.Enterprise_Server_URL_540`: the SOAP endpoint of an API version, written as a number. Others are not known.
 * https://help.salesforce.com/s/articleView?id=platform.dev_understanding_global_variables.htm
 */
function apiAddress(row: StoredRecord | undefined, name: string): FieldValue | undefined {
  const [, api, version = ''] = /^(enterprise|partner)_server_url_(\d{2,3})$/i.exec(name) ?? [];
  if (api === undefined || !row) return undefined;
  const kind = api.toLowerCase() === 'partner' ? 'u' : 'c';
  const address = myDomainUrl(String(row.get('Name') ?? ''));
  return `${address}/services/Soap/${kind}/${version.slice(0, -1)}.${version.slice(-1)}/${String(row.get('Id')).slice(0, 15)}`;
}

function related(store: Store, object: string, id: FieldValue | undefined): StoredRecord | undefined {
  return typeof id === 'string' ? readRow(store, object, id) : undefined;
}

function valueOf(store: Store, objectName: string, row: StoredRecord | undefined, name: string): FieldValue {
  const object = store.schema.object(objectName);
  const field = object && store.schema.field(object, name);
  return (field && row?.get(field.apiName)) ?? null;
}
