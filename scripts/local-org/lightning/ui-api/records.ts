import {
  ApiError,
  asObject,
  fullId,
  json,
  noContent,
  notFound,
  toDmlRecord,
  type ApiResponse,
  type OrgSession,
  type RouteContext,
  type RouteRegistrar,
} from '../../api/index.ts';
import { nameFieldOf, type SObjectDef } from '../../metadata/index.ts';
import { objectOfRecord } from '../../store/index.ts';
import { recordError } from './errors.ts';
import { requireFields, resolveField, resolvePath, withParentNames, type FieldPath } from './field-paths.ts';
import { fieldsOfLayout, layoutDocument } from './layouts.ts';
import { listParameter, MASTER_RECORD_TYPE, splitList, UI_API } from './paths.ts';
import { readRecordDocs, type RecordDoc } from './record-doc.ts';

/** Single records. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record.htm */
export function recordRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/records/batch/:ids`, showBatch);
  routes.add('GET', `${UI_API}/records/:id`, show);
  routes.add('POST', `${UI_API}/records`, create);
  routes.add('PATCH', `${UI_API}/records/:id`, update);
  routes.add('DELETE', `${UI_API}/records/:id`, remove);
}

/** Which fields of a record a request asks for. */
export interface FieldRequest {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly layoutTypes: readonly string[];
  readonly modes: readonly string[];
}

export function fieldRequest(context: RouteContext): FieldRequest {
  const [fields, optionalFields, layoutTypes, modes] = ['fields', 'optionalFields', 'layoutTypes', 'modes'].map((name) =>
    listParameter(context, name),
  );
  return { fields: fields ?? [], optionalFields: optionalFields ?? [], layoutTypes: layoutTypes ?? [], modes: modes ?? [] };
}

function show(context: RouteContext): ApiResponse {
  const request = fieldRequest(context);
  if (request.fields.length + request.optionalFields.length + request.layoutTypes.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'You must specify layoutTypes or fields or optionalFields');
  }
  return json(readRecord(context.session, context.param('id'), request));
}

function showBatch(context: RouteContext): ApiResponse {
  const request = fieldRequest(context);
  const results = splitList(context.param('ids')).map((id) => {
    try {
      return { statusCode: 200, result: readRecord(context.session, id, request) };
    } catch (error) {
      if (error instanceof ApiError) return { statusCode: error.status, result: error.body };
      throw error;
    }
  });
  return json({ hasErrors: results.some(({ statusCode }) => statusCode !== 200), results });
}

/** The object an id belongs to. @throws ApiError NOT_FOUND (404) when it is no id, or of an object the user may not read. */
export function objectOfId(session: OrgSession, text: string): { object: SObjectDef; id: string } {
  const id = fullId(text);
  const object = id && objectOfRecord(session.org.store, id);
  if (!id || !object || !session.access.canRead(object)) throw notFound();
  return { object, id };
}

/** One record. @throws ApiError NOT_FOUND (404), INVALID_FIELD (400). */
export function readRecord(session: OrgSession, recordId: string, request: FieldRequest): RecordDoc {
  const { object, id } = objectOfId(session, recordId);
  const paths = pathsOf(session, object, request, id);
  const [record] = readRecordDocs(session, object, paths, { rest: 'WHERE Id = :id', binds: new Map([['id', id]]) });
  if (!record) throw notFound();
  return record;
}

/** Fields of a request: the required, the optional ones that exist, and those of the layouts with their parents' names. */
export function pathsOf(session: OrgSession, object: SObjectDef, request: FieldRequest, id?: string): FieldPath[] {
  const modes = request.modes.length ? request.modes : ['View'];
  const recordType = request.layoutTypes.length && id ? recordTypeOf(session, object, id) : MASTER_RECORD_TYPE;
  const layouts = request.layoutTypes.flatMap((type) => modes.map((mode) => layoutDocument(session, object, type, mode, recordType)));
  const onLayouts = [...new Set(layouts.flatMap(fieldsOfLayout))].flatMap((name) => {
    const field = session.org.source.schema.field(object, name);
    return field ? withParentNames(session, object, field) : [];
  });
  const name = layouts.length ? nameFieldOf(object) : undefined;
  return [
    ...requireFields(session, object, request.fields),
    ...request.optionalFields.flatMap((field) => resolveField(session, object, field) ?? []),
    ...onLayouts,
    ...(name ? [resolvePath(session, object, [name.apiName])] : []).filter((path) => path !== undefined),
  ];
}

/** Record type id of a record; the master record type when it has none. */
export function recordTypeOf(session: OrgSession, object: SObjectDef, id: string): string {
  if (!object.fields.has('recordtypeid') || object.recordTypes.length === 0) return MASTER_RECORD_TYPE;
  const { rows } = session.query(`SELECT RecordTypeId FROM ${object.apiName} WHERE Id = :id`, { binds: new Map([['id', id]]) });
  return (rows[0]?.values.get('RecordTypeId') as string | null | undefined) ?? MASTER_RECORD_TYPE;
}

function create({ session, request }: RouteContext): ApiResponse {
  const input = asObject(request.json());
  if (typeof input['apiName'] !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'A record input needs an apiName');
  const object = session.object(input['apiName']);
  const fields = asObject(input['fields'] ?? {}, 'fields');
  const [result] = session.save([toDmlRecord(session, object, fields, null)], { operation: 'insert' });
  if (!result?.success || !result.id) throw recordError(session, object, 'create', result?.errors ?? []);
  return json(readBack(session, object, result.id, Object.keys(fields)), 201);
}

function update({ session, request, param }: RouteContext): ApiResponse {
  const { object, id } = objectOfId(session, param('id'));
  const fields = asObject(asObject(request.json())['fields'] ?? {}, 'fields');
  const before = readBack(session, object, id, []);
  const since = request.header('if-unmodified-since');
  if (since && before.lastModifiedDate && Date.parse(before.lastModifiedDate) > Date.parse(since)) {
    throw new ApiError(412, 'PRECONDITION_FAILED', 'The record was modified by another user during your edit session');
  }
  const [result] = session.save([toDmlRecord(session, object, fields, id)], { operation: 'update' });
  if (!result?.success) throw recordError(session, object, 'update', result?.errors ?? []);
  return json(readBack(session, object, id, Object.keys(fields)));
}

function remove({ session, param }: RouteContext): ApiResponse {
  const { object, id } = objectOfId(session, param('id'));
  readBack(session, object, id, []);
  const [result] = session.save([{ object, id, values: new Map() }], { operation: 'delete' });
  if (!result?.success) throw recordError(session, object, 'delete', result?.errors ?? []);
  return noContent();
}

/** The saved record with the fields that were sent and its name. */
function readBack(session: OrgSession, object: SObjectDef, id: string, names: readonly string[]): RecordDoc {
  const optionalFields = [...names, nameFieldOf(object)?.apiName ?? 'Id'].map((name) => `${object.apiName}.${name}`);
  return readRecord(session, id, { fields: [], optionalFields, layoutTypes: [], modes: [] });
}
