import { childNodes, flag, text, type SObjectDef, type SourceTree } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';

/** The record type of business accounts that an org with person accounts begins with, and that of persons. */
const STANDARD = { business: 'Business_Account', person: 'PersonAccount' };

/**
 * Id of the record type the user's profile gives to new records, or null for the master record type. Of accounts a profile has
 * two defaults, one of them for persons.
 * https://help.salesforce.com/s/articleView?id=platform.customize_recordtype_defining.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_profile.htm (personAccountDefault)
 */
export function defaultRecordTypeId(object: SObjectDef, person: boolean, userId: string, store: Store, source: SourceTree): string | null {
  if (object.recordTypes.length === 0) return null;
  const profile = store.get('SELECT p."Name" AS name FROM "Profile" p JOIN "User" u ON u."ProfileId" = p."Id" WHERE u."Id" = ?', [
    userId,
  ])?.name;
  const offered = (source.components.get('Profile') ?? [])
    .filter(({ fullName }) => fullName === profile || (fullName === 'Admin' && profile === 'System Administrator'))
    .flatMap(({ xml }) => childNodes(xml, 'recordTypeVisibilities'))
    .filter((node) => flag(node, person ? 'personAccountDefault' : 'default') && flag(node, 'visible'))
    .map((node) => (text(node, 'recordType') ?? '').split('.'));
  const names = new Set([object.apiName.toLowerCase(), ...(person ? ['personaccount'] : [])]);
  const wanted = offered.find(([name]) => names.has(name?.toLowerCase() ?? ''))?.[1] ?? standardType(object, person);
  if (wanted === undefined) return null;
  const row = store.get('SELECT "Id" AS id FROM "RecordType" WHERE "SobjectType" = ? AND "DeveloperName" = ?', [object.apiName, wanted]);
  return typeof row?.id === 'string' ? row.id : null;
}

function standardType(object: SObjectDef, person: boolean): string | undefined {
  if (!object.recordTypes.some((type) => type.person)) return undefined;
  return person ? STANDARD.person : STANDARD.business;
}
