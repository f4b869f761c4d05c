import { api, LightningElement, wire } from 'lwc';
import type { ObjectInfo } from '../../../shims/data/types';
import { getListInfoByName, getListRecordsByName } from '../../../shims/lightning/uiListsApi/uiListsApi';
import { getObjectInfo } from '../../../shims/lightning/uiObjectInfoApi/uiObjectInfoApi';
import type { DisplayColumn } from '../../lib/columns';
import type { ListInfo, RecordPage } from '../../lib/lists';
import type { PageComponent } from '../../lib/pages';
import { text, texts } from '../../lib/texts';
import { plainText } from '../../../shims/data/text';

/** A list view as a card on a home or app page. */
export default class ListCard extends LightningElement {
  t = texts;
  @api component!: PageComponent;
  @api page: unknown;
  @api record: unknown;

  @wire(getListInfoByName, { objectApiName: '$objectApiName', listViewApiName: '$listName' })
  wiredList: { data?: ListInfo; error?: unknown } | undefined;

  @wire(getListRecordsByName, { objectApiName: '$objectApiName', listViewApiName: '$listName', pageSize: '$pageSize' })
  wiredRecords: { data?: RecordPage; error?: unknown } | undefined;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  wiredObject: { data?: ObjectInfo } | undefined;

  get objectApiName(): string {
    return plainText(this.component.properties.entityName);
  }
  get listName(): string {
    return plainText(this.component.properties.filterName);
  }
  get pageSize(): number {
    return Number(this.component.properties.pageSize ?? 5);
  }
  get address(): string {
    return `/lightning/o/${this.objectApiName}/list?filterName=${this.listName}`;
  }
  get label(): string {
    return this.wiredList?.data?.label ?? this.listName;
  }
  get columns(): readonly DisplayColumn[] {
    return this.wiredList?.data?.displayColumns ?? [];
  }
  get records(): RecordPage['records'] {
    return this.wiredRecords?.data?.records ?? [];
  }
  get info(): ObjectInfo | undefined {
    return this.wiredObject?.data;
  }
  get ready(): boolean {
    return Boolean(this.wiredList?.data && this.wiredRecords?.data && this.info);
  }
  get problem(): string {
    return this.wiredList?.error || this.wiredRecords?.error ? text('errorTitle') : '';
  }
}
