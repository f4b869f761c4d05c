import type { SourceTree } from '../metadata/index.ts';
import { Environment, parseSoql, type QueryContext } from '../soql/index.ts';
import type { LayoutColumn } from './compile/layout.ts';
import { planReport, type ReportPlan } from './compile/plan.ts';
import type { ReportDef } from './definition/report-types.ts';
import { extendedMetadata } from './json/extended.ts';
import { reportMetadata } from './json/metadata.ts';
import { ColumnNames } from './json/names.ts';
import { resultJson } from './json/result.ts';
import { typeMetadata } from './json/type.ts';
import type { Catalog } from './definition/catalog.ts';
import type { Filed } from './library/library.ts';
import { runReport } from './run/run-report.ts';

type Json = Readonly<Record<string, unknown>>;

/** Who runs reports in what org. */
export interface AnalyticsContext {
  readonly source: SourceTree;
  readonly query: QueryContext;
}

/** Compiles a report for the user of the context. @throws AnalyticsError, UnsupportedFeatureError */
export function compileReport(report: ReportDef, catalog: Catalog, query: QueryContext): ReportPlan {
  return planReport(report, catalog.reportTypes.get(report.reportType.toLowerCase()), query.store.schema, query);
}

/**
 * Runs a report and gives the body the Analytics API answers with.
 * @param changed the report with the changes of this run; the filed one when nothing is changed
 */
export function runReportJson(
  filed: Filed<ReportDef>,
  changed: ReportDef,
  catalog: Catalog,
  { source, query }: AnalyticsContext,
  options: { readonly details: boolean },
): Json {
  const plan = compileReport(changed, catalog, query);
  const names = new ColumnNames(source.translations, query.user.language);
  const facts = runReport(plan, options);
  return {
    ...resultJson(facts),
    reportExtendedMetadata: extendedMetadata(plan, names),
    reportMetadata: metadataOf(filed, changed, plan, names),
  };
}

/** The body of a report's describe resource, without `attributes`. */
export function describeReport(filed: Filed<ReportDef>, catalog: Catalog, { source, query }: AnalyticsContext): Json {
  const plan = compileReport(filed.definition, catalog, query);
  const names = new ColumnNames(source.translations, query.user.language);
  const base = plan.layout.tables[0]?.object.apiName ?? '';
  const { dates } = new Environment(parseSoql(`SELECT Id FROM ${base}`), query, new Map());
  return {
    reportExtendedMetadata: extendedMetadata(plan, names),
    reportMetadata: metadataOf(filed, filed.definition, plan, names),
    reportTypeMetadata: typeMetadata(plan.layout, names, dates, (column) => readable(column, query)),
  };
}

function metadataOf({ id, folderId }: Filed<ReportDef>, report: ReportDef, plan: ReportPlan, names: ColumnNames): Json {
  const metadata = reportMetadata(report, { id, folderId, typeLabel: names.type(plan.layout) });
  // What field security hides is not in the result, so it is not among its columns.
  const details = new Set(plan.details.map(({ name }) => name.toLowerCase()));
  const summaries = new Set(plan.summaries.map(({ name }) => name.toLowerCase()));
  const isHidden = (name: string): boolean => /^(s|a|m|mx|u)!/.test(name) && !summaries.has(name.toLowerCase());
  return {
    ...metadata,
    aggregates: (metadata.aggregates as string[]).filter((name) => !isHidden(name)),
    detailColumns: (metadata.detailColumns as string[]).filter((name) => details.has(name.toLowerCase())),
  };
}

function readable({ object, field }: LayoutColumn, query: QueryContext): boolean {
  return !query.enforcePermissions || (query.access.canRead(object) && query.access.canReadField(object, field));
}
