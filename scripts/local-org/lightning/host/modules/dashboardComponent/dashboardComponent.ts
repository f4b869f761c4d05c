import { api, LightningElement } from 'lwc';
import type { Break, Dashboard, DashboardPart, ReportResult } from '../../lib/analytics';
import { chartModel, type ChartModel } from '../../lib/chart-model';
import { narrowToGroup, reportAddress } from '../../lib/report-link';
import { reportGrid, type Grid } from '../../lib/report-rows';
import { texts } from '../../lib/texts';
import { navigateTo } from '../../../shims/data/router';

/** One component of a dashboard: chart, metric, gauge or table, or why it cannot be shown. */
export default class DashboardComponent extends LightningElement {
  t = texts;
  @api widget: DashboardPart | undefined;
  @api outcome: Dashboard['componentData'][number] | undefined;

  get heading(): string {
    return this.widget?.header ?? this.widget?.title ?? this.result?.reportMetadata.name ?? '';
  }
  get subtitle(): string | null {
    return this.widget?.header && this.widget.title ? this.widget.title : null;
  }
  get footer(): string | null {
    return this.widget?.footer ?? null;
  }
  get problem(): string | null {
    return this.outcome?.status.dataStatus === 'ERROR' ? (this.outcome.status.errorMessage ?? texts.errorTitle) : null;
  }
  get empty(): boolean {
    // A metric counts nothing too.
    return this.outcome?.status.dataStatus === 'NODATA' && !(this.isMetric && this.result);
  }
  private get result(): ReportResult | undefined {
    return this.outcome?.reportResult ?? undefined;
  }
  private get type(): string {
    return this.widget?.properties.visualizationType ?? '';
  }
  /** The dashboard's filters go along to the report. */
  get address(): string | undefined {
    const { widget: part, result } = this;
    return part?.reportId ? reportAddress(part.reportId, result && narrowToGroup(result, undefined)) : undefined;
  }

  get isMetric(): boolean {
    return this.type === 'Metric' || this.type === 'Gauge';
  }
  get isTable(): boolean {
    return this.type === 'Table' || this.type === 'FlexTable';
  }
  get metric(): { text: string; label: string; style: string } {
    const { result, widget: part } = this;
    const names = result?.reportMetadata.aggregates ?? [];
    const wanted = names.indexOf(part?.properties.aggregates[0]?.name ?? 'RowCount');
    const aggregate = result?.factMap['T!T']?.aggregates[wanted < 0 ? names.length - 1 : wanted];
    const { breakPoints = [], metricLabel = '' } = part?.properties.visualizationProperties ?? {};
    const color = colorOf(breakPoints[0]?.breaks ?? [], aggregate?.value);
    return { text: aggregate?.label ?? '', label: metricLabel, style: color ? `border-inline-start-color: ${color}` : '' };
  }
  get grid(): Grid | undefined {
    const { result, widget: part } = this;
    if (!result || !this.isTable) return undefined;
    const grid = reportGrid(result, new Set(), texts.total);
    const limit = part?.properties.maxRows ?? 10;
    const shown = grid.rows.filter(({ kind }) => kind !== 'total').slice(0, limit);
    return { ...grid, rows: [...shown, ...grid.rows.filter(({ kind }) => kind === 'total')] };
  }
  get groupLabel(): string {
    const info = this.result?.reportExtendedMetadata.groupingColumnInfo ?? {};
    return (this.result?.reportMetadata.groupingsDown ?? []).map(({ name }) => info[name]?.label ?? name).join(' / ');
  }
  get chart(): ChartModel | undefined {
    const { result, widget: part } = this;
    if (!result || !part || this.isMetric || this.isTable) return undefined;
    const { groupings, aggregates, maxRows, useReportChart, visualizationProperties: look } = part.properties;
    const own = useReportChart ? result.reportMetadata.chart : null;
    return chartModel(result, {
      type: own?.chartType ?? this.type,
      summaries: own?.summaries ?? aggregates.map(({ name }) => name),
      groupings: own?.groupings ?? groupings.map(({ name }) => name),
      stacked: /stacked/.test(look.groupByType ?? ''),
      legend: look.legendPosition,
      maxGroups: maxRows ?? undefined,
    });
  }

  handleGroup(event: CustomEvent<{ index: number | undefined }>): void {
    const { result, widget: part } = this;
    const group = result?.groupingsDown.groupings[event.detail.index ?? -1];
    if (result && part?.reportId) navigateTo(reportAddress(part.reportId, narrowToGroup(result, group)));
  }
}

function colorOf(breaks: readonly Break[], value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined;
  const fits = ({ lowerBound, upperBound }: Break): boolean =>
    (lowerBound === null || value >= lowerBound) && (upperBound === null || value < upperBound);
  const color = breaks.find(fits)?.color;
  return color && /^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : undefined;
}
