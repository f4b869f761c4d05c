import { UnsupportedFeatureError, type MetadataComponent } from '../../metadata/index.ts';
import { Element } from './element.ts';
import {
  AGGREGATES,
  GRANULARITIES,
  OPERATORS,
  type BucketDef,
  type ChartDef,
  type CrossFilterDef,
  type FilterDef,
  type GroupingDef,
  type ReportDef,
  type SummaryFormulaDef,
  type SummaryRef,
} from './report-types.ts';

/** @throws AnalyticsError, UnsupportedFeatureError naming the element that cannot be honoured */
export function readReport({ fullName, file, xml }: MetadataComponent): ReportDef {
  const root = new Element(xml, `report ${fullName}`);
  const filter = root.child('filter');
  const filters = (filter?.children('criteriaItems') ?? []).map(readFilter);
  const report: ReportDef = {
    fullName,
    developerName: fullName.split('/').at(-1) ?? fullName,
    folder: fullName.split('/').slice(0, -1).join('/'),
    file,
    name: root.required('name'),
    ...present('description', root.text('description')),
    reportType: reportTypeName(root.required('reportType'), fullName),
    format: root.oneOf('format', ['Tabular', 'Summary', 'Matrix']),
    scope: root.oneOf('scope', ['organization', 'user'], 'organization'),
    columns: root.children('columns').map((column) => {
      const aggregates = column.texts('aggregateTypes').map((type) => {
        if ((AGGREGATES as readonly string[]).includes(type)) return type as (typeof AGGREGATES)[number];
        throw new UnsupportedFeatureError(`report ${fullName}: <aggregateTypes>${type}</aggregateTypes>`);
      });
      const read = { field: column.required('field'), aggregates };
      column.looks('reverseColors');
      column.done();
      return read;
    }),
    groupingsDown: root.children('groupingsDown').map(readGrouping),
    groupingsAcross: root.children('groupingsAcross').map(readGrouping),
    filters,
    ...present('booleanFilter', filter?.text('booleanFilter')),
    crossFilters: root.children('crossFilters').map(readCrossFilter),
    ...present('timeFrame', readTimeFrame(root.child('timeFrameFilter'))),
    buckets: root.children('buckets').map(readBucket),
    formulas: root
      .children('aggregates')
      .map(readFormula)
      .filter((formula) => formula !== undefined),
    showDetails: root.flag('showDetails', true),
    showGrandTotal: root.flag('showGrandTotal', true),
    showSubTotals: root.flag('showSubTotals', true),
    ...present('rowLimit', root.number('rowLimit')),
    ...present('sort', readSort(root)),
    ...present('chart', readChart(root.child('chart'))),
  };
  filter?.looks('language');
  filter?.done();
  // Standard filters of report types that come with the platform; custom report types take only `co`, which is the scope.
  for (const param of root.children('params')) {
    if (param.required('name') !== 'co') throw new UnsupportedFeatureError(`report ${fullName}: <params> ${param.required('name')}`);
  }
  root.looks('colorRanges', 'formattingRules', 'numSubscriptions', 'showCurrentDate', 'folderName');
  root.done();
  return report;
}

function present<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: V });
}

/** A custom report type goes by its developer name with `__c`, as custom objects do. */
function reportTypeName(name: string, report: string): string {
  if (!name.endsWith('__c')) throw new UnsupportedFeatureError(`report ${report}: the report type ${name}, which is not a custom one`);
  return name.slice(0, -'__c'.length);
}

function readFilter(item: Element): FilterDef {
  const read: FilterDef = {
    column: item.required('column'),
    operator: item.oneOf('operator', OPERATORS),
    value: item.text('value') ?? '',
    columnToColumn: item.flag('columnToColumn'),
    unlocked: item.flag('isUnlocked', true),
  };
  item.done();
  return read;
}

function readGrouping(grouping: Element): GroupingDef {
  const sortType = grouping.oneOf('sortType', ['Column', 'Aggregate', 'CustomSummaryFormula'], 'Column');
  const aggregate = grouping.text('aggregateType');
  const sortByName = grouping.text('sortByName');
  const read: GroupingDef = {
    field: grouping.required('field'),
    granularity: grouping.oneOf('dateGranularity', GRANULARITIES, 'None'),
    descending: grouping.oneOf('sortOrder', ['Asc', 'Desc'], 'Asc') === 'Desc',
    ...(sortByName === undefined || sortType === 'Column'
      ? {}
      : { sortBy: { column: sortByName, aggregate: sortAggregate(sortType, aggregate, sortByName) } }),
  };
  grouping.done();
  return read;
}

