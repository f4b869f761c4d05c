import { summaryName } from '../compile/summaries.ts';
import { CUSTOM_INTERVAL, durationOf } from '../compile/intervals.ts';
import type { FilterDef, GroupingDef, ReportDef, SummaryFormulaDef } from '../definition/report-types.ts';

/** Identity of a report's record. */
export interface ReportIdentity {
  /** 18 characters, `00O…`. */
  readonly id: string;
  readonly folderId: string | null;
  /** Label of the report type in the user's language. */
  readonly typeLabel: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * `reportMetadata` of the Analytics API.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_get_reportmetadata.htm
 */
export function reportMetadata(report: ReportDef, { id, folderId, typeLabel }: ReportIdentity): Json {
  const grouped = new Set([...report.groupingsDown, ...report.groupingsAcross].map(({ field }) => field.toLowerCase()));
  return {
    aggregates: aggregateNames(report),
    buckets: report.buckets.map((bucket) => ({
      bucketType: bucket.kind,
      // The platform misspells it so; clients read it so.
      devloperName: bucket.name,
      label: bucket.label,
      nullTreatedAsZero: bucket.nullAsZero,
      otherBucketLabel: bucket.otherLabel ?? null,
      sourceColumnName: bucket.source,
      values: bucket.values.map(({ label, values, to }) => ({ label, sourceDimensionValues: values, rangeUpperBound: to ?? null })),
    })),
    chart: chart(report),
    crossFilters: report.crossFilters.map((filter) => ({
      criteria: filter.filters.map(filterJson),
      includesObject: filter.includes,
      primaryEntityField: filter.primaryColumn,
      relatedEntity: filter.relatedTable,
      relatedEntityJoinField: filter.relatedColumn,
    })),
    currency: null,
    customDetailFormula: {},
    customSummaryFormula: Object.fromEntries(report.formulas.map((formula) => [formula.name, formulaJson(formula)])),
    dashboardSetting: null,
    description: report.description ?? null,
    detailColumns: report.columns.map(({ field }) => field).filter((field) => !grouped.has(field.toLowerCase())),
    developerName: report.developerName,
    division: null,
    folderId,
    groupingsAcross: report.groupingsAcross.map(groupingJson),
    groupingsDown: report.groupingsDown.map(groupingJson),
    hasDetailRows: report.showDetails,
    hasRecordCount: true,
    historicalSnapshotDates: [],
    id,
    name: report.name,
    presentationOptions: { hasStackedSummaries: true, historicalColumns: {} },
    reportBooleanFilter: report.booleanFilter ?? null,
    reportFilters: report.filters.map(filterJson),
    reportFormat: report.format.toUpperCase(),
    reportType: { label: typeLabel, type: `${report.reportType}__c` },
    scope: report.scope,
    showGrandTotal: report.showGrandTotal,
    showSubtotals: report.showSubTotals,
    sortBy: report.sort ? [{ sortColumn: report.sort.column, sortOrder: report.sort.descending ? 'Desc' : 'Asc' }] : [],
    standardDateFilter: {
      column: report.timeFrame?.column ?? null,
      durationValue: durationOf(report.timeFrame?.interval ?? CUSTOM_INTERVAL),
      startDate: report.timeFrame?.start ?? null,
      endDate: report.timeFrame?.end ?? null,
    },
    standardFilters: null,
    supportsRoleHierarchy: false,
    topRows: report.rowLimit === undefined ? null : { rowLimit: report.rowLimit, direction: report.sort?.descending ? 'Desc' : 'Asc' },
    userOrHierarchyFilterId: null,
  };
}

/** Names of the summaries a report shows, in the order their values have in the fact map; the number of rows comes last. */
export function aggregateNames(report: ReportDef): string[] {
  const columns = report.columns.flatMap(({ field, aggregates }) =>
    aggregates.map((aggregate) => summaryName({ column: field, aggregate })),
  );
  return [...columns, ...report.formulas.map(({ name }) => name), 'RowCount'];
}

function filterJson({ column, operator, value, columnToColumn, unlocked }: FilterDef): Json {
  return { column, filterType: columnToColumn ? 'fieldToField' : 'fieldValue', isRunPageEditable: unlocked, operator, value };
}

function groupingJson({ field, granularity, descending, sortBy }: GroupingDef): Json {
  const sortAggregate =
    sortBy === undefined
      ? null
      : sortBy.aggregate === 'RowCount' || sortBy.aggregate === 'Formula'
        ? sortBy.column
        : summaryName({ column: sortBy.column, aggregate: sortBy.aggregate });
  return { dateGranularity: granularity, name: field, sortAggregate, sortOrder: descending ? 'Desc' : 'Asc' };
}

function formulaJson(formula: SummaryFormulaDef): Json {
  const place = (context: string | undefined): string =>
    context === undefined ? 'all' : /GRAND_SUMMARY/.test(context) ? 'grand_total' : 'custom';
  return {
    label: formula.label,
    description: formula.description ?? null,
    formulaType: formula.type,
    decimalPlaces: formula.scale,
    downGroup: formula.down ?? null,
    downGroupType: place(formula.down),
    acrossGroup: formula.across ?? null,
    acrossGroupType: place(formula.across),
    formula: formula.formula,
  };
}

/** The chart as data: what it shows, not how. */
function chart({ chart: definition }: ReportDef): Json | null {
  if (!definition) return null;
  return {
    chartType: definition.type,
    groupings: [definition.grouping, definition.secondaryGrouping].filter((name) => name !== undefined),
    hasLegend: definition.legendPosition !== undefined,
    legendPosition: definition.legendPosition ?? null,
    showChartValues: definition.showValues,
    summaries: definition.summaries.map(summaryName),
    summaryAxisLocations: definition.summaries.map(() => 'Y'),
    title: definition.title ?? null,
  };
}
