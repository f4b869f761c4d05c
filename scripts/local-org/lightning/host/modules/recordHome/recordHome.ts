import { api, LightningElement, wire } from 'lwc';
import { navigate } from '../../../shims/data/router';
import type { RecordUi } from '../../../shims/data/types';
import type { WireResult } from '../../../shims/data/wire';
import { invalidateResources } from '../../../shims/data/resource-cache';
import { getRecordUi } from '../../../shims/lightning/uiRecordApi/uiRecordApi';
import { readPage, type PageDocument } from '../../lib/pages';
import { rememberRecord } from '../../lib/recent-records';
import { openRecordModal } from '../../lib/record-actions';
import { recordName, recordView } from '../../lib/record-ui';
import type { AppItem } from '../../lib/session';

/** A record's page: the FlexiPage assigned to the user, app and device, filled with the record. */
export default class RecordHome extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api state: Readonly<Record<string, string>> = {};
  /** The app the user is in. */
  @api app: AppItem | undefined;
  page: PageDocument | undefined;
  error: unknown;
  resolvedObject: string | undefined;
  layoutTypes = ['Compact', 'Full'];
  modes = ['View'];
  private _actionName = 'view';
  private loadedFor = '';

  @api get actionName(): string {
    return this._actionName;
  }
  set actionName(name: string) {
    this._actionName = name;
    if (this.isConnected) this.openModal();
  }

  override connectedCallback(): void {
    this.openModal();
  }

  @wire(getRecordUi, { recordIds: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  received({ data, error }: WireResult<RecordUi>): void {
    if (error) this.error = error;
    const view = recordView(data, this.recordId);
    if (!view) return;
    this.error = undefined;
    document.title = recordName(view.record, view.info);
    rememberRecord(view.record, view.info);
    this.resolvedObject = view.record.apiName;
    const key = `${view.record.apiName}/${view.record.recordTypeId}`;
    if (key === this.loadedFor) return;
    this.loadedFor = key;
    void this.loadPage(view.record.apiName, view.record.recordTypeId ?? undefined);
  }

  get ready(): boolean {
    return Boolean(this.page && this.resolvedObject);
  }

  handleRetry(): void {
    this.error = undefined;
    void invalidateResources('record-ui:');
  }

  private async loadPage(objectApiName: string, recordTypeId: string | undefined): Promise<void> {
    try {
      this.page = await readPage('record', { objectApiName, recordTypeId, app: this.app?.developerName });
    } catch (error) {
      this.error = error;
    }
  }

  /** `/edit` and `/clone` open the form over the record, and go back to it. */
  private openModal(): void {
    const { recordId, objectApiName, _actionName: action } = this;
    if (!recordId || !objectApiName || !['edit', 'clone'].includes(action)) return;
    const view = { type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName: 'view' }, state: {} };
    void openRecordModal({ objectApiName, recordId, clone: action === 'clone' }).then((saved) => {
      if (!(action === 'clone' && saved)) navigate(view, true);
    });
  }
}
