import type { Store } from '../store/index.ts';
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

/** The permission sets of a user: of the profile, assigned, and in assigned groups. */
const SETS_OF_USER = `
  SELECT ps."Id" FROM "PermissionSet" ps JOIN "User" u ON ps."ProfileId" = u."ProfileId" WHERE u."Id" = ?1 AND ps."IsOwnedByProfile" = 1
  UNION SELECT a."PermissionSetId" FROM "PermissionSetAssignment" a WHERE a."AssigneeId" = ?1 AND a."PermissionSetId" IS NOT NULL
  UNION SELECT c."PermissionSetId" FROM "PermissionSetAssignment" a
    JOIN "PermissionSetGroupComponent" c ON c."PermissionSetGroupId" = a."PermissionSetGroupId"
    WHERE a."AssigneeId" = ?1 AND c."IsDeleted" = 0
  ORDER BY 1`;

/** The permission sets of parameter 1, a JSON list. */
const SETS = 'SELECT value FROM json_each(?1)';

const SELECTS = {
  sets: `SELECT "Name" AS name, "IsOwnedByProfile" AS owned, ${USER_PERMISSIONS.map((p) => `"Permissions${p}" AS ${p}`).join(', ')} FROM "PermissionSet" WHERE "Id" IN (${SETS})`,
  objects: `SELECT lower("SobjectType") AS object, MAX("PermissionsRead") AS read, MAX("PermissionsCreate") AS "create", MAX("PermissionsEdit") AS edit,
    MAX("PermissionsDelete") AS "delete", MAX("PermissionsViewAllRecords") AS viewAll, MAX("PermissionsModifyAllRecords") AS modifyAll,
    MAX("PermissionsViewAllFields") AS viewAllFields FROM "ObjectPermissions" WHERE "ParentId" IN (${SETS}) GROUP BY 1`,
  fields: `SELECT lower("Field") AS field, MAX("PermissionsEdit") AS edit FROM "FieldPermissions" WHERE "ParentId" IN (${SETS}) AND "PermissionsRead" = 1 GROUP BY 1`,
  customPermissions: `SELECT lower(c."DeveloperName") AS name FROM "SetupEntityAccess" s JOIN "CustomPermission" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN (${SETS})`,
  apexClasses: `SELECT lower(c."Name") AS name FROM "SetupEntityAccess" s JOIN "ApexClass" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN (${SETS})`,
} as const;

/** Ids of the user's permission sets, in their order. */
export function permissionSetsOf(store: Store, userId: string): string[] {
  return store.all(SETS_OF_USER, [userId]).map((row) => String(row.Id));
}

/** Reads what permission sets allow together, from the rows: five statements. */
export function loadGrants(store: Store, ids: readonly string[]): Grants {
  const list = [JSON.stringify(ids)];
  const sets = store.all(SELECTS.sets, list);
  const names = (sql: string): Set<string> => new Set(store.all(sql, list).map((row) => String(row.name)));
  const yes = (value: unknown): boolean => value === 1;
  return {
    permissions: new Set(USER_PERMISSIONS.filter((permission) => sets.some((row) => yes(row[permission])))),
    objects: new Map(
      store.all(SELECTS.objects, list).map((row) => {
        const modifyAll = yes(row.modifyAll);
        const viewAll = modifyAll || yes(row.viewAll);
        const grant: ObjectGrant = {
          read: viewAll || yes(row.read) || yes(row.edit) || yes(row.create) || yes(row.delete),
          create: yes(row.create),
          edit: modifyAll || yes(row.edit) || yes(row.delete),
          delete: modifyAll || yes(row.delete),
          viewAll,
          modifyAll,
          viewAllFields: yes(row.viewAllFields),
        };
        return [String(row.object), grant];
      }),
    ),
    fields: new Map(store.all(SELECTS.fields, list).map((row) => [String(row.field), yes(row.edit)])),
    customPermissions: names(SELECTS.customPermissions),
    apexClasses: names(SELECTS.apexClasses),
    permissionSets: sets.filter((row) => !yes(row.owned)).map((row) => String(row.name)),
  };
}
