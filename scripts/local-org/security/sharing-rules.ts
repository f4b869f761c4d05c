import { child, childNodes, children, text, type SourceProblem, type SourceTree, type XmlNode } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import type { Roles } from './install-groups.ts';
import type { SetupRows } from './rows.ts';

const TABLE = '"local sharing rule"';

/** Records owned by some people are shared with others. */
export interface SharingRule {
  /** Ids of the owners whose records are shared, as a JSON array. */
  readonly owners: string;
  readonly level: 'Read' | 'Edit';
}

/**
 * Keeps the owner-based sharing rules of the source. Criteria-based ones and rules for guests are problems: the local org
 * does not bring them into force.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_sharingrules.htm
 */
export function installSharingRules(store: Store, rows: SetupRows, source: SourceTree, roles: Roles, problems: SourceProblem[]): void {
  store.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (object TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, level TEXT NOT NULL)`);
  store.run(`DELETE FROM ${TABLE}`);
  for (const { fullName, xml, file } of source.components.get('SharingRules') ?? []) {
    const problem = (message: string): void => void problems.push({ file, message });
    const object = source.schema.object(fullName);
    if (!object) problem(`Sharing rules: there is no object ${fullName}`);
    for (const [element, kind] of Object.entries(UNSUPPORTED)) {
      for (const rule of childNodes(xml, element)) problem(`Not supported by the local org: ${kind} ${text(rule, 'fullName') ?? ''}`);
    }
    for (const rule of childNodes(xml, 'sharingOwnerRules')) {
      const [from, to] = ['sharedFrom', 'sharedTo'].map((side) => groupOf(rows, roles, child(rule, side)));
      if (!object || from === undefined || to === undefined) {
        problem(`Sharing rule ${text(rule, 'fullName') ?? ''}: a group or role of it does not exist or is not supported`);
      } else {
        const level = text(rule, 'accessLevel') === 'Edit' ? 'Edit' : 'Read';
        store.run(`INSERT INTO ${TABLE} (object, source, target, level) VALUES (?, ?, ?, ?)`, [object.apiName, from, to, level]);
      }
    }
  }
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
  sharingCriteriaRules: 'criteria-based sharing rule',
  sharingGuestRules: 'guest user sharing rule',
  sharingTerritoryRules: 'territory-based sharing rule',
};

/** Id of the group that stands for one side of a rule. */
function groupOf(rows: SetupRows, roles: Roles, side: XmlNode | undefined): string | undefined {
  if (!side) return undefined;
  if (children(side, 'allInternalUsers').length > 0) return rows.find('Group', { Type: 'Organization' })[0];
  const ofRole = (type: string, name: string | undefined): string | undefined => {
    const roleId = name === undefined ? undefined : roles.get(name.toLowerCase());
    return roleId === undefined ? undefined : rows.find('Group', { Type: type, RelatedId: roleId })[0];
  };
  const [group, queue, role] = ['group', 'queue', 'role'].map((name) => text(side, name));
  if (group !== undefined) return rows.find('Group', { DeveloperName: group, Type: 'Regular' })[0];
  if (queue !== undefined) return rows.find('Group', { DeveloperName: queue, Type: 'Queue' })[0];
  if (role !== undefined) return ofRole('Role', role);
  return ofRole('RoleAndSubordinates', text(side, 'roleAndSubordinates') ?? text(side, 'roleAndSubordinatesInternal'));
}

/** Everybody who belongs to a group, and the queues in it: owners of records. */
const MEMBERS = `
  WITH RECURSIVE
    groups(id) AS (SELECT ?1 UNION SELECT m."UserOrGroupId" FROM "GroupMember" m JOIN groups g ON m."GroupId" = g.id),
    below(role) AS (
      SELECT g."RelatedId" FROM "Group" g JOIN groups ON g."Id" = groups.id WHERE g."Type" = 'RoleAndSubordinates'
      UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.role
    ),
    roles(role) AS (SELECT role FROM below UNION SELECT g."RelatedId" FROM "Group" g JOIN groups ON g."Id" = groups.id WHERE g."Type" = 'Role')
  SELECT id FROM groups
  UNION SELECT "Id" FROM "User" WHERE "UserRoleId" IN (SELECT role FROM roles)
  UNION SELECT "Id" FROM "User" WHERE EXISTS (SELECT 1 FROM "Group" g JOIN groups ON g."Id" = groups.id WHERE g."Type" = 'Organization')`;

/**
 * The rules that share records of an object with somebody.
 * @param principals ids of the user's groups, as a JSON array; see `loadPrincipals`
 */
export function sharingRules(store: Store, object: string, principals: string): SharingRule[] {
  const sql = `SELECT source, level FROM ${TABLE} WHERE object = ? AND target IN (SELECT value FROM json_each(?))`;
  return store.all(sql, [object, principals]).map((rule) => ({
    owners: JSON.stringify(store.all(MEMBERS, [rule.source ?? null]).map((row) => row.id)),
    level: rule.level as SharingRule['level'],
  }));
}
