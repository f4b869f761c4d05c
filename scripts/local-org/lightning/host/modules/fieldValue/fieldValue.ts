import { api, LightningElement } from 'lwc';
import { fieldOf } from '../../../shims/data/fields';
import type { FieldInfo, RecordDoc } from '../../../shims/data/types';
import { text } from '../../lib/texts';
import { plainText } from '../../../shims/data/text';

/** The value of one field, shown by its type, read-only. */
export default class FieldValueView extends LightningElement {
  @api record: RecordDoc | undefined;
  @api fieldInfo: FieldInfo | undefined;

  get value(): unknown {
    return this.fieldInfo && this.record?.fields[this.fieldInfo.apiName]?.value;
  }
  get empty(): boolean {
    return this.value === null || this.value === undefined || this.value === '';
  }
  get is(): Readonly<Record<string, boolean>> {
    return { [this.fieldInfo?.dataType ?? '']: true };
  }
  get rich(): boolean {
    return Boolean(this.is.TextArea && this.fieldInfo?.htmlFormatted);
  }
  get number(): boolean {
    return Boolean(this.is.Double ?? this.is.Int ?? this.is.Long);
  }
  get scale(): number {
    return this.fieldInfo?.scale ?? 0;
  }
  get timeZone(): string {
    return String(globalThis.__org.i18n('timeZone'));
  }
  get checkIcon(): string {
    return this.value ? 'utility:check' : 'utility:steps';
  }
  get checkText(): string {
    return text(this.value ? 'checked' : 'notChecked');
  }

  private get parent(): RecordDoc | undefined {
    const relationship = this.fieldInfo?.relationshipName;
    const value = relationship && fieldOf(this.record, `x.${relationship}`)?.value;
    return typeof value === 'object' && value !== null ? value : undefined;
  }

  /** A lookup leads to the record it points to, where the user can see it. */
  get link(): string | undefined {
    return this.parent && `/lightning/r/${this.parent.apiName}/${this.parent.id}/view`;
  }

  get text(): string {
    const own = this.fieldInfo && this.record?.fields[this.fieldInfo.apiName];
    const parentName = this.parent?.fields.Name;
    return plainText(parentName?.displayValue ?? parentName?.value ?? own?.displayValue ?? own?.value);
  }
}
