import { api, LightningElement } from 'lwc';
import { queryString, uiApi } from '../../../shims/data/http';
import { navigate } from '../../../shims/data/router';
import type { ObjectInfo, RecordDoc } from '../../../shims/data/types';
import { readObjectInfo } from '../../../shims/lightning/uiObjectInfoApi/uiObjectInfoApi';
import type { DisplayColumn } from '../../lib/columns';
import type { ListInfo, ListSummary, RecordPage } from '../../lib/lists';
import { openRecordModal } from '../../lib/record-actions';
import { objectIcon } from '../../lib/record-ui';
import { text, texts } from '../../lib/texts';

const PAGE_SIZE = 50;
const TYPING_PAUSE_MS = 300;

/** An object's list views: picker, search, sorting, paging and New. `/new` opens the form over it. */
export default class ObjectHome extends LightningElement {
  t = texts;
  info: ObjectInfo | undefined;
  list: ListInfo | undefined;
  summaries: readonly ListSummary[] = [];
  records: readonly RecordDoc[] = [];
  nextPageToken: string | null = null;
  sort: { fieldApiName: string; descending: boolean } | undefined;
  searchTerm = '';
  loaded = false;
  loadingMore = false;
  error: unknown;
  private _objectApiName: string | undefined;
  private _actionName = 'home';
  private _state: Readonly<Record<string, string>> = {};
  private shownKey = '';
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  @api get objectApiName(): string | undefined {
    return this._objectApiName;
  }
  set objectApiName(name: string | undefined) {
    this._objectApiName = name;
    this.schedule();
  }
  @api get actionName(): string {
    return this._actionName;
  }
  set actionName(name: string) {
    this._actionName = name;
    this.schedule();
  }
  @api get state(): Readonly<Record<string, string>> {
    return this._state;
  }
  set state(state: Readonly<Record<string, string>>) {
    this._state = state;
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open());
  }

  /** Follows the address: another object or list view is loaded, `/new` opens the form. */
  private async open(): Promise<void> {
    const object = this._objectApiName;
    if (!object) return;
    if (this._actionName === 'new') void this.openNew(object);
    const key = `${object}/${this._state.filterName ?? ''}`;
    if (key === this.shownKey) return;
    const sameObject = this.shownKey.startsWith(`${object}/`);
    this.shownKey = key;
    this.error = undefined;
    this.loaded = false;
    this.sort = undefined;
    this.searchTerm = '';
    if (!sameObject) this.list = undefined;
    try {
      if (!sameObject || !this.info) await this.loadObject(object);
      const wanted = this._state.filterName ?? localStorage.getItem(`org.list.${object}`) ?? '';
      const name = this.summaries.find(({ apiName }) => apiName === wanted)?.apiName ?? this.summaries[0]?.apiName;
      if (!name) return;
      this.list = await uiApi<ListInfo>('GET', `/list-info/${object}/${name}`);
      localStorage.setItem(`org.list.${object}`, name);
      document.title = `${this.list.label} | ${this.info?.labelPlural ?? ''}`;
      await this.loadRecords();
    } catch (error) {
      this.error = error;
    } finally {
      this.loaded = true;
    }
  }

  private async loadObject(object: string): Promise<void> {
    const [info, lists] = await Promise.all([
      readObjectInfo(object),
      uiApi<{ lists: readonly ListSummary[] }>('GET', `/list-info/${object}${queryString({ pageSize: 200 })}`),
    ]);
    this.info = info;
    this.summaries = lists.lists;
    document.title = info.labelPlural;
  }

  private async loadRecords(pageToken?: string): Promise<void> {
    const { list, sort } = this;
    if (!list) return;
    const turn = ++this.turn;
    const { objectApiName, listViewApiName } = list.listReference;
    const sortBy = sort ? [`${sort.descending ? '-' : ''}${sort.fieldApiName}`] : undefined;
    const body = { pageSize: PAGE_SIZE, pageToken, sortBy, searchTerm: this.searchTerm || undefined };
    const page = await uiApi<RecordPage>('POST', `/list-records/${objectApiName}/${listViewApiName}`, body);
    if (turn !== this.turn) return;
    this.records = pageToken ? [...this.records, ...page.records] : page.records;
    this.nextPageToken = page.nextPageToken;
  }

  private reload(): void {
    this.loadRecords().catch((error: unknown) => (this.error = error));
  }

  private async openNew(object: string): Promise<void> {
    const defaults = parseDefaults(this._state.defaultFieldValues);
    const saved = await openRecordModal({ objectApiName: object, ...(defaults ? { defaults } : {}) });
    if (!saved) navigate({ type: 'standard__objectPage', attributes: { objectApiName: object, actionName: 'list' }, state: {} }, true);
  }

  get icon(): string {
    return objectIcon(this._objectApiName ?? '');
  }
  get plural(): string {
    return this.info?.labelPlural ?? '';
  }
  get hasViews(): boolean {
    return this.summaries.length > 0;
  }
  get viewLabel(): string {
    return this.list?.label ?? '';
  }
  get views(): (ListSummary & { checked: boolean })[] {
    return this.summaries.map((view) => ({ ...view, checked: view.apiName === this.list?.listReference.listViewApiName }));
  }
  get columns(): readonly DisplayColumn[] {
    return this.list?.displayColumns ?? [];
  }
  get canCreate(): boolean {
    return this.info?.createable ?? false;
  }
  get ready(): boolean {
    return this.loaded;
  }
  get more(): boolean {
    return this.loaded && this.nextPageToken !== null;
  }
  get numbered(): boolean {
    return true;
  }
  private get order(): { fieldApiName: string; descending: boolean } | undefined {
    const given = this.list?.orderedByInfo[0];
    return this.sort ?? (given && { fieldApiName: given.fieldApiName, descending: !given.isAscending });
  }
  get sortField(): string | undefined {
    return this.order?.fieldApiName;
  }
  get sortDirection(): 'asc' | 'desc' {
    return this.order?.descending ? 'desc' : 'asc';
  }
  get status(): string {
    if (!this.loaded) return '';
    const count = text(this.nextPageToken ? 'itemsMore' : 'itemsCount', this.records.length);
    const column = this.columns.find(({ fieldApiName }) => fieldApiName === this.sortField);
    return column ? `${count} · ${text('sortedBy', column.label)}` : count;
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    const attributes = { objectApiName: this._objectApiName, actionName: 'list' };
    navigate({ type: 'standard__objectPage', attributes, state: { filterName: event.detail.value } });
  }
  handleSort(event: CustomEvent<{ fieldApiName: string; descending: boolean }>): void {
    this.sort = event.detail;
    this.reload();
  }
  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.searchTerm = event.detail.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.reload(), TYPING_PAUSE_MS);
  }
  handleRefresh(): void {
    this.reload();
  }
  handleRetry(): void {
    this.shownKey = '';
    this.schedule();
  }
  handleNew(): void {
    navigate({ type: 'standard__objectPage', attributes: { objectApiName: this._objectApiName, actionName: 'new' }, state: {} });
  }
  async handleMore(): Promise<void> {
    this.loadingMore = true;
    try {
      await this.loadRecords(this.nextPageToken ?? undefined);
    } catch (error) {
      this.error = error;
    } finally {
      this.loadingMore = false;
    }
  }
}

/** `Field=value,Other=value`, each part percent-encoded, as `encodeDefaultFieldValues` writes it. */
function parseDefaults(encoded: string | undefined): Record<string, string> | undefined {
  if (!encoded) return undefined;
  const pairs = encoded.split(',').map((pair) => pair.split('=').map(decodeURIComponent));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : [])));
}
