import { asObject, json, notFound, type ApiResponse, type OrgSession, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import { nameFieldOf, text, texts, type ChildRelationship, type FieldDef, type SObjectDef, type XmlNode } from '../../metadata/index.ts';
import { unsupportedUi } from './errors.ts';
import { resolveField, resolvePath } from './field-paths.ts';
import { pageLayout } from './layout-source.ts';
import { columnDocument, listColumn, type ListColumn } from './list-columns.ts';
import { pageSizeOf, UI_API } from './paths.ts';
import { readRecordDocs } from './record-doc.ts';
import { objectOfId } from './records.ts';

/** Related lists. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_related_list.htm */
export function relatedListRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/related-list-info/:object`, lists);
  routes.add('GET', `${UI_API}/related-list-info/:object/:list`, info);
  routes.add('POST', `${UI_API}/related-list-records/:id/:list`, records, { transaction: 'read' });
  routes.add('GET', `${UI_API}/related-list-records/:id/:list`, records);
  routes.add('GET', `${UI_API}/related-list-count/:id/:list`, count);
}

/** A related list: the children of one relationship, and how the page layout shows them. */
interface RelatedList {
  readonly relationship: ChildRelationship;
  readonly child: SObjectDef;
  readonly lookup: FieldDef;
  readonly xml: XmlNode | undefined;
}

/** Related lists of the layout; those of objects the user may not read are left out. */
function relatedLists(session: OrgSession, parent: SObjectDef): RelatedList[] {
  const sources = pageLayout(session, parent, undefined).relatedLists;
  if (sources) return sources.flatMap((xml) => fromLayout(session, parent, xml) ?? []);
  const own = parent.childRelationships.filter(({ childObject }) => {
    const kind = session.org.source.schema.object(childObject)?.kind;
    return kind === 'custom' || ['Contact', 'Case', 'Opportunity'].includes(childObject);
  });
  return own.flatMap((relationship) => resolveList(session, relationship, undefined) ?? []);
}

/** Standard related lists as layouts name them. */
const STANDARD: Readonly<Record<string, string>> = {
  RelatedContactList: 'Contacts',
  RelatedCaseList: 'Cases',
  RelatedOpportunityList: 'Opportunities',
};

function fromLayout(session: OrgSession, parent: SObjectDef, xml: XmlNode): RelatedList | undefined {
  const name = text(xml, 'relatedList') ?? '';
  const [childName, fieldName] = name.split('.');
  const relationship = parent.childRelationships.find(({ name: own, childObject, field }) => {
    return own === STANDARD[name] || (childObject === childName && field === fieldName);
  });
  return relationship && resolveList(session, relationship, xml);
}

function resolveList(session: OrgSession, relationship: ChildRelationship, xml: XmlNode | undefined): RelatedList | undefined {
  const child = session.org.source.schema.object(relationship.childObject);
  const lookup = child?.fields.get(relationship.field.toLowerCase());
  if (!child || !lookup || !session.access.canRead(child) || !session.access.canReadField(child, lookup)) return undefined;
  return { relationship, child, lookup, xml };
}

/** @throws ApiError NOT_FOUND (404). */
function relatedList(session: OrgSession, parent: SObjectDef, name: string): RelatedList {
  const listed = relatedLists(session, parent).find(({ relationship }) => relationship.name === name);
  if (listed) return listed;
  const relationship = parent.childRelationships.find((candidate) => candidate.name === name);
  const found = relationship && resolveList(session, relationship, undefined);
  if (!found) throw notFound();
  return found;
}

function columnsOf(session: OrgSession, list: RelatedList): ListColumn[] {
  const usual = ['Status', 'Subject', 'Email', 'Phone', 'CreatedDate'].filter((name) => list.child.fields.has(name.toLowerCase()));
  const names = list.xml ? texts(list.xml, 'fields') : [nameFieldOf(list.child)?.apiName ?? 'Name', ...usual];
  return names.flatMap((name) => listColumn(session, list.child, name) ?? []);
}

function labelOf(session: OrgSession, list: RelatedList): string {
  return session.org.source.translations.objectLabel(list.child.apiName, session.language, true);
}

function lists({ session, param }: RouteContext): ApiResponse {
  const parent = session.object(param('object'));
  const found = relatedLists(session, parent).map((list) => ({
    relatedListId: list.relationship.name,
    label: labelOf(session, list),
    objectApiName: list.child.apiName,
    fieldApiName: list.lookup.apiName,
  }));
  return json({ parentObjectApiName: parent.apiName, relatedLists: found });
}

function info({ session, param }: RouteContext): ApiResponse {
  const parent = session.object(param('object'));
  const list = relatedList(session, parent, param('list'));
  return json({
    label: labelOf(session, list),
    displayColumns: columnsOf(session, list).map(columnDocument),
    objectApiNames: [list.child.apiName],
    fieldApiName: list.lookup.apiName,
    parentFieldApiName: list.lookup.apiName,
    listReference: { parentObjectApiName: parent.apiName, relatedListId: list.relationship.name, type: 'entityRelationship' },
    orderedByInfo: [],
  });
}

function records({ session, request, param }: RouteContext): ApiResponse {
  const { object: parent, id } = objectOfId(session, param('id'));
  const list = relatedList(session, parent, param('list'));
  const given = request.method === 'POST' && request.body.length > 0 ? asObject(request.json()) : Object.fromEntries(request.query);
  if (given['where']) throw unsupportedUi('the where parameter of related lists');
  const pageSize = pageSizeOf(given['pageSize'], 50, 249);
  const offset = Math.max(0, Math.trunc(Number(given['pageToken'] ?? 0)) || 0);
  const names = [given['fields'], given['optionalFields']].flatMap((value) => (Array.isArray(value) ? value.map(String) : []));
  const extra = names.flatMap((name) => resolveField(session, list.child, name) ?? []);
  const columns = columnsOf(session, list).flatMap((column) => column.paths);
  const rest = `WHERE ${list.lookup.apiName} = :id ORDER BY ${order(session, list, given['sortBy'])} LIMIT ${pageSize + 1} OFFSET ${offset}`;
  const found = readRecordDocs(session, list.child, [...columns, ...extra], { rest, binds: new Map([['id', id]]) });
  const shown = found.slice(0, pageSize);
  return json({
    count: shown.length,
    currentPageToken: String(offset),
    listReference: {
      inContextOfRecordId: id,
      parentObjectApiName: parent.apiName,
      relatedListId: list.relationship.name,
      type: 'entityRelationship',
    },
    nextPageToken: found.length > pageSize ? String(offset + pageSize) : null,
    pageSize,
    previousPageToken: offset > 0 ? String(Math.max(0, offset - pageSize)) : null,
    records: shown,
  });
}

/** The order asked for, else the layout's, else newest first. */
function order(session: OrgSession, list: RelatedList, sortBy: unknown): string {
  const asked = Array.isArray(sortBy) ? sortBy.map(String) : [];
  const layoutField = list.xml && text(list.xml, 'sortField');
  const fromLayout = layoutField ? [`${list.xml && text(list.xml, 'sortOrder') === 'Desc' ? '-' : ''}${layoutField}`] : [];
  const parts = (asked.length ? asked : fromLayout).flatMap((entry) => {
    const names = entry.replace(/^-/, '').split('.');
    const path = resolvePath(session, list.child, names[0] === list.child.apiName ? names.slice(1) : names);
    return path ? [`${path.soql} ${entry.startsWith('-') ? 'DESC' : 'ASC'}`] : [];
  });
  return [...(parts.length ? parts : list.child.fields.has('createddate') ? ['CreatedDate DESC'] : []), 'Id'].join(', ');
}

function count({ session, param }: RouteContext): ApiResponse {
  const { object: parent, id } = objectOfId(session, param('id'));
  const list = relatedList(session, parent, param('list'));
  const soql = `SELECT COUNT() FROM ${list.child.apiName} WHERE ${list.lookup.apiName} = :id`;
  return json({ count: session.query(soql, { binds: new Map([['id', id]]) }).totalSize, hasMore: false });
}
