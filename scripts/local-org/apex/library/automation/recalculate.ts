import { formulaColumn } from '../../../dml/index.ts';
import type { FieldDef, FieldValue, SObjectDef } from '../../../metadata/index.ts';
import type { StoredRecord } from '../../../store/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { toApex, toNeutral, type ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DataObject } from '../dataClass.ts';

const RESULT = 'FormulaRecalcResult';

/** Reads what the records lack: rows of the store by id, one query for all that one call needs. */
class Missing {
  readonly #rows = new Map<string, StoredRecord | undefined>();
  #spent = false;

  value(object: SObjectDef, id: string, field: string): FieldValue {
    if (!this.#rows.has(id)) {
      const { host, limits } = current();
      if (!this.#spent) limits.spend('queries');
      this.#spent = true;
      this.#rows.set(id, host.store.read(object, [id]).get(id));
    }
    return this.#rows.get(id)?.get(field) ?? null;
  }
}

/** Value of a path of stored fields, from the record as far as it has it. */
function read(record: ApexSObject, path: readonly string[], missing: Missing): FieldValue {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    if (record.values.has(name) || record.id === null) return toNeutral(record.values.get(name));
    return missing.value(record.def, record.id, name);
  }
  const { schema } = current().host.source;
  const parent = record.parents.get(name);
  if (parent) return read(parent, rest, missing);
  const lookup = schema.parentRelationship(record.def, name);
  return lookup ? readStored(read(record, [lookup.apiName], missing), rest, missing) : null;
}

function readStored(id: FieldValue, path: readonly string[], missing: Missing): FieldValue {
  const { schema } = current().host.source;
  const object = typeof id === 'string' ? schema.byKeyPrefix(id.slice(0, 3)) : undefined;
  if (!object || typeof id !== 'string') return null;
  const [name = '', ...rest] = path;
  if (rest.length === 0) return missing.value(object, id, name);
  const lookup = schema.parentRelationship(object, name);
  return lookup ? readStored(missing.value(object, id, lookup.apiName), rest, missing) : null;
}

function recalculateRecord(record: ApexSObject, fields: readonly FieldDef[], missing: Missing): DataObject {
  const globals = current().formulaGlobals();
  for (const field of fields) {
    const column = formulaColumn(record.def, field, globals);
    const value = column.compute((path) => read(record, path.split('.'), missing));
    record.values.set(field.apiName, toApex(field, value));
  }
  const result = new DataObject(RESULT);
  result.values.set('SObject', record);
  result.values.set('Errors', new ApexList('FormulaRecalcFieldError'));
  return result;
}

/**
 * Sets the formula fields of records in memory, from the values the records have; what they lack is read.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Formula.htm
 * @throws System.NullPointerException when the list or a record is null
 */
export function recalculate(records: ApexList<ApexSObject> | null): ApexList<DataObject> {
  if (records === null || records.items.includes(null as never)) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const missing = new Missing();
  const results = records.items.map((record) => {
    const fields = [...record.def.fields.values()].filter((field) => field.formula !== undefined);
    return recalculateRecord(record, fields, missing);
  });
  return new ApexList(RESULT, results);
}

const value = (object: DataObject, name: string): unknown => object.values.get(name) ?? null;

export const recalculationTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.FormulaRecalcResult',
    methods: {
      'getErrors(): List<System.FormulaRecalcFieldError>': (result: DataObject) => value(result, 'Errors'),
      'getSObject(): SObject': (result: DataObject) => value(result, 'SObject'),
      'isSuccess(): Boolean': (result: DataObject) => (value(result, 'Errors') as ApexList).isEmpty(),
    },
  },
  {
    name: 'System.FormulaRecalcFieldError',
    methods: {
      'getFieldError(): String': (error: DataObject) => value(error, 'FieldError'),
      'getFieldName(): String': (error: DataObject) => value(error, 'FieldName'),
    },
  },
];
