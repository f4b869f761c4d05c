import type { MetadataComponent } from '../../metadata/index.ts';
import { invalid } from '../errors.ts';
import { Element } from './element.ts';
import { AGGREGATES, OPERATORS, type AggregateKind, type Operator, type SummaryRef } from './report-types.ts';
import { readSummaryRef } from './report.ts';

/** What a dashboard is, as its metadata says. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_dashboard.htm */
export interface DashboardDef {
  /** `Folder/Developer_Name`. */
  readonly fullName: string;
  readonly developerName: string;
  readonly folder: string;
  readonly file: string;
  readonly title: string;
  readonly description?: string;
  readonly type: 'SpecifiedUser' | 'LoggedInUser' | 'MyTeamUser';
  /** Username whose access the data is shown with, for `SpecifiedUser`. */
  readonly runningUser?: string;
  readonly filters: readonly DashboardFilterDef[];
  readonly components: readonly DashboardComponentDef[];
  readonly columns: number;
  readonly rowHeight: number;
}

export interface DashboardFilterDef {
  readonly name: string;
  readonly options: readonly { readonly operator: Operator; readonly values: readonly string[] }[];
}

const CHARTS = [
  'Bar',
  'BarGrouped',
  'BarStacked',
  'BarStacked100',
  'Column',
  'ColumnGrouped',
  'ColumnStacked',
  'ColumnStacked100',
  'Line',
  'LineGrouped',
  'LineCumulative',
  'Pie',
  'Donut',
  'Funnel',
  'Scatter',
  'Gauge',
  'Metric',
  'Table',
  'FlexTable',
] as const;
export type ComponentType = (typeof CHARTS)[number];

export interface DashboardComponentDef {
  readonly type: ComponentType;
  /** Full name of the report. */
  readonly report: string;
  readonly header?: string;
  readonly title?: string;
  readonly footer?: string;
  readonly metricLabel?: string;
  readonly useReportChart: boolean;
  readonly groupings: readonly string[];
  readonly summaries: readonly SummaryRef[];
  readonly tableColumns: readonly { readonly column: string; readonly aggregate?: AggregateKind; readonly showTotal: boolean }[];
  readonly maxValues?: number;
  /** Column each dashboard filter works on, in the order of the filters; empty where a filter does not apply. */
  readonly filterColumns: readonly string[];
  readonly sortBy?: string;
  readonly legendPosition?: string;
  readonly showValues: boolean;
  readonly breakpoints: { readonly low?: number; readonly high?: number; readonly colors: readonly string[] };
  readonly gauge?: { readonly min: number; readonly max: number };
  readonly drillToDetail: boolean;
  readonly place: { readonly column: number; readonly row: number; readonly width: number; readonly height: number };
}

/** @throws AnalyticsError, UnsupportedFeatureError naming the element that cannot be honoured */
export function readDashboard({ fullName, file, xml }: MetadataComponent): DashboardDef {
  const root = new Element(xml, `dashboard ${fullName}`);
  const grid = root.child('dashboardGridLayout');
  const dashboard: DashboardDef = {
    fullName,
    developerName: fullName.split('/').at(-1) ?? fullName,
    folder: fullName.split('/').slice(0, -1).join('/'),
    file,
    title: root.required('title'),
    ...optional('description', root.text('description')),
    type: root.oneOf('dashboardType', ['SpecifiedUser', 'LoggedInUser', 'MyTeamUser'], 'SpecifiedUser'),
    ...optional('runningUser', root.text('runningUser')),
    filters: root.children('dashboardFilters').map(readFilter),
    components: grid ? grid.children('dashboardGridComponents').map(readPlaced) : readSections(root),
    columns: grid?.number('numberOfColumns') ?? 12,
    rowHeight: grid?.number('rowHeight') ?? 36,
  };
  grid?.done();
  root.looks('backgroundEndColor', 'backgroundFadeDirection', 'backgroundStartColor', 'chartTheme', 'colorPalette', 'textColor');
  root.looks('dashboardChartTheme', 'dashboardColorPalette', 'titleColor', 'titleSize', 'isGridLayout', 'folderName', 'numSubscriptions');
  root.done();
  return dashboard;
}

function optional<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: V });
}

function readFilter(filter: Element): DashboardFilterDef {
  const read: DashboardFilterDef = {
    name: filter.required('name'),
    options: filter.children('dashboardFilterOptions').map((option) => {
      const one = { operator: option.oneOf('operator', OPERATORS), values: option.texts('values') };
      option.done();
      return one;
    }),
  };
  filter.done();
  return read;
}

