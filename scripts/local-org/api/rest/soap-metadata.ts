import { ApiError, invalidSession } from '../errors.ts';
import type { ApiResponse, RouteContext, RouteRegistrar } from '../extension.ts';
import { cancelDeployment, cancellationOf } from '../metadata/cancel.ts';
import { describeMetadata, listMetadata } from '../metadata/describe.ts';
import { findDeployment, findRetrieval, type MetadataJobs } from '../metadata/jobs.ts';
import { readDeployOptions } from '../metadata/options.ts';
import { deployResult, retrieveResult } from '../metadata/result.ts';
import type { OrgSession } from '../org/types.ts';
import { API_VERSION } from './paths.ts';
import { asNode, asNodes, readSoapCall, soapAnswer, soapFault, textOf } from './soap.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

type Call = (session: OrgSession, parameters: Readonly<Record<string, unknown>>, context: RouteContext) => unknown;

/** The Metadata API over SOAP. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm */
export function soapMetadataRoutes(routes: RouteRegistrar, jobs: MetadataJobs): void {
  const calls = metadataCalls(jobs);
  for (const tail of ['', '/:org']) {
    routes.add('POST', `/services/Soap/m/:version${tail}`, (context) => answerCall(context, calls), { access: 'public' });
  }
}

function metadataCalls(jobs: MetadataJobs): ReadonlyMap<string, Call> {
  return new Map<string, Call>([
    [
      'deploy',
      (session, parameters) => {
        const options = readDeployOptions(asNode(parameters['DeployOptions'] ?? parameters['deployOptions']));
        const zip = textOf(parameters, 'ZipFile') ?? textOf(parameters, 'zipFile') ?? '';
        const { id } = jobs.deploy(session, Buffer.from(zip, 'base64'), options);
        return { done: false, id, state: 'Queued' };
      },
    ],
    ['deployRecentValidation', (session, parameters) => jobs.deployValidated(session, textOf(parameters, 'validationId') ?? '').id],
    [
      'checkDeployStatus',
      ({ org }, parameters) => {
        const id = textOf(parameters, 'asyncProcessId') ?? '';
        return deployResult(findDeployment(org, id), textOf(parameters, 'includeDetails') === 'true', cancellationOf(org, id));
      },
    ],
    [
      'retrieve',
      (session, parameters) => {
        const request = asNode(parameters['request'] ?? parameters['retrieveRequest']);
        const { id } = jobs.retrieve(session, readMembers(request), textOf(request, 'apiVersion') ?? API_VERSION);
        return { done: false, id, state: 'Queued' };
      },
    ],
    [
      'checkRetrieveStatus',
      (session, parameters) => retrieveResult(findRetrieval(session.org, textOf(parameters, 'asyncProcessId') ?? '')),
    ],
    [
      'cancelDeploy',
      (session, parameters) => {
        const id = textOf(parameters, 'id') ?? textOf(parameters, 'String') ?? '';
        cancelDeployment(session, id);
        return { done: false, id };
      },
    ],
    [
      'listMetadata',
      (session, parameters) => asNodes(parameters['queries']).flatMap((query) => listMetadata(session, textOf(query, 'type') ?? '')),
    ],
    ['describeMetadata', () => describeMetadata()],
  ]);
}

function answerCall(context: RouteContext, calls: ReadonlyMap<string, Call>): ApiResponse {
  const { name, parameters, sessionId } = readSoapCall(context.request.text());
  const call = calls.get(name);
  if (!call) {
    return soapFault(NAMESPACE, 'UNSUPPORTED_FEATURE', `The local org does not support the Metadata API call ${name || '(none)'} yet`);
  }
  try {
    const session = openSession(context, sessionId);
    return soapAnswer(NAMESPACE, { [`${name}Response`]: { result: call(session, parameters, context) } });
  } catch (error) {
    if (error instanceof ApiError) return soapFault(NAMESPACE, error.code, error.message);
    throw error;
  }
}

/** @throws ApiError without a valid session, or without the right to change metadata */
function openSession(context: RouteContext, sessionId: string | undefined): OrgSession {
  const { org } = context;
  const userId = sessionId === undefined ? undefined : org.sessions.userOf(sessionId);
  if (userId === undefined) throw invalidSession();
  const session = org.session(userId);
  requireMetadataRight(session);
  return session;
}

/** @throws ApiError INSUFFICIENT_ACCESS unless the user may modify all data */
export function requireMetadataRight(session: OrgSession): void {
  if (!session.isAdmin)
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'use of the Metadata API requires a user with the ModifyAllData permission');
}

function readMembers(request: Readonly<Record<string, unknown>>): { type: string; names: string[] }[] {
  if (request['packageNames'] !== undefined) throw new ApiError(501, 'UNSUPPORTED_FEATURE', 'The local org has no packages to retrieve');
  return asNodes(asNode(request['unpackaged'])['types']).map((types) => {
    const { name, members } = asNode(types);
    return { type: String(name), names: asNodes(members).map(String) };
  });
}
