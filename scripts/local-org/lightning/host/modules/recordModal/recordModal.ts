import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { queryString, uiApi } from '../../../shims/data/http';
import type { FieldValue, Layout, ObjectInfo, RecordDoc } from '../../../shims/data/types';
import { readObjectInfo } from '../../../shims/lightning/uiObjectInfoApi/uiObjectInfoApi';
import { MASTER_RECORD_TYPE, recordName } from '../../lib/record-ui';
import { text, texts } from '../../lib/texts';

/** The create, edit and clone form of a record. Closes with `{ id, name }` of what was saved. */
export default class RecordModal extends LightningModal {
  t = texts;
  @api objectApiName = '';
  @api recordId: string | undefined;
  @api clone = false;
  @api defaults: Readonly<Record<string, unknown>> | undefined;
  info: ObjectInfo | undefined;
  layout: Layout | undefined;
  recordTypeId: string | undefined;
  shownRecord: RecordDoc | undefined;
  failure: unknown;
  saving = false;
  choosingType = false;
  initialRecord: RecordDoc | undefined;

  override connectedCallback(): void {
    void this.begin();
  }

  get isNew(): boolean {
    return !this.recordId || this.clone;
  }
  get mode(): 'create' | 'edit' {
    return this.isNew ? 'create' : 'edit';
  }
  get formRecordId(): string | undefined {
    return this.isNew ? undefined : this.recordId;
  }
  get heading(): string {
    if (!this.info) return texts.loading;
    if (this.isNew || !this.shownRecord) return text('newRecord', this.info.label);
    return text('editRecord', recordName(this.shownRecord, this.info));
  }
  get typeOptions(): { label: string; value: string }[] {
    return this.availableTypes.map(({ name, recordTypeId }) => ({ label: name, value: recordTypeId }));
  }
  private get availableTypes(): { name: string; recordTypeId: string }[] {
    return Object.values(this.info?.recordTypeInfos ?? {}).filter(({ available, master }) => available && !master);
  }

  private async begin(): Promise<void> {
    try {
      this.info = await readObjectInfo(this.objectApiName);
      if (this.recordId) {
        const answer = await uiApi<RecordDoc>('GET', `/records/${this.recordId}${queryString({ layoutTypes: 'Full', modes: 'Edit' })}`);
        this.shownRecord = answer;
        this.recordTypeId = answer.recordTypeId ?? undefined;
      } else {
        this.recordTypeId = this.info.defaultRecordTypeId ?? undefined;
        this.choosingType = this.availableTypes.length > 1;
      }
      if (!this.choosingType) await this.loadLayout();
    } catch (error) {
      this.failure = error;
    }
  }

  private async loadLayout(): Promise<void> {
    const mode = this.isNew ? 'Create' : 'Edit';
    const query = queryString({ layoutType: 'Full', mode, recordTypeId: this.recordTypeId ?? MASTER_RECORD_TYPE });
    if (this.isNew) this.initialRecord = await this.readInitial();
    this.layout = await uiApi<Layout>('GET', `/layout/${this.objectApiName}${query}`);
  }

  /** What a new record begins with: the original's values when cloning, else the defaults and what the caller gave. */
  private async readInitial(): Promise<RecordDoc> {
    const recordTypeId = this.recordTypeId === MASTER_RECORD_TYPE ? undefined : this.recordTypeId;
    const source = this.recordId ? `clone/${this.recordId}` : `create/${this.objectApiName}`;
    const { record } = await uiApi<{ record: RecordDoc }>('GET', `/record-defaults/${source}${queryString({ recordTypeId })}`);
    const given = Object.entries(this.defaults ?? {}).map(([name, value]) => [name, { value, displayValue: null } as FieldValue] as const);
    return { ...record, fields: { ...record.fields, ...Object.fromEntries(given) } };
  }

  handleType(event: CustomEvent<{ value: string }>): void {
    this.recordTypeId = event.detail.value;
  }
  handleNext(): void {
    this.choosingType = false;
    this.loadLayout().catch((error: unknown) => (this.failure = error));
  }
  handleCancel(): void {
    this.close();
  }
  handleSave(): void {
    const form = this.template?.querySelector('lightning-record-edit-form') as (HTMLElement & { requestSubmit(): void }) | null;
    form?.requestSubmit();
  }
  handleSubmit(): void {
    this.saving = true;
    this.disableClose = true;
  }
  handleSuccess(event: CustomEvent<RecordDoc>): void {
    this.disableClose = false;
    const record = event.detail;
    this.close({ id: record.id, name: this.info ? recordName(record, this.info) : record.id });
  }
  handleError(): void {
    this.saving = false;
    this.disableClose = false;
  }
}
