import type { QueryResult, QueryRow, SoqlQuery } from '../../soql/index.ts';

/** More than any transaction may read: counting stops there. */
const ENOUGH = 50_001;

/** Number of child sub-queries: each counts as an aggregate query. */
export function childQueries(query: SoqlQuery): number {
  return query.select.reduce((sum, item) => sum + (item.kind === 'children' ? 1 + childQueries(item.query) : 0), 0);
}

/**
 * Rows of a query that count for the limit: those of child sub-queries too, and all that an aggregate function has gone
 * over; COUNT() alone counts as one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_agg_fns.htm
 * @param count answers a `SELECT COUNT()` query
 */
export function scannedRows(query: SoqlQuery, result: QueryResult, count: (query: SoqlQuery) => number): number {
  if (result.countOnly) return 1;
  if (!result.aggregate) return result.rows.reduce((sum, row) => sum + 1 + childRows(row), 0);
  if (isCountOfOneRow(query)) return 1;
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

/** `SELECT COUNT(Id) FROM …` without groups counts like COUNT(). */
function isCountOfOneRow({ select, groupBy }: SoqlQuery): boolean {
  const isCount = select.every(
    (item) => item.kind === 'expression' && item.expression.kind === 'function' && item.expression.name === 'COUNT',
  );
  return isCount && groupBy === undefined;
}

function childRows(row: QueryRow): number {
  let rows = 0;
  for (const value of row.values.values()) {
    if (value === null || typeof value !== 'object') continue;
    if ('rows' in value) rows += value.rows.reduce((sum, child) => sum + 1 + childRows(child), 0);
  }
  return rows;
}
