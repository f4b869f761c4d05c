import type { DashboardComponentDef, DashboardDef } from '../definition/dashboard.ts';
import type { FilterDef, ReportDef } from '../definition/report-types.ts';
import { AnalyticsError } from '../errors.ts';
import { partId } from './ids.ts';

/** Options of one dashboard filter are numbered within the dashboard in steps of this. */
const OPTIONS_PER_FILTER = 100;

/** The chosen option of each dashboard filter, by the filter's place; missing where nothing is chosen. */
export type Selection = readonly (FilterOption | undefined)[];

export type FilterOption = DashboardDef['filters'][number]['options'][number];

export function optionId(dashboardId: string, filter: number, option: number): string {
  return partId('0ND', dashboardId, filter * OPTIONS_PER_FILTER + option);
}

/**
 * Finds the chosen options.
 * @param chosen id of the option of each filter, as `filter1`, `filter2`, … of a request name it
 * @throws AnalyticsError BAD_REQUEST for an id that is no option of the filter
 */
export function selection(dashboard: DashboardDef, dashboardId: string, chosen: readonly (string | undefined)[]): Selection {
  return dashboard.filters.map(({ name, options }, filter) => {
    const id = chosen[filter];
    if (id === undefined || id === '') return undefined;
    const found = options.find((_, option) => optionId(dashboardId, filter, option).startsWith(id.slice(0, 15)));
    if (!found) throw new AnalyticsError('BAD_REQUEST', `The dashboard filter ${name} has no option ${id}`);
    return found;
  });
}

/** The component's report narrowed by the chosen options. A filter without a column of the component leaves it alone. */
export function narrowed(report: ReportDef, component: DashboardComponentDef, chosen: Selection): ReportDef {
  const more = chosen.flatMap((option, index): FilterDef[] => {
    const column = component.filterColumns[index];
    if (!option || !column) return [];
    const value = option.operator === 'between' ? option.values.join(',') : option.values.map(quoted).join(',');
    return [{ column, operator: option.operator, value, columnToColumn: false, unlocked: false }];
  });
  if (more.length === 0) return report;
  const first = report.filters.length;
  const added = more.map((_, index) => String(first + index + 1));
  const logic = report.booleanFilter === undefined ? undefined : `(${report.booleanFilter}) AND ${added.join(' AND ')}`;
  return { ...report, filters: [...report.filters, ...more], ...(logic === undefined ? {} : { booleanFilter: logic }) };
}

function quoted(value: string): string {
  return value.includes(',') ? `"${value.replaceAll('"', '""')}"` : value;
}
