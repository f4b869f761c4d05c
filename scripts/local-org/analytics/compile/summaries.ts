import { UnsupportedFeatureError, type FieldDef } from '../../metadata/index.ts';
import { sql, type Fragment } from '../../soql/index.ts';
import type { AggregateKind, ReportDef, SummaryRef } from '../definition/report-types.ts';
import { AnalyticsError, invalid } from '../errors.ts';
import type { FindColumn } from './filters.ts';
import type { LayoutColumn, ReportLayout } from './layout.ts';
import type { ReportRows } from './rows.ts';
import { kindOf } from './values.ts';

/** The number of rows, as every report has it. */
export const ROW_COUNT = 'RowCount';

/** A summary of one column. */
export interface SummaryPlan {
  /** As the Analytics API names it: `s!Base__c$Amount__c`. */
  readonly name: string;
  readonly kind: AggregateKind;
  readonly column: LayoutColumn;
  readonly value: Fragment;
  /** Only a formula needs it; the report does not show it. */
  readonly hidden: boolean;
  /** The rows repeat its record for their children: each record counts once in a group. */
  readonly once: boolean;
}

const PREFIX: Readonly<Record<AggregateKind, string>> = { Sum: 's!', Average: 'a!', Minimum: 'm!', Maximum: 'mx!', Unique: 'u!' };

const FORMULA_AGGREGATES: Readonly<Record<string, AggregateKind>> = {
  SUM: 'Sum',
  AVG: 'Average',
  MIN: 'Minimum',
  MAX: 'Maximum',
  UNIQUE: 'Unique',
};

/** Name of a summary as charts and dashboards refer to it → as the Analytics API names it. */
export function summaryName({ column, aggregate }: SummaryRef): string {
  return aggregate === undefined || column === ROW_COUNT ? column : `${PREFIX[aggregate]}${column}`;
}

/** The summaries a report shows and those its formulas read. Summaries of columns that field security hides are left out. */
export function planSummaries(rows: ReportRows, report: ReportDef, layout: ReportLayout, find: FindColumn): SummaryPlan[] {
  const plans = new Map<string, SummaryPlan>();
  const add = (column: LayoutColumn, kind: AggregateKind, hidden: boolean): void => {
    const name = `${PREFIX[kind]}${column.name}`;
    if (plans.has(name)) return;
    checkSummary(column, kind);
    const expression = rows.value(column);
    const once = (kind === 'Sum' || kind === 'Average') && column.table < layout.tables.length - 1;
    if (once && report.rowLimit !== undefined)
      throw new UnsupportedFeatureError(`the ${kind} of ${column.name}, whose rows are repeated for their children, under a row limit`);
    if (expression) plans.set(name, { name, kind, column, value: expression.value, hidden, once });
    else if (hidden) throw new AnalyticsError('FORBIDDEN', `You have no access to ${column.name}, which a summary formula reads`);
  };
  for (const { field, aggregates } of report.columns) for (const kind of aggregates) add(find(field), kind, false);
  for (const { formula } of report.formulas) for (const { column, kind } of summariesIn(formula, layout)) add(column, kind, true);
  for (const { sortBy } of [...report.groupingsDown, ...report.groupingsAcross]) {
    if (sortBy && sortBy.aggregate !== 'RowCount' && sortBy.aggregate !== 'Formula') add(find(sortBy.column), sortBy.aggregate, true);
  }
  return [...plans.values()];
}

function checkSummary(column: LayoutColumn, kind: AggregateKind): void {
  const type = kindOf(column.field);
  const countable = kind === 'Unique' && column.field.type !== 'LongTextArea';
  const ordered = (kind === 'Minimum' || kind === 'Maximum') && (type === 'date' || type === 'datetime');
  if (!countable && !ordered && type !== 'number' && type !== 'boolean') throw invalid(`${column.name} has no ${kind}`);
}

/** A reference of a summary formula: `Base__c.Amount__c:SUM`. Points stand where columns have `$`. */
export const SUMMARY_REFERENCE = /([A-Za-z][\w.$]*):([A-Za-z]+)/g;

export function summariesIn(formula: string, layout: ReportLayout): { text: string; column: LayoutColumn; kind: AggregateKind }[] {
  return [...formula.matchAll(SUMMARY_REFERENCE)].map(([text, path = '', aggregate = '']) => {
    const kind = FORMULA_AGGREGATES[aggregate.toUpperCase()];
    const column = formulaColumn(layout, path);
    if (!kind || !column) throw invalid(`The summary formula ${formula} refers to ${text}, which does not exist`);
    return { text, column, kind };
  });
}

export function formulaColumn(layout: ReportLayout, path: string): LayoutColumn | undefined {
  const wanted = path.replaceAll('$', '.').toLowerCase();
  return [...layout.columns.values()].find(({ name }) => name.replaceAll('$', '.').toLowerCase() === wanted);
}

export function summaryKey(column: LayoutColumn, kind: AggregateKind): string {
  return `${PREFIX[kind]}${column.name}`;
}

/** What SQL adds up for a summary at each group. Averages come from sums and counts, so that groups can be put together. */
export function summaryParts({ kind, value }: SummaryPlan): Fragment[] {
  switch (kind) {
    case 'Sum':
      return [sql`SUM(${value})`];
    case 'Average':
      return [sql`SUM(${value})`, sql`COUNT(${value})`];
    case 'Minimum':
      return [sql`MIN(${value})`];
    case 'Maximum':
      return [sql`MAX(${value})`];
    case 'Unique':
      return [sql`COUNT(DISTINCT ${value})`];
  }
}

/** Whether the summary of a group follows from those of the groups inside it. */
export function addsUp({ kind, once }: SummaryPlan): boolean {
  return kind !== 'Unique' && !once;
}

/** A number field with nothing but a scale, to round what formulas give. */
export function numberField(apiName: string, scale?: number): FieldDef {
  return {
    apiName,
    label: apiName,
    type: 'Number',
    custom: true,
    required: false,
    unique: false,
    externalId: false,
    caseSensitive: false,
    referenceTo: [],
    createable: false,
    updateable: false,
    nillable: true,
    system: false,
    nameField: false,
    ...(scale === undefined ? {} : { scale }),
  };
}
