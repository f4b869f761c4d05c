import { ApexList } from '../runtime/collections/index.ts';
import { throwApex, type ApexException } from '../runtime/exception.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';
import {
  getByName,
  getChildrenByField,
  getChildrenByName,
  getParentByName,
  isSetByName,
  populatedFields,
  putByName,
  putParentByName,
} from '../runtime/sobject/index.ts';
import type { NativeFn, NativeTypeSpec } from '../types.ts';
import { recalculate } from './automation/recalculate.ts';
import { DmlErrorInfo } from './database/results.ts';
import { tokenOf, type ApexSObjectField } from './schema/tokens.ts';

type R = ApexSObject;

const named = (field: ApexSObjectField | null): string => {
  if (field === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return field.def.apiName;
};

/** The name of a field of the record's own type. What a lookup to several types leads to has the fields that all of them have. */
function ownField(record: R, field: ApexSObjectField | null): string {
  const name = named(field);
  const { apiName } = record.def;
  if (apiName !== field!.object.apiName && apiName !== 'Name' && apiName !== 'AggregateResult') {
    throwApex('System.SObjectException', `${field!.object.apiName}.${name} does not belong to SObject type ${apiName}`);
  }
  return name;
}

function addError(record: R, error: string | ApexException | null, field?: string): void {
  record.addError(typeof error === 'string' || error === null ? (error ?? '') : (error.apexMessage ?? 'Script-thrown exception'), field);
}

/** The canonical name of the field given to `addError(field, message)`; without one the error belongs to the record. */
function errorField(record: R, name: string | null): string | undefined {
  if (!name) return undefined;
  const field = record.def.fields.get(name.toLowerCase());
  if (!field) throwApex('System.SObjectException', `Invalid field ${name} for ${record.def.apiName}`);
  return field.apiName;
}

const ERRORS: Record<string, NativeFn> = {
  'addError(System.Exception error): void': (record: R, error: ApexException) => addError(record, error),
  'addError(System.Exception error, Boolean escape): void': (record: R, error: ApexException) => addError(record, error),
  'addError(String message): void': (record: R, message: string) => addError(record, message),
  'addError(String message, Boolean escape): void': (record: R, message: string) => addError(record, message),
  'addError(String field, String message): void': (record: R, field: string | null, message: string) =>
    addError(record, message, errorField(record, field)),
  'addError(String field, String message, Boolean escape): void': (record: R, field: string | null, message: string) =>
    addError(record, message, errorField(record, field)),
  'addError(Schema.SObjectField field, String message): void': (record: R, field: ApexSObjectField | null, message: string) =>
    addError(record, message, field?.def.apiName),
  'addError(Schema.SObjectField field, String message, Boolean escape): void': (
    record: R,
    field: ApexSObjectField | null,
    message: string,
  ) => addError(record, message, field?.def.apiName),
  'getErrors(): List<Database.Error>': (record: R) =>
    new ApexList(
      'Database.Error',
      record.errors.map((error) => new DmlErrorInfo(error)),
    ),
  'hasErrors(): Boolean': (record: R) => record.hasErrors(),
};

const FIELDS: Record<string, NativeFn> = {
  'get(String name): Object': getByName,
  'get(Schema.SObjectField field): Object': (record: R, field: ApexSObjectField) => getByName(record, ownField(record, field)),
  'put(String name, Object value): Object': putByName,
  'put(Schema.SObjectField field, Object value): Object': (record: R, field: ApexSObjectField, value: unknown) =>
    putByName(record, ownField(record, field), value),
  'getSObject(String name): SObject': getParentByName,
  'getSObject(Schema.SObjectField field): SObject': (record: R, field: ApexSObjectField) =>
    getParentByName(record, ownField(record, field)),
  'putSObject(String name, SObject value): SObject': putParentByName,
  'putSObject(Schema.SObjectField field, SObject value): SObject': (record: R, field: ApexSObjectField, value: R | null) =>
    putParentByName(record, ownField(record, field), value),
  'getSObjects(String name): List<SObject>': getChildrenByName,
  'getSObjects(Schema.SObjectField field): List<SObject>': (record: R, field: ApexSObjectField) =>
    getChildrenByField(record, named(field), field.object.apiName),
  'isSet(String name): Boolean': isSetByName,
  'isSet(Schema.SObjectField field): Boolean': (record: R, field: ApexSObjectField) => isSetByName(record, ownField(record, field)),
  'getPopulatedFieldsAsMap(): Map<String, Object>': populatedFields,
};

const copy = (record: R, ...flags: (boolean | null)[]): R => record.clone(...(flags.map((flag) => flag ?? false) as [boolean]));

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm */
export const sobjectSpec: NativeTypeSpec = {
  name: 'System.SObject',
  methods: {
    ...ERRORS,
    ...FIELDS,
    'clear(): void': (record: R) => {
      if (record.readOnly) throwApex('System.FinalException', 'Record is read-only');
      record.values.clear();
      record.changed.clear();
      record.parents.clear();
      record.children.clear();
    },
    'clone(): SObject': (record: R) => copy(record),
    'clone(Boolean preserveId): SObject': copy,
    'clone(Boolean preserveId, Boolean isDeepClone): SObject': copy,
    'clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps): SObject': copy,
    'clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber): SObject': copy,
    'getCloneSourceId(): Id': (record: R) => record.cloneSource,
    // No quick action saves records here.
    'getQuickActionName(): String': () => null,
    'getOptions(): Database.DMLOptions': (record: R) => record.options,
    'setOptions(Object options): void': (record: R, options: unknown) => {
      record.options = options;
    },
    'getSObjectType(): Schema.SObjectType': (record: R) => tokenOf(record.def),
    'recalculateFormulas(): void': (record: R) => void recalculate(new ApexList(record.def.apiName, [record])),
    'isClone(): Boolean': (record: R) => record.isCopy,
  },
  properties: {
    'Id: Id': { get: (record: R) => record.id, set: (record: R, id: string | null) => void record.setField('Id', id) },
  },
  unsupported: [
    'UserRecordAccess',
    // Of custom metadata types and custom settings only; there the checker resolves them.
    ...['getAll', 'getInstance', 'getOrgDefaults', 'getValues'],
  ],
};

/** Rows of grouped queries; `get` reads an alias. */
export const aggregateResultSpec: NativeTypeSpec = { name: 'System.AggregateResult', extends: 'System.SObject' };
