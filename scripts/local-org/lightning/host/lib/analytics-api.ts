import { queryString, request } from '../../shims/data/http';
import type { AnalyticsItem, Dashboard, ReportMetadata, ReportResult, ReportType } from './analytics';

function data(path: string): string {
  return `/services/data/v${globalThis.__org.apiVersion}${path}`;
}

interface Rows {
  readonly records: readonly Readonly<Record<string, string | null>>[];
}

/** Reports or dashboards the user may open, by folder and name. Rejects with the server's refusal. */
export async function listAnalytics(kind: 'Report' | 'Dashboard'): Promise<AnalyticsItem[]> {
  const [name, folder] = kind === 'Report' ? ['Name', 'OwnerId'] : ['Title', 'FolderId'];
  const soql = `SELECT Id, ${name}, Description, ${folder} FROM ${kind} ORDER BY ${name}`;
  const [{ records }, { folders }] = await Promise.all([
    request<Rows>('GET', data(`/query${queryString({ q: soql })}`)),
    request<{ folders: readonly { id: string; label: string }[] }>('GET', data('/folders')),
  ]);
  const labels = new Map(folders.map(({ id, label }) => [id, label]));
  // SOQL names every report; only those in a folder that is shared with the user can be opened.
  return records
    .filter((row) => labels.has(row[folder] ?? ''))
    .map((row) => ({
      id: row.Id ?? '',
      name: row[name] ?? '',
      description: row.Description ?? '',
      folder: labels.get(row[folder] ?? '') ?? '',
    }));
}

/** Runs a report with its rows, changed for this run when `changes` are given. Rejects with the server's refusal. */
export function runReport(id: string, changes?: Partial<ReportMetadata>): Promise<ReportResult> {
  const path = data(`/analytics/reports/${id}?includeDetails=true`);
  return changes ? request('POST', path, { reportMetadata: changes }) : request('GET', path);
}

/** The type of a report: labels of all its columns. Rejects with the server's refusal. */
export async function readReportType(id: string): Promise<ReportType> {
  const { reportTypeMetadata } = await request<{ reportTypeMetadata: ReportType }>('GET', data(`/analytics/reports/${id}/describe`));
  return reportTypeMetadata;
}

/** Runs a dashboard; `options` holds the id of the chosen option of each filter, empty where none is chosen. */
export function runDashboard(id: string, options: readonly string[]): Promise<Dashboard> {
  const chosen = Object.fromEntries(options.map((option, index) => [`filter${index + 1}`, option || undefined]));
  return request('GET', data(`/analytics/dashboards/${id}${queryString(chosen)}`));
}
