import type { FieldDef, FieldValue, SObjectDef } from '../../../metadata/index.ts';
import { ApexList } from '../collections/list.ts';
import { throwApex } from '../exception.ts';
import { ApexEnum } from '../object.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../values/index.ts';
import { isId, isWholeId, toId } from './id.ts';

/** Apex types a record's field may have. */
export type ApexFieldType =
  | 'Id'
  | 'String'
  | 'Boolean'
  | 'Integer'
  | 'Decimal'
  | 'Date'
  | 'Datetime'
  | 'Time'
  | 'Blob'
  | 'EventBus.ChangeEventHeader'
  | 'Address'
  | 'Location'
  | 'List<String>';

/**
 * The Apex type of a field. Standard whole-number fields are Integer, every other number is Decimal.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SObjects_accessing_fields.htm
 */
export function apexTypeOf(field: FieldDef): ApexFieldType {
  switch (field.type) {
    case 'Id':
    case 'Lookup':
    case 'MasterDetail':
      return 'Id';
    case 'Checkbox':
      return 'Boolean';
    case 'Date':
      return 'Date';
    case 'DateTime':
      return 'Datetime';
    case 'Time':
      return 'Time';
    case 'Number':
      return !field.custom && (field.scale ?? 0) === 0 ? 'Integer' : 'Decimal';
    case 'Currency':
    case 'Percent':
    case 'Summary':
      return 'Decimal';
    case 'Base64':
      return 'Blob';
    case 'Address':
    case 'Location':
      return field.type;
    case 'Text':
      return field.apiName === 'ChangeEventHeader' ? 'EventBus.ChangeEventHeader' : 'String';
    case 'LongTextArea':
      return ID_LISTS.has(field.apiName) && !field.custom ? 'List<String>' : 'String';
    default:
      return 'String';
  }
}

/** Fields of EmailMessage that hold the ids of all its recipients of a kind. */
const ID_LISTS: ReadonlySet<string> = new Set(['ToIds', 'CcIds', 'BccIds']);
const ID_SEPARATOR = ';';

const byName = new WeakMap<SObjectDef, ReadonlyMap<string, FieldDef>>();

/** A field by its name, which is usually the canonical one: then nothing has to be folded. */
export function fieldNamed(object: SObjectDef, name: string): FieldDef | undefined {
  let known = byName.get(object);
  if (!known) byName.set(object, (known = new Map([...object.fields.values()].map((field) => [field.apiName, field]))));
  return known.get(name) ?? object.fields.get(name.toLowerCase());
}

/** A stored value as Apex holds it. */
export function toApex(field: FieldDef, value: FieldValue): unknown {
  if (value === null) return field.type === 'Checkbox' ? false : null;
  return fromNeutral(apexTypeOf(field), value, field.scale);
}

/** A neutral value as Apex holds a value of `type`. */
export function fromNeutral(type: ApexFieldType, value: FieldValue, scale?: number): unknown {
  if (value === null) return type === 'Boolean' ? false : null;
  switch (type) {
    case 'Decimal':
      return ApexDecimal.ofNumber(Number(value), scale);
    case 'Date':
      return ApexDate.parse(String(value)) ?? null;
    case 'Datetime':
      return new ApexDatetime(Number(value));
    case 'Time':
      return new ApexTime(Number(value));
    case 'Blob':
      return ApexBlob.ofBase64(String(value));
    case 'List<String>':
      return new ApexList('String', String(value).split(ID_SEPARATOR));
    default:
      return value;
  }
}

/** An Apex value as the save pipeline, SOQL binds and the APIs take it. */
export function toNeutral(value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDate) return value.iso();
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  if (value instanceof ApexBlob) return value.base64();
  if (value instanceof ApexEnum) return value.name;
  if (value instanceof ApexList) return value.items.length === 0 ? null : value.items.join(ID_SEPARATOR);
  throw new TypeError(`A ${typeNameOf(value)} is no field value`);
}

/**
 * Name of the Apex type of a primitive value held as Object. An Id is a text here, so a text that is a whole Id, check characters
 * included, is called one; `instanceof` does the same to texts that could be Ids.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_instanceof.htm
 */
export function primitiveTypeName(value: unknown): string | undefined {
  if (typeof value === 'string') return isWholeId(value) ? 'Id' : 'String';
  if (typeof value === 'number') return 'Integer';
  if (typeof value === 'bigint') return 'Long';
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof ApexDecimal) return 'Decimal';
  if (value instanceof ApexDouble) return 'Double';
  if (value instanceof ApexDate) return 'Date';
  if (value instanceof ApexDatetime) return 'Datetime';
  if (value instanceof ApexTime) return 'Time';
  if (value instanceof ApexBlob) return 'Blob';
  return undefined;
}

function converted(type: ApexFieldType, value: unknown): unknown {
  switch (type) {
    case 'Id':
      return typeof value === 'string' ? toId(value) : undefined;
    case 'Decimal':
      if (typeof value === 'number' || typeof value === 'bigint') return ApexDecimal.ofWhole(value);
      if (value instanceof ApexDouble) return ApexDecimal.ofDouble(value.value);
      return value instanceof ApexDecimal ? value : undefined;
    case 'Integer':
      return typeof value === 'number' ? value : undefined;
    case 'Datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.epochDay * 86_400_000) : value instanceof ApexDatetime ? value : undefined;
    case 'String':
      return typeof value === 'string' ? value : undefined;
    default:
      return (primitiveTypeName(value) ?? typeNameOf(value)) === type ? value : undefined;
  }
}

/** What `put` stores: `value` converted to the field's type. Throws System.SObjectException when it does not fit. */
export function coerce(field: FieldDef, value: unknown): unknown {
  if (value === null) return null;
  const type = apexTypeOf(field);
  // A lookup takes any text; only a conversion to Id, or saving, asks whether it is an id.
  if (type === 'Id' && field.type !== 'Id' && typeof value === 'string' && !isId(value)) return value;
  const result = converted(type, value);
  if (result !== undefined) return result;
  throwApex('System.SObjectException', `Illegal assignment from ${primitiveTypeName(value) ?? typeNameOf(value)} to ${type}`);
}

function typeNameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'typeName' in value ? String(value.typeName) : 'Object';
}
