import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext } from '../extension.ts';
import type { RouteTable } from '../server/routes.ts';
import { DATA } from './paths.ts';
import { asList, asObject } from './record-input.ts';
import { resolveReferences } from './references.ts';
import { runSubrequest, type Subrequest } from './subrequests.ts';

/** Subrequests of one composite or batch request. */
const SUBREQUESTS = 25;
/** Nodes of all graphs of one request together. */
const GRAPH_NODES = 500;
const GRAPHS = 75;

/** Several requests in one. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite.htm */
export function compositeRoutes(routes: RouteTable): void {
  routes.add('POST', `${DATA}/composite`, (context) => composite(routes, context));
  routes.add('POST', `${DATA}/composite/batch`, (context) => batch(routes, context));
  routes.add('POST', `${DATA}/composite/graph`, (context) => graph(routes, context));
}

interface CompositeEntry {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

function composite(routes: RouteTable, context: RouteContext): ApiResponse {
  const body = asObject(context.request.json());
  const entries = readEntries(body['compositeRequest'], SUBREQUESTS);
  return json({ compositeResponse: runEntries(routes, context, entries, body['allOrNone'] === true).entries });
}

function graph(routes: RouteTable, context: RouteContext): ApiResponse {
  const graphs = asList(asObject(context.request.json())['graphs'], 'list of graphs').map((item) => asObject(item, 'graph'));
  if (graphs.length > GRAPHS) throw new ApiError(400, 'LIMIT_EXCEEDED', `A request may have at most ${GRAPHS} graphs`);
  const parsed = graphs.map((item) => ({
    graphId: text(item['graphId'], 'graphId'),
    entries: readEntries(item['compositeRequest'], GRAPH_NODES),
  }));
  const nodes = parsed.reduce((sum, item) => sum + item.entries.length, 0);
  if (nodes > GRAPH_NODES) throw new ApiError(400, 'LIMIT_EXCEEDED', `A request may have at most ${GRAPH_NODES} nodes`);
  const answers = parsed.map(({ graphId, entries }) => {
    const result = runEntries(routes, context, entries, true);
    return { graphId, graphResponse: { compositeResponse: result.entries }, isSuccessful: result.successful };
  });
  return json({ graphs: answers });
}

interface Entry extends Subrequest {
  readonly referenceId: string;
}

function readEntries(value: unknown, limit: number): Entry[] {
  const list = asList(value, 'compositeRequest');
  if (list.length > limit) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The request can't contain more than ${limit} subrequests`);
  }
  const seen = new Set<string>();
  return list.map((item) => {
    const entry = asObject(item, 'subrequest');
    const referenceId = text(entry['referenceId'], 'referenceId');
    if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId)) throw new ApiError(400, 'INVALID_INPUT', `Invalid reference id ${referenceId}`);
    if (seen.has(referenceId)) throw new ApiError(400, 'INVALID_INPUT', `The reference id ${referenceId} is used twice`);
    seen.add(referenceId);
    return {
      referenceId,
      method: text(entry['method'], 'method'),
      url: text(entry['url'], 'url'),
      body: entry['body'],
      ...(entry['httpHeaders'] === undefined ? {} : { headers: asObject(entry['httpHeaders'], 'httpHeaders') }),
    };
  });
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new ApiError(400, 'INVALID_INPUT', `Every subrequest needs a ${name}`);
  return value;
}

/** Runs entries in order; later ones may refer to earlier ones. With `allOrNone`, one failure takes all of them back. */
function runEntries(
  routes: RouteTable,
  context: RouteContext,
  entries: readonly Entry[],
  allOrNone: boolean,
): { entries: CompositeEntry[]; successful: boolean } {
  const { store } = context.org;
  const savepoint = store.savepoint();
  context.org.separateApex();
  const results = new Map<string, unknown>();
  const answers: CompositeEntry[] = [];
  let failure: number | undefined;
  for (const [index, entry] of entries.entries()) {
    const answer = runEntry(routes, context, entry, results);
    answers.push(answer);
    if (answer.httpStatusCode < 400) results.set(entry.referenceId, answer.body);
    else if (allOrNone) {
      failure = index;
      break;
    }
  }
  if (failure === undefined) {
    store.release(savepoint);
    return { entries: answers, successful: answers.every((answer) => answer.httpStatusCode < 400) };
  }
  store.rollbackTo(savepoint);
  context.org.separateApex();
  const failed = failure;
  return {
    entries: entries.map((entry, index) => (index === failed ? (answers[index] ?? halted(entry)) : halted(entry))),
    successful: false,
  };
}

function runEntry(routes: RouteTable, context: RouteContext, entry: Entry, results: ReadonlyMap<string, unknown>): CompositeEntry {
  const { referenceId } = entry;
  try {
    const sub = { ...entry, url: resolveReferences(entry.url, results), body: resolveReferences(entry.body, results) };
    const response = runSubrequest(routes, context, sub);
    const location = response.headers['location'];
    return { body: response.body, httpHeaders: location ? { Location: location } : {}, httpStatusCode: response.status, referenceId };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { body: error.body, httpHeaders: {}, httpStatusCode: error.status, referenceId };
  }
}

function halted(entry: Entry): CompositeEntry {
  const message = 'The transaction was rolled back since another operation in the same transaction failed.';
  return { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400, referenceId: entry.referenceId };
}

/** Independent subrequests; `haltOnError` skips those after a failure. */
function batch(routes: RouteTable, context: RouteContext): ApiResponse {
  const body = asObject(context.request.json());
  const list = asList(body['batchRequests'], 'batchRequests').map((item) => asObject(item, 'subrequest'));
  if (list.length > SUBREQUESTS) throw new ApiError(400, 'LIMIT_EXCEEDED', `A batch can't contain more than ${SUBREQUESTS} subrequests`);
  let halt = false;
  const results = list.map((item) => {
    if (halt) {
      const message = 'The request was not processed because an earlier one failed and haltOnError is set';
      return { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message }] };
    }
    const answer = runBatchItem(routes, context, item);
    halt = body['haltOnError'] === true && answer.statusCode >= 400;
    return answer;
  });
  return json({ hasErrors: results.some((result) => result.statusCode >= 400), results });
}

function runBatchItem(routes: RouteTable, context: RouteContext, item: Record<string, unknown>): { statusCode: number; result: unknown } {
  try {
    const url = text(item['url'], 'url').replace(/^\/+services\/data\//, '');
    const sub = { method: text(item['method'], 'method'), url, body: item['richInput'] };
    const response = runSubrequest(routes, context, sub);
    return { statusCode: response.status, result: response.body };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { statusCode: error.status, result: error.body };
  }
}
