/** What a report is, as its metadata says. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_report.htm */
export interface ReportDef {
  /** `Folder/Developer_Name`. */
  readonly fullName: string;
  readonly developerName: string;
  readonly folder: string;
  readonly file: string;
  readonly name: string;
  readonly description?: string;
  /** Name of the custom report type, without `__c`. */
  readonly reportType: string;
  readonly format: ReportFormat;
  readonly scope: 'organization' | 'user';
  readonly columns: readonly ColumnDef[];
  readonly groupingsDown: readonly GroupingDef[];
  readonly groupingsAcross: readonly GroupingDef[];
  readonly filters: readonly FilterDef[];
  /** e.g. `1 AND (2 OR 3)`; all of them when absent. */
  readonly booleanFilter?: string;
  readonly crossFilters: readonly CrossFilterDef[];
  readonly timeFrame?: TimeFrameDef;
  readonly buckets: readonly BucketDef[];
  readonly formulas: readonly SummaryFormulaDef[];
  readonly showDetails: boolean;
  readonly showGrandTotal: boolean;
  readonly showSubTotals: boolean;
  readonly rowLimit?: number;
  readonly sort?: { readonly column: string; readonly descending: boolean };
  readonly chart?: ChartDef;
}

export type ReportFormat = 'Tabular' | 'Summary' | 'Matrix';

export const AGGREGATES = ['Sum', 'Average', 'Minimum', 'Maximum', 'Unique'] as const;
export type AggregateKind = (typeof AGGREGATES)[number];

export interface ColumnDef {
  readonly field: string;
  readonly aggregates: readonly AggregateKind[];
}

export const GRANULARITIES = [
  'None',
  'Day',
  'Week',
  'Month',
  'Quarter',
  'Year',
  'FiscalQuarter',
  'FiscalYear',
  'MonthInYear',
  'DayInMonth',
] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export interface GroupingDef {
  readonly field: string;
  readonly granularity: Granularity;
  readonly descending: boolean;
  /** Sorted by a summary instead of the group's own value. */
  readonly sortBy?: { readonly column: string; readonly aggregate: AggregateKind | 'RowCount' | 'Formula' };
}

export const OPERATORS = [
  'equals',
  'notEqual',
  'lessThan',
  'greaterThan',
  'lessOrEqual',
  'greaterOrEqual',
  'contains',
  'notContain',
  'startsWith',
  'includes',
  'excludes',
  // Only as an option of a dashboard filter.
  'between',
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface FilterDef {
  readonly column: string;
  readonly operator: Operator;
  /** As written: several values are separated by commas. Empty asks for empty fields. */
  readonly value: string;
  /** The value names another column. */
  readonly columnToColumn: boolean;
  readonly unlocked: boolean;
}

export interface CrossFilterDef {
  readonly includes: boolean;
  /** Column with the id of the record that has, or lacks, related ones. */
  readonly primaryColumn: string;
  readonly relatedTable: string;
  readonly relatedColumn: string;
  readonly filters: readonly FilterDef[];
}

export interface TimeFrameDef {
  readonly column: string;
  /** `INTERVAL_…` of the metadata; `INTERVAL_CUSTOM` goes by the dates. */
  readonly interval: string;
  /** `YYYY-MM-DD`. */
  readonly start?: string;
  readonly end?: string;
}

export interface BucketDef {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'picklist' | 'text';
  readonly source: string;
  readonly nullAsZero: boolean;
  readonly otherLabel?: string;
  readonly values: readonly BucketValueDef[];
}

export interface BucketValueDef {
  readonly label: string;
  /** Values of a text or picklist bucket. */
  readonly values: readonly string[];
  /** Number bucket: more than `from`, up to `to`. */
  readonly from?: number;
  readonly to?: number;
}

export interface SummaryFormulaDef {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly formula: string;
  readonly type: 'number' | 'percent' | 'currency';
  readonly scale: number;
  /** Column of the grouping it is shown at, `GRAND_SUMMARY`, or everywhere when absent. */
  readonly down?: string;
  readonly across?: string;
}

export interface ChartDef {
  readonly type: string;
  readonly grouping?: string;
  readonly secondaryGrouping?: string;
  readonly summaries: readonly SummaryRef[];
  readonly title?: string;
  readonly legendPosition?: string;
  readonly showValues: boolean;
}

/** A summary as charts and dashboards name it: `RowCount`, `FORMULA1`, or a column with an aggregate. */
export interface SummaryRef {
  readonly column: string;
  readonly aggregate?: AggregateKind;
}
