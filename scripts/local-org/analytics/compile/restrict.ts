import { FilterLogicError, isRelationship, parseFilterLogic, UnsupportedFeatureError, type FilterLogic } from '../../metadata/index.ts';
import { join, param, raw, Source, sql, type Fragment } from '../../soql/index.ts';
import type { CrossFilterDef, ReportDef } from '../definition/report-types.ts';
import { AnalyticsError, invalid } from '../errors.ts';
import { filterCondition, needed, timeFrame, type FindColumn } from './filters.ts';
import type { ReportLayout } from './layout.ts';
import type { ReportRows } from './rows.ts';

/** Narrows rows to those the report is about: filters, time frame, cross filters, scope. */
export function restrict(rows: ReportRows, report: ReportDef, layout: ReportLayout, find: FindColumn): void {
  const { context } = rows.env;
  const logic = logicOf(report);
  if (report.filters.length > 0) rows.restrict(filterCondition(rows, find, report.filters, logic));
  if (report.timeFrame) rows.frame = timeFrame(rows, find, report.timeFrame);
  for (const filter of report.crossFilters) rows.restrict(crossFilter(rows, find, filter));
  if (report.scope === 'user') {
    const base = layout.tables[0];
    if (!base?.object.fields.has('ownerid')) throw new UnsupportedFeatureError(`"my" ${base?.object.labelPlural}, which have no owner`);
    rows.restrict(sql`${rows.alias(0)}."OwnerId" = ${param(context.user.id)}`);
  }
}

function logicOf({ booleanFilter, filters }: ReportDef): FilterLogic {
  try {
    return parseFilterLogic(booleanFilter, filters.length);
  } catch (error) {
    throw error instanceof FilterLogicError ? invalid(error.message) : error;
  }
}

/** Records with, or without, related ones. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_report.htm (ReportCrossFilter) */
function crossFilter(rows: ReportRows, find: FindColumn, filter: CrossFilterDef): Fragment {
  const { context } = rows.env;
  if (filter.filters.length > 0) throw new UnsupportedFeatureError(`conditions inside the cross filter on ${filter.relatedTable}`);
  const primary = find(filter.primaryColumn);
  if (!isRelationship(primary.field) && primary.field.type !== 'Id')
    throw invalid(`The cross filter's column ${primary.name} is not an id`);
  const { schema } = context.store;
  const related = schema.object(filter.relatedTable) ?? fail(`The cross filter names ${filter.relatedTable}, which does not exist`);
  const lookup = schema.field(related, filter.relatedColumn) ?? fail(`${related.apiName} has no field ${filter.relatedColumn}`);
  if (context.enforcePermissions && (!context.access.canRead(related) || !context.access.canReadField(related, lookup)))
    throw new AnalyticsError('FORBIDDEN', `You have no access to ${related.labelPlural}, which this report depends on`);
  const source = new Source(rows.env, related);
  const own: Fragment[] = [sql`${source.alias}.${context.store.column(related, lookup)} = ${needed(rows, primary).value}`];
  if (related.fields.has('isdeleted')) own.push(raw(`${source.alias}."IsDeleted" = 0`));
  const visible = rows.env.visibleRows(related, source.alias);
  if (visible) own.push({ sql: `(${visible.sql})`, params: visible.params });
  const exists = sql`EXISTS (SELECT 1 FROM ${source.from()} WHERE ${join(own, ' AND ')})`;
  return filter.includes ? exists : sql`NOT ${exists}`;
}

function fail(message: string): never {
  throw invalid(message);
}
