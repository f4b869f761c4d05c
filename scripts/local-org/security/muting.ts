import type { Grants } from './grants.ts';
import type { ObjectGrant } from './profiles.ts';

/** Whether an id of a permission set is that of a muting one. */
export function isMuting(id: string): boolean {
  return id.startsWith('0QM');
}

/** What a muting permission set takes away; like grants, but a right stands for itself alone. */
export interface Muted extends Omit<Grants, 'fields'> {
  /** Lower-cased `object.field`. */
  readonly fields: ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;
}

/**
 * What the permission sets of a group allow without what the group mutes. A right falls with the one it needs: who may not read
 * may not edit. What the user has from elsewhere is not touched.
 * https://help.salesforce.com/s/articleView?id=platform.perm_set_groups_muting.htm
 */
export function withoutMuted(granted: Grants, muted: Muted): Grants {
  const rest = <T>(from: ReadonlySet<T>, without: ReadonlySet<T>): Set<T> => new Set([...from].filter((one) => !without.has(one)));
  return {
    permissions: rest(granted.permissions, muted.permissions),
    customPermissions: rest(granted.customPermissions, muted.customPermissions),
    apexClasses: rest(granted.apexClasses, muted.apexClasses),
    permissionSets: granted.permissionSets,
    objects: new Map([...granted.objects].map(([name, grant]) => [name, objectWithout(grant, muted.objects.get(name))])),
    fields: new Map([...granted.fields].flatMap(([name, edit]) => fieldWithout(name, edit, muted))),
  };
}

function objectWithout(grant: ObjectGrant, muted: ObjectGrant | undefined): ObjectGrant {
  if (!muted) return grant;
  const read = grant.read && !muted.read;
  const edit = read && grant.edit && !muted.edit;
  const remove = edit && grant.delete && !muted.delete;
  const viewAll = read && grant.viewAll && !muted.viewAll;
  return {
    read,
    create: read && grant.create && !muted.create,
    edit,
    delete: remove,
    viewAll,
    modifyAll: remove && viewAll && grant.modifyAll && !muted.modifyAll,
    viewAllFields: read && grant.viewAllFields && !muted.viewAllFields,
  };
}

function fieldWithout(name: string, edit: boolean, muted: Muted): [string, boolean][] {
  const field = muted.fields.get(name);
  if (field?.read) return [];
  return [[name, edit && !field?.edit]];
}

/** What several sources allow together. */
export function together(all: readonly Grants[]): Grants {
  const objects = new Map<string, ObjectGrant>();
  const fields = new Map<string, boolean>();
  for (const grants of all) {
    for (const [name, grant] of grants.objects) {
      const known = objects.get(name);
      objects.set(name, known ? either(known, grant) : grant);
    }
    for (const [name, edit] of grants.fields) fields.set(name, edit || (fields.get(name) ?? false));
  }
  return {
    permissions: new Set(all.flatMap((grants) => [...grants.permissions])),
    customPermissions: new Set(all.flatMap((grants) => [...grants.customPermissions])),
    apexClasses: new Set(all.flatMap((grants) => [...grants.apexClasses])),
    permissionSets: [...new Set(all.flatMap((grants) => grants.permissionSets))],
    objects,
    fields,
  };
}

function either(a: ObjectGrant, b: ObjectGrant): ObjectGrant {
  return {
    read: a.read || b.read,
    create: a.create || b.create,
    edit: a.edit || b.edit,
    delete: a.delete || b.delete,
    viewAll: a.viewAll || b.viewAll,
    modifyAll: a.modifyAll || b.modifyAll,
    viewAllFields: a.viewAllFields || b.viewAllFields,
  };
}
