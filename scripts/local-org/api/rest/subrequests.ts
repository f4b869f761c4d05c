import { ApiError, notFound } from '../errors.ts';
import type { ApiRequest, ApiResponse, RouteContext } from '../extension.ts';
import { errorResponse } from '../server/failures.ts';
import { parseJson } from '../server/request.ts';
import { decodePart, type RouteTable } from '../server/routes.ts';

export interface Subrequest {
  readonly method: string;
  /** Path and query; a full path, or one that begins at the version (`v65.0/…`). */
  readonly url: string;
  /** JSON value; absent for requests without a body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** The answer of a subrequest with its body as a JSON value. */
export interface Subresponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Runs a part of a composite request through the same routes, as the same user and inside the same transaction. What a
 * failed part has written is taken back; the parts before it stay.
 */
export function runSubrequest(routes: RouteTable, outer: RouteContext, sub: Subrequest): Subresponse {
  const { store } = outer.org;
  const savepoint = store.savepoint();
  outer.org.separateApex();
  let response: ApiResponse;
  try {
    response = dispatch(routes, outer, sub);
  } catch (error) {
    response = errorResponse(error, outer.request, (line) => outer.org.log(line));
  }
  if (response.status >= 400) {
    store.rollbackTo(savepoint);
    outer.org.separateApex();
  } else store.release(savepoint);
  const text = typeof response.body === 'string' ? response.body : '';
  return { status: response.status, headers: response.headers ?? {}, body: text === '' ? null : parseJson(text) };
}

function dispatch(routes: RouteTable, outer: RouteContext, sub: Subrequest): ApiResponse {
  const request = subrequest(outer.request, sub);
  const match = routes.find(request.method, request.path);
  if (!match || !request.path.startsWith('/services/data/')) throw notFound();
  if (/\/composite(?:\/(?:batch|graph|tree.*))?$/.test(request.path)) {
    throw new ApiError(400, 'INVALID_INPUT', 'A composite request cannot be part of another one');
  }
  return match.route.handler({
    ...pick(outer),
    request,
    param: (name) => {
      const raw = match.params.get(name);
      if (raw === undefined) throw new Error(`The route has no parameter ${name}`);
      return decodePart(raw);
    },
  });
}

function pick(outer: RouteContext): Omit<RouteContext, 'request' | 'param'> {
  return { org: outer.org, session: outer.session, optionalSession: outer.optionalSession };
}

function subrequest(outer: ApiRequest, sub: Subrequest): ApiRequest {
  const url = sub.url.startsWith('/') ? sub.url.replace(/^\/+/, '/') : `/services/data/${sub.url}`;
  const mark = url.indexOf('?');
  const text = sub.body === undefined || sub.body === null ? '' : JSON.stringify(sub.body);
  const headers = new Map(Object.entries(sub.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return {
    id: outer.id,
    method: sub.method.toUpperCase(),
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    origin: outer.origin,
    header: (name) => headers.get(name.toLowerCase()),
    headers,
    body: new TextEncoder().encode(text),
    text: () => text,
    json: () => parseJson(text),
    form: () => new URLSearchParams(text),
  };
}
