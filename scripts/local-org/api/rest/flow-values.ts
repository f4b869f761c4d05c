import { ApexDate, ApexDatetime, ApexDecimal, ApexList, ApexSObject, toApex, writeJson } from '../../apex/index.ts';
import type { Schema } from '../../metadata/index.ts';
import { ApiError } from '../errors.ts';
import { formatDatetime, fromJsonValue } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** A value of JSON as a flow takes it; the flow converts it to the type of its variable. Records name their object in `attributes`. */
export function readInput(value: unknown, schema: Schema): unknown {
  if (typeof value === 'number') return ApexDecimal.ofNumber(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => readInput(item, schema));
    const [first] = items;
    return new ApexList(first instanceof ApexSObject ? first.typeName : typeof first === 'string' ? 'String' : 'Object', items);
  }
  return typeof value === 'object' && value !== null ? readRecord(value as Json, schema) : value;
}

function readRecord({ attributes, ...values }: Json, schema: Schema): ApexSObject {
  const type = (attributes as Json | undefined)?.['type'];
  const object = typeof type === 'string' ? schema.object(type) : undefined;
  if (!object) throw new ApiError(400, 'INVALID_INPUT', 'A record needs attributes with the type of its object');
  const record = new ApexSObject(object);
  for (const [name, value] of Object.entries(values)) {
    const field = schema.field(object, name);
    if (!field) throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.apiName}`);
    record.setField(field.apiName, toApex(field, fromJsonValue(field, value)));
  }
  return record;
}

/** A value that a flow puts out, as JSON. */
export function writeOutput(value: unknown): unknown {
  if (value instanceof ApexDatetime) return formatDatetime(value.ms);
  if (value instanceof ApexDate) return value.iso();
  if (value instanceof ApexSObject) return { attributes: { type: value.typeName }, ...(writeJson(value) as Json) };
  return value instanceof ApexList ? value.items.map(writeOutput) : writeJson(value);
}
