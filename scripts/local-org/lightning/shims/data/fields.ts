import type { FieldValue, RecordDoc } from './types';

/** A field as components name it: a string `Object.Field`, or what `@salesforce/schema` gives. */
export type FieldId = string | { readonly fieldApiName: string; readonly objectApiName: string };

/** `Object.Field` of either spelling. */
export function qualifiedName(field: FieldId): string {
  return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

export function qualifiedNames(fields: FieldId | readonly FieldId[] | undefined): string[] {
  if (fields === undefined || fields === null) return [];
  return (Array.isArray(fields) ? fields : [fields as FieldId]).map(qualifiedName);
}

/** Object API name of either spelling: `Account` or `{ objectApiName: 'Account' }`. */
export function objectName(object: string | { readonly objectApiName: string }): string {
  return typeof object === 'string' ? object : object.objectApiName;
}

/** The field of a record, following relationships; undefined when the record does not carry it. */
export function fieldOf(record: RecordDoc | null | undefined, field: FieldId): FieldValue | undefined {
  const [, ...path] = qualifiedName(field).split('.');
  let current: RecordDoc | null | undefined = record;
  let found: FieldValue | undefined;
  for (const name of path) {
    found = current?.fields[name];
    current = typeof found?.value === 'object' ? found.value : undefined;
  }
  return found;
}
