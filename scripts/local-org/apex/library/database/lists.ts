import type { DmlOperation } from '../../../dml/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';

/** Runs of records of one object in a list. */
const MAX_CHUNKS = 10;

/**
 * Refuses lists that no save takes, whatever is to happen with records that fail.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm (several objects)
 * @throws System.ListException for a record that is there twice, System.TypeException for too many changes of the object
 */
export function requireSaveable(operation: DmlOperation, records: readonly ApexSObject[]): void {
  if (records.length < 2) return;
  let chunks = 0;
  const ids = new Set<string>();
  records.forEach((record, i) => {
    if (record.def !== records[i - 1]?.def) chunks++;
    const { id } = record;
    if (id === null || operation === 'insert') return;
    if (ids.has(id)) throwApex('System.ListException', `Duplicate id in list: ${id}`);
    ids.add(id);
  });
  if ((operation === 'insert' || operation === 'upsert') && new Set(records).size < records.length) {
    throwApex('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
  }
  if (chunks > MAX_CHUNKS) {
    throwApex(
      'System.TypeException',
      `Cannot have more than ${MAX_CHUNKS} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    );
  }
}
