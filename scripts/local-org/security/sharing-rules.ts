import {
  child,
  childNodes,
  children,
  text,
  type SourceProblem,
  type SObjectDef,
  type SourceTree,
  type XmlNode,
} from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import type { Roles } from './install-groups.ts';
import type { SetupRows } from './rows.ts';
import { criteriaCondition, SharingCriteriaError, type Criteria } from './sharing-criteria.ts';

const TABLE = '"local sharing rule"';

/** Records are shared with somebody: those of some owners, or those that meet criteria. */
export type SharingRule = { readonly level: 'Read' | 'Edit' } & (
  | {
      /** Ids of the owners whose records are shared, as a JSON array. */
      readonly owners: string;
    }
  | { readonly criteria: Criteria }
);

/**
 * Keeps the sharing rules of the source, based on owners and on criteria. Rules for guests and for territories are problems, and
 * so is the access that rules for accounts give to related records: the local org does not bring them into force.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_sharingrules.htm
 */
export function installSharingRules(store: Store, rows: SetupRows, source: SourceTree, roles: Roles, problems: SourceProblem[]): void {
  store.run(`DROP TABLE IF EXISTS ${TABLE}`);
  store.run(`CREATE TABLE ${TABLE} (object TEXT NOT NULL, source TEXT, criteria TEXT, target TEXT NOT NULL, level TEXT NOT NULL)`);
  for (const { fullName, xml, file } of source.components.get('SharingRules') ?? []) {
    const problem = (message: string): void => void problems.push({ file, message });
    const object = source.schema.object(fullName);
    if (!object) problem(`Sharing rules: there is no object ${fullName}`);
    for (const [element, kind] of Object.entries(UNSUPPORTED)) {
      for (const rule of childNodes(xml, element)) problem(`Not supported by the local org: ${kind} ${text(rule, 'fullName') ?? ''}`);
    }
    if (!object) continue;
    const keep = (rule: XmlNode, to: string, from: string | null, criteria: Criteria | null): void => {
      const level = text(rule, 'accessLevel') === 'Edit' ? 'Edit' : 'Read';
      const values = [object.apiName, from, criteria && JSON.stringify(criteria), to, level];
      store.run(`INSERT INTO ${TABLE} (object, source, criteria, target, level) VALUES (?, ?, ?, ?, ?)`, values);
    };
    const group = (rule: XmlNode, side: string): string | undefined => groupOf(rows, roles, child(rule, side));
    const noGroup = (rule: XmlNode): void =>
      problem(`Sharing rule ${text(rule, 'fullName') ?? ''}: a group or role of it does not exist or is not supported`);
    for (const rule of [...childNodes(xml, 'sharingOwnerRules'), ...childNodes(xml, 'sharingCriteriaRules')]) {
      const related = relatedAccess(rule);
      if (related.length === 0) continue;
      problem(`Sharing rule ${text(rule, 'fullName') ?? ''}: not supported by the local org: accountSettings (${related.join(', ')})`);
    }
    for (const rule of childNodes(xml, 'sharingOwnerRules')) {
      const [from, to] = [group(rule, 'sharedFrom'), group(rule, 'sharedTo')];
      if (from === undefined || to === undefined) noGroup(rule);
      else keep(rule, to, from, null);
    }
    for (const rule of childNodes(xml, 'sharingCriteriaRules')) {
      const to = group(rule, 'sharedTo');
      const criteria = criteriaOf(rule);
      const refusal = refusalOf(store, object, criteria);
      if (to === undefined) noGroup(rule);
      else if (refusal !== undefined) problem(`Sharing rule ${text(rule, 'fullName') ?? ''}: not supported by the local org: ${refusal}`);
      else keep(rule, to, null, criteria);
    }
  }
}

/** What a rule for accounts gives to their cases, contacts and opportunities, e.g. `caseAccessLevel Read`. */
function relatedAccess(rule: XmlNode): string[] {
  const settings = child(rule, 'accountSettings');
  if (!settings) return [];
  const levels = ['caseAccessLevel', 'contactAccessLevel', 'opportunityAccessLevel'].map((name) => [name, text(settings, name) ?? 'None']);
  return levels.filter(([, level]) => level !== 'None').map((level) => level.join(' '));
}

function criteriaOf(rule: XmlNode): Criteria {
  const logic = text(rule, 'booleanFilter');
  const items = childNodes(rule, 'criteriaItems').map((item) => ({
    field: text(item, 'field') ?? '',
    operation: text(item, 'operation') ?? '',
    value: text(item, 'value') ?? '',
  }));
  return { items, ...(logic === undefined ? {} : { logic }) };
}

/** Why criteria cannot be brought into force; undefined when they can. */
function refusalOf(store: Store, object: SObjectDef, criteria: Criteria): string | undefined {
  try {
    criteriaCondition(store, object, 'r', criteria);
    return undefined;
  } catch (error) {
    if (error instanceof SharingCriteriaError) return error.message;
    throw error;
  }
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
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
  const sql = `SELECT source, criteria, level FROM ${TABLE} WHERE object = ? AND target IN (SELECT value FROM json_each(?))`;
  return store.all(sql, [object, principals]).map((rule) => {
    const level = rule.level as SharingRule['level'];
    if (typeof rule.criteria === 'string') return { criteria: JSON.parse(rule.criteria) as Criteria, level };
    return { owners: JSON.stringify(store.all(MEMBERS, [rule.source ?? null]).map((row) => row.id)), level };
  });
}
