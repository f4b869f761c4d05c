import type { Store } from '../store/index.ts';

/** Who a user counts as when records are shared. */
export interface Principals {
  /** The user and everybody below in the role hierarchy, with all their groups and queues. */
  readonly owners: readonly string[];
  /** The user with own groups and queues only: what counts where the hierarchy does not. */
  readonly own: readonly string[];
  /** A visitor who does not log in: no internal user, and nothing is open to them by default. */
  readonly isGuest: boolean;
}

/**
 * Groups of users: member rows, groups inside groups, groups that stand for roles, all internal users. For the users below
 * somebody (?2 = 1) only groups that give access to managers count: https://help.salesforce.com/s/articleView?id=platform.user_groups.htm
 */
const GROUPS_OF_USERS = `
  WITH RECURSIVE
    people(id) AS (SELECT value FROM json_each(?1)),
    roles(role, depth) AS (
      SELECT u."UserRoleId", 0 FROM "User" u JOIN people p ON p.id = u."Id" WHERE u."UserRoleId" IS NOT NULL
      UNION SELECT r."ParentRoleId", depth + 1 FROM "UserRole" r JOIN roles ON r."Id" = roles.role WHERE r."ParentRoleId" IS NOT NULL
    ),
    groups(id) AS (
      SELECT m."GroupId" FROM "GroupMember" m JOIN people p ON p.id = m."UserOrGroupId" JOIN "Group" g ON g."Id" = m."GroupId"
        WHERE ?2 = 0 OR g."Type" <> 'Regular' OR g."DoesIncludeBosses" = 1
      UNION SELECT g."Id" FROM "Group" g JOIN roles ON g."RelatedId" = roles.role
        WHERE g."Type" = 'RoleAndSubordinates' OR (g."Type" = 'Role' AND roles.depth = 0)
      UNION SELECT g."Id" FROM "Group" g WHERE g."Type" = 'Organization'
        AND EXISTS (SELECT 1 FROM people p JOIN "User" u ON u."Id" = p.id WHERE u."UserType" IS NOT 'Guest')
      UNION SELECT m."GroupId" FROM "GroupMember" m JOIN groups ON m."UserOrGroupId" = groups.id
    )
  SELECT id FROM groups`;

const SUBORDINATES = `
  WITH RECURSIVE below(role) AS (
    SELECT r."Id" FROM "UserRole" r JOIN "User" u ON r."ParentRoleId" = u."UserRoleId" WHERE u."Id" = ?1
    UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.role
  )
  SELECT "Id" AS id FROM "User" WHERE "UserRoleId" IN (SELECT role FROM below)`;

/** https://help.salesforce.com/s/articleView?id=platform.security_controlling_access_using_hierarchies.htm */
export function loadPrincipals(store: Store, userId: string): Principals {
  const ids = (sql: string, ...params: (string | number)[]): string[] => store.all(sql, params).map((row) => String(row.id));
  const below = ids(SUBORDINATES, userId);
  const own = [userId, ...ids(GROUPS_OF_USERS, JSON.stringify([userId]), 0)];
  const isGuest = ids(`SELECT "Id" AS id FROM "User" WHERE "Id" = ? AND "UserType" = 'Guest'`, userId).length > 0;
  if (below.length === 0) return { own, owners: own, isGuest };
  return { own, isGuest, owners: [...new Set([...own, ...below, ...ids(GROUPS_OF_USERS, JSON.stringify(below), 1)])] };
}
