import { UnsupportedFeatureError, text, type MetadataComponent, type SourceProblem, type SourceTree } from '../../metadata/index.ts';
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
  /** Reports that an org would run and the local org cannot: they have records, and running one says what is missing. */
  readonly unsupportedReports: ReadonlyMap<string, UnsupportedReport>;
  readonly dashboards: ReadonlyMap<string, DashboardDef>;
  /** Keys are `Report:Folder` and `Dashboard:Folder`. */
  readonly folders: ReadonlyMap<string, FolderDef>;
  /** Components that cannot be read or honoured, with what stands in the way. */
  readonly problems: readonly SourceProblem[];
}

/** What the record of a report shows, and why it does not run. */
export interface UnsupportedReport extends Pick<ReportDef, 'fullName' | 'developerName' | 'folder' | 'file' | 'name' | 'description'> {
  readonly format: string;
  readonly reason: UnsupportedFeatureError;
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
  const unsupportedReports = new Map<string, UnsupportedReport>();
  const all = <T>(type: string, readOne: (component: MetadataComponent) => T): Map<string, T> => {
    const found = new Map<string, T>();
    for (const component of source.components.get(type) ?? []) {
      try {
        found.set(component.fullName.toLowerCase(), readOne(component));
      } catch (error) {
        if (!(error instanceof AnalyticsError) && !(error instanceof UnsupportedFeatureError)) throw error;
        problems.push({ file: component.file, message: error.message });
        if (type === 'Report' && error instanceof UnsupportedFeatureError) {
          unsupportedReports.set(component.fullName.toLowerCase(), unsupportedReport(component, error));
        }
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
    unsupportedReports,
    dashboards: all('Dashboard', readDashboard),
    folders,
    problems,
  };
}

function unsupportedReport({ fullName, file, xml }: MetadataComponent, reason: UnsupportedFeatureError): UnsupportedReport {
  const [developerName = '', ...folder] = fullName.split('/').reverse();
  const description = text(xml, 'description');
  return {
    fullName,
    developerName,
    folder: folder.reverse().join('/'),
    file,
    name: text(xml, 'name') ?? developerName,
    ...(description === undefined ? {} : { description }),
    format: text(xml, 'format') ?? 'Tabular',
    reason,
  };
}
