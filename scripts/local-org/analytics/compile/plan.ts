import { isRelationship, UnsupportedFeatureError, type Schema } from '../../metadata/index.ts';
import { join, param, raw, Source, sql, type Fragment, type QueryContext, type SqlExpression } from '../../soql/index.ts';
import type { ReportTypeDef } from '../definition/report-type.ts';
import type { CrossFilterDef, ReportDef } from '../definition/report-types.ts';
import { AnalyticsError, invalid } from '../errors.ts';
import { parseFilterLogic } from './boolean.ts';
import { filterCondition, needed, timeFrameCondition, type FindColumn } from './filters.ts';
import { planFormulas, type SummaryFormula } from './formulas.ts';
import { planGroup, type GroupPlan } from './groups.ts';
import { layoutOf, type LayoutColumn, type ReportLayout } from './layout.ts';
import { ReportRows } from './rows.ts';
import { planSummaries, type SummaryPlan } from './summaries.ts';

/** A column of the detail rows. */
export interface DetailPlan {
  readonly column: LayoutColumn;
  readonly expression: SqlExpression;
  /** The name of what a lookup points to. */
  readonly label?: SqlExpression;
  /** Of a name: the id of the record that has it. */
  readonly record?: SqlExpression;
}

/** A report turned into SQL for one user at one moment. */
export interface ReportPlan {
  readonly report: ReportDef;
  readonly layout: ReportLayout;
  readonly context: QueryContext;
  readonly rows: ReportRows;
  /** Those of the rows first, then those of the columns. */
  readonly groups: readonly GroupPlan[];
  readonly downCount: number;
  readonly summaries: readonly SummaryPlan[];
  readonly formulas: readonly SummaryFormula[];
  readonly details: readonly DetailPlan[];
  readonly sort?: { readonly value: Fragment; readonly descending: boolean };
  readonly find: FindColumn;
}

/** https://help.salesforce.com/s/articleView?id=analytics.reports_limits.htm */
const MOST_GROUPS_DOWN = 3;
const MOST_GROUPS_ACROSS = 2;

/**
 * Sets a report against its report type, the objects and the user's rights.
 * @throws AnalyticsError INVALID_DEFINITION for what does not exist or fit, FORBIDDEN for what the user may not see
 * @throws UnsupportedFeatureError for what the local org cannot honour
 */
export function planReport(report: ReportDef, type: ReportTypeDef | undefined, schema: Schema, context: QueryContext): ReportPlan {
  if (!type) throw invalid(`The report ${report.fullName} needs the report type ${report.reportType}, which does not exist`);
  const layout = layoutOf(type, schema);
  const find: FindColumn = (name) => {
    const column = layout.columns.get(name.toLowerCase());
    if (!column) throw invalid(`The report ${report.fullName} names the column ${name}, which the report type ${type.name} does not have`);
    return column;
  };
  checkShape(report);
  const rows = new ReportRows(layout, context);
  const groups = [...report.groupingsDown, ...report.groupingsAcross].map((grouping) => planGroup(rows, report, find, grouping));
  const plan: ReportPlan = {
    report,
    layout,
    context,
    rows,
    groups,
    downCount: report.groupingsDown.length,
    summaries: planSummaries(rows, report, layout, find),
    formulas: planFormulas(report, layout),
    details: planDetails(rows, report, find),
    find,
    ...sortOf(rows, report, find),
  };
  restrict(plan);
  return plan;
}

function checkShape(report: ReportDef): void {
  const { format, groupingsDown: down, groupingsAcross: across } = report;
  if (format === 'Tabular' && down.length + across.length > 0) throw invalid(`The tabular report ${report.fullName} has groupings`);
  if (format === 'Summary' && (down.length === 0 || across.length > 0))
    throw invalid(`The summary report ${report.fullName} needs groupings of its rows and none of its columns`);
  if (format === 'Matrix' && (down.length === 0 || across.length === 0))
    throw invalid(`The matrix report ${report.fullName} needs groupings of its rows and of its columns`);
  if (down.length > MOST_GROUPS_DOWN || across.length > MOST_GROUPS_ACROSS)
    throw invalid(
      `The report ${report.fullName} has too many groupings: ${MOST_GROUPS_DOWN} down and ${MOST_GROUPS_ACROSS} across at most`,
    );
  if (report.rowLimit !== undefined && (format !== 'Tabular' || !report.sort))
    throw new UnsupportedFeatureError(`the row limit of ${report.fullName}: only sorted tabular reports have one`);
}

/** Columns that field security hides are left out, as on the platform. */
function planDetails(rows: ReportRows, report: ReportDef, find: FindColumn): DetailPlan[] {
  const grouped = new Set([...report.groupingsDown, ...report.groupingsAcross].map(({ field }) => field.toLowerCase()));
  return report.columns.flatMap(({ field }) => {
    if (grouped.has(field.toLowerCase())) return [];
    const column = find(field);
    const expression = rows.value(column);
    if (!expression) return [];
    const label = column.labelPath && rows.value(column, column.labelPath);
    const record = column.field.nameField ? rows.value(column, [...column.path.slice(0, -1), 'Id']) : undefined;
    return [{ column, expression, ...(label ? { label } : {}), ...(record ? { record } : {}) }];
  });
}

function sortOf(rows: ReportRows, { sort }: ReportDef, find: FindColumn): { sort?: ReportPlan['sort'] } {
  if (!sort) return {};
  const column = find(sort.column);
  const { value } = needed(rows, column, column.labelPath);
  return { sort: { value, descending: sort.descending } };
}

function restrict({ report, rows, layout, find, context }: ReportPlan): void {
  if (report.filters.length > 0)
    rows.restrict(filterCondition(rows, find, report.filters, parseFilterLogic(report.booleanFilter, report.filters.length)));
  else parseFilterLogic(report.booleanFilter, 0);
  const frame = report.timeFrame && timeFrameCondition(rows, find, report.timeFrame);
  if (frame) rows.restrict(frame);
  for (const filter of report.crossFilters) rows.restrict(crossFilter(rows, find, context, filter));
  if (report.scope === 'user') {
    const base = layout.tables[0];
    if (!base?.object.fields.has('ownerid')) throw new UnsupportedFeatureError(`"my" ${base?.object.labelPlural}, which have no owner`);
    rows.restrict(sql`${rows.alias(0)}."OwnerId" = ${param(context.user.id)}`);
  }
}

/** Records with, or without, related ones. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_report.htm (ReportCrossFilter) */
function crossFilter(rows: ReportRows, find: FindColumn, context: QueryContext, filter: CrossFilterDef): Fragment {
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
