import type { NativeTypeSpec } from '../../types.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { DataObject, dataClass } from '../dataClass.ts';

/**
 * What a change event says of its change.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_ChangeEventHeader.htm
 */
const header: NativeTypeSpec = dataClass('EventBus.ChangeEventHeader', {
  creatable: true,
  getters: true,
  setters: true,
  properties: {
    ChangedFields: 'List<String>',
    ChangeOrigin: 'String',
    ChangeType: 'String',
    CommitNumber: 'Long',
    CommitTimestamp: 'Long',
    CommitUser: 'String',
    DiffFields: 'List<String>',
    EntityName: 'String',
    NulledFields: 'List<String>',
    RecordIds: 'List<String>',
    SequenceNumber: 'Integer',
    TransactionKey: 'String',
  },
  unsupported: ['isTransactionEnd', 'TransactionEnd'],
});

/** Slot of a test that has asked for change events. */
export const CHANGES_ENABLED_SLOT = 'changeDataCapture';

/** Its lists are empty until they are set. */
export const changeEventType: NativeTypeSpec = {
  ...header,
  constructors: {
    '()': () => {
      const created = new DataObject(header.name);
      for (const name of ['ChangedFields', 'DiffFields', 'NulledFields', 'RecordIds']) created.values.set(name, new ApexList('String'));
      return created;
    },
  },
};
