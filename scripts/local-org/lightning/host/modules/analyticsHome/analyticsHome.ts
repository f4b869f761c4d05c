import { api, LightningElement } from 'lwc';
import type { AnalyticsItem } from '../../lib/analytics';
import { listAnalytics } from '../../lib/analytics-api';
import { objectIcon } from '../../lib/record-ui';
import { text, texts } from '../../lib/texts';

interface Folder {
  readonly name: string;
  readonly items: readonly (AnalyticsItem & { readonly address: string })[];
}

/** The Reports or Dashboards tab: everything the user may open, by folder, with search. */
export default class AnalyticsHome extends LightningElement {
  t = texts;
  items: readonly AnalyticsItem[] | undefined;
  error: unknown;
  search = '';
  folder = '';
  private _kind: 'Report' | 'Dashboard' = 'Report';

  @api get kind(): 'Report' | 'Dashboard' {
    return this._kind;
  }
  set kind(kind: 'Report' | 'Dashboard') {
    if (kind === this._kind && this.items) return;
    this._kind = kind;
    this.items = undefined;
    this.search = '';
    this.folder = '';
    if (this.isConnected) void this.load();
  }

  override connectedCallback(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    this.error = undefined;
    try {
      this.items = await listAnalytics(this._kind);
    } catch (error) {
      this.error = error;
    }
    document.title = this.heading;
  }

  get heading(): string {
    return this._kind === 'Report' ? texts.reports : texts.dashboards;
  }
  get icon(): string {
    return objectIcon(this._kind);
  }
  get status(): string {
    return text('itemsCount', this.found.length);
  }
  get folderOptions(): { label: string; value: string }[] {
    const names = [...new Set((this.items ?? []).map(({ folder }) => folder))].sort((a, b) => a.localeCompare(b));
    return [{ label: texts.allFolders, value: '' }, ...names.map((name) => ({ label: name, value: name }))];
  }
  private get found(): readonly AnalyticsItem[] {
    const wanted = this.search.toLocaleLowerCase();
    return (this.items ?? []).filter(
      ({ name, description, folder }) =>
        `${name} ${description}`.toLocaleLowerCase().includes(wanted) && (this.folder === '' || folder === this.folder),
    );
  }
  get folders(): Folder[] {
    const byFolder = Map.groupBy(this.found, ({ folder }) => folder);
    return [...byFolder]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, items]) => ({
        name,
        items: items.map((item) => ({ ...item, address: `/lightning/r/${this._kind}/${item.id}/view` })),
      }));
  }
  get ready(): boolean {
    return this.items !== undefined;
  }
  get none(): boolean {
    return this.ready && this.found.length === 0;
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
  }
  handleFolder(event: CustomEvent<{ value: string }>): void {
    this.folder = event.detail.value;
  }
  handleRetry(): void {
    void this.load();
  }
}
