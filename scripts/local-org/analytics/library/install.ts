import type { SourceProblem, SourceTree } from '../../metadata/index.ts';
import { SetupRows } from '../../security/index.ts';
import type { Store } from '../../store/index.ts';
import { readCatalog } from '../definition/catalog.ts';
import { watchReports } from '../kept/install.ts';
import { installIndexes } from './indexes.ts';

/**
 * Deploys folders, reports and dashboards: their records get ids that stay the same from one deployment to the next, and those
 * that the source no longer has go. Call it inside a write transaction, after security.
 *
 * @param userId who the records are created by
 * @param now epoch ms
 * @returns definitions the local org cannot honour; of these only the reports that an org would run have a record
 */
export function installAnalytics(store: Store, source: SourceTree, userId: string, now: number): readonly SourceProblem[] {
  const catalog = readCatalog(source);
  const rows = new SetupRows(store, now);
  rows.signAs(userId);
  const problems = [...catalog.problems];
  const folders = new Map<string, string>();
  for (const [key, { kind, fullName, name }] of catalog.folders) {
    const developerName = fullName.split('/').at(-1) ?? fullName;
    folders.set(key, rows.upsert('Folder', { Type: kind, DeveloperName: developerName }, { Name: name, AccessType: 'Shared' }));
  }
  const folderOf = (kind: 'Report' | 'Dashboard', folder: string, file: string): string | undefined => {
    const id = folders.get(`${kind}:${folder}`.toLowerCase());
    if (id === undefined) problems.push({ file, message: `There is no ${kind.toLowerCase()} folder ${folder}` });
    return id;
  };
  const kept = new Set<string>();
  for (const report of [...catalog.reports.values(), ...catalog.unsupportedReports.values()]) {
    const folder = folderOf('Report', report.folder, report.file);
    if (folder === undefined) continue;
    const values = { Name: report.name, Description: report.description ?? null, Format: report.format, FolderName: report.folder };
    kept.add(rows.upsert('Report', { DeveloperName: report.developerName, OwnerId: folder }, values));
  }
  for (const dashboard of catalog.dashboards.values()) {
    const folder = folderOf('Dashboard', dashboard.folder, dashboard.file);
    if (folder === undefined) continue;
    const [runningUser] = dashboard.runningUser === undefined ? [] : rows.find('User', { Username: dashboard.runningUser });
    const values = {
      Title: dashboard.title,
      Description: dashboard.description ?? null,
      FolderName: dashboard.folder,
      Type: dashboard.type,
      RunningUserId: runningUser ?? null,
    };
    kept.add(rows.upsert('Dashboard', { DeveloperName: dashboard.developerName, FolderId: folder }, values));
  }
  for (const name of ['Report', 'Dashboard']) rows.removeOthers(name, kept);
  installIndexes(store, catalog);
  watchReports(store, catalog, now);
  return problems;
}
