import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeFn } from '../../types.ts';
import { DataObject } from '../dataClass.ts';
import { DmlErrorInfo } from './results.ts';

function empty(target: ApexSObject | ApexList<ApexSObject | string> | null): unknown {
  if (target === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const items = target instanceof ApexList ? target.items : [target];
  const ids = items.map((item) => (typeof item === 'string' ? item : item.id) ?? '');
  const gone = current().emptyRecycleBin(ids);
  const results = ids.map((id) => {
    const info = new DataObject('Database.EmptyRecycleBinResult');
    const errors = gone.has(id) ? [] : [{ statusCode: 'INVALID_ID_FIELD', message: 'Entity is not in the recycle bin', fields: [] }];
    info.values.set('Id', id);
    info.values.set('Success', gone.has(id));
    info.values.set(
      'Errors',
      new ApexList(
        'Database.Error',
        errors.map((error) => new DmlErrorInfo(error)),
      ),
    );
    return info;
  });
  return target instanceof ApexList ? new ApexList('Database.EmptyRecycleBinResult', results) : results[0];
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm#apex_System_Database_emptyRecycleBin */
export const RECYCLE_STATICS: Record<string, NativeFn> = {
  'emptyRecycleBin(SObject record): Database.EmptyRecycleBinResult': empty,
  'emptyRecycleBin(List<Object> records): List<Database.EmptyRecycleBinResult>': empty,
};
