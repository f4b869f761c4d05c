import type { SqlRow, Store } from '../store/index.ts';
import { isMuting, together, withoutMuted, type Muted } from './muting.ts';
import { USER_PERMISSIONS, type ObjectGrant, type UserPermission } from './profiles.ts';

/** Everything the profile and the permission sets of a user allow, added up. */
export interface Grants {
  readonly permissions: ReadonlySet<UserPermission>;
  /** By lower-cased object name. */
  readonly objects: ReadonlyMap<string, ObjectGrant>;
  /** Lower-cased `object.field` → may be edited; absent is closed. */
  readonly fields: ReadonlyMap<string, boolean>;
  /** Lower-cased names. */
  readonly customPermissions: ReadonlySet<string>;
  readonly apexClasses: ReadonlySet<string>;
  /** API names of the assigned permission sets, those of groups included. */
  readonly permissionSets: readonly string[];
}

/** The permission sets of a user: of the profile, assigned, and in assigned groups; those of groups with the group. */
const SETS_OF_USER = `
  SELECT ps."Id" AS id, NULL AS grp FROM "PermissionSet" ps JOIN "User" u ON ps."ProfileId" = u."ProfileId"
    WHERE u."Id" = ?1 AND ps."IsOwnedByProfile" = 1
  UNION SELECT a."PermissionSetId", NULL FROM "PermissionSetAssignment" a WHERE a."AssigneeId" = ?1 AND a."PermissionSetId" IS NOT NULL
  UNION SELECT c."PermissionSetId", c."PermissionSetGroupId" FROM "PermissionSetAssignment" a
    JOIN "PermissionSetGroupComponent" c ON c."PermissionSetGroupId" = a."PermissionSetGroupId"
    WHERE a."AssigneeId" = ?1 AND c."IsDeleted" = 0
  ORDER BY 1, 2`;

/** Permission sets whose rights add up. */
export interface SetsOfUser {
  readonly ids: readonly string[];
  /** Groups that mute: their permission sets, and what is taken away from these. */
  readonly muted: readonly { readonly ids: readonly string[]; readonly muting: readonly string[] }[];
}

/** The permission sets of parameter 1, a JSON list. */
const SETS = 'SELECT value FROM json_each(?1)';

const SELECTS = {
  sets: `SELECT "Name" AS name, "IsOwnedByProfile" AS owned, ${USER_PERMISSIONS.map((p) => `"Permissions${p}" AS ${p}`).join(', ')} FROM "PermissionSet" WHERE "Id" IN (${SETS})`,
  objects: `SELECT lower("SobjectType") AS object, MAX("PermissionsRead") AS read, MAX("PermissionsCreate") AS "create", MAX("PermissionsEdit") AS edit,
    MAX("PermissionsDelete") AS "delete", MAX("PermissionsViewAllRecords") AS viewAll, MAX("PermissionsModifyAllRecords") AS modifyAll,
    MAX("PermissionsViewAllFields") AS viewAllFields FROM "ObjectPermissions" WHERE "ParentId" IN (${SETS}) GROUP BY 1`,
  muting: `SELECT "DeveloperName" AS name, 1 AS owned, ${USER_PERMISSIONS.map((p) => `"Permissions${p}" AS ${p}`).join(', ')} FROM "MutingPermissionSet" WHERE "Id" IN (${SETS})`,
  mutedFields: `SELECT lower("Field") AS field, MAX("PermissionsRead") AS read, MAX("PermissionsEdit") AS edit FROM "FieldPermissions" WHERE "ParentId" IN (${SETS}) GROUP BY 1`,
  fields: `SELECT lower("Field") AS field, MAX("PermissionsEdit") AS edit FROM "FieldPermissions" WHERE "ParentId" IN (${SETS}) AND "PermissionsRead" = 1 GROUP BY 1`,
  customPermissions: `SELECT lower(c."DeveloperName") AS name FROM "SetupEntityAccess" s JOIN "CustomPermission" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN (${SETS})`,
  apexClasses: `SELECT lower(c."Name") AS name FROM "SetupEntityAccess" s JOIN "ApexClass" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN (${SETS})`,
} as const;

/** The user's permission sets, in their order. */
export function permissionSetsOf(store: Store, userId: string): SetsOfUser {
  const rows = store.all(SETS_OF_USER, [userId]).map(({ id, grp }) => ({ id: String(id), group: grp === null ? undefined : String(grp) }));
  const groups = new Set(rows.flatMap(({ id, group }) => (group !== undefined && isMuting(id) ? [group] : [])));
  const ids = rows.filter(({ group }) => group === undefined || !groups.has(group)).map(({ id }) => id);
  const muted = [...groups].map((wanted) => {
    const members = rows.filter(({ group }) => group === wanted).map(({ id }) => id);
    return { ids: members.filter((id) => !isMuting(id)), muting: members.filter(isMuting) };
  });
  return { ids: [...new Set(ids)], muted };
}

/** Everything a user's permission sets allow. */
export function loadGrants(store: Store, { ids, muted }: SetsOfUser): Grants {
  const plain = loadSets(store, ids);
  if (muted.length === 0) return plain;
  return together([plain, ...muted.map((group) => withoutMuted(loadSets(store, group.ids), loadMuted(store, group.muting)))]);
}

function loadMuted(store: Store, ids: readonly string[]): Muted {
  const list = [JSON.stringify(ids)];
  const fields = store
    .all(SELECTS.mutedFields, list)
    .map((row) => [String(row.field), { read: row.read === 1, edit: row.edit === 1 }] as const);
  return { ...loadSets(store, ids, SELECTS.muting, flagsOf), fields: new Map(fields) };
}

/** Reads what permission sets allow together, from the rows: five statements. */
function loadSets(store: Store, ids: readonly string[], from: string = SELECTS.sets, grantOf = includedRights): Grants {
  const list = [JSON.stringify(ids)];
  const sets = store.all(from, list);
  const names = (sql: string): Set<string> => new Set(store.all(sql, list).map((row) => String(row.name)));
  const yes = (value: unknown): boolean => value === 1;
  return {
    permissions: new Set(USER_PERMISSIONS.filter((permission) => sets.some((row) => yes(row[permission])))),
    objects: new Map(store.all(SELECTS.objects, list).map((row) => [String(row.object), grantOf(row)])),
    fields: new Map(store.all(SELECTS.fields, list).map((row) => [String(row.field), yes(row.edit)])),
    customPermissions: names(SELECTS.customPermissions),
    apexClasses: names(SELECTS.apexClasses),
    permissionSets: sets.filter((row) => !yes(row.owned)).map((row) => String(row.name)),
  };
}

function flagsOf(row: SqlRow): ObjectGrant {
  const has = (name: string): boolean => row[name] === 1;
  return {
    read: has('read'),
    create: has('create'),
    edit: has('edit'),
    delete: has('delete'),
    viewAll: has('viewAll'),
    modifyAll: has('modifyAll'),
    viewAllFields: has('viewAllFields'),
  };
}

/** A right with those it includes: who may modify all may do everything, who may edit may read. */
function includedRights(row: SqlRow): ObjectGrant {
  const given = flagsOf(row);
  const viewAll = given.modifyAll || given.viewAll;
  return {
    ...given,
    read: viewAll || given.read || given.edit || given.create || given.delete,
    edit: given.modifyAll || given.edit || given.delete,
    delete: given.modifyAll || given.delete,
    viewAll,
  };
}
