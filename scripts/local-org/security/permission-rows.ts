import {
  ACTIVITY_OBJECTS,
  BUSINESS_OBJECTS,
  childNodes,
  flag,
  text,
  type MetadataComponent,
  type SourceProblem,
  type SourceTree,
  type XmlNode,
} from '../metadata/index.ts';
import { isMuting } from './muting.ts';
import { standardFieldPermissions, USER_PERMISSIONS, type BuiltInProfile, type ObjectGrant } from './profiles.ts';
import type { SetupRows } from './rows.ts';

/** Ids of what a permission set may give access to, by lower-cased name. */
export interface SetupEntities {
  readonly customPermissions: ReadonlyMap<string, string>;
  readonly apexClasses: ReadonlyMap<string, string>;
}

/** The user permission columns of a permission set or profile. Permissions without a column change nothing here. */
export function userPermissionColumns(granted: ReadonlySet<string>): Record<string, boolean> {
  return Object.fromEntries(USER_PERMISSIONS.map((name) => [`Permissions${name}`, granted.has(name)]));
}

export function grantedUserPermissions(xml: XmlNode): Set<string> {
  const granted = childNodes(xml, 'userPermissions').filter((node) => flag(node, 'enabled'));
  return new Set(granted.map((node) => text(node, 'name') ?? ''));
}

/**
 * Adds the object, field and setup entity permissions of a permission set's or profile's metadata.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 * @returns what the metadata grants that neither the source nor the local org has
 */
export function writePermissions(
  rows: SetupRows,
  parentId: string,
  component: MetadataComponent,
  source: SourceTree,
  entities: SetupEntities,
): SourceProblem[] {
  const { xml, file } = component;
  const problems: SourceProblem[] = [];
  const problem = (what: string): void => {
    problems.push({ file, message: `${component.type} ${component.fullName} grants access to ${what}, which does not exist` });
  };
  for (const node of childNodes(xml, 'objectPermissions')) {
    writeObject(rows, parentId, text(node, 'object') ?? '', {
      read: flag(node, 'allowRead'),
      create: flag(node, 'allowCreate'),
      edit: flag(node, 'allowEdit'),
      delete: flag(node, 'allowDelete'),
      viewAll: flag(node, 'viewAllRecords'),
      modifyAll: flag(node, 'modifyAllRecords'),
      viewAllFields: flag(node, 'viewAllFields'),
    });
  }
  for (const node of childNodes(xml, 'fieldPermissions')) {
    const [objectName = '', fieldName = ''] = (text(node, 'field') ?? '').split('.');
    const object = source.schema.object(objectName);
    const field = object && source.schema.field(object, fieldName);
    if (!object || !field) problem(`the field ${objectName}.${fieldName}`);
    else writeField(rows, parentId, object.apiName, field.apiName, flag(node, 'readable'), flag(node, 'editable'));
  }
  for (const type of ['customMetadataTypeAccesses', 'customSettingAccesses']) {
    for (const node of childNodes(xml, type)) {
      if (flag(node, 'enabled')) writeObject(rows, parentId, text(node, 'name') ?? '', { read: true });
    }
  }
  for (const [type, nodes, element, ids] of [
    ['CustomPermission', childNodes(xml, 'customPermissions'), 'name', entities.customPermissions],
    ['ApexClass', childNodes(xml, 'classAccesses'), 'apexClass', entities.apexClasses],
  ] as const) {
    for (const node of nodes) {
      if (!flag(node, 'enabled')) continue;
      const name = text(node, element) ?? '';
      const id = ids.get(name.toLowerCase());
      if (id === undefined) problem(`the ${type} ${name}`);
      else rows.insert('SetupEntityAccess', { ParentId: parentId, SetupEntityId: id, SetupEntityType: type });
    }
  }
  return problems;
}

/** The permissions of a built-in profile on standard objects and their fields. */
export function writeBuiltInPermissions(rows: SetupRows, parentId: string, profile: BuiltInProfile, source: SourceTree): void {
  for (const name of [...BUSINESS_OBJECTS, ...ACTIVITY_OBJECTS]) {
    const object = source.schema.object(name);
    if (!object) continue;
    const grant = profile.exceptions?.[name] ?? profile.standardObjects;
    if (grant.read && !ACTIVITY_OBJECTS.has(name)) writeObject(rows, parentId, name, grant);
    for (const { field, edit } of standardFieldPermissions(profile, object)) writeField(rows, parentId, name, field, true, edit);
  }
}

/**
 * Who may write Apex may call it: the profile of administrators opens every class that its own metadata does not name.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_setupentityaccess.htm
 */
export function writeClassAccess(rows: SetupRows, parentId: string, { apexClasses }: SetupEntities, component?: MetadataComponent): void {
  const named = new Set(childNodes(component?.xml ?? {}, 'classAccesses').map((node) => (text(node, 'apexClass') ?? '').toLowerCase()));
  for (const [name, id] of apexClasses) {
    if (!named.has(name)) rows.insert('SetupEntityAccess', { ParentId: parentId, SetupEntityId: id, SetupEntityType: 'ApexClass' });
  }
}

/** Takes away what a permission set grants, before it is written anew. */
export function clearPermissions(rows: SetupRows, parentId: string): void {
  for (const object of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']) rows.remove(object, { ParentId: parentId });
}

function writeObject(rows: SetupRows, parentId: string, object: string, grant: Partial<ObjectGrant>): void {
  const modifyAll = grant.modifyAll ?? false;
  rows.insert('ObjectPermissions', {
    ParentId: parentId,
    SobjectType: object,
    PermissionsRead: grant.read ?? false,
    PermissionsCreate: grant.create ?? false,
    PermissionsEdit: grant.edit ?? modifyAll,
    PermissionsDelete: grant.delete ?? modifyAll,
    PermissionsViewAllRecords: grant.viewAll ?? modifyAll,
    PermissionsModifyAllRecords: modifyAll,
    PermissionsViewAllFields: grant.viewAllFields ?? false,
  });
}

function writeField(rows: SetupRows, parentId: string, object: string, field: string, read: boolean, edit: boolean): void {
  if (!read && !edit) return;
  rows.insert('FieldPermissions', {
    ParentId: parentId,
    SobjectType: object,
    Field: `${object}.${field}`,
    // Editing includes reading; what is muted stands for itself.
    PermissionsRead: read || !isMuting(parentId),
    PermissionsEdit: edit,
  });
}
