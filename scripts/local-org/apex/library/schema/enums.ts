import type { FieldDef } from '../../../metadata/index.ts';
import { apexTypeOf } from '../../runtime/sobject/index.ts';

const DISPLAY_TYPES: Partial<Record<FieldDef['type'], string>> = {
  Id: 'ID',
  Checkbox: 'BOOLEAN',
  Date: 'DATE',
  DateTime: 'DATETIME',
  Time: 'TIME',
  Currency: 'CURRENCY',
  Percent: 'PERCENT',
  Summary: 'DOUBLE',
  Email: 'EMAIL',
  Phone: 'PHONE',
  Url: 'URL',
  Picklist: 'PICKLIST',
  MultiselectPicklist: 'MULTIPICKLIST',
  TextArea: 'TEXTAREA',
  LongTextArea: 'TEXTAREA',
  Html: 'TEXTAREA',
  EncryptedText: 'ENCRYPTEDSTRING',
  Lookup: 'REFERENCE',
  MasterDetail: 'REFERENCE',
  MetadataRelationship: 'REFERENCE',
  Location: 'LOCATION',
  Address: 'ADDRESS',
  Base64: 'BASE64',
};

/** Name of the `Schema.DisplayType` value of a field. */
export function displayTypeName(field: FieldDef): string {
  if (field.type === 'Number') return apexTypeOf(field) === 'Integer' ? 'INTEGER' : 'DOUBLE';
  return DISPLAY_TYPES[field.type] ?? 'STRING';
}

const SOAP_TYPES: Record<string, string> = {
  Id: 'ID',
  Boolean: 'BOOLEAN',
  Date: 'DATE',
  Datetime: 'DATETIME',
  Time: 'TIME',
  Decimal: 'DOUBLE',
  Integer: 'INTEGER',
  Blob: 'BASE64BINARY',
};

/** Name of the `Schema.SoapType` value of a field. */
export function soapTypeName(field: FieldDef): string {
  if (field.type === 'Location') return 'LOCATION';
  if (field.type === 'Address') return 'ADDRESS';
  return SOAP_TYPES[apexTypeOf(field)] ?? 'STRING';
}
