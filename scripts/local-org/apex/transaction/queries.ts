import type { Schema } from '../../metadata/index.ts';
import { AGGREGATES, parseSoql, runQuery, SoqlError, type QueryResult, type QueryRow, type SoqlQuery } from '../../soql/index.ts';
import { StoreError } from '../../store/index.ts';
import { ApexMap, ApexSet } from '../runtime/collections/index.ts';
import type { DataMode } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import { withImplicitFields } from './implicitFields.ts';
import type { Transaction } from './transaction.ts';
import { neutralBinds } from './values.ts';

/** What a locking query says whose rows another transaction holds for more than 10 seconds. */
const RECORD_UNAVAILABLE =
  'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.';

/**
 * Runs a query of Apex, off the CPU clock and at one moment. With FOR UPDATE it keeps the rows it returns, and waits for
 * those that others keep.
 * @param count whether to work out `scanned`, the number of rows that count for the limit
 * @throws System.QueryException
 */
export function runApexQuery(
  running: Transaction,
  soql: string,
  binds: ReadonlyMap<string, unknown>,
  mode: DataMode,
  count = false,
): QueryResult & { readonly scanned: number; readonly object: string } {
  const { store, source } = running.host;
  try {
    return running.limits.idle(() => {
      const query = withImplicitFields(soql, source.schema);
      if (count) running.limits.spend('aggregateQueries', childQueries(query));
      store.giveWay();
      const evaluate = (): QueryResult & { readonly scanned: number; readonly object: string } => {
        const context = running.queryContext(mode);
        const values = neutralBinds(binds);
        const result = runQuery(query, context, values);
        const scanned = count ? scannedRows(query, result, (counting) => runQuery(counting, context, values).totalSize) : 0;
        return { ...result, scanned, object: query.from.path[0] ?? '' };
      };
      if (!query.forUpdate) return store.snapshot(evaluate);
      return store.lockRead(evaluate, ({ rows }) => rows.flatMap((row) => row.id ?? []));
    });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'LOCK_TIMEOUT') throwApex('System.QueryException', RECORD_UNAVAILABLE);
    if (error instanceof SoqlError && error.code === 'NULL_BIND') throwApex('System.NullPointerException', error.message);
    if (error instanceof SoqlError) throwApex('System.QueryException', error.message, null, inaccessibleFields(error));
    throw error;
  }
}

/** What `QueryException.getInaccessibleFields()` answers: `Map<String, Set<String>>`. */
function inaccessibleFields({ inaccessible }: SoqlError): ApexMap<string, ApexSet<string>> | undefined {
  if (!inaccessible) return undefined;
  const map = new ApexMap<string, ApexSet<string>>('String', 'Set<String>');
  for (const [object, fields] of inaccessible) map.put(object, new ApexSet('String', fields));
  return map;
}

/**
 * Whether a query counts for the limit of queries: those of custom metadata do not, unless they select long text.
 * https://help.salesforce.com/s/articleView?id=platform.custommetadatatypes_limits.htm
 */
export function isCounted(soql: string, schema: Schema): boolean {
  if (!/__mdt\b/i.test(soql)) return true;
  let query: SoqlQuery;
  try {
    query = parseSoql(soql);
  } catch {
    // What is wrong with it is said when it runs.
    return true;
  }
  const object = schema.object(query.from.path[0] ?? '');
  if (object?.kind !== 'customMetadata') return true;
  return query.select.some(
    (item) =>
      item.kind === 'expression' &&
      item.expression.kind === 'field' &&
      schema.field(object, item.expression.path.at(-1) ?? '')?.type === 'LongTextArea',
  );
}

/** More than any transaction may read: counting stops there. */
const ENOUGH = 50_001;

/** Child sub-queries of a query that may turn out to be none. */
export function countAggregations(soql: string): number {
  try {
    return childQueries(parseSoql(soql));
  } catch {
    return 0;
  }
}

/** Number of child sub-queries: each counts as an aggregate query. */
function childQueries(query: SoqlQuery): number {
  return query.select.reduce((sum, item) => sum + (item.kind === 'children' ? 1 + childQueries(item.query) : 0), 0);
}

/**
 * Rows of a query that count for the limit: those of child sub-queries too, and all that an aggregate function has gone
 * over; COUNT() alone counts as one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_agg_fns.htm
 * @param count answers a `SELECT COUNT()` query
 */
function scannedRows(query: SoqlQuery, result: QueryResult, count: (query: SoqlQuery) => number): number {
  if (result.countOnly) return 1;
  if (!result.aggregate) return result.rows.reduce((sum, row) => sum + 1 + childRows(row), 0);
  // Without groups that is one row.
  if (isOnlyCounted(query)) return result.rows.length;
  const { kind, from, joins, scope, where, accessMode, allRows, binds, position } = query;
  const counting: SoqlQuery = {
    ...{ kind, from, joins, allRows, binds, position, orderBy: [], limit: ENOUGH, forUpdate: false, forView: false, forReference: false },
    ...(scope === undefined ? {} : { scope }),
    ...(where === undefined ? {} : { where }),
    ...(accessMode === undefined ? {} : { accessMode }),
    select: [{ kind: 'expression', expression: { kind: 'function', name: 'COUNT', convertTimezone: false, position }, position }],
  };
  return count(counting);
}

/**
 * COUNT alone counts as one row, with groups as one for each of them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_agg_fns.htm
 */
function isOnlyCounted({ select }: SoqlQuery): boolean {
  const functions = select.flatMap((item) =>
    item.kind === 'expression' && item.expression.kind === 'function' ? [item.expression.name] : [],
  );
  return functions.length > 0 && functions.every((name) => name === 'COUNT' || !AGGREGATES.has(name));
}

function childRows(row: QueryRow): number {
  let rows = 0;
  for (const value of row.values.values()) {
    if (value === null || typeof value !== 'object') continue;
    if ('rows' in value) rows += value.rows.reduce((sum, child) => sum + 1 + childRows(child), 0);
  }
  return rows;
}
