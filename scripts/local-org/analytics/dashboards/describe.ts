import { summaryName } from '../compile/summaries.ts';
import type { ComponentType, DashboardComponentDef, DashboardDef } from '../definition/dashboard.ts';
import type { Filed } from '../library/library.ts';
import { optionId, type Selection } from './filters.ts';
import { partId } from './ids.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * `dashboardMetadata` of the Analytics API.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_get_dashboard_metadata.htm
 *
 * @param reportIds id of each component's report; null where there is none
 */
export function dashboardMetadata(
  { id, folderId, definition }: Filed<DashboardDef>,
  reportIds: readonly (string | null)[],
  runningUser: { readonly id: string; readonly displayName: string },
  urls: string,
  chosen: Selection,
): Json {
  return {
    attributes: { dashboardId: id, dashboardName: definition.title, statusUrl: `${urls}/${id}/status`, type: 'Dashboard' },
    canChangeRunningUser: false,
    canUseStickyFilter: false,
    chartTheme: 'light',
    colorPalette: 'Default',
    components: definition.components.map((component, index) => componentJson(component, index, id, reportIds[index] ?? null, urls)),
    dashboardType: definition.type,
    description: definition.description ?? null,
    developerName: definition.developerName,
    filters: definition.filters.map(({ name, options }, filter) => {
      const selected = chosen[filter];
      const at = selected ? options.indexOf(selected) : -1;
      return {
        errorMessage: null,
        name,
        options: options.map(({ operator, values }, option) => ({
          alias: null,
          id: optionId(id, filter, option),
          operation: operator,
          value: operator === 'between' ? null : values.join(','),
          startValue: operator === 'between' ? (values[0] ?? null) : null,
          endValue: operator === 'between' ? (values[1] ?? null) : null,
        })),
        selectedOption: at < 0 ? null : optionId(id, filter, at),
      };
    }),
    folderId,
    id,
    layout: {
      gridLayout: true,
      components: definition.components.map(({ place }) => ({
        colspan: place.width,
        column: place.column,
        row: place.row,
        rowspan: place.height,
      })),
      numColumns: definition.columns,
      rowHeight: definition.rowHeight,
    },
    maxFilterOptions: 50,
    name: definition.title,
    runningUser,
  };
}

function componentJson(component: DashboardComponentDef, index: number, dashboardId: string, reportId: string | null, urls: string): Json {
  return {
    componentData: index,
    footer: component.footer ?? null,
    header: component.header ?? null,
    id: partId('01a', dashboardId, index),
    properties: {
      aggregates: component.summaries.map((summary) => ({ name: summaryName(summary) })),
      autoSelectColumns: component.groupings.length === 0 && component.summaries.length === 0,
      drillUrl: reportId === null ? null : `${urls.replace(/dashboards$/, 'reports')}/${reportId}`,
      filterColumns: component.filterColumns.map((name) => ({ name })),
      groupings: component.groupings.map((name) => ({ name, sortAggregate: null, sortOrder: null })),
      maxRows: component.maxValues ?? null,
      reportFormat: null,
      sort:
        component.sortBy === undefined
          ? null
          : { column: component.sortBy, sortOrder: /Descending$/.test(component.sortBy) ? 'Desc' : 'Asc' },
      useReportChart: component.useReportChart,
      visualizationProperties: visualization(component),
      visualizationType: visualizationType(component.type),
    },
    reportId,
    title: component.title ?? null,
    type: 'Report',
  };
}

/** `BarStacked` is a bar with stacked groups. */
function visualizationType(type: ComponentType): string {
  return type.replace(/(Grouped|Stacked100|Stacked|Cumulative)$/, '');
}

function visualization(component: DashboardComponentDef): Json {
  const { type, breakpoints, gauge } = component;
  const summary = component.summaries[0] && summaryName(component.summaries[0]);
  const common = { displayUnits: 'auto', drillURL: null };
  if (type === 'Table' || type === 'FlexTable') {
    return {
      ...common,
      breakPoints: [],
      flexTableType: 'summary',
      tableColumns: component.tableColumns.map(({ column, aggregate, showTotal }) => ({
        column: summaryName({ column, ...(aggregate ? { aggregate } : {}) }),
        isPercent: false,
        scale: null,
        showTotal,
        type: aggregate || column === 'RowCount' ? 'aggregate' : 'detail',
      })),
    };
  }
  if (type === 'Metric' || type === 'Gauge') {
    const bounds = [gauge?.min ?? null, breakpoints.low ?? null, breakpoints.high ?? null, gauge?.max ?? null];
    const breaks = breakpoints.colors.map((color, at) => ({ color, lowerBound: bounds[at] ?? null, upperBound: bounds[at + 1] ?? null }));
    return {
      ...common,
      breakPoints: summary === undefined ? [] : [{ aggregateName: summary, breaks }],
      ...(type === 'Metric' ? { metricLabel: component.metricLabel ?? '' } : { showPercentages: false, showTotal: true }),
    };
  }
  const group = /(Grouped|Stacked100|Stacked|Cumulative)$/.exec(type)?.[1];
  return {
    ...common,
    axisRange: 'auto',
    decimalPrecision: -1,
    groupByType: group === undefined ? 'none' : group.toLowerCase(),
    legendPosition: component.legendPosition?.toLowerCase() ?? 'none',
    showValues: component.showValues,
  };
}
