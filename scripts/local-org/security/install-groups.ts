import { child, childNodes, flag, text, texts, type SourceProblem, type SourceTree, type XmlNode } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/** Role ids by lower-cased developer name. */
export type Roles = ReadonlyMap<string, string>;

/** Creates the role hierarchy. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_role.htm */
export function installRoles(rows: SetupRows, source: SourceTree, problems: SourceProblem[]): Roles {
  const components = source.components.get('Role') ?? [];
  const roles = new Map<string, string>();
  for (const { fullName, xml } of components) {
    roles.set(
      fullName.toLowerCase(),
      rows.upsert(
        'UserRole',
        { DeveloperName: fullName },
        { Name: text(xml, 'name') ?? fullName, PortalType: 'None', ...accountAccess(xml) },
      ),
    );
  }
  for (const { fullName, xml, file } of components) {
    const parent = text(xml, 'parentRole');
    const parentId = parent === undefined ? null : (roles.get(parent.toLowerCase()) ?? null);
    if (parent !== undefined && parentId === null) problems.push({ file, message: `Role ${fullName}: there is no role ${parent}` });
    rows.upsert('UserRole', { DeveloperName: fullName }, { ParentRoleId: parentId });
  }
  return roles;
}

/** What owners of accounts may do with records of these that others own. */
function accountAccess(xml: XmlNode): Record<string, string> {
  return {
    ContactAccessForAccountOwner: text(xml, 'contactAccessLevel') ?? 'None',
    OpportunityAccessForAccountOwner: text(xml, 'opportunityAccessLevel') ?? 'None',
    CaseAccessForAccountOwner: text(xml, 'caseAccessLevel') ?? 'None',
  };
}

/**
 * Creates the groups that stand for roles, the public groups and the queues.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_queue.htm
 */
export function installGroups(rows: SetupRows, source: SourceTree, roles: Roles, problems: SourceProblem[]): void {
  rows.upsert('Group', { Type: 'Organization' }, { Name: 'All Internal Users', DeveloperName: 'AllInternalUsers' });
  for (const [name, roleId] of roles) {
    for (const type of ['Role', 'RoleAndSubordinates']) {
      rows.upsert('Group', { Type: type, RelatedId: roleId }, { Name: name, DoesIncludeBosses: true });
    }
  }
  for (const { fullName, xml } of source.components.get('Group') ?? []) {
    rows.upsert(
      'Group',
      { DeveloperName: fullName, Type: 'Regular' },
      { Name: text(xml, 'name') ?? fullName, DoesIncludeBosses: flag(xml, 'doesIncludeBosses') },
    );
  }
  for (const { fullName, xml, file } of source.components.get('Queue') ?? []) {
    const id = rows.upsert(
      'Group',
      { DeveloperName: fullName, Type: 'Queue' },
      {
        Name: text(xml, 'name') ?? fullName,
        Email: text(xml, 'email') ?? null,
        DoesSendEmailToMembers: flag(xml, 'doesSendEmailToMembers'),
      },
    );
    for (const node of childNodes(xml, 'queueSobject')) {
      const type = text(node, 'sobjectType') ?? '';
      const object = source.schema.object(type);
      if (!object) problems.push({ file, message: `Queue ${fullName}: there is no object ${type}` });
      else if (rows.find('QueueSobject', { QueueId: id, SobjectType: object.apiName }).length === 0) {
        rows.insert('QueueSobject', { QueueId: id, SobjectType: object.apiName });
      }
    }
    const members = child(xml, 'queueMembers');
    if (members) addMembers(rows, id, members, roles, (message) => problems.push({ file, message: `Queue ${fullName}: ${message}` }));
  }
}

/** Adds the members of the metadata; members added by other means stay. */
function addMembers(rows: SetupRows, groupId: string, members: XmlNode, roles: Roles, problem: (message: string) => void): void {
  const add = (memberId: string | undefined, what: string): void => {
    if (memberId === undefined) return problem(`there is no ${what}`);
    const key = { GroupId: groupId, UserOrGroupId: memberId };
    if (rows.find('GroupMember', key).length === 0) rows.insert('GroupMember', key);
  };
  const named = (wrapper: string, element: string): readonly string[] => {
    const node = child(members, wrapper);
    return node ? texts(node, element) : [];
  };
  for (const name of named('publicGroups', 'publicGroup')) {
    add(rows.find('Group', { DeveloperName: name, Type: 'Regular' })[0], `public group ${name}`);
  }
  for (const username of named('users', 'user')) add(rows.find('User', { Username: username })[0], `user ${username}`);
  for (const [wrapper, element, type] of [
    ['roles', 'role', 'Role'],
    ['roleAndSubordinates', 'roleAndSubordinate', 'RoleAndSubordinates'],
    ['rolesAndSubordinates', 'roleAndSubordinates', 'RoleAndSubordinates'],
  ] as const) {
    for (const name of named(wrapper, element)) {
      const roleId = roles.get(name.toLowerCase());
      add(roleId === undefined ? undefined : rows.find('Group', { Type: type, RelatedId: roleId })[0], `role ${name}`);
    }
  }
}
