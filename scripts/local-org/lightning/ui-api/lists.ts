import { asObject, json, type ApiResponse, type OrgSession, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { resolveField } from './field-paths.ts';
import { columnDocument } from './list-columns.ts';
import { columnsOf, listViewOf, listViewsOf, readListView, type ListQuery, type ListView } from './list-views.ts';
import { pageSizeOf, UI_API } from './paths.ts';

/** List views. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_list_views.htm */
export function listRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/list-info/:object`, summaries);
  routes.add('GET', `${UI_API}/list-info/:object/:view`, info);
  routes.add('POST', `${UI_API}/list-records/:object/:view`, records, { transaction: 'read' });
  routes.add('GET', `${UI_API}/list-records/:object/:view`, records);
  routes.add('GET', `${UI_API}/list-ui/:object`, summaries);
  routes.add('GET', `${UI_API}/list-ui/:object/:view`, listUi);
}

function summaries({ session, param, request }: RouteContext): ApiResponse {
  const object = session.object(param('object'));
  const wanted = request.query.get('q')?.toLocaleLowerCase() ?? '';
  const found = listViewsOf(session, object).filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  const lists = found.map(({ apiName, label }) => ({ apiName, id: null, label, listUiUrl: `${object.apiName}/${apiName}` }));
  return json({ count: lists.length, currentPageToken: '0', lists, nextPageToken: null, objectApiName: object.apiName });
}

function info({ session, param }: RouteContext): ApiResponse {
  const object = session.object(param('object'));
  return json(listInfo(session, object, listViewOf(session, object, param('view'))));
}

function listUi(context: RouteContext): ApiResponse {
  const { session, param } = context;
  const object = session.object(param('object'));
  const view = listViewOf(session, object, param('view'));
  return json({ eTag: '', info: listInfo(session, object, view), records: listRecords(context, object, view) });
}

function records(context: RouteContext): ApiResponse {
  const { session, param } = context;
  const object = session.object(param('object'));
  return json(listRecords(context, object, listViewOf(session, object, param('view'))));
}

function listRecords(context: RouteContext, object: SObjectDef, view: ListView): Record<string, unknown> {
  const query = readQuery(context, object);
  const page = readListView(context.session, object, view, query);
  return {
    count: page.records.length,
    currentPageToken: String(query.offset),
    listReference: reference(object, view),
    nextPageToken: page.hasMore ? String(query.offset + query.pageSize) : null,
    previousPageToken: query.offset > 0 ? String(Math.max(0, query.offset - query.pageSize)) : null,
    pageSize: query.pageSize,
    records: page.records,
    sortBy: query.sortBy,
  };
}

/** Parameters in the body (POST) or the address (GET). */
function readQuery({ session, request }: RouteContext, object: SObjectDef): ListQuery {
  const given = request.method === 'POST' && request.body.length > 0 ? asObject(request.json()) : Object.fromEntries(request.query);
  const list = (value: unknown): string[] => (typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : []);
  const names = [...list(given['fields']), ...list(given['optionalFields'])];
  const term = typeof given['searchTerm'] === 'string' && given['searchTerm'].trim() !== '' ? given['searchTerm'] : undefined;
  return {
    pageSize: pageSizeOf(given['pageSize'], 50, 2000),
    offset: Math.max(0, Math.trunc(Number(given['pageToken'] ?? 0)) || 0),
    sortBy: list(given['sortBy']),
    searchTerm: term,
    extra: names.flatMap((name) => resolveField(session, object, name) ?? []),
  };
}

function reference(object: SObjectDef, view: ListView): Record<string, unknown> {
  return { id: null, listViewApiName: view.apiName, objectApiName: object.apiName, type: 'listView' };
}

function listInfo(session: OrgSession, object: SObjectDef, view: ListView): Record<string, unknown> {
  const columns = columnsOf(session, object, view);
  const first = columns.find(({ sortable }) => sortable);
  return {
    ...{ cloneable: false, createable: false, deletable: false, updateable: false, eTag: '', filterLogicString: null, filteredByInfo: [] },
    displayColumns: columns.map(columnDocument),
    label: view.label,
    listReference: reference(object, view),
    orderedByInfo: first ? [{ fieldApiName: first.fieldApiName, isAscending: true, label: first.label }] : [],
    userPreferences: { columnWidths: {}, columnWrap: {} },
    visibility: 'Public',
    visibilityEditable: false,
  };
}
