import { api, LightningElement } from 'lwc';
import type { ReportMetadata, ReportResult, ReportType } from '../../lib/analytics';
import { readReportType, runReport } from '../../lib/analytics-api';
import { chartModel, type ChartModel } from '../../lib/chart-model';
import { gridCsv } from '../../lib/csv';
import { filterFacts, type FilterFact } from '../../lib/filter-words';
import { runLatest } from '../../lib/latest';
import { narrowingOf, narrowToGroup } from '../../lib/report-link';
import { groupKeys, reportGrid, type Grid } from '../../lib/report-rows';
import { objectIcon } from '../../lib/record-ui';
import { saveCsv } from '../../lib/save-file';
import { text, texts } from '../../lib/texts';

/** A report: run, filter, sort, fold groups, follow to records, export. */
export default class ReportPage extends LightningElement {
  t = texts;
  result: ReportResult | undefined;
  type: ReportType | undefined;
  error: unknown;
  running = false;
  filtersShown = false;
  chartShown = true;
  /** As the report says until the user says otherwise. */
  rowsWanted: boolean | undefined;
  collapsed: ReadonlySet<string> = new Set();
  private changes: Partial<ReportMetadata> | undefined;
  private _recordId = '';
  private _state: Readonly<Record<string, string>> = {};
  turn = 0;

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
    this.type = undefined;
    this.rowsWanted = undefined;
    void this.run();
    void this.readType(this._recordId);
  }

  /** Filters are called by their columns' names until it is there. */
  private async readType(id: string): Promise<void> {
    try {
      const type = await readReportType(id);
      if (id === this._recordId) this.type = type;
    } catch {
      // the run says what is wrong with the report
    }
  }

  private run(): Promise<void> {
    return runLatest(
      this,
      () => runReport(this._recordId, this.changes),
      (result) => {
        this.result = result;
        document.title = result.reportMetadata.name;
      },
    );
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
    return this.shown && reportGrid(this.shown, this.collapsed, texts.total);
  }
  get rowsShown(): boolean {
    return this.rowsWanted ?? this.result?.reportMetadata.hasDetailRows ?? true;
  }
  get rowsButton(): string {
    return this.rowsShown ? texts.hideRows : texts.showRows;
  }
  /** The result as it stands on the screen: with its rows or only with its groups. */
  private get shown(): ReportResult | undefined {
    return this.result && { ...this.result, hasDetailRows: this.rowsShown || !this.hasGroups };
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

  get facts(): FilterFact[] {
    return this.result ? filterFacts(this.result.reportMetadata, this.type) : [];
  }
  get empty(): boolean {
    return this.result?.factMap['T!T']?.aggregates.at(-1)?.value === 0;
  }
  get canFold(): boolean {
    return this.hasGroups && !this.empty;
  }

  get hasChart(): boolean {
    return Boolean(this.result?.reportMetadata.chart && this.canFold);
  }
  get chart(): ChartModel | undefined {
    const { result } = this;
    const definition = result?.reportMetadata.chart;
    if (!result || !definition || !this.hasChart || !this.chartShown) return undefined;
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
  handleRows(): void {
    this.rowsWanted = !this.rowsShown;
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
  handleGroup(event: CustomEvent<{ index: number | undefined }>): void {
    const group = this.result?.groupingsDown.groupings[event.detail.index ?? -1];
    if (!this.result || !group) return;
    const narrowed = narrowToGroup(this.result, group);
    this.changes = { ...this.changes, ...narrowed };
    void this.run();
  }
  handleExport(): void {
    const result = this.shown;
    if (!result) return;
    const info = result.reportExtendedMetadata.groupingColumnInfo;
    const labels = result.reportMetadata.groupingsDown.map(({ name }) => info[name]?.label ?? name);
    saveCsv(result.reportMetadata.name, gridCsv(reportGrid(result, new Set(), texts.total), labels));
  }

  get status(): string {
    return this.running ? texts.loading : text('itemsCount', this.totals.at(-1)?.value ?? '');
  }
}
