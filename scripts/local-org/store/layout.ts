import { isRelationship, isStored, type FieldDef, type FieldType, type SObjectDef } from '../metadata/index.ts';

export type ColumnType = 'TEXT' | 'INTEGER' | 'REAL';

const COLUMN_TYPES: Partial<Record<FieldType, ColumnType>> = {
  Checkbox: 'INTEGER',
  DateTime: 'INTEGER',
  Time: 'INTEGER',
  Number: 'REAL',
  Currency: 'REAL',
  Percent: 'REAL',
  Summary: 'REAL',
};

export function columnType(field: FieldDef): ColumnType {
  return COLUMN_TYPES[field.type] ?? 'TEXT';
}

export function quote(name: string): string {
  return `"${name}"`;
}

/** The fields of an object that have a column, in declaration order. */
export function storedFields(object: SObjectDef): FieldDef[] {
  return [...object.fields.values()].filter(isStored);
}

/** Text that SOQL compares without regard to case. */
export function foldsCase(field: FieldDef): boolean {
  return columnType(field) === 'TEXT' && !isRelationship(field) && !field.caseSensitive && !EXACT_TEXT.has(field.type);
}

const EXACT_TEXT: ReadonlySet<FieldType> = new Set(['Id', 'Date', 'Base64']);

export function columnDefinition(field: FieldDef): string {
  const name = quote(field.apiName);
  if (field.type === 'Id') return `${name} TEXT PRIMARY KEY NOT NULL`;
  if (field.joinedFrom) return `${name} TEXT GENERATED ALWAYS AS (${joined(field.joinedFrom)}) VIRTUAL`;
  // A checkbox is never empty: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/primitive_data_types.htm
  if (field.type === 'Checkbox') return `${name} INTEGER NOT NULL DEFAULT 0`;
  return `${name} ${columnType(field)}`;
}

function joined(parts: readonly string[]): string {
  return `NULLIF(TRIM(${parts.map((part) => `COALESCE(${quote(part)}, '')`).join(" || ' ' || ")}), '')`;
}

/** `CREATE INDEX` statements of an object by index name. */
export function indexDefinitions(object: SObjectDef): Map<string, string> {
  const indexes = new Map<string, string>();
  const recycles = object.fields.has('isdeleted');
  for (const field of storedFields(object)) {
    if (!isIndexed(field)) continue;
    const name = `${object.apiName}.${field.apiName}`;
    const column = foldsCase(field) ? `fold(${quote(field.apiName)})` : quote(field.apiName);
    // A record in the recycle bin does not hold on to its unique values.
    const unique = field.unique && field.type !== 'Id';
    const where = unique && recycles ? ` WHERE ${quote('IsDeleted')} = 0` : '';
    indexes.set(name, `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quote(name)} ON ${quote(object.apiName)} (${column})${where}`);
  }
  return indexes;
}

/** What the platform indexes: https://developer.salesforce.com/docs/atlas.en-us.salesforce_large_data_volumes_bp.meta/salesforce_large_data_volumes_bp/ldv_deployments_infrastructure_indexes.htm */
export function isIndexed(field: FieldDef): boolean {
  if (field.type === 'Id') return false;
  if (field.unique || field.externalId || field.nameField || isRelationship(field)) return true;
  return field.apiName === 'CreatedDate' || (field.type === 'Email' && !field.custom) || field.apiName === 'DeveloperName';
}
