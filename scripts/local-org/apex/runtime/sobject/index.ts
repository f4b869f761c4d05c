/** SObjects, and how they become query rows and save records and back. */
export { ApexAggregateResult } from './aggregate.ts';
export {
  fieldNamed,
  getByName,
  getChildrenByField,
  getChildrenByName,
  getParentByName,
  isSetByName,
  populatedFields,
  putByName,
  putParentByName,
} from './dynamic.ts';
export { apexTypeOf, coerce, fromNeutral, primitiveTypeName, toApex, toNeutral, type ApexFieldType } from './fieldTypes.ts';
export { asId, isId, to18, toId } from './id.ts';
export { FieldSite, RecordSite } from './sites.ts';
export { dmlRecordOf, recordFromRow, recordFromStored, recordsFromRows } from './rows.ts';
export { ApexSObject, type RecordOrigin } from './sobject.ts';
