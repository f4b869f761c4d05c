import { api, LightningElement, wire } from 'lwc';
import type { RecordUi } from '../../../shims/data/types';
import { getRecordUi } from '../../../shims/lightning/uiRecordApi/uiRecordApi';

/** One related list in full, at `/lightning/r/Object/Id/related/Name/view`. */
export default class RelatedListPage extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api relatedListId: string | undefined;
  layoutTypes = ['Compact', 'Full'];
  modes = ['View'];

  /** Only to find the object when the address does not name it. */
  @wire(getRecordUi, { recordIds: '$unknownRecordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  answer: { data?: RecordUi } | undefined;

  get unknownRecordId(): string | undefined {
    return this.objectApiName ? undefined : this.recordId;
  }
  get resolvedObject(): string | undefined {
    return this.objectApiName ?? this.answer?.data?.records[this.recordId ?? '']?.apiName;
  }
}
