import type { DmlRecord, DmlResult } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { objectOfRecord } from '../../store/index.ts';
import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import type { OrgSession } from '../org/types.ts';
import { externalIdField } from './external-ids.ts';
import { fullId } from './ids.ts';
import { apiBase, DATA } from './paths.ts';
import { asList, asObject, objectOf, toDmlRecord } from './record-input.ts';
import { saveResultJson } from './save-results.ts';
import { readRecords, requestedFields } from './sobjects.ts';

/** Records of one request. */
const LIMIT = 200;
/** Records of one retrieve. */
const RETRIEVE_LIMIT = 2000;

/** SObject collections. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm */
export function collectionRoutes(routes: RouteRegistrar): void {
  const path = `${DATA}/composite/sobjects`;
  routes.add('POST', path, (context) => saveAll(context, 'insert'));
  routes.add('PATCH', path, (context) => saveAll(context, 'update'));
  routes.add('DELETE', path, deleteAll);
  routes.add('PATCH', `${path}/:object/:field`, upsertAll);
  routes.add(['GET', 'POST'], `${path}/:object`, retrieveAll, { transaction: 'read' });
}

/** A record as read, or why it could not be read: one bad record must not refuse the others. */
type Parsed = { readonly record: DmlRecord } | { readonly failure: DmlResult };

function saveAll(context: RouteContext, operation: 'insert' | 'update'): ApiResponse {
  const { session } = context;
  const body = asObject(context.request.json());
  const parsed = readInput(body['records']).map((json) =>
    parse(() => {
      const object = objectOf(session, json);
      return toDmlRecord(session, object, json, operation === 'insert' ? null : requireId(json));
    }),
  );
  const results = saveParsed(session, parsed, body['allOrNone'] === true, (records, allOrNone) =>
    session.save(records, { operation, allOrNone }),
  );
  return json(results.map((result) => saveResultJson(result)));
}

function upsertAll(context: RouteContext): ApiResponse {
  const { session } = context;
  const object = session.object(context.param('object'));
  const field = externalIdField(session, object, context.param('field'));
  const body = asObject(context.request.json());
  const parsed = readInput(body['records']).map((json) =>
    parse(() => {
      if (objectOf(session, json) !== object)
        throw new ApiError(400, 'INVALID_TYPE', `All records of this request must be ${object.apiName}`);
      return toDmlRecord(session, object, json, field.type === 'Id' && 'id' in lowerKeys(json) ? requireId(json) : null);
    }),
  );
  const results = saveParsed(session, parsed, body['allOrNone'] === true, (records, allOrNone) =>
    session.save(records, { operation: 'upsert', allOrNone, externalIdField: field.apiName }),
  );
  return json(results.map((result) => saveResultJson(result, true)));
}

function deleteAll(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  checkCount(ids.length, LIMIT);
  const parsed = ids.map((given) =>
    parse(() => {
      const id = fullId(given.trim());
      const object = id === undefined ? undefined : objectOfRecord(session.org.store, id);
      if (id === undefined || !object) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${given}`);
      return { object, id, values: new Map() };
    }),
  );
  const allOrNone = request.query.get('allOrNone') === 'true';
  const results = saveParsed(session, parsed, allOrNone, (records, all) => session.save(records, { operation: 'delete', allOrNone: all }));
  return json(results.map((result) => saveResultJson(result)));
}

function retrieveAll(context: RouteContext): ApiResponse {
  const { session, request } = context;
  const object = session.object(context.param('object'));
  const body = request.method === 'POST' ? asObject(request.json()) : undefined;
  const ids = body ? asList(body['ids'], 'list of ids').map(String) : (request.query.get('ids') ?? '').split(',');
  const names = body ? asList(body['fields'], 'list of fields').map(String) : (request.query.get('fields') ?? '').split(',');
  checkCount(ids.length, RETRIEVE_LIMIT);
  const full = ids.map((id) => fullId(id) ?? id);
  const records = readRecords(session, object, full, requestedFields(session, object, names), apiBase(request));
  return json(full.map((id) => records.get(id) ?? null));
}

function readInput(records: unknown): Record<string, unknown>[] {
  const list = asList(records, 'list of records').map((record) => asObject(record, 'record'));
  checkCount(list.length, LIMIT);
  return list;
}

function checkCount(count: number, limit: number): void {
  if (count > limit)
    throw new ApiError(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${limit} records into this call`);
}

function requireId(json: Record<string, unknown>): string {
  const given = lowerKeys(json)['id'];
  if (given === undefined) throw new ApiError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call');
  const id = typeof given === 'string' ? fullId(given) : undefined;
  if (id === undefined) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${JSON.stringify(given)}`);
  return id;
}

function lowerKeys(json: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toLowerCase(), value]));
}

function parse(read: () => DmlRecord): Parsed {
  try {
    return { record: read() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const fields = error.entries[0]?.fields ?? [];
    return { failure: { id: null, success: false, created: false, errors: [{ statusCode: error.code, message: error.message, fields }] } };
  }
}

/**
 * Saves the readable records and puts the results back in the order of the request. Neighbours of one object are saved
 * together, as the platform chunks them: at most 10 changes of object.
 */
function saveParsed(
  session: OrgSession,
  parsed: readonly Parsed[],
  allOrNone: boolean,
  save: (records: DmlRecord[], allOrNone: boolean) => DmlResult[],
): DmlResult[] {
  const { store } = session.org;
  const savepoint = store.savepoint();
  session.org.separateApex();
  const results: (DmlResult | undefined)[] = parsed.map((entry) => ('failure' in entry ? entry.failure : undefined));
  const halted = allOrNone && results.some((result) => result !== undefined);
  if (!halted) {
    for (const run of runsOfOneObject(parsed)) {
      const saved = save(
        run.map(({ record }) => record),
        allOrNone,
      );
      run.forEach(({ index }, position) => (results[index] = saved[position]));
      if (allOrNone && saved.some((result) => !result.success)) break;
    }
  }
  const failed = results.some((result) => result === undefined || !result.success);
  if (allOrNone && failed) {
    store.rollbackTo(savepoint);
    session.org.separateApex();
    return results.map((result) => (result && !result.success ? result : rolledBack()));
  }
  store.release(savepoint);
  return results.map((result) => result ?? rolledBack());
}

function rolledBack(): DmlResult {
  const message = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  return { id: null, success: false, created: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message, fields: [] }] };
}

function runsOfOneObject(parsed: readonly Parsed[]): { index: number; record: DmlRecord }[][] {
  const runs: { index: number; record: DmlRecord }[][] = [];
  let last: SObjectDef | undefined;
  parsed.forEach((entry, index) => {
    if (!('record' in entry)) return;
    if (entry.record.object !== last) runs.push([]);
    last = entry.record.object;
    runs.at(-1)?.push({ index, record: entry.record });
  });
  if (runs.length > 10) {
    throw new ApiError(
      400,
      'INVALID_INPUT',
      'Cannot have more than 10 chunks in a single operation: rearrange the records so that those of one object are together',
    );
  }
  return runs;
}
