import type { NativeTypeSpec } from '../../types.ts';
import { dataClass } from '../dataClass.ts';

const ERRORS = { Errors: 'List<Database.Error>', Success: 'Boolean' } as const;
const ONE = { ...ERRORS, Id: 'Id' } as const;

/** Results of operations that answer more than saves do; tests of public code make them from JSON. */
export const otherResultTypes: readonly NativeTypeSpec[] = [
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_mergeresult.htm
  dataClass('Database.MergeResult', {
    getters: true,
    properties: { ...ONE, MergedRecordIds: 'List<String>', UpdatedRelatedIds: 'List<String>' },
  }),
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_emptyrecyclebinresult.htm
  dataClass('Database.EmptyRecycleBinResult', { getters: true, properties: ONE }),
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_leadconvertresult.htm
  dataClass('Database.LeadConvertResult', {
    getters: true,
    properties: { ...ERRORS, AccountId: 'Id', ContactId: 'Id', LeadId: 'Id', OpportunityId: 'Id', RelatedPersonAccountId: 'Id' },
  }),
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Approval_LockResult.htm
  dataClass('Approval.LockResult', { getters: true, properties: ONE }),
  dataClass('Approval.UnlockResult', { getters: true, properties: ONE }),
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Approval_ProcessResult.htm
  dataClass('Approval.ProcessResult', {
    getters: true,
    properties: {
      ...ERRORS,
      ActorIds: 'List<Id>',
      EntityId: 'String',
      InstanceId: 'String',
      InstanceStatus: 'String',
      NewWorkitemIds: 'List<Id>',
    },
  }),
];
