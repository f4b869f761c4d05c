import type { DmlRecord } from '../../dml/index.ts';
import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import { ApiError } from '../errors.ts';
import type { OrgSession } from '../org/types.ts';
import { fullId } from './ids.ts';
import { fromJsonValue } from './values.ts';

/** @throws ApiError JSON_PARSER_ERROR (400) unless `value` is a JSON object. */
export function asObject(value: unknown, what = 'request body'): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', `The ${what} must be a JSON object`);
  }
  return value as Record<string, unknown>;
}

/** @throws ApiError JSON_PARSER_ERROR (400) unless `value` is a JSON array. */
export function asList(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new ApiError(400, 'JSON_PARSER_ERROR', `The ${what} must be a JSON array`);
  return value;
}

/** The object named in a record's `attributes`. */
export function objectOf(session: OrgSession, record: Record<string, unknown>): SObjectDef {
  const { attributes } = record;
  const type = attributes !== null && typeof attributes === 'object' && 'type' in attributes ? attributes.type : undefined;
  if (typeof type !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'Every record needs attributes with the type of the object');
  return session.object(type);
}

/**
 * A record for the save pipeline from the API's JSON. Parents may be given by an external id
 * (`"Account__r": {"Key__c": "x"}`). Field names ignore case.
 * @throws ApiError INVALID_FIELD (400) for names the object does not have or the user may not see, JSON_PARSER_ERROR for unfit values.
 */
export function toDmlRecord(session: OrgSession, object: SObjectDef, json: Record<string, unknown>, id: string | null): DmlRecord {
  const values = new Map<string, FieldValue>();
  const parents = new Map<string, { object: string; field: string; value: FieldValue }>();
  for (const [name, value] of Object.entries(json)) {
    if (name === 'attributes' || name.toLowerCase() === 'id') continue;
    const field = session.org.source.schema.field(object, name);
    if (field && session.access.canReadField(object, field)) values.set(field.apiName, idValue(field, fromJsonValue(field, value)));
    else if (value !== null && typeof value === 'object') addParent(session, object, name, value, parents);
    else throw noSuchColumn(object, name);
  }
  return { object, id, values, ...(parents.size > 0 ? { parents } : {}) };
}

/** Ids come in 15 or 18 characters and are stored in 18. A malformed one stays, for the save pipeline to refuse. */
function idValue(field: FieldDef, value: FieldValue): FieldValue {
  return field.referenceTo.length > 0 && typeof value === 'string' ? (fullId(value) ?? value) : value;
}

function addParent(
  session: OrgSession,
  object: SObjectDef,
  name: string,
  value: object,
  parents: Map<string, { object: string; field: string; value: FieldValue }>,
): void {
  const { schema } = session.org.source;
  const lookup = schema.parentRelationship(object, name);
  if (!lookup) throw noSuchColumn(object, name);
  const named = 'attributes' in value ? asObject(value.attributes)['type'] : undefined;
  const target = typeof named === 'string' ? named : lookup.referenceTo[0];
  const parent = target === undefined ? undefined : schema.object(target);
  const [entry, ...more] = Object.entries(value).filter(([key]) => key !== 'attributes');
  if (!parent || !entry || more.length > 0) {
    throw new ApiError(400, 'INVALID_FIELD', `${name} must name its record by exactly one external id field`);
  }
  const field = schema.field(parent, entry[0]);
  if (!field || !(field.externalId || field.type === 'Id')) throw noSuchColumn(parent, entry[0]);
  parents.set(lookup.relationshipName ?? name, { object: parent.apiName, field: field.apiName, value: fromJsonValue(field, entry[1]) });
}

export function noSuchColumn(object: SObjectDef, name: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.apiName}`);
}
