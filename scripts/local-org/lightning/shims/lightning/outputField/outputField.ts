import { api, LightningElement } from 'lwc';
import { register, REGISTER_FIELD, simpleFieldName, type FormContext } from '../../data/form-context';
import type { FieldInfo, RecordDoc } from '../../data/types';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-output-field.html */
export default class OutputField extends LightningElement {
  @api fieldName: string | { fieldApiName: string } | undefined;
  @api fieldClass: string | undefined;
  @api variant: string | undefined;
  context: FormContext | undefined;
  private leave: (() => void) | undefined;

  override connectedCallback(): void {
    this.leave = register(this, REGISTER_FIELD, {
      fieldName: () => simpleFieldName(this.fieldName),
      receive: (context: FormContext) => (this.context = context),
      isInput: false,
      reportValidity: () => true,
      setErrors: () => undefined,
      reset: () => undefined,
      controllerChanged: () => undefined,
    });
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  get info(): FieldInfo | undefined {
    return this.context?.objectInfo.fields[simpleFieldName(this.fieldName) ?? ''];
  }
  get record(): RecordDoc | undefined {
    return this.context?.record;
  }
  get labelText(): string {
    return this.info?.label ?? '';
  }
  get helpText(): string | null {
    return this.showLabel ? (this.info?.inlineHelpText ?? null) : null;
  }
  get showLabel(): boolean {
    return this.variant !== 'label-hidden';
  }
  get labelledBy(): string | undefined {
    return this.showLabel ? 'label' : undefined;
  }
  get wrapperClass(): string {
    return `slds-form-element slds-form-element_readonly ${this.variant === 'label-inline' ? 'slds-form-element_horizontal' : ''} ${this.fieldClass ?? ''}`;
  }
}
