import { ApiError, unsupported } from '../../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../extension.ts';
import { apiBase, DATA } from '../paths.ts';
import { asObject } from '../record-input.ts';
import { formatDatetime } from '../values.ts';
import { csvLine, DELIMITERS, parseCsv } from './csv.ts';
import type { RowResult } from './ingest.ts';
import { queryHeader } from './query.ts';
import { BulkStore, PART_ROWS, type BulkJob } from './store.ts';
import { BULK_TASK } from './work.ts';

const INGEST = `${DATA}/jobs/ingest`;
const QUERY = `${DATA}/jobs/query`;
const OPERATIONS = new Set(['insert', 'update', 'upsert', 'delete', 'hardDelete']);
/** Rows of one page of query results, unless the client says otherwise. */
const RESULT_ROWS = 50_000;

/**
 * Bulk API 2.0: jobs are accepted at once and worked off between requests, part by part.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0.htm
 */
export function bulkRoutes(routes: RouteRegistrar): void {
  routes.add('POST', INGEST, createIngest);
  routes.add('GET', INGEST, (context) => listJobs(context, 'ingest'));
  routes.add('PUT', `${INGEST}/:id/batches`, upload);
  routes.add('PATCH', `${INGEST}/:id`, changeState);
  routes.add('GET', `${INGEST}/:id`, (context) => json(jobJson(context, load(context, 'ingest'))));
  routes.add('DELETE', `${INGEST}/:id`, (context) => remove(context, 'ingest'));
  routes.add('GET', `${INGEST}/:id/:results{(?:successful|failed)[Rr]esults|unprocessed[Rr]ecords}`, ingestResults);
  routes.add('POST', QUERY, createQuery);
  routes.add('GET', QUERY, (context) => listJobs(context, 'query'));
  routes.add('GET', `${QUERY}/:id`, (context) => json(jobJson(context, load(context, 'query'))));
  routes.add('PATCH', `${QUERY}/:id`, changeState);
  routes.add('DELETE', `${QUERY}/:id`, (context) => remove(context, 'query'));
  routes.add('GET', `${QUERY}/:id/results`, queryResults);
}

function newJob(context: RouteContext, kind: BulkJob['kind'], body: Record<string, unknown>): BulkJob {
  const { org, session } = context;
  const text = (name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined);
  const columnDelimiter = text('columnDelimiter') ?? 'COMMA';
  const lineEnding = text('lineEnding') ?? 'LF';
  const contentType = text('contentType') ?? 'CSV';
  if (!(columnDelimiter in DELIMITERS)) throw invalid(`columnDelimiter is not one of ${Object.keys(DELIMITERS).join(', ')}`);
  if (lineEnding !== 'LF' && lineEnding !== 'CRLF') throw invalid('lineEnding is not one of LF, CRLF');
  if (contentType !== 'CSV') throw invalid('contentType is not CSV');
  return {
    id: new BulkStore(org.store).newId(),
    kind,
    operation: text('operation') ?? '',
    object: text('object') ?? '',
    userId: session.user.id,
    created: org.now(),
    modified: org.now(),
    lineEnding,
    columnDelimiter,
    externalIdFieldName: text('externalIdFieldName'),
    apiVersion: apiBase(context.request).replace(/.*\/v/, ''),
    state: 'Open',
    rows: 0,
    processed: 0,
    failed: 0,
    parts: 0,
    partsDone: 0,
    processingMs: 0,
  };
}

function invalid(message: string): ApiError {
  return new ApiError(400, 'INVALIDJOB', message);
}

