import type { FieldType, SObjectDef } from '../../../metadata/index.ts';
import type { QueryRow } from '../../../soql/index.ts';
import { throwApex } from '../exception.ts';
import { ApexDecimal } from '../values/index.ts';
import { apexTypeOf, fromNeutral, type ApexFieldType } from './fieldTypes.ts';
import { ApexSObject } from './sobject.ts';

/** Grouped rows are SObjects without fields of their own. */
export const AGGREGATE_RESULT: SObjectDef = {
  apiName: 'AggregateResult',
  label: 'Aggregate Result',
  labelPlural: 'Aggregate Results',
  kind: 'standard',
  keyPrefix: '',
  sharingModel: 'ReadWrite',
  fields: new Map(),
  childRelationships: [],
  recordTypes: [],
  validationRules: [],
  listViews: [],
  compactLayouts: [],
};

function typeOfColumn(type: FieldType | 'Integer' | undefined): ApexFieldType | undefined {
  if (type === undefined || type === 'Integer') return type;
  // Aggregates of whole-number fields are Decimal, too, so the field counts as a custom one.
  return apexTypeOf({ type, custom: true } as Parameters<typeof apexTypeOf>[0]);
}

/** A row of a grouped query: values by alias, read with `get`. */
export class ApexAggregateResult extends ApexSObject {
  static of(row: QueryRow): ApexAggregateResult {
    const result = new ApexAggregateResult(AGGREGATE_RESULT, 'stored');
    for (const [alias, value] of row.values) {
      if (value !== null && typeof value === 'object') throw new TypeError(`Column '${alias}' of an aggregate row is no plain value`);
      const type = typeOfColumn(row.columnTypes?.get(alias));
      if (type) result.values.set(alias, fromNeutral(type, value));
      else result.values.set(alias, typeof value === 'number' && !Number.isInteger(value) ? ApexDecimal.ofNumber(value) : value);
    }
    return result;
  }

  /** Value of an alias, ignoring case. Throws System.SObjectException `Invalid field x for AggregateResult`. */
  column(alias: string): unknown {
    for (const [name, value] of this.values) if (name.toLowerCase() === alias.toLowerCase()) return value;
    throwApex('System.SObjectException', `Invalid field ${alias} for AggregateResult`);
  }
}
