import { UnsupportedFeatureError, type Schema } from '../../metadata/index.ts';
import type { QueryContext } from '../../soql/index.ts';
import type { ReportTypeDef } from '../definition/report-type.ts';
import type { ReportDef } from '../definition/report-types.ts';
import { invalid } from '../errors.ts';
import { detailColumns, sortOf, type ReportSort } from './details.ts';
import { checkReadable, type FindColumn } from './filters.ts';
import { planFormulas, type SummaryFormula } from './formulas.ts';
import { planGroup, type GroupPlan } from './groups.ts';
import { layoutOf, type LayoutColumn, type ReportLayout } from './layout.ts';
import { restrict } from './restrict.ts';
import { ReportRows } from './rows.ts';
import { planSummaries, type SummaryPlan } from './summaries.ts';

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
  /** The columns of the detail rows. */
  readonly details: readonly LayoutColumn[];
  /** Of a report that has the first rows only: what they are the first by. */
  readonly first?: ReportSort;
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
    details: detailColumns(rows, report, find),
    ...firstBy(rows, report, find),
    find,
  };
  restrict(rows, report, layout, find);
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

/** Only what the first rows are the first by must be known to sum them up; other sorting is left to the detail rows. */
function firstBy(rows: ReportRows, report: ReportDef, find: FindColumn): Pick<ReportPlan, 'first'> {
  if (!report.sort) return {};
  const column = find(report.sort.column);
  checkReadable(rows, column, column.labelPath);
  return report.rowLimit === undefined ? {} : { first: sortOf(rows, report.sort, find) };
}