function createIngest(context: RouteContext): ApiResponse {
  const { request, org, session } = context;
  if (/^multipart\//i.test(request.header('content-type') ?? '')) throw unsupported('Bulk API jobs with their data in the same request');
  const job = newJob(context, 'ingest', asObject(request.json()));
  if (!OPERATIONS.has(job.operation)) throw invalid(`operation is not one of ${[...OPERATIONS].join(', ')}`);
  if (job.object === '') throw invalid('object is missing');
  const object = session.object(job.object);
  if (job.operation === 'upsert') {
    const field = org.source.schema.field(object, job.externalIdFieldName ?? '');
    if (!field || !(field.externalId || field.type === 'Id'))
      throw invalid('externalIdFieldName is not an external id field of the object');
  }
  const saved = { ...job, object: object.apiName };
  new BulkStore(org.store).save(saved);
  return json(jobJson(context, saved));
}

function createQuery(context: RouteContext): ApiResponse {
  const { request, org } = context;
  const body = asObject(request.json());
  if (typeof body['query'] !== 'string') throw invalid('query is missing');
  const draft = { ...newJob(context, 'query', body), query: body['query'] };
  if (draft.operation !== 'query' && draft.operation !== 'queryAll') throw invalid('operation is not one of query, queryAll');
  const header = queryHeader(org, draft);
  const object = org.source.schema.object(/\bfrom\s+(\w+)/i.exec(draft.query)?.[1] ?? '')?.apiName ?? '';
  const job: BulkJob = { ...draft, object, header, state: 'UploadComplete' };
  new BulkStore(org.store).save(job);
  org.queueTask(BULK_TASK, job.id);
  return json(jobJson(context, job));
}

function load(context: RouteContext, kind: BulkJob['kind']): BulkJob {
  return new BulkStore(context.org.store).load(context.param('id'), kind);
}

function upload(context: RouteContext): ApiResponse {
  const { org, request } = context;
  const jobs = new BulkStore(org.store);
  const job = load(context, 'ingest');
  if (job.state !== 'Open') throw new ApiError(400, 'INVALIDJOBSTATE', `Data cannot be uploaded to a job in the state ${job.state}`);
  if (job.rows > 0) throw new ApiError(400, 'INVALIDJOBSTATE', 'The data of this job has been uploaded already');
  let part: string[][] = [];
  const flush = (): void => {
    if (part.length > 0) jobs.putPart(job.id, 'data', job.parts++, part);
    part = [];
  };
  for (const row of parseCsv(request.text(), DELIMITERS[job.columnDelimiter]!)) {
    if (!job.header) {
      job.header = row.map((name) => name.trim());
      continue;
    }
    part.push(row);
    job.rows++;
    if (part.length === PART_ROWS) flush();
  }
  flush();
  if (!job.header) throw new ApiError(400, 'InvalidBatch', 'The data has no header');
  jobs.save({ ...job, modified: org.now() });
  return { status: 201 };
}

function changeState(context: RouteContext): ApiResponse {
  const { org } = context;
  const jobs = new BulkStore(org.store);
  const job = jobs.load(context.param('id'));
  const { state } = asObject(context.request.json());
  if (state === 'Aborted' && (job.state === 'Open' || job.state === 'UploadComplete' || job.state === 'InProgress')) job.state = 'Aborted';
  else if (state === 'UploadComplete' && job.state === 'Open') {
    job.state = 'UploadComplete';
    org.queueTask(BULK_TASK, job.id);
  } else throw new ApiError(400, 'INVALIDJOBSTATE', `A job in the state ${job.state} cannot be changed to ${String(state)}`);
  job.modified = org.now();
  jobs.save(job);
  return json(jobJson(context, job));
}

function remove(context: RouteContext, kind: BulkJob['kind']): ApiResponse {
  new BulkStore(context.org.store).delete(load(context, kind));
  return noContent();
}

function listJobs(context: RouteContext, kind: BulkJob['kind']): ApiResponse {
  const records = new BulkStore(context.org.store).list(kind).map((job) => jobJson(context, job));
  return json({ done: true, nextRecordsUrl: null, records });
}

function jobJson({ request }: RouteContext, job: BulkJob): Record<string, unknown> {
  const { id, operation, object, userId, state, lineEnding, columnDelimiter, externalIdFieldName, apiVersion } = job;
  const hasBegun = state !== 'Open' && state !== 'UploadComplete';
  return {
    id,
    operation,
    object,
    createdById: userId,
    createdDate: formatDatetime(job.created),
    systemModstamp: formatDatetime(job.modified),
    state,
    ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(apiVersion),
    jobType: job.kind === 'ingest' ? 'V2Ingest' : 'V2Query',
    ...(job.kind === 'ingest' && state === 'Open' ? { contentUrl: `${apiBase(request).slice(1)}/jobs/ingest/${id}/batches` } : {}),
    lineEnding,
    columnDelimiter,
    ...(hasBegun ? { retries: 0, totalProcessingTime: job.processingMs, numberRecordsProcessed: job.processed } : {}),
    ...(hasBegun && job.kind === 'ingest'
      ? { numberRecordsFailed: job.failed, apiActiveProcessingTime: job.processingMs, apexProcessingTime: 0 }
      : {}),
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
  };
}

function csv(body: string, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  return { status: 200, headers: { 'content-type': 'text/csv', ...headers }, body };
}

function ingestResults(context: RouteContext): ApiResponse {
  const job = load(context, 'ingest');
  const jobs = new BulkStore(context.org.store);
  const which = context.param('results').toLowerCase();
  const [delimiter, ending] = [DELIMITERS[job.columnDelimiter]!, job.lineEnding === 'LF' ? '\n' : '\r\n'];
  const header = job.header ?? [];
  const first = which === 'successfulresults' ? ['sf__Id', 'sf__Created'] : which === 'failedresults' ? ['sf__Id', 'sf__Error'] : [];
  let body = csvLine([...first, ...header], delimiter, ending);
  if (which === 'unprocessedrecords') {
    const isOver = job.state === 'Aborted' || job.state === 'Failed';
    for (let part = job.partsDone; isOver && part < job.parts; part++) {
      for (const row of jobs.part<string[]>(job.id, 'data', part)) body += csvLine(row, delimiter, ending);
    }
    return csv(body);
  }
  for (let part = 0; part < job.partsDone; part++) {
    for (const { row, id, created, error } of jobs.part<RowResult>(job.id, 'result', part)) {
      if ((error === '') !== (which === 'successfulresults')) continue;
      body += csvLine([id, error === '' ? String(created) : error, ...row], delimiter, ending);
    }
  }
  return csv(body);
}

function queryResults(context: RouteContext): ApiResponse {
  const job = load(context, 'query');
  if (job.state !== 'JobComplete') throw new ApiError(400, 'INVALIDJOBSTATE', `The job is in the state ${job.state}: it has no results`);
  const { query } = context.request;
  const jobs = new BulkStore(context.org.store);
  const from = Number(query.get('locator') ?? '0');
  const asked = Number(query.get('maxRecords') ?? RESULT_ROWS);
  if (!Number.isInteger(from) || from < 0 || !(asked > 0)) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  const to = Math.min(job.rows, from + asked);
  const [delimiter, ending] = [DELIMITERS[job.columnDelimiter]!, job.lineEnding === 'LF' ? '\n' : '\r\n'];
  let body = csvLine(job.header ?? [], delimiter, ending);
  for (let part = Math.floor(from / PART_ROWS); part * PART_ROWS < to; part++) {
    const rows = jobs.part<string[]>(job.id, 'result', part);
    const start = part * PART_ROWS;
    for (const row of rows.slice(Math.max(0, from - start), to - start)) body += csvLine(row, delimiter, ending);
  }
  return csv(body, { 'sforce-locator': to < job.rows ? String(to) : 'null', 'sforce-numberofrecords': String(Math.max(0, to - from)) });
}
