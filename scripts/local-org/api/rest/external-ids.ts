import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import { ApiError, notFound } from '../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import type { OrgSession } from '../org/types.ts';
import { apiBase, DATA } from './paths.ts';
import { asObject, noSuchColumn, toDmlRecord } from './record-input.ts';
import { requireSaved } from './save-results.ts';
import { readRecord, requestedFields } from './sobjects.ts';
import { fromJsonValue } from './values.ts';

/** Records by external id. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_upsert.htm */
export function externalIdRoutes(routes: RouteRegistrar): void {
  // Clients do not encode the value, so it may contain slashes: the rest of the path belongs to it.
  const path = `${DATA}/sobjects/:object/:field/:value{.+}`;
  routes.add('GET', path, retrieve);
  routes.add('PATCH', path, upsert);
  routes.add('DELETE', path, remove);
}

function retrieve(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const { object, field, value } = target(context);
  const id = requireOne(findIds(session, object, field, value), field, value);
  return json(readRecord(session, object, id, requestedFields(session, object, request.query.get('fields')), apiBase(request)));
}

function upsert(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const { object, field, value } = target(context);
  const record = toDmlRecord(session, object, asObject(request.json()), null);
  record.values.set(field.apiName, value);
  const result = requireSaved(session.save([record], { operation: 'upsert', externalIdField: field.apiName })[0]);
  return json({ id: result.id, success: true, errors: [], created: result.created }, result.created ? 201 : 200);
}

function remove(context: RouteContext): ApiResponse {
  const { session } = context;
  const { object, field, value } = target(context);
  const id = requireOne(findIds(session, object, field, value), field, value);
  requireSaved(session.save([{ object, id, values: new Map() }], { operation: 'delete' })[0]);
  return noContent();
}

function target(context: RouteContext): { object: SObjectDef; field: FieldDef; value: FieldValue } {
  const object = context.session.object(context.param('object'));
  const field = externalIdField(context.session, object, context.param('field'));
  return { object, field, value: fromJsonValue(field, context.param('value')) };
}

/**
 * The field of that name when records may be found by it.
 * @throws ApiError INVALID_FIELD (400) when there is no such field, NOT_FOUND (404) when it is no external id.
 */
export function externalIdField(session: OrgSession, object: SObjectDef, name: string): FieldDef {
  const field = session.org.source.schema.field(object, name);
  if (!field || !session.access.canReadField(object, field)) throw noSuchColumn(object, name);
  if (!field.externalId && field.type !== 'Id') throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
  return field;
}

function findIds(session: OrgSession, object: SObjectDef, field: FieldDef, value: FieldValue): string[] {
  const soql = `SELECT Id FROM ${object.apiName} WHERE ${field.apiName} = :value LIMIT 2`;
  return session.query(soql, { binds: new Map([['value', value]]) }).rows.map((row) => row.id ?? '');
}

function requireOne(ids: readonly string[], field: FieldDef, value: FieldValue): string {
  if (ids.length > 1) throw new ApiError(300, 'DUPLICATE_EXTERNAL_ID', `More than one record has ${field.apiName} ${String(value)}`);
  if (ids[0] === undefined) throw notFound(`Provided external ID field does not exist or is not accessible: ${field.apiName}`);
  return ids[0];
}
