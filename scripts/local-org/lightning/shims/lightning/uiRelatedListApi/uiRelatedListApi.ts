import { objectName } from '../../data/fields';
import { queryString, uiApi } from '../../data/http';
import { followResource } from '../../data/resource-cache';
import { makeAdapter, requires } from '../../data/wire';

/** Wire adapters for related lists. https://developer.salesforce.com/docs/platform/lwc/guide/reference-wire-adapters-related-list.html */

interface RelatedListConfig {
  readonly parentRecordId: string;
  readonly relatedListId: string;
  readonly fields?: readonly string[];
  readonly optionalFields?: readonly string[];
  readonly pageSize?: number;
  readonly pageToken?: string;
  readonly sortBy?: readonly string[];
  readonly where?: string;
}

export const getRelatedListRecords = makeAdapter<RelatedListConfig, unknown>(
  requires('parentRecordId', 'relatedListId'),
  ({ parentRecordId, relatedListId, ...query }, callback) => {
    const path = `/related-list-records/${parentRecordId}/${relatedListId}`;
    return followResource(`related-records:${path}${JSON.stringify(query)}`, () => uiApi('POST', path, query), callback);
  },
);

export const getRelatedListCount = makeAdapter<RelatedListConfig, unknown>(
  requires('parentRecordId', 'relatedListId'),
  (config, callback) => {
    const path = `/related-list-count/${config.parentRecordId}/${config.relatedListId}`;
    return followResource(`related-count:${path}`, () => uiApi('GET', path), callback);
  },
);

type ParentObject = string | { readonly objectApiName: string };

export const getRelatedListsInfo = makeAdapter<{ parentObjectApiName: ParentObject; recordTypeId?: string }, unknown>(
  requires('parentObjectApiName'),
  ({ parentObjectApiName, recordTypeId }, callback) => {
    const path = `/related-list-info/${objectName(parentObjectApiName)}${queryString({ recordTypeId })}`;
    return followResource(`related-info:${path}`, () => uiApi('GET', path), callback);
  },
);

export const getRelatedListInfo = makeAdapter<{ parentObjectApiName: ParentObject; relatedListId: string; recordTypeId?: string }, unknown>(
  requires('parentObjectApiName', 'relatedListId'),
  ({ parentObjectApiName, relatedListId, recordTypeId }, callback) => {
    const path = `/related-list-info/${objectName(parentObjectApiName)}/${relatedListId}${queryString({ recordTypeId })}`;
    return followResource(`related-info:${path}`, () => uiApi('GET', path), callback);
  },
);
