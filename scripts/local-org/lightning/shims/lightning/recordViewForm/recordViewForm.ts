import { api, LightningElement } from 'lwc';
import type { FormField, FormMessages, Registration } from '../../data/form-context';
import { objectName } from '../../data/fields';
import { RecordFormModel, saveErrorBody } from '../../data/form-model';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-record-view-form.html */
export default class RecordViewForm extends LightningElement {
  @api density: string | undefined;
  private _recordId: string | undefined;
  private _objectApiName: string | { objectApiName: string } | undefined;
  private readonly model = new RecordFormModel(
    ({ objectInfo, record }) =>
      this.dispatchEvent(new CustomEvent('load', { detail: { objectInfos: { [objectInfo.apiName]: objectInfo }, record } })),
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

  override disconnectedCallback(): void {
    this.model.close();
  }

  private configure(): void {
    if (!this._objectApiName || !this._recordId) return;
    this.model.configure({ objectApiName: objectName(this._objectApiName), recordId: this._recordId, recordTypeId: undefined });
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

  private refused(error: unknown): void {
    const body = saveErrorBody(error);
    this.model.showErrors(body);
    this.dispatchEvent(new CustomEvent('error', { detail: { ...body, detail: body.message } }));
  }
}
