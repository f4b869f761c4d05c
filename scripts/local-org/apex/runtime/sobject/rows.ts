import type { FieldDef, FieldValue, Schema, SObjectDef } from '../../../metadata/index.ts';
import type { DmlError, DmlRecord } from '../../../dml/index.ts';
import type { QueryRow, QueryRows } from '../../../soql/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexAddress, ApexLocation } from '../values/index.ts';
import { ApexAggregateResult } from './aggregate.ts';
import { fieldNamed, toApex, toNeutral } from './fieldTypes.ts';
import { ApexSObject } from './sobject.ts';

const EMPTY_ID = '000000000000000AAA';

function isRows(value: QueryRow | QueryRows): value is QueryRows {
  return 'rows' in value;
}

/** A query row as an SObject, with its parents and children. */
export function recordFromRow(row: QueryRow, schema: Schema): ApexSObject {
  if (row.type === 'AggregateResult') return ApexAggregateResult.of(row);
  const def = schema.object(row.type);
  if (!def) throw new TypeError(`Query row of the unknown object '${row.type}'`);
  const record = new ApexSObject(def, 'queried');
  for (const [name, value] of row.values) readColumn(record, name, value, schema);
  return record;
}

function readColumn(record: ApexSObject, name: string, value: FieldValue | QueryRow | QueryRows, schema: Schema): void {
  const field = fieldNamed(record.def, name);
  if (field?.type === 'Id' && record.def.fields.has('durableid')) {
    // Definitions of objects and fields have no id of their own.
    record.values.set(field.apiName, EMPTY_ID);
  } else if (field?.type === 'Address' && value !== null && typeof value === 'object') {
    record.values.set(field.apiName, isRows(value) ? null : new ApexAddress(value.values));
  } else if (field?.type === 'Location' && value !== null && typeof value === 'object') {
    record.values.set(field.apiName, isRows(value) ? null : locationOf(value));
  } else if (field && (value === null || typeof value !== 'object')) {
    record.values.set(field.apiName, toApex(field, value));
  } else if (value !== null && typeof value === 'object' && !isRows(value)) {
    record.parents.set(name, parentFromRow(value, schema));
  } else if (value !== null && typeof value === 'object') {
    const child = schema.childRelationship(record.def, name)?.childObject ?? 'SObject';
    record.children.set(
      name,
      new ApexList(
        child,
        value.rows.map((row) => recordFromRow(row, schema)),
      ),
    );
  } else if (schema.parentRelationship(record.def, name)) {
    record.parents.set(name, null);
  } else if (schema.childRelationship(record.def, name)) {
    record.children.set(name, new ApexList(schema.childRelationship(record.def, name)!.childObject));
  } else {
    record.values.set(name, value);
  }
}

/** A place that lacks a coordinate is none. */
function locationOf({ values }: QueryRow): ApexLocation | null {
  const [latitude, longitude] = [values.get('latitude'), values.get('longitude')];
  return typeof latitude === 'number' && typeof longitude === 'number' ? new ApexLocation(latitude, longitude) : null;
}

/** A parent carries its id, whatever was selected of it. */
function parentFromRow(row: QueryRow, schema: Schema): ApexSObject {
  const parent = recordFromRow(row, schema);
  if (row.id !== undefined && parent.def.fields.has('id') && !parent.def.fields.has('durableid')) parent.values.set('Id', row.id);
  return parent;
}

/** A list of query rows; `elementType` is the object of the FROM clause. */
export function recordsFromRows(rows: readonly QueryRow[], schema: Schema, elementType: string): ApexList<ApexSObject> {
  return new ApexList(
    elementType,
    rows.map((row) => recordFromRow(row, schema)),
  );
}

/** A whole stored row as triggers see it. */
export function recordFromStored(def: SObjectDef, values: ReadonlyMap<string, FieldValue>): ApexSObject {
  const record = new ApexSObject(def, 'stored');
  for (const [name, value] of values) {
    const field = fieldNamed(def, name);
    record.values.set(field?.apiName ?? name, field ? toApex(field, value) : value);
  }
  return record;
}

/** What a save gets: the fields that Apex set, parents named by an external id, and the field an upsert goes by. */
export function dmlRecordOf(record: ApexSObject, upsertField?: string, refusal?: DmlError): DmlRecord {
  const values = new Map<string, FieldValue>();
  if (upsertField !== undefined && record.values.has(upsertField)) values.set(upsertField, toNeutral(record.values.get(upsertField)));
  for (const name of record.changed) if (name !== 'Id') values.set(name, toNeutral(record.values.get(name)));
  const parents = new Map<string, { object: string; field: string; value: FieldValue }>();
  for (const [name, parent] of record.parents) {
    const key = parent && parent.origin === 'new' && !parent.id ? externalKey(parent) : undefined;
    if (key) parents.set(name, key);
  }
  return { object: record.def, id: record.id, values, ...(parents.size > 0 ? { parents } : {}), ...(refusal ? { refusal } : {}) };
}

/** The name of a profile is unique in an org and names it: `new User(Profile = new Profile(Name = 'Standard User'))`. */
function isNameKey({ apiName }: SObjectDef, field: FieldDef): boolean {
  return apiName === 'Profile' && field.nameField;
}

function externalKey(parent: ApexSObject): { object: string; field: string; value: FieldValue } | undefined {
  for (const name of parent.changed) {
    const field = parent.def.fields.get(name.toLowerCase());
    if (field && (field.externalId || isNameKey(parent.def, field)))
      return { object: parent.def.apiName, field: field.apiName, value: toNeutral(parent.values.get(name)) };
  }
  return undefined;
}
