import { api, LightningElement } from 'lwc';
import type { ReportMetadata, ReportResult } from '../../lib/analytics';
import { runReport } from '../../lib/analytics-api';
import { chartModel, type ChartModel } from '../../lib/chart-model';
import { gridCsv } from '../../lib/csv';
import { narrowingOf, narrowToGroup } from '../../lib/report-link';
import { groupKeys, reportGrid, type Grid } from '../../lib/report-rows';
import { objectIcon } from '../../lib/record-ui';
import { saveCsv } from '../../lib/save-file';
import { text, texts } from '../../lib/texts';

/** A report: run, filter, sort, fold groups, follow to records, export. */
export default class ReportPage extends LightningElement {
  t = texts;
  result: ReportResult | undefined;
  error: unknown;
  running = false;
  filtersShown = false;
  chartShown = true;
  collapsed: ReadonlySet<string> = new Set();
  private changes: Partial<ReportMetadata> | undefined;
  private _recordId = '';
  private _state: Readonly<Record<string, string>> = {};
  private turn = 0;

  @api get recordId(): string {
    return this._recordId;
  }
  set recordId(id: string) {
    if (id === this._recordId) return;
    this._recordId = id;
    this.restart();
  }
  @api get state(): Readonly<Record<string, string>> {
    return this._state;
  }
  set state(state: Readonly<Record<string, string>>) {
    if (state.narrow === this._state.narrow) return;
    this._state = state;
    this.restart();
  }

  override connectedCallback(): void {
    this.restart();
  }

  private restart(): void {
    if (!this.isConnected) return;
    this.changes = narrowingOf(this._state);
    this.collapsed = new Set();
    this.result = undefined;
    void this.run();
  }

  private async run(): Promise<void> {
    const turn = ++this.turn;
    this.running = true;
    this.error = undefined;
    try {
      const result = await runReport(this._recordId, this.changes);
      if (turn !== this.turn) return;
      this.result = result;
      document.title = result.reportMetadata.name;
    } catch (error) {
      if (turn === this.turn) this.error = error;
    } finally {
      if (turn === this.turn) this.running = false;
    }
  }

  get icon(): string {
    return objectIcon('Report');
  }
  get name(): string {
    return this.result?.reportMetadata.name ?? '';
  }
  get description(): string | null {
    return this.result?.reportMetadata.description ?? null;
  }
  get grid(): Grid | undefined {
    return this.result && reportGrid(this.result, this.collapsed, texts.total);
  }
  get groupLabel(): string {
    const { groupingsDown = [] } = this.result?.reportMetadata ?? {};
    const info = this.result?.reportExtendedMetadata.groupingColumnInfo ?? {};
    return groupingsDown.map(({ name }) => info[name]?.label ?? name).join(' / ');
  }
  get hasGroups(): boolean {
    return this.groupLabel !== '';
  }
  get totals(): { key: string; label: string; value: string }[] {
    const metadata = this.result?.reportMetadata;
    const fact = this.result?.factMap['T!T'];
    const info = this.result?.reportExtendedMetadata.aggregateColumnInfo ?? {};
    return (metadata?.aggregates ?? []).map((name, index) => ({
      key: name,
      label: name === 'RowCount' ? texts.recordsTotal : (info[name]?.label ?? name),
      value: fact?.aggregates[index]?.label ?? '',
    }));
  }
  get truncated(): boolean {
    return this.result?.allData === false;
  }
  get sortedBy(): string | undefined {
    return this.result?.reportMetadata.sortBy[0]?.sortColumn;
  }
  get sortedDescending(): boolean {
    return /^desc/i.test(this.result?.reportMetadata.sortBy[0]?.sortOrder ?? '');
  }

  get hasChart(): boolean {
    return Boolean(this.result?.reportMetadata.chart && this.hasGroups);
  }
  get chart(): ChartModel | undefined {
    const { result } = this;
    const definition = result?.reportMetadata.chart;
    if (!result || !definition || !this.hasGroups || !this.chartShown) return undefined;
    return chartModel(result, {
      ...{ type: definition.chartType, summaries: definition.summaries, groupings: definition.groupings },
      ...{ stacked: /Stacked/.test(definition.chartType), legend: definition.hasLegend ? 'top' : undefined, maxGroups: undefined },
    });
  }
  get chartLabel(): string {
    return this.result?.reportMetadata.chart?.title ?? this.name;
  }
  get chartButton(): string {
    return this.chartShown ? texts.hideChart : texts.showChart;
  }
  get foldButton(): string {
    return this.collapsed.size ? texts.expandAll : texts.collapseAll;
  }
  get bodyClass(): string {
    return this.filtersShown ? 'body with-filters' : 'body';
  }
  get filtersExpanded(): 'true' | 'false' {
    return this.filtersShown ? 'true' : 'false';
  }

  handleRefresh(): void {
    void this.run();
  }
  handleFilters(): void {
    this.filtersShown = !this.filtersShown;
  }
  handleApply(event: CustomEvent<Partial<ReportMetadata>>): void {
    this.changes = { ...this.changes, ...event.detail };
    void this.run();
  }
  handleChart(): void {
    this.chartShown = !this.chartShown;
  }
  handleFold(): void {
    this.collapsed = this.collapsed.size || !this.result ? new Set() : new Set(groupKeys(this.result));
  }
  handleToggle(event: CustomEvent<{ key: string }>): void {
    const { key } = event.detail;
    const next = new Set(this.collapsed);
    if (!next.delete(key)) next.add(key);
    this.collapsed = next;
  }
  handleSort(event: CustomEvent<{ name: string }>): void {
    const { name } = event.detail;
    const descending = name === this.sortedBy && !this.sortedDescending;
    this.changes = { ...this.changes, sortBy: [{ sortColumn: name, sortOrder: descending ? 'Desc' : 'Asc' }] };
    void this.run();
  }
  handleGroup(event: CustomEvent<{ index: number }>): void {
    const group = this.result?.groupingsDown.groupings[event.detail.index];
    if (!this.result || !group) return;
    const narrowed = narrowToGroup(this.result, group);
    this.changes = { ...this.changes, ...narrowed };
    void this.run();
  }
  handleExport(): void {
    const { result } = this;
    if (!result) return;
    const info = result.reportExtendedMetadata.groupingColumnInfo;
    const labels = result.reportMetadata.groupingsDown.map(({ name }) => info[name]?.label ?? name);
    saveCsv(result.reportMetadata.name, gridCsv(reportGrid(result, new Set(), texts.total), labels));
  }

  get status(): string {
    return this.running ? texts.loading : text('itemsCount', this.totals.at(-1)?.value ?? '');
  }
}