function sortAggregate(sortType: string, aggregate: string | undefined, name: string): NonNullable<GroupingDef['sortBy']>['aggregate'] {
  if (sortType === 'CustomSummaryFormula') return 'Formula';
  if (name === 'RowCount' || aggregate === 'RowCount') return 'RowCount';
  const known = AGGREGATES.find((kind) => kind === aggregate);
  if (!known) throw new UnsupportedFeatureError(`groups sorted by the aggregate ${aggregate ?? ''} of ${name}`);
  return known;
}

function readCrossFilter(filter: Element): CrossFilterDef {
  const read: CrossFilterDef = {
    includes: filter.oneOf('operation', ['with', 'without']) === 'with',
    primaryColumn: filter.required('primaryTableColumn'),
    relatedTable: filter.required('relatedTable'),
    relatedColumn: filter.required('relatedTableJoinColumn'),
    filters: filter.children('criteriaItems').map(readFilter),
  };
  filter.done();
  return read;
}

function readTimeFrame(frame: Element | undefined): ReportDef['timeFrame'] {
  if (!frame) return undefined;
  const read = {
    column: frame.required('dateColumn'),
    interval: frame.required('interval'),
    ...present('start', frame.text('startDate')),
    ...present('end', frame.text('endDate')),
  };
  frame.done();
  return read;
}

function readBucket(bucket: Element): BucketDef {
  const otherLabel = bucket.text('otherBucketLabel');
  const useOther = bucket.flag('useOther');
  const read: BucketDef = {
    name: bucket.required('developerName'),
    label: bucket.required('masterLabel'),
    kind: bucket.oneOf('bucketType', ['number', 'picklist', 'text']),
    source: bucket.required('sourceColumnName'),
    nullAsZero: bucket.oneOf('nullTreatment', ['n', 'z'], 'n') === 'z',
    ...(useOther ? { otherLabel: otherLabel ?? 'Other' } : {}),
    values: bucket.children('values').map((value) => {
      const sources = value.children('sourceValues').map((source) => {
        const one = { value: source.text('sourceValue'), from: source.number('from'), to: source.number('to') };
        source.done();
        return one;
      });
      const label = value.required('value');
      value.done();
      return {
        label,
        values: sources.flatMap((source) => source.value ?? []),
        ...present('from', sources[0]?.from),
        ...present('to', sources[0]?.to),
      };
    }),
  };
  bucket.done();
  return read;
}

function readFormula(formula: Element): SummaryFormulaDef | undefined {
  const active = formula.flag('isActive', true);
  if (formula.flag('isCrossBlock')) throw new UnsupportedFeatureError('summary formulas across blocks (isCrossBlock)');
  const read: SummaryFormulaDef = {
    name: formula.required('developerName'),
    label: formula.required('masterLabel'),
    ...present('description', formula.text('description')),
    formula: formula.required('calculatedFormula'),
    type: formula.oneOf('datatype', ['number', 'percent', 'currency']),
    scale: formula.number('scale') ?? 2,
    ...present('down', formula.text('downGroupingContext')),
    ...present('across', formula.text('acrossGroupingContext')),
  };
  formula.done();
  return active ? read : undefined;
}

function readSort(root: Element): ReportDef['sort'] {
  const column = root.text('sortColumn');
  const descending = root.oneOf('sortOrder', ['Asc', 'Desc'], 'Asc') === 'Desc';
  return column === undefined ? undefined : { column, descending };
}

function readChart(chart: Element | undefined): ChartDef | undefined {
  if (!chart) return undefined;
  const read: ChartDef = {
    type: chart.required('chartType'),
    ...present('grouping', chart.text('groupingColumn')),
    ...present('secondaryGrouping', chart.text('secondaryGroupingColumn')),
    summaries: chart.children('chartSummaries').map(readSummaryRef),
    ...present('title', chart.text('title')),
    ...present('legendPosition', chart.text('legendPosition')),
    showValues: chart.flag('showValues'),
  };
  chart.looks('backgroundColor1', 'backgroundColor2', 'backgroundFadeDir', 'enableHoverLabels', 'expandOthers', 'location');
  chart.looks('showAxisLabels', 'showPercentage', 'showTotal', 'size', 'summaryAxisRange', 'summaryAxisManualRangeEnd');
  chart.looks('summaryAxisManualRangeStart', 'textColor', 'textSize', 'titleColor', 'titleSize');
  chart.done();
  return read;
}

export function readSummaryRef(summary: Element): SummaryRef {
  const aggregate = summary.text('aggregate');
  const read: SummaryRef = {
    column: summary.required('column'),
    ...(aggregate === undefined ? {} : { aggregate: summary.oneOf('aggregate', AGGREGATES) }),
  };
  summary.looks('axisBinding');
  summary.done();
  return read;
}
