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
    response = run(org, match, request);
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

function run(org: OpenedOrg, match: RouteMatch, request: ApiRequest): ApiResponse {
  const { transaction, handler } = match.route;
  if (transaction !== 'none') return org.transaction(transaction, () => handler(createContext(org, match, request)));
  return handler(org.transaction('read', () => createContext(org, match, request)));
}

/** Finds out who asks. @throws ApiError when the route needs somebody and there is nobody, or the cookie's page is not ours */
function createContext(org: OpenedOrg, match: RouteMatch, request: ApiRequest): RouteContext {
  const credential = readCredential(request);
  const userId = credential && org.sessions.userOf(credential.token);
  if (!userId && match.route.access === 'session') throw invalidSession();
  if (userId && credential?.kind === 'cookie') checkSameOrigin(request);
  // Pages of Lightning have sessions that open no API: their Apex does not learn the token of the cookie.
  const token = credential?.kind === 'cookie' ? undefined : credential?.token;
  const session = userId ? openSession(org, userId, token, match.route.access === 'session') : undefined;
  return {
    request,
    org,
    param: (name) => {
      const raw = match.params.get(name);
      if (raw === undefined) throw new Error(`The route has no parameter ${name}`);
      return decodePart(raw);
    },
    get session() {
      if (!session) throw invalidSession();
      return session;
    },
    optionalSession: session,
  };
}

/** On public routes, somebody whose user has been made inactive is nobody. */
function openSession(org: OpenedOrg, userId: string, token: string | undefined, required: boolean): OrgSession | undefined {
  return required || org.isActiveUser(userId) ? org.session(userId, token) : undefined;
}
