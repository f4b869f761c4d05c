import type { DmlOperation, DmlResult } from '../../../dml/index.ts';
import { objectOfRecord } from '../../../store/index.ts';
import { current, type SaveOptions } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexSObject } from '../../runtime/sobject/index.ts';
import { requireSaveable } from './lists.ts';
import { DmlOptionsInfo } from './options.ts';
import type { DmlFailure } from '../platform/exceptions.ts';

/** Error of the rows that were fine but were rolled back with the others. */
const ROLLED_BACK = 'ALL_OR_NONE_OPERATION_ROLLED_BACK';

/**
 * Saves records as a DML statement does: with `allOrNone`, the first failed row makes a System.DmlException.
 * Used by DML statements and by the methods of Database.
 */
export function saveRecords(operation: DmlOperation, records: readonly (ApexSObject | null)[], options: SaveOptions): DmlResult[] {
  if (records.includes(null)) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  requireSaveable(operation, records as readonly ApexSObject[]);
  records.forEach(applyOptions);
  const results = current().save(operation, records, options);
  if (options.allOrNone) throwFailures(operation, records as readonly ApexSObject[], results);
  return results;
}

/**
 * What `setOptions` asked for this record: texts that are too long are cut.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_database_dmloptions.htm
 */
function applyOptions(record: ApexSObject | null): void {
  if (record?.options instanceof DmlOptionsInfo && record.options.allowFieldTruncation) truncate(record);
}

/** Cuts the texts that were set to the length of their fields. */
export function truncate(record: ApexSObject): void {
  for (const name of record.changed) {
    const value = record.values.get(name);
    const length = record.def.fields.get(name.toLowerCase())?.length;
    if (typeof value === 'string' && length !== undefined && value.length > length) record.values.set(name, value.slice(0, length));
  }
}

/** Throws the System.DmlException of the rows that failed, if there are any. */
export function throwFailures(operation: DmlOperation | 'merge', records: readonly ApexSObject[], results: readonly DmlResult[]): void {
  const rows: DmlFailure[] = [];
  results.forEach((result, index) => {
    const error = result.errors[0];
    if (result.success || !error || error.statusCode === ROLLED_BACK) return;
    const { statusCode, message, fields } = error;
    rows.push({ index, id: result.id ?? records[index]!.id, object: records[index]!.def.apiName, statusCode, message, fields });
  });
  if (rows.length > 0) throwRows(operation, rows);
}

/** The System.DmlException of rows that failed, of which there is at least one. */
export function throwRows(operation: DmlOperation | 'merge', rows: readonly DmlFailure[]): never {
  throwApex('System.DmlException', describe(operation, rows), null, rows);
}

/** `Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, message: [Name]` */
function describe(operation: DmlOperation | 'merge', rows: readonly DmlFailure[]): string {
  const [first] = rows;
  const { index, id, statusCode, message, fields } = first!;
  const verb = operation[0]!.toUpperCase() + operation.slice(1);
  const row = operation === 'insert' || !id ? `row ${index}` : `row ${index} with id ${id}`;
  return `${verb} failed. First exception on ${row}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`;
}

/** Stand-in for a record of which only the id is given. Throws System.SObjectException when no object has its prefix. */
export function recordOfId(id: string | null): ApexSObject {
  if (id === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  const def = objectOfRecord(current().host.store, id);
  if (!def) throwApex('System.SObjectException', `Unable to determine the sObject type of ${id}`);
  const record = new ApexSObject(def);
  record.values.set('Id', id);
  return record;
}
