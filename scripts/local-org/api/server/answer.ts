import { ApiError, invalidSession, notFound } from '../errors.ts';
import type { ApiRequest, ApiResponse, RouteContext } from '../extension.ts';
import type { OpenedOrg, OrgSession } from '../org/types.ts';
import { checkSameOrigin, readCredential } from './credentials.ts';
import { errorResponse } from './failures.ts';
import type { RequestMessage, ResponseMessage } from './messages.ts';
import { toRequest } from './request.ts';
import { decodePart, type RouteMatch, type RouteTable } from './routes.ts';

/**
 * Answers one request from beginning to end: route, session, transaction, handler, headers. It never throws. A handler
 * that throws leaves nothing behind, because its transaction is rolled back.
 */
export function answer(org: OpenedOrg, routes: RouteTable, message: RequestMessage): ResponseMessage {
  const request = toRequest(message);
  org.beginRequest(message);
  let response: ApiResponse;
  try {
    const match = routes.find(request.method, request.path) ?? refuseUnknown(routes, request);
    response = org.transaction(match.route.transaction, () => handle(org, match, request));
  } catch (error) {
    response = errorResponse(error, request, (line) => org.log(line));
  }
  const usage = org.limitUsage();
  const headers = {
    ...response.headers,
    'x-request-id': message.id,
    'sforce-limit-info': org.apiUsage(),
    ...(usage ? { 'x-org-limits': usage } : {}),
  };
  return { kind: 'response', id: message.id, status: response.status, headers, body: response.body, log: org.takeLog() };
}

function refuseUnknown(routes: RouteTable, request: ApiRequest): never {
  const allowed = routes.methods(request.path);
  if (allowed.length === 0) throw notFound();
  throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed. Allowed are ${allowed.join(',')}`);
}

function handle(org: OpenedOrg, match: RouteMatch, request: ApiRequest): ApiResponse {
  const credential = readCredential(request);
  const userId = credential && org.sessions.userOf(credential.token);
  if (!userId && match.route.access === 'session') throw invalidSession();
  if (userId && credential?.kind === 'cookie') checkSameOrigin(request);
  let session: OrgSession | undefined;
  const optionalSession = (): OrgSession | undefined => (userId ? (session ??= org.session(userId)) : undefined);
  const context: RouteContext = {
    request,
    org,
    param: (name) => {
      const raw = match.params.get(name);
      if (raw === undefined) throw new Error(`The route has no parameter ${name}`);
      return decodePart(raw);
    },
    get session() {
      const found = optionalSession();
      if (!found) throw invalidSession();
      return found;
    },
    get optionalSession() {
      return optionalSession();
    },
  };
  const response = match.route.handler(context);
  return request.method === 'HEAD' ? { ...response, body: undefined } : response;
}
