import { api, LightningElement, wire } from 'lwc';
import { qualifiedNames, type FieldId } from '../../data/fields';
import type { Layout } from '../../data/types';
import { getLayout } from '../uiLayoutApi/uiLayoutApi';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-record-form.html */
export default class RecordForm extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api recordTypeId: string | undefined;
  @api fields: FieldId[] | undefined;
  @api layoutType: string | undefined;
  @api columns: number | string = 1;
  @api mode: string | undefined;
  @api density: string | undefined;
  editingNow: boolean | undefined;

  @wire(getLayout, { objectApiName: '$layoutObject', layoutType: '$layoutType', mode: 'View' })
  layout: { data?: Layout } | undefined;

  get layoutObject(): string | undefined {
    return this.layoutType ? this.objectApiName : undefined;
  }
  get editing(): boolean {
    return this.editingNow ?? (this.mode === 'edit' || !this.recordId);
  }
  get canEdit(): boolean {
    return this.mode !== 'readonly';
  }
  get names(): string[] {
    const items = this.layout?.data?.sections.flatMap(({ layoutRows }) => layoutRows).flatMap(({ layoutItems }) => layoutItems) ?? [];
    const fromLayout = items
      .flatMap(({ layoutComponents }) => layoutComponents)
      .flatMap(({ apiName, componentType }) => (componentType === 'Field' && apiName ? [apiName] : []));
    const chosen = qualifiedNames(this.fields).map((name) => name.slice(name.indexOf('.') + 1));
    return [...new Set([...chosen, ...fromLayout])];
  }
  get columnClass(): string {
    return `slds-col slds-p-horizontal_x-small slds-size_1-of-1 slds-medium-size_1-of-${Number(this.columns) || 1}`;
  }
  get saveLabel(): string {
    return globalThis.__org.baseLabel('LightningRecordForm.save', 'Save');
  }
  get cancelLabel(): string {
    return globalThis.__org.baseLabel('LightningRecordForm.cancel', 'Cancel');
  }
  get editLabel(): string {
    return globalThis.__org.baseLabel('LightningDatatable.edit', 'Edit');
  }

  /** Saves what the fields hold, when the form is in edit mode. */
  @api submit(fields?: Record<string, unknown>): void {
    (this.template?.querySelector('lightning-record-edit-form') as { submit(fields?: Record<string, unknown>): void } | null)?.submit(
      fields,
    );
  }

  handleEdit(): void {
    this.editingNow = true;
  }
  handleCancel(): void {
    if (this.mode !== 'edit' && this.recordId) this.editingNow = false;
    this.dispatchEvent(new CustomEvent('cancel'));
  }
  handleSuccess(event: CustomEvent<unknown>): void {
    if (this.mode !== 'edit' && this.recordId) this.editingNow = false;
    this.forward(event);
  }
  handleSubmit(event: CustomEvent<unknown>): void {
    event.stopPropagation();
    if (!this.dispatchEvent(new CustomEvent('submit', { detail: event.detail, cancelable: true }))) event.preventDefault();
  }
  forward(event: CustomEvent<unknown>): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
  }
}
