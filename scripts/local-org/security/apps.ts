import { childNodes, text, type MetadataComponent, type SourceTree } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import { accessFor } from './access.ts';

/**
 * The apps that a user may open: those given by the profile and the permission sets; an administrator has them all.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 */
export function visibleApps(userId: string, store: Store, source: SourceTree): MetadataComponent[] {
  const apps = [...(source.components.get('CustomApplication') ?? [])];
  const { grants } = accessFor(userId, store, source);
  if (grants.permissions.has('ModifyAllData')) return apps;
  const names = new Set(grants.permissionSets);
  const sets = (source.components.get('PermissionSet') ?? []).filter(({ fullName }) => names.has(fullName));
  const row = store.get('SELECT p."Name" AS name FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."Id" = ?', [userId]);
  const profiles = (source.components.get('Profile') ?? []).filter(({ fullName }) => fullName === row?.name);
  const given = new Set(
    [...sets, ...profiles]
      .flatMap(({ xml }) => childNodes(xml, 'applicationVisibilities'))
      .filter((entry) => text(entry, 'visible') === 'true')
      .map((entry) => text(entry, 'application')),
  );
  return apps.filter(({ fullName }) => given.has(fullName));
}
