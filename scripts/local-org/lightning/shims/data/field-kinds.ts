import type { FieldInfo } from './types';

/** How a field is shown and edited, from its UI API data type. */
export type FieldKind =
  'text' | 'textarea' | 'rich' | 'checkbox' | 'number' | 'date' | 'datetime' | 'time' | 'picklist' | 'multipicklist' | 'lookup';

const KINDS: Readonly<Record<string, FieldKind>> = {
  String: 'text',
  Email: 'text',
  Phone: 'text',
  Url: 'text',
  EncryptedString: 'text',
  ComboBox: 'text',
  TextArea: 'textarea',
  Boolean: 'checkbox',
  Int: 'number',
  Long: 'number',
  Double: 'number',
  Currency: 'number',
  Percent: 'number',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Picklist: 'picklist',
  MultiPicklist: 'multipicklist',
  Reference: 'lookup',
};

/** @throws Error naming a data type that the form components do not support, e.g. `Address`. */
export function fieldKind(field: FieldInfo): FieldKind {
  const kind = KINDS[field.dataType];
  if (!kind) throw new Error(`Form fields of type ${field.dataType} are not supported (${field.apiName})`);
  return kind === 'textarea' && field.htmlFormatted ? 'rich' : kind;
}

/** `type` of `lightning-input` for a text field. */
export function inputType(field: FieldInfo): string {
  return { Email: 'email', Phone: 'tel', Url: 'url' }[field.dataType] ?? 'text';
}

/** `formatter` of `lightning-input` for a number field. */
export function numberFormatter(field: FieldInfo): string | undefined {
  return { Currency: 'currency', Percent: 'percent-fixed' }[field.dataType];
}

/** Smallest difference between two values of a number field. */
export function numberStep(field: FieldInfo): string {
  return field.scale > 0 ? (10 ** -field.scale).toFixed(field.scale) : '1';
}
