import type { Group, ReportFilter, ReportMetadata, ReportResult } from './analytics.ts';

/** What a link into a report narrows it by; it travels in the address, so that going back and sharing work. */
export interface ReportNarrowing {
  readonly reportFilters: readonly ReportFilter[];
  readonly reportBooleanFilter: string | null;
}

/** Address of a report, narrowed when something is given. */
export function reportAddress(reportId: string, narrowing?: ReportNarrowing): string {
  const path = `/lightning/r/Report/${reportId}/view`;
  return narrowing ? `${path}?${new URLSearchParams({ narrow: JSON.stringify(narrowing) }).toString()}` : path;
}

/** The narrowing of an address; undefined when there is none, or it is damaged. */
export function narrowingOf(state: Readonly<Record<string, string>>): ReportNarrowing | undefined {
  if (state.narrow === undefined) return undefined;
  try {
    const given = JSON.parse(state.narrow) as Partial<ReportNarrowing>;
    return Array.isArray(given.reportFilters)
      ? { reportFilters: given.reportFilters, reportBooleanFilter: given.reportBooleanFilter ?? null }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The filters of a run, and one more for a group of it. Groups of dates have no filter of their own: then only the run's. */
export function narrowToGroup(result: ReportResult, group: Group | undefined): ReportNarrowing {
  const metadata: ReportMetadata = result.reportMetadata;
  const [grouping] = metadata.groupingsDown;
  const filters = metadata.reportFilters;
  const own = { reportFilters: filters, reportBooleanFilter: metadata.reportBooleanFilter };
  const info = grouping && result.reportExtendedMetadata.groupingColumnInfo[grouping.name];
  if (!grouping || !group || /^date/.test(info?.dataType ?? '')) return own;
  const value = info?.dataType === 'reference' ? group.label : typeof group.value === 'string' ? group.value : '';
  const filter = { column: grouping.name, operator: 'equals', value: quoted(value), filterType: 'fieldValue', isRunPageEditable: true };
  const logic = metadata.reportBooleanFilter;
  return { reportFilters: [...filters, filter], reportBooleanFilter: logic ? `(${logic}) AND ${filters.length + 1}` : null };
}

/** Commas separate the values of a filter. */
function quoted(value: string): string {
  return value.includes(',') ? `"${value.replaceAll('"', '""')}"` : value;
}
