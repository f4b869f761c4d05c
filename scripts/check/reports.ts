import { readFileSync } from 'node:fs';

import { compileReport, layoutOf, readCatalog, type Catalog, type DashboardDef } from '../local-org/analytics/index.ts';
import type { MetadataComponent, SourceTree } from '../local-org/metadata/index.ts';
import { systemAccess, type QueryContext } from '../local-org/soql/index.ts';
import { openStore } from '../local-org/store/index.ts';
import type { Finding, Rule } from './finding.ts';

/** The platform refuses longer ones. */
const longestName = 40;
const longestDescription = 255;
const mostComponents = 20;
const mostFilters = 3;
const mostOptions = 50;

/** Reports and dashboards fail in the org only, one by one; here all of them are set against the objects. */
export function reports(source: SourceTree): Rule {
  return {
    name: 'reports and dashboards name what exists, and nothing that holds in one org or on one day only',
    find(): Finding[] {
      const catalog = readCatalog(source);
      return [
        ...catalog.problems.map(({ file, message }) => ({ file, message })),
        ...compiled(source, catalog),
        ...folders(source, catalog),
        ...catalog.dashboards.values().flatMap((dashboard) => components(catalog, dashboard)),
        ...literals(source),
      ];
    },
  };
}

/** Every report type and report, with the rights of system mode. */
function compiled(source: SourceTree, catalog: Catalog): Finding[] {
  const store = openStore({ file: ':memory:', schema: source.schema });
  const query: QueryContext = {
    store,
    user: { id: '005000000000000AAA', timeZone: 'Europe/Moscow', language: 'ru' },
    now: Date.now(),
    enforcePermissions: false,
    enforceSharing: false,
    access: systemAccess,
    picklistLabel: (_object, _field, value) => value,
    formula: () => ({ needs: [], compute: () => null }),
  };
  const found: Finding[] = [];
  const attempt = (file: string, work: () => unknown): void => {
    try {
      work();
    } catch (error) {
      found.push({ file, message: (error as Error).message });
    }
  };
  for (const type of catalog.reportTypes.values()) attempt(type.file, () => layoutOf(type, source.schema));
  for (const report of catalog.reports.values()) {
    attempt(report.file, () => compileReport(report, catalog, query));
    if (report.name.length > longestName) found.push({ file: report.file, message: `name longer than ${longestName} characters` });
    if ((report.description ?? '').length > longestDescription)
      found.push({ file: report.file, message: `description longer than ${longestDescription} characters` });
    const shown = [...report.groupingsDown, ...report.groupingsAcross].map(({ field }) => field);
    for (const name of [report.chart?.grouping, report.chart?.secondaryGrouping])
      if (name !== undefined && !shown.includes(name))
        found.push({ file: report.file, message: `the chart groups by ${name}, the report does not` });
  }
  store.close();
  return found;
}

function folders(source: SourceTree, catalog: Catalog): Finding[] {
  const groups = new Set((source.components.get('Group') ?? []).map(({ fullName }) => fullName));
  const missing = [...catalog.folders.values()].flatMap(({ file, shares, fullName }): Finding[] => [
    ...(shares.length === 0 ? [{ file, message: `folder ${fullName} is shared with nobody` }] : []),
    ...shares.filter(({ type, to }) => type === 'Group' && !groups.has(to)).map(({ to }) => ({ file, message: `there is no group ${to}` })),
  ]);
  const filed = (kind: 'Report' | 'Dashboard', folder: string, file: string): Finding[] =>
    catalog.folders.has(`${kind}:${folder}`.toLowerCase()) ? [] : [{ file, message: `there is no folder ${folder}` }];
  return [
    ...missing,
    ...catalog.reports.values().flatMap(({ folder, file }) => filed('Report', folder, file)),
    ...catalog.dashboards.values().flatMap(({ folder, file }) => filed('Dashboard', folder, file)),
  ];
}

function components(catalog: Catalog, { file, components: all, filters }: DashboardDef): Finding[] {
  const found: Finding[] = [];
  const say = (message: string): number => found.push({ file, message });
  if (all.length > mostComponents) say(`more than ${mostComponents} components`);
  if (filters.length > mostFilters) say(`more than ${mostFilters} filters`);
  for (const { name, options } of filters) if (options.length > mostOptions) say(`filter ${name} has more than ${mostOptions} options`);
  for (const { report: name, header, filterColumns, groupings, summaries } of all) {
    const report = catalog.reports.get(name.toLowerCase());
    const type = report && catalog.reportTypes.get(report.reportType.toLowerCase());
    if (!report || !type) {
      say(`component ${header ?? ''}: there is no report ${name}`);
      continue;
    }
    const columns = new Set(type.sections.flatMap((section) => section.columns.map(({ table, field }) => `${table}$${field}`)));
    for (const column of filterColumns)
      if (!columns.has(column)) say(`component ${header ?? ''}: filter column ${column} is not in the report type`);
    const groups = [...report.groupingsDown, ...report.groupingsAcross].map(({ field }) => field);
    for (const group of groupings) if (!groups.includes(group)) say(`component ${header ?? ''}: the report does not group by ${group}`);
    for (const { column, aggregate } of summaries) {
      const known = column === 'RowCount' || report.formulas.some((formula) => formula.name === column);
      const summed = report.columns.some(({ field, aggregates }) => field === column && aggregates.some((kind) => kind === aggregate));
      if (!known && !summed) say(`component ${header ?? ''}: the report has no ${aggregate ?? ''} of ${column}`);
    }
  }
  return found;
}

/** Record ids differ from org to org, and a date is past tomorrow. */
function literals(source: SourceTree): Finding[] {
  const files = ['Report', 'Dashboard', 'ReportType'].flatMap((type): readonly MetadataComponent[] => source.components.get(type) ?? []);
  return files.flatMap(({ file }) =>
    [...readFileSync(file, 'utf8').matchAll(/<(?:value|values|startDate|endDate)>([^<]*)</g)].flatMap(([, value = '']): Finding[] => {
      if (/^[a-zA-Z0-9]{3}[0-9][a-zA-Z0-9]{11}([A-Z0-5]{3})?$/.test(value)) return [{ file, message: `${value} is the id of a record` }];
      return /\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4}/.test(value) ? [{ file, message: `${value} is a fixed date` }] : [];
    }),
  );
}
