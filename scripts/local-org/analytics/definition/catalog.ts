import { UnsupportedFeatureError, type MetadataComponent, type SourceProblem, type SourceTree } from '../../metadata/index.ts';
import { AnalyticsError } from '../errors.ts';
import { readDashboard, type DashboardDef } from './dashboard.ts';
import { readFolder, type FolderDef } from './folder.ts';
import { readReportType, type ReportTypeDef } from './report-type.ts';
import type { ReportDef } from './report-types.ts';
import { readReport } from './report.ts';

/** Everything analytical an org's source declares, by lower-cased full name. */
export interface Catalog {
  readonly reportTypes: ReadonlyMap<string, ReportTypeDef>;
  readonly reports: ReadonlyMap<string, ReportDef>;
  readonly dashboards: ReadonlyMap<string, DashboardDef>;
  /** Keys are `Report:Folder` and `Dashboard:Folder`. */
  readonly folders: ReadonlyMap<string, FolderDef>;
  /** Components that cannot be read or honoured, with what stands in the way. */
  readonly problems: readonly SourceProblem[];
}

const catalogs = new WeakMap<SourceTree, Catalog>();

/** Reads the source's report types, reports, dashboards and their folders; once for each source tree. */
export function readCatalog(source: SourceTree): Catalog {
  let catalog = catalogs.get(source);
  if (!catalog) catalogs.set(source, (catalog = read(source)));
  return catalog;
}

function read(source: SourceTree): Catalog {
  const problems: SourceProblem[] = [];
  const all = <T>(type: string, readOne: (component: MetadataComponent) => T): Map<string, T> => {
    const found = new Map<string, T>();
    for (const component of source.components.get(type) ?? []) {
      try {
        found.set(component.fullName.toLowerCase(), readOne(component));
      } catch (error) {
        if (!(error instanceof AnalyticsError) && !(error instanceof UnsupportedFeatureError)) throw error;
        problems.push({ file: component.file, message: error.message });
      }
    }
    return found;
  };
  const folders = new Map(
    [...all('ReportFolder', readFolder).values(), ...all('DashboardFolder', readFolder).values()].map((folder) => [
      `${folder.kind}:${folder.fullName}`.toLowerCase(),
      folder,
    ]),
  );
  return {
    reportTypes: all('ReportType', readReportType),
    reports: all('Report', readReport),
    dashboards: all('Dashboard', readDashboard),
    folders,
    problems,
  };
}
