import type { SObjectDef } from '../../metadata/index.ts';
import type { Store } from '../../store/index.ts';

/** Standard objects whose records are data and not set-up. */
const DATA_OBJECTS = new Set(
  `Account AccountContactRelation Asset Attachment Campaign CampaignMember Case CaseComment Contact ContentDocument ContentDocumentLink
   ContentVersion Contract EmailMessage EmailMessageRelation Event FeedComment FeedItem Lead Note Opportunity OpportunityContactRole
   OpportunityLineItem Order OrderItem PricebookEntry Product2 Quote QuoteLineItem Task`.split(/\s+/),
);

/**
 * Takes the org's records out of sight: "Apex test code doesn't have access by default to pre-existing data in the
 * organization", but to records that manage the org and to metadata. Within a transaction that is rolled back.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_data_access.htm
 */
export function hideOrgData(store: Store): void {
  for (const object of store.schema.objects.values()) {
    if (!isData(object)) continue;
    const table = store.table(object);
    // Without a condition SQLite drops the pages of a table at once, however many rows it has.
    if (store.get(`SELECT 1 FROM ${table} LIMIT 1`)) store.run(`DELETE FROM ${table}`);
  }
}

function isData({ kind, apiName, historyOf }: SObjectDef): boolean {
  if (historyOf !== undefined) return true;
  if (kind === 'custom' || kind === 'customSetting' || apiName.endsWith('__Share')) return true;
  return DATA_OBJECTS.has(apiName) || DATA_OBJECTS.has(apiName.replace(/Share$/, ''));
}
