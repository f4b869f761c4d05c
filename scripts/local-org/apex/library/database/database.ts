import type { NativeTypeSpec } from '../../types.ts';
import { BATCH_STATICS, batchTypes } from './batch.ts';
import { DML_STATICS } from './dml.ts';
import { duplicateTypes } from './duplicates.ts';
import { EXTERNAL_NAMES, EXTERNAL_STATICS, externalTypes } from './external.ts';
import { LEAD_STATICS, leadTypes } from './lead.ts';
import { locatorTypes } from './locator.ts';
import { MERGE_STATICS } from './merge.ts';
import { optionTypes } from './options.ts';
import { QUERY_STATICS } from './query.ts';
import { RECYCLE_STATICS } from './recycle.ts';
import { REPLICATION_STATICS, replicationTypes } from './replication.ts';
import { resultTypes } from './results.ts';
import { SAVEPOINT_STATICS } from './savepoints.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
const databaseType: NativeTypeSpec = {
  name: 'System.Database',
  statics: {
    ...QUERY_STATICS,
    ...DML_STATICS,
    ...BATCH_STATICS,
    ...MERGE_STATICS,
    ...LEAD_STATICS,
    ...RECYCLE_STATICS,
    ...SAVEPOINT_STATICS,
    ...REPLICATION_STATICS,
    ...EXTERNAL_STATICS,
  },
  needsCallSite: [
    ...['getcursor', 'getcursorwithbinds', 'getpaginationcursor', 'getpaginationcursorwithbinds'],
    ...['query', 'querywithbinds', 'countquery', 'countquerywithbinds', 'getquerylocator', 'getquerylocatorwithbinds'],
    ...['insert', 'update', 'upsert', 'delete', 'undelete', 'merge', 'convertlead'],
    ...EXTERNAL_NAMES,
  ],
  refused: [
    'static getAsyncLocator(Object result): String',
    'static getAsyncDeleteResult(Database.DeleteResult result): Database.DeleteResult',
    'static getAsyncDeleteResult(String locator): Database.DeleteResult',
    'static getAsyncSaveResult(Database.SaveResult result): Database.SaveResult',
    'static getAsyncSaveResult(String locator): Database.SaveResult',
  ],
};

export const databaseTypes: readonly NativeTypeSpec[] = [
  databaseType,
  { name: 'System.Savepoint' },
  ...resultTypes,
  ...optionTypes,
  ...locatorTypes,
  ...batchTypes,
  ...leadTypes,
  ...replicationTypes,
  ...externalTypes,
  ...duplicateTypes,
];
