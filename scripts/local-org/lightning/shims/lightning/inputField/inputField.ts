import { api, LightningElement } from 'lwc';
import { fieldKind, inputType, numberFormatter, numberStep, type FieldKind } from '../../data/field-kinds';
import { fieldOf } from '../../data/fields';
import { register, REGISTER_FIELD, simpleFieldName, type FormContext } from '../../data/form-context';
import { picklistOptions, type Option } from '../../data/input-options';
import type { FieldInfo, SaveError } from '../../data/types';

interface Control extends HTMLElement {
  setCustomValidity?(message: string): void;
  reportValidity(): boolean;
}

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-input-field.html */
export default class InputField extends LightningElement {
  @api fieldName: string | { fieldApiName: string } | undefined;
  @api disabled = false;
  @api readOnly = false;
  @api required = false;
  @api variant: string | undefined;
  @api placeholder: string | undefined;
  /** Replaces the field's own label, as page layouts do for some fields. */
  @api label: string | undefined;
  current: unknown = undefined;
  context: FormContext | undefined;
  controlling: unknown = undefined;
  lookupLabel: string | null = null;
  private edited = false;
  private given: unknown = undefined;
  private leave: (() => void) | undefined;

  @api get value(): unknown {
    return this.current;
  }
  set value(value: unknown) {
    this.given = value;
    this.current = value ?? null;
    this.edited = true;
  }

  @api get dirty(): boolean {
    return this.edited;
  }

  @api reset(): void {
    this.edited = this.given !== undefined;
    this.current = this.given;
    if (this.context) this.receive(this.context);
  }

  @api clean(): void {
    this.edited = false;
  }

  @api reportValidity(): boolean {
    return this.control?.reportValidity() ?? true;
  }

  @api focus(): void {
    this.control?.focus();
  }

  override connectedCallback(): void {
    this.leave = register(this, REGISTER_FIELD, {
      fieldName: () => this.simpleName,
      receive: (context: FormContext) => this.receive(context),
      value: () => this.current,
      isInput: true,
      reportValidity: () => this.reportValidity(),
      focus: () => this.focus(),
      setErrors: (errors: readonly SaveError[]) => this.setErrors(errors),
      reset: () => this.reset(),
      controllerChanged: (value: unknown) => this.controllerChanged(value),
    });
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  get simpleName(): string | undefined {
    return simpleFieldName(this.fieldName);
  }

  private get info(): FieldInfo | undefined {
    return this.context?.objectInfo.fields[this.simpleName ?? ''];
  }

  private receive(context: FormContext): void {
    this.context = context;
    const info = this.info;
    if (!info) return;
    const name = info.apiName;
    if (info.controllerName) this.controlling = context.record.fields[info.controllerName]?.value;
    if (this.edited) return;
    this.current = context.record.fields[name]?.value ?? (info.dataType === 'Boolean' ? false : null);
    const parent = info.relationshipName ? fieldOf(context.record, `x.${info.relationshipName}`) : undefined;
    this.lookupLabel = parent?.displayValue ?? null;
  }

  get ready(): boolean {
    return this.info !== undefined;
  }

  get is(): Partial<Record<FieldKind, boolean>> {
    return this.info ? { [fieldKind(this.info)]: true } : {};
  }

  get isTextarea(): boolean {
    return Boolean(this.is.textarea ?? this.is.rich);
  }

  get labelText(): string {
    return this.label ?? this.info?.label ?? '';
  }
  get help(): string | undefined {
    return this.info?.inlineHelpText ?? undefined;
  }
  get isRequired(): boolean {
    return this.required || (this.info?.required ?? false);
  }
  get maxLength(): number | undefined {
    return this.info?.length || undefined;
  }
  get textType(): string {
    return this.info ? inputType(this.info) : 'text';
  }
  get formatter(): string | undefined {
    return this.info && numberFormatter(this.info);
  }
  get step(): string {
    return this.info ? numberStep(this.info) : '1';
  }
  get sourceObject(): string {
    return this.context?.objectInfo.apiName ?? '';
  }
  get targetObject(): string {
    const { info, context } = this;
    const names = info?.referenceToInfos.map(({ apiName }) => apiName) ?? [];
    const parent = info?.relationshipName ? fieldOf(context?.record, `x.${info.relationshipName}`)?.value : undefined;
    const chosen = typeof parent === 'object' && parent !== null ? names.find((name) => name === parent.apiName) : undefined;
    // Owners are mostly people: a field that may hold a queue or a user looks for users.
    return chosen ?? names.find((name) => name === 'User') ?? names[0] ?? '';
  }

  get noneLabel(): string {
    return globalThis.__org.baseLabel('LightningPicklist.noneLabel', '--None--');
  }
  get availableLabel(): string {
    return globalThis.__org.baseLabel('LightningPicklist.available', 'Available');
  }
  get chosenLabel(): string {
    return globalThis.__org.baseLabel('LightningPicklist.chosen', 'Chosen');
  }
  get multiValue(): string[] {
    return typeof this.current === 'string' && this.current ? this.current.split(';') : [];
  }
  get pickValue(): string {
    return typeof this.current === 'string' ? this.current : '';
  }
  get multiOptions(): Option[] {
    return picklistOptions(this.context?.picklists[this.simpleName ?? ''], this.controlling, this.multiValue);
  }
  get options(): Option[] {
    const values = picklistOptions(this.context?.picklists[this.simpleName ?? ''], this.controlling, [this.pickValue]);
    return this.isRequired ? values : [{ label: this.noneLabel, value: '' }, ...values];
  }
  get pickDisabled(): boolean {
    return this.disabled || (Boolean(this.info?.controllerName) && this.options.every(({ value }) => value === ''));
  }

  handleChange(event: CustomEvent<{ value: unknown }>): void {
    const { value } = event.detail;
    const empty = value === '' || value === undefined || value === null;
    this.change(empty ? null : this.is.number ? Number(value) : value);
  }
  handleChecked(event: CustomEvent<{ checked: boolean }>): void {
    this.change(event.detail.checked);
  }
  handlePick(event: CustomEvent<{ value: string }>): void {
    this.change(event.detail.value || null);
  }
  handleMulti(event: CustomEvent<{ value: string[] }>): void {
    this.change(event.detail.value.join(';') || null);
  }
  handleLookup(event: CustomEvent<{ value: string | null; label: string | null }>): void {
    event.stopPropagation();
    this.lookupLabel = event.detail.label;
    this.change(event.detail.value);
  }

  private change(value: unknown): void {
    this.current = value;
    this.edited = true;
    this.setErrors([]);
    const detail = { fieldName: this.simpleName, value };
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    this.dispatchEvent(new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }));
  }

  private controllerChanged(value: unknown): void {
    this.controlling = value;
    const allowed = picklistOptions(this.context?.picklists[this.simpleName ?? ''], value, []).map((option) => option.value);
    const kept = this.multiValue.filter((one) => allowed.includes(one)).join(';') || null;
    if (kept !== this.current) this.change(kept);
  }

  private get control(): Control | null {
    return (this.template?.firstElementChild as Control | null) ?? null;
  }

  private setErrors(errors: readonly SaveError[]): void {
    const { control } = this;
    if (!control?.setCustomValidity) return;
    control.setCustomValidity(errors.map(({ message }) => message).join('\n'));
    if (errors.length) control.reportValidity();
  }
}
