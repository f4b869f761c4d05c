import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import { ApiError, notFound } from '../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import type { OrgSession } from '../org/types.ts';
import { describeObject, describeSummary } from './describe.ts';
import { fullId } from './ids.ts';
import { asObject, noSuchColumn, toDmlRecord } from './record-input.ts';
import { rowToJson, type RecordJson } from './record-json.ts';
import { requireSaved } from './save-results.ts';
import { apiBase, DATA } from './paths.ts';

/** Objects and single records. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_list.htm */
export function sobjectRoutes(routes: RouteRegistrar): void {
  for (const root of [DATA, `${DATA}/tooling`]) {
    routes.add('GET', `${root}/sobjects`, describeGlobal);
    routes.add('GET', `${root}/sobjects/:object/describe`, describe);
    routes.add('GET', `${root}/sobjects/:object`, basicInformation);
    routes.add('POST', `${root}/sobjects/:object`, create);
    routes.add('GET', `${root}/sobjects/:object/:id`, retrieve);
    routes.add('PATCH', `${root}/sobjects/:object/:id`, update);
    routes.add('DELETE', `${root}/sobjects/:object/:id`, remove);
  }
}

function describeGlobal(context: RouteContext): ApiResponse {
  const { session } = context;
  const objects = [...session.org.source.schema.objects.values()].filter((object) => session.access.canRead(object));
  const base = apiBase(context.request);
  return json({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: objects.map((object) => describeSummary(session, object, base)) });
}

function describe(context: RouteContext): ApiResponse {
  const { session } = context;
  return json(describeObject(session, session.object(context.param('object')), apiBase(context.request)));
}

function basicInformation(context: RouteContext): ApiResponse {
  const { session } = context;
  const object = session.object(context.param('object'));
  return json({ objectDescribe: describeSummary(session, object, apiBase(context.request)), recentItems: [] });
}

function create(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const object = session.object(context.param('object'));
  const record = toDmlRecord(session, object, asObject(request.json()), null);
  const { id } = requireSaved(session.save([record], { operation: 'insert' })[0]);
  return json({ id, success: true, errors: [] }, 201, { location: `${apiBase(request)}/sobjects/${object.apiName}/${id}` });
}

function retrieve(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const object = session.object(context.param('object'));
  const fields = requestedFields(session, object, request.query.get('fields'));
  return json(readRecord(session, object, recordId(context, object), fields, apiBase(request)));
}

function update(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const object = session.object(context.param('object'));
  const id = recordId(context, object);
  requireExisting(session, object, id);
  const record = toDmlRecord(session, object, asObject(request.json()), id);
  requireSaved(session.save([record], { operation: 'update' })[0]);
  return noContent();
}

function remove(context: RouteContext): ApiResponse {
  const { session } = context;
  const object = session.object(context.param('object'));
  const id = recordId(context, object);
  requireExisting(session, object, id);
  requireSaved(session.save([{ object, id, values: new Map() }], { operation: 'delete' })[0]);
  return noContent();
}

/** The id in the path. @throws ApiError NOT_FOUND (404) when it is no id of the object. */
function recordId(context: RouteContext, object: SObjectDef): string {
  const id = fullId(context.param('id'));
  if (id === undefined || !id.startsWith(object.keyPrefix)) throw notFound();
  return id;
}

/** A record that is not there, or that the user may not see, is 404 rather than a failed save. */
function requireExisting(session: OrgSession, object: SObjectDef, id: string): void {
  const { rows } = session.query(`SELECT Id FROM ${object.apiName} WHERE Id = :id`, { binds: new Map([['id', id]]) });
  if (rows.length === 0) throw notFound();
}

/** Fields that `?fields=A,B` asks for; all the user may read when absent. @throws ApiError INVALID_FIELD (400). */
export function requestedFields(session: OrgSession, object: SObjectDef, names: string | readonly string[] | null): FieldDef[] {
  if (names === null) return [...object.fields.values()].filter((field) => isRetrievable(session, object, field));
  const list = typeof names === 'string' ? names.split(',') : names;
  return list.map((name) => {
    const field = session.org.source.schema.field(object, name.trim());
    if (!field || !session.access.canReadField(object, field)) throw noSuchColumn(object, name.trim());
    return field;
  });
}

/** Compound fields are read through their parts. */
function isRetrievable(session: OrgSession, object: SObjectDef, field: FieldDef): boolean {
  return field.type !== 'Address' && field.type !== 'Location' && session.access.canReadField(object, field);
}

/** One record with its attributes. @throws ApiError NOT_FOUND (404). */
export function readRecord(session: OrgSession, object: SObjectDef, id: string, fields: readonly FieldDef[], base: string): RecordJson {
  const record = readRecords(session, object, [id], fields, base).get(id);
  if (!record) throw notFound();
  return record;
}

/** Records by id; those that are missing or hidden are absent. */
export function readRecords(
  session: OrgSession,
  object: SObjectDef,
  ids: readonly string[],
  fields: readonly FieldDef[],
  base: string,
): Map<string, RecordJson> {
  if (!session.access.canRead(object)) throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'You do not have access to this object');
  const names = new Set(['Id', ...fields.map((field) => field.apiName)]);
  const soql = `SELECT ${[...names].join(', ')} FROM ${object.apiName} WHERE Id IN :ids`;
  const { rows } = session.query(soql, { binds: new Map([['ids', ids]]) });
  return new Map(rows.map((row) => [row.id ?? '', rowToJson(session.org.source.schema, row, base)]));
}
