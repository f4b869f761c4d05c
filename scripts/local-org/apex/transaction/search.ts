import { runSearch, SoqlError } from '../../soql/index.ts';
import { SEARCH_SLOT } from '../library/platform/testing.ts';
import { ApexList } from '../runtime/collections/index.ts';
import type { DataMode } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import { recordsFromRows } from '../runtime/sobject/index.ts';
import { withImplicitFields } from './implicitFields.ts';
import type { Transaction } from './transaction.ts';
import { neutralBinds } from './values.ts';

/**
 * `[FIND … RETURNING …]`: one list of records per object. In a test what is found are the records of
 * `Test.setFixedSearchResults`, nothing without it; WHERE and LIMIT count all the same.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_SOSL.htm
 * @throws System.SearchException
 */
export function search(transaction: Transaction, sosl: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): ApexList {
  transaction.limits.spend('soslQueries');
  const { schema } = transaction.host.source;
  const fixed = transaction.isTest ? ((transaction.slots.get(SEARCH_SLOT) as string[] | undefined) ?? []) : undefined;
  try {
    const found = transaction.limits.idle(() =>
      runSearch(sosl, transaction.queryContext(mode), {
        binds: neutralBinds(binds),
        ...(fixed ? { fixed } : {}),
        namesObjects: true,
        complete: (query) => withImplicitFields(query, schema),
      }),
    );
    return new ApexList(
      'List<SObject>',
      found.map(({ object, rows }) => recordsFromRows([...rows], schema, object.apiName)),
    );
  } catch (error) {
    if (error instanceof SoqlError) throwApex('System.SearchException', error.message);
    throw error;
  }
}
