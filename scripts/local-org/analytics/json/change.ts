import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { summaryName } from '../compile/summaries.ts';
import { CUSTOM_INTERVAL } from '../compile/intervals.ts';
import {
  AGGREGATES,
  GRANULARITIES,
  OPERATORS,
  type AggregateKind,
  type ColumnDef,
  type FilterDef,
  type GroupingDef,
  type ReportDef,
} from '../definition/report-types.ts';
import { AnalyticsError } from '../errors.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a run may change without saving; the rest of a metadata body must be what the report has. */
const CHANGES: Readonly<Record<string, (report: ReportDef, value: unknown, all: Json) => Partial<Mutable<ReportDef>>>> = {
  reportFilters: (_report, value) => ({ filters: list(value).map(readFilter) }),
  reportBooleanFilter: (_report, value) => ({ booleanFilter: optionalText(value) }),
  standardDateFilter: (_report, value) => ({ timeFrame: readDateFilter(value) }),
  scope: (_report, value) => ({ scope: oneOf(['organization', 'user'] as const, value, 'scope') }),
  hasDetailRows: (_report, value) => ({ showDetails: value === true }),
  showGrandTotal: (_report, value) => ({ showGrandTotal: value === true }),
  showSubtotals: (_report, value) => ({ showSubTotals: value === true }),
  groupingsDown: (_report, value) => ({ groupingsDown: list(value).map(readGrouping) }),
  groupingsAcross: (_report, value) => ({ groupingsAcross: list(value).map(readGrouping) }),
  reportFormat: (_report, value) => ({ format: format(value) }),
  sortBy: (_report, value) => ({ sort: readSort(value) }),
  topRows: (_report, value) => ({ rowLimit: value === null ? undefined : Number(object(value).rowLimit) }),
  detailColumns: (report, value, all) => ({ columns: readColumns(report, list(value).map(String), all.aggregates) }),
  aggregates: (report, value, all) =>
    all.detailColumns === undefined
      ? {
          columns: readColumns(
            report,
            report.columns.map(({ field }) => field),
            value,
          ),
        }
      : {},
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] | undefined };

/** Fields of `reportMetadata` that change no number of a run. */
const IGNORED = new Set(
  'buckets chart crossFilters currency customDetailFormula customSummaryFormula dashboardSetting description developerName division folderId hasRecordCount historicalSnapshotDates id name presentationOptions reportType standardFilters supportsRoleHierarchy userOrHierarchyFilterId'.split(
    ' ',
  ),
);

/**
 * The report with the changes of a run's body, `{"reportMetadata": {…}}`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_filter_reports.htm
 *
 * @throws AnalyticsError BAD_REQUEST, UnsupportedFeatureError for a part that cannot be changed here
 */
export function changeReport(report: ReportDef, body: unknown): ReportDef {
  const metadata = body === null || body === undefined ? undefined : object(body).reportMetadata;
  if (metadata === undefined) return report;
  let changed: ReportDef = report;
  const all = object(metadata);
  for (const [name, value] of Object.entries(all)) {
    const change = CHANGES[name];
    if (!change && !IGNORED.has(name)) throw new UnsupportedFeatureError(`runs that change ${name} of a report`);
    if (change) changed = withoutUndefined({ ...changed, ...change(changed, value, all) });
  }
  return changed;
}

function withoutUndefined(report: Partial<Mutable<ReportDef>>): ReportDef {
  return Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined)) as unknown as ReportDef;
}

function readFilter(value: unknown): FilterDef {
  const { column, operator, value: wanted, filterType, isRunPageEditable } = object(value);
  return {
    column: text(column, 'column'),
    operator: oneOf(OPERATORS, operator, 'operator'),
    value: wanted === null || wanted === undefined ? '' : typeof wanted === 'string' ? wanted : JSON.stringify(wanted),
    columnToColumn: filterType === 'fieldToField',
    unlocked: isRunPageEditable !== false,
  };
}

function readDateFilter(value: unknown): ReportDef['timeFrame'] | undefined {
  if (value === null) return undefined;
  const { column, durationValue, startDate, endDate } = object(value);
  if (column === null || column === undefined) return undefined;
  const [start, end] = [optionalText(startDate), optionalText(endDate)];
  const duration = optionalText(durationValue) ?? 'CUSTOM';
  return {
    column: text(column, 'column'),
    interval: duration === 'CUSTOM' ? CUSTOM_INTERVAL : duration,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

function readGrouping(value: unknown): GroupingDef {
  const { name, dateGranularity, sortOrder, sortAggregate } = object(value);
  const sorted = optionalText(sortAggregate);
  return {
    field: text(name, 'name'),
    granularity: oneOf(GRANULARITIES, dateGranularity ?? 'None', 'dateGranularity'),
    descending: /^desc/i.test(optionalText(sortOrder) ?? ''),
    ...(sorted === undefined ? {} : { sortBy: readSortAggregate(sorted) }),
  };
}

function readSortAggregate(name: string): NonNullable<GroupingDef['sortBy']> {
  if (name === 'RowCount') return { column: name, aggregate: 'RowCount' };
  const summary = readSummary(name);
  return summary ? { column: summary.field, aggregate: summary.kind } : { column: name, aggregate: 'Formula' };
}

function readSummary(name: string): { field: string; kind: AggregateKind } | undefined {
  const at = name.indexOf('!');
  const kind = AGGREGATES.find((candidate) => summaryName({ column: '', aggregate: candidate }) === name.slice(0, at + 1));
  return at < 0 || !kind ? undefined : { field: name.slice(at + 1), kind };
}

/** Columns with the summaries of the body, or those the report has for them. */
function readColumns(report: ReportDef, fields: readonly string[], aggregates: unknown): ColumnDef[] {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const known = (field: string): ColumnDef | undefined => report.columns.find((column) => same(column.field, field));
  if (aggregates === undefined) return fields.map((field) => known(field) ?? { field, aggregates: [] });
  const wanted = list(aggregates).flatMap((name) => readSummary(String(name)) ?? []);
  const all = [...fields, ...wanted.map(({ field }) => field).filter((field) => !fields.some((other) => same(other, field)))];
  return all.map((field) => ({ field, aggregates: wanted.filter((one) => same(one.field, field)).map(({ kind }) => kind) }));
}

function readSort(value: unknown): ReportDef['sort'] | undefined {
  const [first] = list(value);
  if (first === undefined) return undefined;
  const { sortColumn, sortOrder } = object(first);
  return { column: text(sortColumn, 'sortColumn'), descending: /^desc/i.test(optionalText(sortOrder) ?? '') };
}

function format(value: unknown): ReportDef['format'] {
  const found = (['Tabular', 'Summary', 'Matrix'] as const).find((one) => one.toUpperCase() === value);
  if (!found) throw new UnsupportedFeatureError(`the report format ${String(value)}`);
  return found;
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('The body is not the metadata of a report');
  return value as Json;
}

function list(value: unknown): readonly unknown[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw bad('The body has something else where a list belongs');
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw bad(`${name} is missing`);
  return value;
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function oneOf<T extends string>(values: readonly T[], value: unknown, name: string): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw bad(`${name} cannot be ${String(value)}`);
  return found;
}

function bad(message: string): AnalyticsError {
  return new AnalyticsError('BAD_REQUEST', message);
}