function readPlaced(cell: Element): DashboardComponentDef {
  const component = cell.child('dashboardComponent') ?? fail('a grid cell has no dashboardComponent');
  const place = {
    column: cell.number('columnIndex') ?? 0,
    row: cell.number('rowIndex') ?? 0,
    width: cell.number('colSpan') ?? 1,
    height: cell.number('rowSpan') ?? 1,
  };
  cell.done();
  return readComponent(component, place);
}

/** The classic layout: three columns, each a stack of components. */
function readSections(root: Element): DashboardComponentDef[] {
  return ['leftSection', 'middleSection', 'rightSection'].flatMap((name, column) => {
    const section = root.child(name);
    const components = section?.children('components') ?? [];
    section?.looks('columnSize');
    section?.done();
    return components.map((component, row) => readComponent(component, { column: column * 4, row: row * 6, width: 4, height: 6 }));
  });
}

function readComponent(component: Element, place: DashboardComponentDef['place']): DashboardComponentDef {
  const [min, max] = [component.number('gaugeMin'), component.number('gaugeMax')];
  const colors = ['indicatorLowColor', 'indicatorMiddleColor', 'indicatorHighColor'].flatMap((name) => component.text(name) ?? []);
  const read: DashboardComponentDef = {
    type: component.oneOf('componentType', CHARTS),
    report: component.required('report'),
    ...optional('header', component.text('header')),
    ...optional('title', component.text('title')),
    ...optional('footer', component.text('footer')),
    ...optional('metricLabel', component.text('metricLabel')),
    useReportChart: component.flag('useReportChart'),
    groupings: component.texts('groupingColumn'),
    summaries: component.children('chartSummary').map(readSummaryRef),
    tableColumns: [...component.children('dashboardTableColumn').map(readTableColumn), ...readFlexColumns(component)],
    ...optional('maxValues', component.number('maxValuesDisplayed')),
    filterColumns: component.children('dashboardFilterColumns').map((column) => {
      const name = column.text('column') ?? '';
      column.done();
      return name;
    }),
    ...optional('sortBy', component.text('sortBy')),
    ...optional('legendPosition', component.text('legendPosition')),
    showValues: component.flag('showValues'),
    breakpoints: {
      ...optional('low', component.number('indicatorBreakpoint1')),
      ...optional('high', component.number('indicatorBreakpoint2')),
      colors,
    },
    ...(min === undefined || max === undefined ? {} : { gauge: { min, max } }),
    drillToDetail: component.flag('drillToDetailEnabled'),
    place,
  };
  component.looks('autoselectColumnsFromReport', 'chartAxisRange', 'chartAxisRangeMax', 'chartAxisRangeMin', 'componentChartTheme');
  component.looks('decimalPrecision', 'displayUnits', 'drillEnabled', 'enableHover', 'expandOthers', 'groupingSortProperties');
  component.looks('showPercentage', 'showPicturesOnCharts', 'showPicturesOnTables', 'showRange', 'showTotal', 'sortLegendValues');
  component.done();
  return read;
}

function readTableColumn(column: Element): DashboardComponentDef['tableColumns'][number] {
  const aggregate = column.text('aggregateType');
  const read = {
    column: column.required('column'),
    ...(aggregate === undefined ? {} : { aggregate: column.oneOf('aggregateType', AGGREGATES) }),
    showTotal: column.flag('showTotal'),
  };
  column.looks('decimalPlaces', 'sortBy', 'showSubTotal');
  column.done();
  return read;
}

function readFlexColumns(component: Element): DashboardComponentDef['tableColumns'][number][] {
  const flex = component.child('flexComponentProperties');
  if (!flex) return [];
  const columns = flex.children('flexTableColumn').map((column) => {
    const read = { column: column.required('reportColumn'), showTotal: column.flag('showTotal') };
    column.looks(
      'type',
      'showSubTotal',
      'breakPointOrder',
      'lowRangeColor',
      'midRangeColor',
      'highRangeColor',
      'breakPoint1',
      'breakPoint2',
    );
    column.done();
    return read;
  });
  flex.looks('decimalPrecision', 'flexTableSortInfo', 'hideChatterPhotos');
  flex.done();
  return columns;
}

function fail(message: string): never {
  throw invalid(message);
}
