import { ApiError } from '../errors.ts';
import { json, type ApiRequest, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { cancelDeployment, cancellationOf } from '../metadata/cancel.ts';
import { findDeployment, type MetadataJobs } from '../metadata/jobs.ts';
import { readDeployOptions } from '../metadata/options.ts';
import { deployResult } from '../metadata/result.ts';
import { DATA } from './paths.ts';
import { asObject } from './record-input.ts';
import { requireMetadataRight } from './soap-metadata.ts';

/** Deployment over REST. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm */
export function metadataRoutes(routes: RouteRegistrar, jobs: MetadataJobs): void {
  routes.add('POST', `${DATA}/metadata/deployRequest`, (context) => deploy(context, jobs));
  routes.add('GET', `${DATA}/metadata/deployRequest/:id`, status);
  routes.add('PATCH', `${DATA}/metadata/deployRequest/:id`, cancel);
}

function deploy(context: RouteContext, jobs: MetadataJobs): ApiResponse {
  requireMetadataRight(context.session);
  const { request } = context;
  if (!/^multipart\/form-data/i.test(request.header('content-type') ?? '')) {
    const { validatedDeployRequestId } = asObject(request.json());
    if (typeof validatedDeployRequestId !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'validatedDeployRequestId is required');
    const { id } = jobs.deployValidated(context.session, validatedDeployRequestId);
    return json({ validatedDeployRequestId, id }, 201);
  }
  const parts = readParts(request);
  const entity = parts.get('entity_content') ?? parts.get('json');
  const file = parts.get('file');
  if (!entity || !file) throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The parts entity_content and file are required');
  const { deployOptions } = asObject(parseEntity(entity));
  const options = readDeployOptions(asObject(deployOptions ?? {}));
  const job = jobs.deploy(context.session, file, options);
  return json({ id: job.id, deployOptions: options, deployResult: { ...deployResult(job, false), status: 'Pending' } }, 201);
}

function parseEntity(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', (error as Error).message);
  }
}

function status(context: RouteContext): ApiResponse {
  return answer(context, context.request.query.get('includeDetails') === 'true');
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy_cancel.htm */
function cancel(context: RouteContext): ApiResponse {
  requireMetadataRight(context.session);
  const { deployResult: change } = asObject(context.request.json());
  if (asObject(change)['status'] !== 'Canceling') throw new ApiError(400, 'INVALID_INPUT', 'The only status that can be set is Canceling');
  cancelDeployment(context.session, context.param('id'));
  return answer(context, false, 202);
}

function answer({ org, param }: RouteContext, includeDetails: boolean, httpStatus = 200): ApiResponse {
  const job = findDeployment(org, param('id'));
  const result = deployResult(job, includeDetails, cancellationOf(org, job.id));
  return json({ id: job.id, deployOptions: job.options, deployResult: result }, httpStatus);
}

/** Parts of a multipart body by name. */
function readParts(request: ApiRequest): Map<string, Uint8Array> {
  const boundary = /boundary="?([^";]+)"?/i.exec(request.header('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The multipart body has no boundary');
  const body = Buffer.from(request.body);
  const mark = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Uint8Array>();
  for (let start = body.indexOf(mark); start >= 0;) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) break;
    const part = body.subarray(start + mark.length + 2, next - 2);
    const head = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/i.exec(part.subarray(0, head).toString('latin1'))?.[1];
    if (head >= 0 && name !== undefined) parts.set(name, part.subarray(head + 4));
    start = next;
  }
  return parts;
}
