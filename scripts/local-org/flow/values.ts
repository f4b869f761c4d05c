import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexList,
  ApexSObject,
  coerce,
  current,
  formatDate,
  formatDatetime,
  textOf,
  type ApexException,
} from '../apex/index.ts';
import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { ResourceType } from './definition.ts';
import { FlowFault } from './errors.ts';

/** Flows hold values as Apex does; numbers are always Decimals. */

/** A number of any Apex type; undefined for what is none. */
export function asNumber(value: unknown): ApexDecimal | undefined {
  if (value instanceof ApexDecimal) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return ApexDecimal.ofWhole(value);
  if (value instanceof ApexDouble) return ApexDecimal.ofNumber(value.value);
  return undefined;
}

/** A value as text: dates and numbers as the running user sees them. */
export function flowText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const { locale, timeZone } = current().user;
  if (value instanceof ApexDate) return formatDate(value, locale);
  if (value instanceof ApexDatetime) return formatDatetime(value, locale, timeZone);
  if (value instanceof ApexList) return `[${value.items.map(flowText).join(', ')}]`;
  return textOf(value);
}

/**
 * A value as a resource of that type holds it.
 * @throws FlowFault when it does not fit
 */
export function convert(value: unknown, type: ResourceType): unknown {
  if (value === null || value === undefined) return null;
  if (type.isCollection) return value instanceof ApexList ? value : misfit(value, type);
  switch (type.dataType) {
    case 'number':
    case 'currency':
      return toNumber(value, type);
    case 'boolean':
      return typeof value === 'boolean' ? value : typeof value === 'string' ? value.toLowerCase() === 'true' : misfit(value, type);
    case 'date':
      return toDate(value) ?? misfit(value, type);
    case 'datetime':
      return toDatetime(value) ?? misfit(value, type);
    case 'string':
    case 'picklist':
    case 'multipicklist':
      return typeof value === 'string' ? value : flowText(value);
    case 'sobject':
      return value instanceof ApexSObject ? value : misfit(value, type);
    default:
      return value;
  }
}

function misfit(value: unknown, { dataType, isCollection }: ResourceType): never {
  const wanted = isCollection ? `a collection of ${dataType}` : dataType;
  throw new FlowFault(`The value ${flowText(value)} cannot be assigned to ${wanted}.`);
}

function toNumber(value: unknown, type: ResourceType): ApexDecimal {
  const number = asNumber(value) ?? (typeof value === 'string' ? ApexDecimal.parse(value.trim()) : undefined) ?? misfit(value, type);
  return type.scale !== undefined && number.scale > type.scale ? number.setScale(type.scale, 'HALF_UP') : number;
}

export function toDate(value: unknown): ApexDate | undefined {
  if (value instanceof ApexDatetime) return value.date(current().user.timeZone);
  if (typeof value === 'string') return ApexDate.parse(value);
  return value instanceof ApexDate ? value : undefined;
}

export function toDatetime(value: unknown): ApexDatetime | undefined {
  if (value instanceof ApexDate) return ApexDatetime.of(current().user.timeZone, value.year(), value.month(), value.day());
  if (typeof value === 'string') return Number.isNaN(Date.parse(value)) ? undefined : new ApexDatetime(Date.parse(value));
  return value instanceof ApexDatetime ? value : undefined;
}

/** A field by its name, which may carry the namespace of the project. */
export function fieldNamed(object: SObjectDef, name: string): FieldDef | undefined {
  return current().host.source.schema.field(object, name);
}

/** A value as a field of a record holds it. */
export function convertToField(value: unknown, field: FieldDef): unknown {
  if (value === null) return null;
  switch (field.type) {
    case 'Date':
      return toDate(value) ?? coerce(field, value);
    case 'DateTime':
      return toDatetime(value) ?? coerce(field, value);
    case 'Checkbox':
      return typeof value === 'string' ? value.toLowerCase() === 'true' : value;
    case 'Number':
    case 'Currency':
    case 'Percent': {
      const number = asNumber(value) ?? (typeof value === 'string' ? ApexDecimal.parse(value) : undefined);
      // Whole-number fields of standard objects are Integers in Apex.
      return number ? (coerceNumber(field, number) ?? value) : value;
    }
    default:
      return typeof value === 'string' || value instanceof ApexSObject ? value : isText(field) ? flowText(value) : value;
  }
}

function coerceNumber(field: FieldDef, number: ApexDecimal): unknown {
  const whole = !field.custom && field.type === 'Number' && (field.scale ?? 0) === 0;
  return whole ? number.toInteger() : number;
}

const TEXTS: ReadonlySet<string> = new Set(['Text', 'TextArea', 'LongTextArea', 'Html', 'Phone', 'Email', 'Url', 'Picklist']);

function isText(field: FieldDef): boolean {
  return TEXTS.has(field.type);
}

/** What an assignment puts into a variable: later changes of one record do not reach the other. */
export function copied(value: unknown): unknown {
  if (value instanceof ApexList) return new ApexList(value.elementType, value.items.map(copied));
  if (!(value instanceof ApexSObject)) return value;
  const copy = new ApexSObject(value.def, value.origin);
  for (const [name, held] of value.values) copy.values.set(name, held);
  for (const name of value.changed) copy.changed.add(name);
  for (const [name, parent] of value.parents) copy.parents.set(name, parent);
  return copy;
}

/** The text with which `$Flow.FaultMessage` begins to tell of an Apex exception. */
export function exceptionText(error: ApexException): string {
  return `An Apex error occurred: ${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
}
