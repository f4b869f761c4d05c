import { api, LightningElement } from 'lwc';
import type { FormContext, FormField, FormMessages, Registration } from '../../data/form-context';
import { RecordFormModel, saveErrorBody } from '../../data/form-model';
import { objectName } from '../../data/fields';
import type { RecordDoc } from '../../data/types';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-record-edit-form.html */
export default class RecordEditForm extends LightningElement {
  @api density: string | undefined;
  @api formClass = '';
  private _recordId: string | undefined;
  private _objectApiName: string | { objectApiName: string } | undefined;
  private _recordTypeId: string | undefined;
  private _initialRecord: RecordDoc | undefined;
  private saving = false;
  private readonly model = new RecordFormModel(
    (context) => this.loaded(context),
    (error) => this.refused(error),
  );

  @api get recordId(): string | undefined {
    return this._recordId;
  }
  set recordId(value: string | undefined) {
    this._recordId = value;
    this.configure();
  }

  @api get objectApiName(): string | { objectApiName: string } | undefined {
    return this._objectApiName;
  }
  set objectApiName(value: string | { objectApiName: string } | undefined) {
    this._objectApiName = value;
    this.configure();
  }

  @api get recordTypeId(): string | undefined {
    return this._recordTypeId;
  }
  set recordTypeId(value: string | undefined) {
    this._recordTypeId = value;
    this.configure();
  }

  /** Values of a new record instead of the server's defaults. */
  @api get initialRecord(): RecordDoc | undefined {
    return this._initialRecord;
  }
  set initialRecord(value: RecordDoc | undefined) {
    this._initialRecord = value;
    this.configure();
  }

  /** Saves the fields given, or what the input fields hold, without the submit event. */
  @api submit(fields?: Record<string, unknown>): void {
    void this.save(fields ?? this.model.values());
  }

  /** As a submit button would: validates, fires the submit event, saves. For forms whose button stands outside them. */
  @api requestSubmit(): void {
    this.trySubmit();
  }

  override disconnectedCallback(): void {
    this.model.close();
  }

  private configure(): void {
    if (!this._objectApiName) return;
    this.model.configure({
      objectApiName: objectName(this._objectApiName),
      recordId: this._recordId || undefined,
      recordTypeId: this._recordTypeId || undefined,
      initialRecord: this._initialRecord,
    });
  }

  handleRegisterField(event: CustomEvent<Registration<FormField>>): void {
    event.stopPropagation();
    event.detail.accepted(this.model.addField(event.detail.member));
  }

  handleRegisterMessages(event: CustomEvent<Registration<FormMessages>>): void {
    event.stopPropagation();
    const { member } = event.detail;
    this.model.messages.add(member);
    event.detail.accepted(() => this.model.messages.delete(member));
  }

  handleFieldChange(event: CustomEvent<{ fieldName: string; value: unknown }>): void {
    event.stopPropagation();
    this.model.controllerChanged(event.detail.fieldName, event.detail.value);
  }

  /** `lightning-button type="submit"` lives in another shadow tree, where the browser does not connect it to this form. */
  handleClick(event: Event): void {
    const target = event.target as HTMLElement & { type?: string; disabled?: boolean };
    if (target.tagName?.startsWith('LIGHTNING-BUTTON') && target.type === 'submit' && !target.disabled) this.trySubmit();
  }

  handleKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.key !== 'Enter' || !/^LIGHTNING-INPUT/.test(target.tagName)) return;
    const inner = event.composedPath()[0] as HTMLElement;
    if (inner.tagName === 'INPUT' && inner.getAttribute('role') !== 'combobox') this.trySubmit();
  }

  handleSubmit(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.trySubmit();
  }

  private trySubmit(): void {
    if (this.saving || !this.model.reportValidity()) return;
    const fields = this.model.values();
    const proceed = this.dispatchEvent(new CustomEvent('submit', { detail: { fields }, cancelable: true, bubbles: true, composed: true }));
    if (proceed) void this.save(fields);
  }

  private async save(fields: Record<string, unknown>): Promise<void> {
    this.saving = true;
    try {
      const record = await this.model.save(fields);
      this.dispatchEvent(new CustomEvent('success', { detail: record, bubbles: true, composed: true }));
    } catch (error) {
      this.refused(error);
    } finally {
      this.saving = false;
    }
  }

  private loaded(context: FormContext): void {
    const { objectInfo, record } = context;
    this.dispatchEvent(new CustomEvent('load', { detail: { objectInfos: { [objectInfo.apiName]: objectInfo }, record } }));
  }

  private refused(error: unknown): void {
    const body = saveErrorBody(error);
    this.model.showErrors(body);
    this.dispatchEvent(new CustomEvent('error', { detail: { ...body, detail: body.message, error } }));
  }

  /** Puts back what the record holds; used by lightning-record-form and by cancel buttons. */
  @api resetFields(): void {
    this.model.reset();
  }
}
