import { api, LightningElement, wire } from 'lwc';
import { fieldOf } from '../../data/fields';
import type { PicklistValues, RecordDoc } from '../../data/types';
import { getPicklistValues } from '../uiObjectInfoApi/uiObjectInfoApi';
import { getRecord } from '../uiRecordApi/uiRecordApi';

const MASTER_RECORD_TYPE = '012000000000000AAA';

/** The values of a picklist as stages, with the record's own value current. Read-only. */
export default class Path extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** API name of the picklist that gives the stages. */
  @api picklistField: string | undefined;

  @wire(getRecord, { recordId: '$recordId', fields: '$fields' })
  record: { data?: RecordDoc } | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: '$fieldId' })
  picklist: { data?: PicklistValues } | undefined;

  get fieldId(): string | undefined {
    return this.objectApiName && this.picklistField ? `${this.objectApiName}.${this.picklistField}` : undefined;
  }
  get fields(): string[] | undefined {
    return this.fieldId ? [this.fieldId] : undefined;
  }
  get recordTypeId(): string | undefined {
    return this.record?.data && (this.record.data.recordTypeId ?? MASTER_RECORD_TYPE);
  }
  get steps(): { label: string; value: string }[] {
    return (this.picklist?.data?.values ?? []).map(({ label, value }) => ({ label, value }));
  }
  get current(): string | undefined {
    const value = this.fieldId && fieldOf(this.record?.data, this.fieldId)?.value;
    return this.steps.length && typeof value === 'string' ? value : undefined;
  }
}
