import { api, LightningElement, wire } from 'lwc';
import type { RecordDoc, RecordUi } from '../../../shims/data/types';
import { getRecord, getRecordUi } from '../../../shims/lightning/uiRecordApi/uiRecordApi';
import { recordView, type RecordView } from '../../lib/record-ui';
import { texts } from '../../lib/texts';

/** The fields of the record's page layout, with editing in place: a pencil opens the whole layout for editing, as on the platform. */
export default class DetailPanel extends LightningElement {
  t = texts;
  @api component: unknown;
  @api page: unknown;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  layoutTypes = ['Compact', 'Full'];
  modes = ['View'];
  editing = false;
  saving = false;

  @wire(getRecordUi, { recordIds: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  answer: { data?: RecordUi } | undefined;

  @wire(getRecord, { recordId: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  current: { data?: RecordDoc } | undefined;

  get view(): RecordView | undefined {
    return recordView(this.answer?.data, this.recordId);
  }
  get record(): RecordDoc | undefined {
    return this.current?.data ?? this.view?.record;
  }
  get canEdit(): boolean {
    return this.view?.info.updateable ?? false;
  }

  handleEdit(): void {
    this.editing = true;
  }
  handleDoubleClick(): void {
    if (this.canEdit) this.editing = true;
  }
  handleCancel(): void {
    this.editing = false;
  }
  handleSubmit(): void {
    this.saving = true;
  }
  handleSuccess(): void {
    this.saving = false;
    this.editing = false;
  }
  handleError(): void {
    this.saving = false;
  }
}
