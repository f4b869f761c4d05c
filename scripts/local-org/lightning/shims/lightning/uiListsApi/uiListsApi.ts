import { objectName } from '../../data/fields';
import { queryString, uiApi } from '../../data/http';
import { followResource } from '../../data/resource-cache';
import { makeAdapter, requires } from '../../data/wire';

/** Wire adapters for list views. https://developer.salesforce.com/docs/platform/lwc/guide/reference-wire-adapters-lists.html */

type ObjectId = string | { readonly objectApiName: string };

interface ListViewConfig {
  readonly objectApiName: ObjectId;
  readonly listViewApiName: string;
}

export const getListInfoByName = makeAdapter<ListViewConfig, unknown>(requires('objectApiName', 'listViewApiName'), (config, callback) => {
  const path = `/list-info/${objectName(config.objectApiName)}/${config.listViewApiName}`;
  return followResource(`list-info:${path}`, () => uiApi('GET', path), callback);
});

export const getListInfosByObjectName = makeAdapter<
  { objectApiName: ObjectId; pageSize?: number; q?: string; recentListsOnly?: boolean },
  unknown
>(requires('objectApiName'), ({ objectApiName, ...query }, callback) => {
  const path = `/list-info/${objectName(objectApiName)}${queryString(query)}`;
  return followResource(`list-info:${path}`, () => uiApi('GET', path), callback);
});

interface ListRecordsConfig extends ListViewConfig {
  readonly fields?: readonly string[];
  readonly optionalFields?: readonly string[];
  readonly pageSize?: number;
  readonly pageToken?: string;
  readonly sortBy?: readonly string[];
  readonly searchTerm?: string;
}

export const getListRecordsByName = makeAdapter<ListRecordsConfig, unknown>(
  requires('objectApiName', 'listViewApiName'),
  ({ objectApiName, listViewApiName, ...query }, callback) => {
    const path = `/list-records/${objectName(objectApiName)}/${listViewApiName}`;
    return followResource(`list-records:${path}${JSON.stringify(query)}`, () => uiApi('POST', path, query), callback);
  },
);
