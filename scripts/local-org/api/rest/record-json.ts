import type { QueryRow, QueryRows } from '../../soql/index.ts';
import type { FieldValue, Schema, SObjectDef } from '../../metadata/index.ts';
import { toJsonValue } from './values.ts';

/** A record in the API's JSON. */
export type RecordJson = Record<string, unknown>;

/**
 * A query row as the REST API shows it: `attributes`, values in select order, parents nested, children as
 * `{totalSize, done, records}` or null.
 * @param base path of the API version, e.g. `/services/data/v65.0`
 */
export function rowToJson(schema: Schema, row: QueryRow, base: string): RecordJson {
  const object = row.type === 'AggregateResult' ? undefined : schema.object(row.type);
  const json: RecordJson = { attributes: attributes(object, row, base) };
  for (const [name, value] of row.values) json[name] = valueToJson(schema, object, row, name, value, base);
  return json;
}

function attributes(object: SObjectDef | undefined, row: QueryRow, base: string): Record<string, string> {
  if (!object) return { type: row.type };
  return row.id === undefined ? { type: object.apiName } : { type: object.apiName, url: `${base}/sobjects/${object.apiName}/${row.id}` };
}

function valueToJson(
  schema: Schema,
  object: SObjectDef | undefined,
  row: QueryRow,
  name: string,
  value: FieldValue | QueryRow | QueryRows | null,
  base: string,
): unknown {
  if (value === null || typeof value !== 'object') {
    const field = object && schema.field(object, name);
    if (field?.holdsJson === true && typeof value === 'string') return JSON.parse(value);
    return toJsonValue(value, row.columnTypes?.get(name) ?? field?.type);
  }
  if ('rows' in value) {
    // No children: null, as the platform answers.
    if (value.rows.length === 0) return null;
    return { totalSize: value.totalSize, done: true, records: value.rows.map((child) => rowToJson(schema, child, base)) };
  }
  // A compound value is no record: it has parts and no attributes.
  if (value.type === 'Location' || value.type === 'Address') return Object.fromEntries(value.values);
  return rowToJson(schema, value, base);
}
