/** What the Analytics API answers, as far as the report and dashboard pages read it. https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/ */

export interface Aggregate {
  readonly label: string;
  readonly value: number | string | null;
}

export interface DataCell {
  readonly label: string;
  readonly value: unknown;
}

export interface Fact {
  readonly aggregates: readonly Aggregate[];
  readonly rows?: readonly { readonly dataCells: readonly DataCell[] }[];
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
  readonly groupings: readonly Group[];
}

export interface ReportFilter {
  readonly column: string;
  readonly operator: string;
  readonly value: string;
  readonly filterType?: string;
  readonly isRunPageEditable?: boolean;
}

export interface StandardDateFilter {
  readonly column: string | null;
  readonly durationValue: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

export interface Grouping {
  readonly name: string;
  readonly sortOrder: string;
  readonly sortAggregate: string | null;
  readonly dateGranularity: string;
}

export interface ReportChart {
  readonly chartType: string;
  readonly groupings: readonly string[];
  readonly summaries: readonly string[];
  readonly hasLegend: boolean;
  readonly title: string | null;
}

export interface ReportMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly reportFormat: 'TABULAR' | 'SUMMARY' | 'MATRIX' | 'MULTI_BLOCK';
  readonly detailColumns: readonly string[];
  readonly aggregates: readonly string[];
  readonly groupingsDown: readonly Grouping[];
  readonly groupingsAcross: readonly Grouping[];
  readonly reportFilters: readonly ReportFilter[];
  readonly reportBooleanFilter: string | null;
  readonly standardDateFilter: StandardDateFilter;
  readonly scope: string;
  /** Whether the report is shown with its rows; a run may have them nevertheless. */
  readonly hasDetailRows: boolean;
  readonly sortBy: readonly { readonly sortColumn: string; readonly sortOrder: string }[];
  readonly chart: ReportChart | null;
}

export interface ColumnInfo {
  readonly label: string;
  readonly dataType: string;
  readonly isLookup?: boolean;
}

export interface ReportResult {
  readonly allData: boolean;
  readonly hasDetailRows: boolean;
  readonly factMap: Readonly<Record<string, Fact>>;
  readonly groupingsDown: { readonly groupings: readonly Group[] };
  readonly groupingsAcross: { readonly groupings: readonly Group[] };
  readonly reportMetadata: ReportMetadata;
  readonly reportExtendedMetadata: {
    readonly detailColumnInfo: Readonly<Record<string, ColumnInfo>>;
    readonly aggregateColumnInfo: Readonly<Record<string, ColumnInfo>>;
    readonly groupingColumnInfo: Readonly<Record<string, ColumnInfo>>;
  };
}

/** What a report's type offers, as far as filters need it. */
export interface ReportType {
  readonly categories: readonly {
    readonly columns: Readonly<
      Record<string, { readonly label: string; readonly filterValues?: readonly { readonly name: string; readonly label: string }[] }>
    >;
  }[];
}

export interface DashboardPart {
  readonly id: string;
  readonly header: string | null;
  readonly footer: string | null;
  readonly title: string | null;
  readonly reportId: string | null;
  readonly properties: {
    readonly visualizationType: string;
    readonly groupings: readonly { readonly name: string }[];
    readonly aggregates: readonly { readonly name: string }[];
    readonly maxRows: number | null;
    readonly useReportChart: boolean;
    readonly visualizationProperties: {
      readonly groupByType?: string;
      readonly legendPosition?: string;
      readonly metricLabel?: string;
      readonly breakPoints?: readonly { readonly breaks: readonly Break[] }[];
    };
  };
}

export interface Break {
  readonly color: string;
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
}

export interface DashboardFilter {
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly alias: string | null; readonly value: string | null }[];
  readonly selectedOption: string | null;
}

export interface Dashboard {
  readonly componentData: readonly {
    readonly componentId: string;
    readonly reportResult: ReportResult | null;
    readonly status: { readonly dataStatus: string; readonly errorMessage: string | null; readonly refreshDate: string };
  }[];
  readonly dashboardMetadata: {
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    readonly components: readonly DashboardPart[];
    readonly filters: readonly DashboardFilter[];
    readonly runningUser: { readonly displayName: string };
    readonly layout: {
      readonly numColumns: number;
      readonly rowHeight: number;
      readonly components: readonly { readonly colspan: number; readonly column: number; readonly row: number; readonly rowspan: number }[];
    };
  };
}

/** A report or dashboard in a list. */
export interface AnalyticsItem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly folder: string;
}
