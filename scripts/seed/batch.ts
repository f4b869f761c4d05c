/** A record as the REST API takes it: field → value; parents by external id as nested objects. */
export type SeedRecord = Readonly<Record<string, unknown>>;

/**
 * Records of one object, written in the order of the batches.
 *
 * - `upsert`: settings of the demo; a re-run brings them back to what the files say
 * - `create`: living data; a re-run adds what is missing and leaves the rest alone, so nobody's work is overwritten
 * - `publish`: only the status of drafts among the records is changed
 */
export interface Batch {
  readonly object: string;
  readonly externalId: string;
  readonly mode: 'upsert' | 'create' | 'publish';
  readonly records: readonly SeedRecord[];
}

/** Fields that carry the name of a user or queue of the world, and the lookup that takes its id in the org. */
export const NAMED_LOOKUPS: Readonly<Record<string, string>> = {
  owner: 'OwnerId',
  expert: 'Expert__c',
  stockManager: 'Stock_Manager__c',
};
