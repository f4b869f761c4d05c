import { childNodes, flag, text, type SObjectDef, type SourceTree } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';

/**
 * Id of the record type the user's profile gives to new records, or null for the master record type.
 * https://help.salesforce.com/s/articleView?id=platform.customize_recordtype_defining.htm
 */
export function defaultRecordTypeId(object: SObjectDef, userId: string, store: Store, source: SourceTree): string | null {
  if (object.recordTypes.length === 0) return null;
  const profile = store.get('SELECT p."Name" AS name FROM "Profile" p JOIN "User" u ON u."ProfileId" = p."Id" WHERE u."Id" = ?', [
    userId,
  ])?.name;
  const wanted = (source.components.get('Profile') ?? [])
    .filter(({ fullName }) => fullName === profile || (fullName === 'Admin' && profile === 'System Administrator'))
    .flatMap(({ xml }) => childNodes(xml, 'recordTypeVisibilities'))
    .filter((node) => flag(node, 'default') && flag(node, 'visible'))
    .map((node) => (text(node, 'recordType') ?? '').split('.'))
    .find(([name]) => name?.toLowerCase() === object.apiName.toLowerCase())?.[1];
  if (wanted === undefined) return null;
  const row = store.get('SELECT "Id" AS id FROM "RecordType" WHERE "SobjectType" = ? AND "DeveloperName" = ?', [object.apiName, wanted]);
  return typeof row?.id === 'string' ? row.id : null;
}
