import { api, LightningElement } from 'lwc';
import type { Dashboard, DashboardPart } from '../../lib/analytics';
import { runDashboard } from '../../lib/analytics-api';
import { runLatest } from '../../lib/latest';
import { objectIcon } from '../../lib/record-ui';
import { text, texts } from '../../lib/texts';

interface ShownPart {
  readonly part: DashboardPart;
  readonly data: Dashboard['componentData'][number] | undefined;
  readonly style: string;
  readonly cssClass: string;
}

/** A dashboard: its components on the grid, its filters, each component leading to its report. */
export default class DashboardPage extends LightningElement {
  t = texts;
  dashboard: Dashboard | undefined;
  error: unknown;
  chosen: readonly string[] = [];
  running = false;
  private _recordId = '';
  turn = 0;

  @api get recordId(): string {
    return this._recordId;
  }
  set recordId(id: string) {
    if (id === this._recordId) return;
    this._recordId = id;
    this.dashboard = undefined;
    this.chosen = [];
    if (this.isConnected) void this.run();
  }

  override connectedCallback(): void {
    const chosen = new URLSearchParams(window.location.search).get('filters');
    this.chosen = chosen ? chosen.split(',') : [];
    void this.run();
  }

  private run(): Promise<void> {
    return runLatest(
      this,
      () => runDashboard(this._recordId, this.chosen),
      (dashboard) => {
        this.dashboard = dashboard;
        document.title = dashboard.dashboardMetadata.name;
      },
    );
  }

  get icon(): string {
    return objectIcon('Dashboard');
  }
  private get metadata(): Dashboard['dashboardMetadata'] | undefined {
    return this.dashboard?.dashboardMetadata;
  }
  get name(): string {
    return this.metadata?.name ?? '';
  }
  get description(): string | null {
    return this.metadata?.description ?? null;
  }
  get facts(): string {
    const at = this.dashboard?.componentData[0]?.status.refreshDate;
    const timeZone = String(globalThis.__org.i18n('timeZone'));
    const shown =
      at && new Date(at).toLocaleString(String(globalThis.__org.i18n('locale')), { timeZone, dateStyle: 'short', timeStyle: 'short' });
    const viewer = text('viewedAs', this.metadata?.runningUser.displayName ?? '');
    return this.running ? texts.loading : [shown && text('asOf', shown), viewer].filter(Boolean).join(' · ');
  }
  get filters(): { key: number; label: string; value: string; options: { label: string; value: string }[] }[] {
    return (this.metadata?.filters ?? []).map(({ name, options, selectedOption }, key) => ({
      key,
      label: name,
      value: selectedOption ?? '',
      options: [{ label: texts.all, value: '' }, ...options.map(({ id, alias, value }) => ({ label: alias ?? value ?? '', value: id }))],
    }));
  }
  get gridStyle(): string {
    const { numColumns = 12, rowHeight = 36 } = this.metadata?.layout ?? {};
    return `grid-template-columns: repeat(${numColumns}, minmax(0, 1fr)); grid-auto-rows: ${Math.max(rowHeight, 24)}px`;
  }
  get parts(): ShownPart[] {
    const { components = [], layout } = this.metadata ?? {};
    return components.map((part, index) => {
      const { column = 0, row = 0, colspan = 1, rowspan = 1 } = layout?.components[index] ?? {};
      return {
        part,
        data: this.dashboard?.componentData.find(({ componentId }) => componentId === part.id),
        // a number needs little height where components stand one below the other
        cssClass: /^(Metric|Gauge)$/.test(part.properties.visualizationType) ? 'cell low' : 'cell',
        style: `grid-column: ${column + 1} / span ${colspan}; grid-row: ${row + 1} / span ${rowspan}`,
      };
    });
  }

  handleFilter(event: CustomEvent<{ value: string }>): void {
    const index = Number((event.target as HTMLElement).dataset.index);
    const count = this.metadata?.filters.length ?? 0;
    const before = this.filters.map(({ value }) => value);
    this.chosen = Array.from({ length: count }, (_, at) => (at === index ? event.detail.value : (before[at] ?? '')));
    // in the address, so that coming back from a report finds the same numbers
    const query = this.chosen.some(Boolean) ? `?${new URLSearchParams({ filters: this.chosen.join(',') }).toString()}` : '';
    window.history.replaceState(null, '', window.location.pathname + query);
    void this.run();
  }
  handleRefresh(): void {
    void this.run();
  }
}
