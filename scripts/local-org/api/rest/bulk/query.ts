import type { FieldValue } from '../../../metadata/index.ts';
import { parseSoql, type QueryRow, type QueryRows } from '../../../soql/index.ts';
import { ApiError } from '../../errors.ts';
import type { Org } from '../../org/types.ts';
import { columnMetadata, type Column } from '../columns.ts';
import { toJsonValue } from '../values.ts';
import { PART_ROWS, type BulkJob, type BulkStore } from './store.ts';

/** Column paths of a query for records, e.g. `Owner.Name`. @throws ApiError for child sub-queries, as the platform refuses them. */
export function queryHeader(org: Org, job: BulkJob): string[] {
  const { select } = parseSoql(job.query ?? '');
  if (select.some((item) => item.kind === 'children')) {
    throw new ApiError(400, 'API_ERROR', 'Aggregate Relationships not supported in Bulk Query');
  }
  const paths = (columns: readonly Column[], prefix: string): string[] =>
    columns.flatMap((column) =>
      column.joinColumns.length > 0 ? paths(column.joinColumns, `${prefix}${column.columnName}.`) : [`${prefix}${column.columnName}`],
    );
  return paths(columnMetadata(org.session(job.userId), job.query ?? '').columnMetadata, '');
}

/**
 * Runs the query of a job and keeps its rows in parts.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm
 */
export function runBulkQuery(org: Org, jobs: BulkStore, job: BulkJob): void {
  const header = queryHeader(org, job);
  const { rows } = org.session(job.userId).query(job.query ?? '', { allRows: job.operation === 'queryAll' });
  job.header = header;
  for (let from = 0; from < rows.length; from += PART_ROWS) {
    const part = rows.slice(from, from + PART_ROWS).map((row) => header.map((path) => textAt(org, row, path.split('.'))));
    jobs.putPart(job.id, 'result', job.parts++, part);
  }
  job.rows = rows.length;
  job.processed = rows.length;
}

function textAt(org: Org, row: QueryRow, path: readonly string[]): string {
  let at: FieldValue | QueryRow | QueryRows = row;
  let holder = row;
  for (const name of path) {
    if (at === null || typeof at !== 'object' || !('values' in at)) return '';
    holder = at;
    at = at.values.get(name) ?? null;
  }
  if (at === null || typeof at === 'object') return '';
  const object = org.source.schema.object(holder.type);
  const name = path.at(-1) ?? '';
  const json = toJsonValue(at, holder.columnTypes?.get(name) ?? (object && org.source.schema.field(object, name)?.type));
  // Datetimes end in Z here, unlike in the REST API.
  return typeof json === 'string' && typeof at === 'number' ? json.replace('+0000', 'Z') : String(json);
}
