import { objectName, qualifiedName, type FieldId } from '../../data/fields';
import { uiApi } from '../../data/http';
import { followResource, readResource } from '../../data/resource-cache';
import type { ObjectInfo, PicklistValues } from '../../data/types';
import { makeAdapter, requires } from '../../data/wire';

/** Wire adapters for object metadata. https://developer.salesforce.com/docs/platform/lwc/guide/reference-wire-adapters-object-info.html */

type ObjectId = string | { readonly objectApiName: string };

const objectInfoRequest = (name: string): [string, () => Promise<ObjectInfo>] => [
  `object-info:${name}`,
  () => uiApi<ObjectInfo>('GET', `/object-info/${name}`),
];

export const getObjectInfo = makeAdapter<{ objectApiName: ObjectId }, ObjectInfo>(
  requires('objectApiName'),
  ({ objectApiName }, callback) => followResource(...objectInfoRequest(objectName(objectApiName)), callback),
);

/** Object metadata once; for form components that need it outside a wire. */
export function readObjectInfo(objectApiName: string): Promise<ObjectInfo> {
  return readResource(...objectInfoRequest(objectApiName));
}

export const getObjectInfos = makeAdapter<{ objectApiNames: readonly ObjectId[] }, unknown>(
  requires('objectApiNames'),
  ({ objectApiNames }, callback) => {
    const names = objectApiNames.map(objectName).join(',');
    return followResource(`object-infos:${names}`, () => uiApi('GET', `/object-info/batch/${names}`), callback);
  },
);

const picklistRequest = (object: string, recordTypeId: string, field: string): [string, () => Promise<PicklistValues>] => {
  const path = `/object-info/${object}/picklist-values/${recordTypeId}/${field}`;
  return [`picklist:${path}`, () => uiApi<PicklistValues>('GET', path)];
};

export const getPicklistValues = makeAdapter<{ recordTypeId: string; fieldApiName: FieldId }, PicklistValues>(
  requires('recordTypeId', 'fieldApiName'),
  ({ recordTypeId, fieldApiName }, callback) => {
    const [object = '', ...field] = qualifiedName(fieldApiName).split('.');
    return followResource(...picklistRequest(object, recordTypeId, field.join('.')), callback);
  },
);

/** Picklist values once; for form components. */
export function readPicklistValues(object: string, recordTypeId: string, field: string): Promise<PicklistValues> {
  return readResource(...picklistRequest(object, recordTypeId, field));
}

export const getPicklistValuesByRecordType = makeAdapter<{ objectApiName: ObjectId; recordTypeId: string }, unknown>(
  requires('objectApiName', 'recordTypeId'),
  ({ objectApiName, recordTypeId }, callback) => {
    const path = `/object-info/${objectName(objectApiName)}/picklist-values/${recordTypeId}`;
    return followResource(`picklist:${path}`, () => uiApi('GET', path), callback);
  },
);
