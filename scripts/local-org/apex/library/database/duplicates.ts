import { text, UnsupportedFeatureError } from '../../../metadata/index.ts';
import type { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { dataClass } from '../dataClass.ts';
import { recordOfId } from './save.ts';

const MOST_RECORDS = 50;

/** Duplicate rules are those of the source; what an active one finds takes a matching engine, which is not there. */
function find(records: readonly ApexSObject[]): never {
  const [first] = records;
  if (!first) throwApex('System.HandledException', 'Configuration error: There are no records to check.');
  if (records.length > MOST_RECORDS) {
    throwApex('System.HandledException', 'Configuration error: The number of records to check is greater than the permitted batch size.');
  }
  const object = first.def.apiName;
  const rules = current().host.source.components.get('DuplicateRule') ?? [];
  const isActive = rules.some(({ fullName, xml }) => fullName.startsWith(`${object}.`) && text(xml, 'isActive') === 'true');
  if (isActive) throw new UnsupportedFeatureError('Datacloud.FindDuplicates with an active duplicate rule');
  throwApex('System.HandledException', `No active duplicate rules are defined for the ${object} object type.`);
}

const result = (name: string, properties: Readonly<Record<string, string>>): NativeTypeSpec =>
  dataClass(`Datacloud.${name}`, { getters: true, properties });

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_datacloud_FindDuplicates.htm */
export const duplicateTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Datacloud.FindDuplicates',
    statics: {
      'findDuplicates(List<SObject> records): List<Datacloud.FindDuplicatesResult>': (records: ApexList<ApexSObject>) =>
        find(records.items),
    },
  },
  {
    name: 'Datacloud.FindDuplicatesByIds',
    statics: {
      'findDuplicatesByIds(List<Id> ids): List<Datacloud.FindDuplicatesResult>': (ids: ApexList<string>) => find(ids.items.map(recordOfId)),
    },
  },
  result('FindDuplicatesResult', {
    DuplicateResults: 'List<Datacloud.DuplicateResult>',
    Errors: 'List<Database.Error>',
    Success: 'Boolean',
  }),
  result('DuplicateResult', {
    AllowSave: 'Boolean',
    DuplicateRule: 'String',
    DuplicateRuleEntityType: 'String',
    ErrorMessage: 'String',
    MatchResults: 'List<Datacloud.MatchResult>',
  }),
  result('MatchResult', {
    EntityType: 'String',
    Errors: 'List<Database.Error>',
    MatchEngine: 'String',
    MatchRecords: 'List<Datacloud.MatchRecord>',
    Rule: 'String',
    Size: 'Integer',
    Success: 'Boolean',
  }),
  result('MatchRecord', {
    AdditionalInformation: 'List<Datacloud.AdditionalInformationMap>',
    FieldDiffs: 'List<Datacloud.FieldDiff>',
    MatchConfidence: 'Double',
    Record: 'SObject',
  }),
  result('FieldDiff', { Difference: 'String', Name: 'String' }),
  result('AdditionalInformationMap', { Name: 'String', Value: 'String' }),
];
