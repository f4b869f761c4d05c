import { randomUUID } from 'node:crypto';
import { defaultValueOf } from '../../../dml/index.ts';
import type { FieldDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexSObject, toApex } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DescribeObject, describeObjectTypes, globalDescribe } from './describeObject.ts';
import { describeFieldTypes } from './describeField.ts';
import { fieldSetTypes } from './fieldSets.ts';
import { recordTypeInfos, recordTypeInfoType } from './recordTypes.ts';
import { describeTabs, tabTypes } from './tabs.ts';
import type { ApexSObjectType } from './tokens.ts';

function describeSObjects(names: ApexList<string>, options?: unknown): ApexList<DescribeObject> {
  const { schema } = current().host.source;
  const found = names.items.map((name) => {
    const def = schema.object(name);
    if (!def)
      throwApex(
        'System.InvalidParameterValueException',
        `Invalid sobject provided. The Schema.describeSObject() methods does not support the ${name} sobject as a parameter. The sobject provided does not exist.`,
      );
    return new DescribeObject(def, options);
  });
  return new ApexList('Schema.DescribeSObjectResult', found);
}

/** `newSObject(recordTypeId, loadDefaults)`: default values as a new record in the user interface would show them. */
function newSObject(token: ApexSObjectType, recordTypeId: string | null, loadDefaults: boolean): ApexSObject {
  const record = new ApexSObject(token.def);
  // Events are told apart by it before they are published.
  if (loadDefaults && token.def.kind === 'platformEvent') record.setField('EventUuid', randomUUID());
  if (loadDefaults) for (const field of token.def.fields.values()) loadDefault(record, field);
  const type =
    recordTypeId ?? (loadDefaults ? (recordTypeInfos(token.def).find((info) => info.isDefault && !info.master)?.id ?? null) : null);
  if (type && token.def.fields.has('recordtypeid')) record.setField('RecordTypeId', type);
  return record;
}

function loadDefault(record: ApexSObject, field: FieldDef): void {
  if (!field.createable) return;
  const picked = field.picklist?.values.find((value) => value.isDefault);
  if (picked) record.setField(field.apiName, picked.apiName);
  else if (field.type === 'Checkbox') record.setField(field.apiName, /^true$/i.test(field.defaultValue ?? ''));
  else if (field.defaultValue !== undefined) {
    const value = defaultValueOf(record.def, field, current().formulaGlobals());
    if (value !== null) record.setField(field.apiName, toApex(field, value));
  }
}

const schemaType: NativeTypeSpec = {
  name: 'System.Schema',
  statics: {
    'describeSObjects(List<String> names): List<Schema.DescribeSObjectResult>': describeSObjects,
    'describeSObjects(List<String> names, Object options): List<Schema.DescribeSObjectResult>': describeSObjects,
    'describeTabs(): List<Schema.DescribeTabSetResult>': describeTabs,
    'getGlobalDescribe(): Map<String, Schema.SObjectType>': globalDescribe,
  },
  unsupported: ['describeDataCategoryGroupStructures', 'describeDataCategoryGroups', 'getAppDescribe', 'getModuleDescribe'],
};

const sobjectTypeType: NativeTypeSpec = {
  name: 'Schema.SObjectType',
  methods: {
    'getDescribe(): Schema.DescribeSObjectResult': (token: ApexSObjectType) => new DescribeObject(token.def),
    'getDescribe(Object options): Schema.DescribeSObjectResult': (token: ApexSObjectType, options: unknown) =>
      new DescribeObject(token.def, options),
    'newSObject(): SObject': (token: ApexSObjectType) => newSObject(token, null, false),
    'newSObject(Id id): SObject': (token: ApexSObjectType, id: string | null) => {
      const record = newSObject(token, null, false);
      if (id !== null) record.setField('Id', id);
      return record;
    },
    'newSObject(Id recordTypeId, Boolean loadDefaults): SObject': newSObject,
  },
};

export const schemaTypes: readonly NativeTypeSpec[] = [
  schemaType,
  sobjectTypeType,
  ...describeObjectTypes,
  ...describeFieldTypes,
  ...fieldSetTypes,
  recordTypeInfoType,
  ...tabTypes,
];
