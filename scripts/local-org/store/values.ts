import type { FieldDef, FieldValue } from '../metadata/index.ts';
import type { SqlValue } from './types.ts';

/** A field value as its column holds it. */
export function toSql(field: FieldDef, value: FieldValue | undefined): SqlValue {
  if (value === null || value === undefined) return field.type === 'Checkbox' ? 0 : null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === '' ? null : value;
}

/** A column's content as the field's value. */
export function fromSql(field: FieldDef, value: SqlValue | undefined): FieldValue {
  if (value === null || value === undefined) return null;
  if (field.type === 'Checkbox') return value !== 0;
  return typeof value === 'bigint' ? Number(value) : value;
}
