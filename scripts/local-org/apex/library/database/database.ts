import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { BATCH_STATICS, batchTypes } from './batch.ts';
import { DML_STATICS } from './dml.ts';
import { LEAD_STATICS, leadTypes } from './lead.ts';
import { locatorTypes } from './locator.ts';
import { MERGE_STATICS } from './merge.ts';
import { optionTypes } from './options.ts';
import { QUERY_STATICS } from './query.ts';
import { RECYCLE_STATICS } from './recycle.ts';
import { resultTypes } from './results.ts';

/** `System.Savepoint`. */
class Savepoint extends ApexObject {
  readonly name: string;
  released = false;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override get typeName(): string {
    return 'Savepoint';
  }
}

function usable(savepoint: Savepoint | null): Savepoint {
  if (savepoint === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  if (savepoint.released) throwApex('System.TypeException', 'Savepoint has been released');
  return savepoint;
}

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
    'setSavepoint(): System.Savepoint': () => new Savepoint(current().savepoint()),
    'rollback(System.Savepoint savepoint): void': (savepoint: Savepoint) => current().rollback(usable(savepoint).name),
    'releaseSavepoint(System.Savepoint savepoint): void': (savepoint: Savepoint) => {
      current().releaseSavepoint(usable(savepoint).name);
      savepoint.released = true;
    },
  },
  needsCallSite: [
    'getcursor',
    'getcursorwithbinds',
    ...['query', 'querywithbinds', 'countquery', 'countquerywithbinds', 'getquerylocator', 'getquerylocatorwithbinds'],
    ...['insert', 'update', 'upsert', 'delete', 'undelete', 'merge', 'convertlead'],
  ],
  unsupported: [
    ...['getDeleted', 'getUpdated', 'getPaginationCursor', 'getPaginationCursorWithBinds', 'getAsyncLocator'],
    ...['deleteAsync', 'insertAsync', 'updateAsync', 'deleteImmediate', 'insertImmediate', 'updateImmediate'],
    ...['getAsyncDeleteResult', 'getAsyncSaveResult'],
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
];
