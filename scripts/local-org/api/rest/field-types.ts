import type { FieldDef, FieldType } from '../../metadata/index.ts';
import { isFilterable, isGroupable, isSortable } from '../../soql/index.ts';

/** The REST and SOAP API's name of a field type. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm */
const DESCRIBE_TYPES: Readonly<Record<FieldType, string>> = {
  Id: 'id',
  AutoNumber: 'string',
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  EncryptedText: 'encryptedstring',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Location: 'location',
  Address: 'address',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
  Summary: 'double',
  Base64: 'base64',
};

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  location: 'urn:location',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
};

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

export interface DescribeType {
  readonly type: string;
  readonly soapType: string;
  readonly numeric: boolean;
  readonly text: boolean;
  /** May stand in WHERE. */
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
}

/** How the API presents a field's type. Whole standard numbers are `int`; custom numbers are always `double`. */
export function describeType(field: FieldDef): DescribeType {
  const type = field.type === 'Number' && !field.custom && (field.scale ?? 0) === 0 ? 'int' : DESCRIBE_TYPES[field.type];
  const soapType = SOAP_TYPES[type] ?? 'xsd:string';
  return {
    type,
    soapType,
    numeric: NUMERIC.has(type),
    text: soapType === 'xsd:string',
    filterable: isFilterable(field),
    sortable: isSortable(field),
    groupable: isGroupable(field),
  };
}
