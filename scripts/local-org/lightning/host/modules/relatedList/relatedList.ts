import { api, LightningElement, wire } from 'lwc';
import { navigate } from '../../../shims/data/router';
import type { ObjectInfo } from '../../../shims/data/types';
import { getObjectInfo } from '../../../shims/lightning/uiObjectInfoApi/uiObjectInfoApi';
import { getRelatedListInfo, getRelatedListRecords } from '../../../shims/lightning/uiRelatedListApi/uiRelatedListApi';
import type { DisplayColumn } from '../../lib/columns';
import type { RecordPage } from '../../lib/lists';
import type { PageComponent } from '../../lib/pages';
import { text, texts } from '../../lib/texts';

interface RelatedInfo {
  readonly label: string;
  readonly objectApiNames: readonly string[];
  readonly parentFieldApiName: string;
  readonly displayColumns: readonly DisplayColumn[];
}

const CARD_ROWS = 6;
const PAGE_ROWS = 200;

/** The child records of one relationship: a card on a record page, or the whole list. */
export default class RelatedList extends LightningElement {
  t = texts;
  @api component: PageComponent | undefined;
  @api page: unknown;
  @api record: unknown;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** All rows instead of the first few. */
  @api whole = false;
  private _relatedListId: string | undefined;

  @api get relatedListId(): string | undefined {
    return this._relatedListId ?? (this.component?.properties.relatedListApiName as string | undefined);
  }
  set relatedListId(id: string | undefined) {
    this._relatedListId = id;
  }

  @wire(getRelatedListInfo, { parentObjectApiName: '$objectApiName', relatedListId: '$relatedListId' })
  wiredInfo: { data?: RelatedInfo; error?: unknown } | undefined;

  @wire(getRelatedListRecords, { parentRecordId: '$recordId', relatedListId: '$relatedListId', fields: '$fields', pageSize: '$pageSize' })
  wiredRecords: { data?: RecordPage; error?: unknown } | undefined;

  @wire(getObjectInfo, { objectApiName: '$childObject' })
  wiredObject: { data?: ObjectInfo } | undefined;

  get pageSize(): number {
    return this.whole ? PAGE_ROWS : CARD_ROWS;
  }
  get columns(): readonly DisplayColumn[] {
    return this.wiredInfo?.data?.displayColumns ?? [];
  }
  get fields(): string[] | undefined {
    if (!this.wiredInfo?.data) return undefined;
    return this.columns.flatMap(({ fieldApiName, lookupId }) =>
      [fieldApiName, lookupId].flatMap((path) => (path ? [`${this.childObject}.${path}`] : [])),
    );
  }
  get childObject(): string | undefined {
    return this.wiredInfo?.data?.objectApiNames[0];
  }
  get info(): ObjectInfo | undefined {
    return this.wiredObject?.data;
  }
  get records(): RecordPage['records'] {
    return this.wiredRecords?.data?.records ?? [];
  }
  get hasRecords(): boolean {
    return this.info !== undefined && (this.records.length > 0 || this.whole);
  }
  get shown(): boolean {
    return this.wiredInfo?.data !== undefined || this.problem !== '';
  }
  get more(): boolean {
    return !this.whole && Boolean(this.wiredRecords?.data?.nextPageToken);
  }
  get heading(): string {
    const count = this.wiredRecords?.data ? ` (${this.records.length}${this.wiredRecords.data.nextPageToken ? '+' : ''})` : '';
    return `${this.wiredInfo?.data?.label ?? ''}${count}`;
  }
  get address(): string {
    return `/lightning/r/${this.objectApiName}/${this.recordId}/related/${this.relatedListId}/view`;
  }
  get canCreate(): boolean {
    return this.info?.createable ?? false;
  }
  get problem(): string {
    const error = (this.wiredInfo?.error ?? this.wiredRecords?.error) as
      { body?: { message?: string } | { message: string }[] } | undefined;
    if (!error) return '';
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? text('errorTitle');
  }

  handleNew(): void {
    const field = this.wiredInfo?.data?.parentFieldApiName;
    const defaultFieldValues = field ? `${field}=${this.recordId}` : '';
    navigate({
      type: 'standard__objectPage',
      attributes: { objectApiName: this.childObject, actionName: 'new' },
      state: { defaultFieldValues },
    });
  }
}
