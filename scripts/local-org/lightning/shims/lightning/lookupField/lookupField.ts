import { api, LightningElement } from 'lwc';
import { saveErrorBody } from '../../data/form-model';
import { queryString, uiApi } from '../../data/http';
import type { RecordDoc } from '../../data/types';
import { plainText } from '../../data/text';

interface LookupAnswer {
  readonly records: readonly RecordDoc[];
}

/** Waits this long after the last key before it asks the server. */
const TYPING_PAUSE_MS = 250;

/** A lookup field: finds records by name, shows the chosen one as a pill. Fires `change` with the record id or null. */
export default class LookupField extends LightningElement {
  @api label = '';
  @api variant: string | undefined;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp: string | undefined;
  @api sourceObject = '';
  @api sourceField = '';
  @api targetObject = '';
  items: readonly object[] = [];
  text = '';
  searching = false;
  private _value: string | null = null;
  private _valueLabel: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest = 0;

  @api get value(): string | null {
    return this._value;
  }
  set value(value: string | null) {
    const changed = (value ?? null) !== this._value;
    this._value = value ?? null;
    if (changed) void this.nameChosen();
  }

  /** Name of the chosen record. */
  @api get valueLabel(): string | null {
    return this._valueLabel;
  }
  set valueLabel(label: string | null) {
    this._valueLabel = label ?? null;
  }

  @api reportValidity(): boolean {
    return this.combobox?.reportValidity() ?? true;
  }

  @api setCustomValidity(message: string): void {
    this.combobox?.setCustomValidity(message);
  }

  @api focus(): void {
    this.combobox?.focus();
  }

  /** A value given without its name, as the defaults of a new record are: reads the name for the pill. */
  private async nameChosen(): Promise<void> {
    await Promise.resolve(); // the label may be set in the same turn
    const id = this._value;
    if (!id || this._valueLabel || !this.targetObject) return;
    try {
      const record = await uiApi<RecordDoc>('GET', `/records/${id}${queryString({ optionalFields: `${this.targetObject}.Name` })}`);
      const name = record.fields.Name?.displayValue ?? record.fields.Name?.value;
      if (this._value === id && typeof name === 'string') this._valueLabel = name;
    } catch {
      // a record the user may not see keeps its id as its name
    }
  }

  override connectedCallback(): void {
    void this.nameChosen();
  }

  get iconName(): string {
    return globalThis.__org.objectIcon(this.targetObject);
  }

  get placeholder(): string {
    return globalThis.__org.baseLabel('LightningLookup.searchPlaceholder', 'Search...');
  }

  get pill(): object | null {
    return this._value ? { type: 'icon', iconName: this.iconName, iconSize: 'x-small', label: this._valueLabel ?? this._value } : null;
  }

  /** What the box checks when a value is required. */
  get chosen(): string {
    return this._value ?? '';
  }

  private get combobox(): (HTMLElement & { reportValidity(): boolean; setCustomValidity(message: string): void }) | null {
    return this.template?.querySelector('lightning-grouped-combobox') ?? null;
  }

  handleOpen(): void {
    if (!this._value && this.items.length === 0) void this.search();
  }

  handleText(event: CustomEvent<{ text: string }>): void {
    this.text = event.detail.text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), TYPING_PAUSE_MS);
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    const chosen = this.items.find((item) => (item as { value: string }).value === event.detail.value) as { text: string } | undefined;
    this.choose(event.detail.value, chosen?.text ?? null);
  }

  handleRemove(): void {
    this.items = [];
    this.choose(null, null);
  }

  private choose(value: string | null, label: string | null): void {
    this._value = value;
    this._valueLabel = label;
    this.text = '';
    this.dispatchEvent(new CustomEvent('change', { detail: { value, label }, bubbles: true }));
  }

  private async search(): Promise<void> {
    const turn = ++this.latest;
    this.searching = true;
    this.setCustomValidity('');
    const query = queryString({ q: this.text || undefined, searchType: this.text ? 'Search' : 'Recent', pageSize: 10 });
    try {
      const found = await uiApi<LookupAnswer>('GET', `/lookups/${this.sourceObject}/${this.sourceField}/${this.targetObject}${query}`);
      if (turn === this.latest) this.items = found.records.map((record) => this.item(record));
    } catch (error) {
      const { message } = saveErrorBody(error);
      this.setCustomValidity(message);
      this.reportValidity();
    } finally {
      if (turn === this.latest) this.searching = false;
    }
  }

  private item(record: RecordDoc): object {
    const fields = Object.entries(record.fields).filter(([name]) => name !== 'Id' && name !== 'Name');
    const detail = fields
      .map(([, field]) => field.displayValue ?? field.value)
      .filter((value) => typeof value === 'string' && value !== '');
    const text = plainText(record.fields.Name?.displayValue ?? record.fields.Name?.value ?? record.id);
    return { type: 'option-card', value: record.id, text, subText: detail[0] ?? '', iconName: this.iconName, iconSize: 'small' };
  }
}
