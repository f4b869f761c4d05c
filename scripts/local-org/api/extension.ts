/**
 * How another room adds to the server without the server knowing it. An extension has a module that every worker
 * imports for its API routes, and mounts that the main thread answers itself (files, bundles) without a worker.
 */
import type { Org, OrgSession } from './org/types.ts';

/** A request as it reaches a handler: plain data with the parsing that every handler needs. */
export interface ApiRequest {
  /** Value of the `X-Request-Id` answer header and key of the request's debug log. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** Path with leading slashes collapsed and still percent-encoded, e.g. `/services/data/v65.0/query`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:8123` as the client addressed the server: no trailing slash. */
  readonly origin: string;
  /** The header of that name (any case), or undefined. */
  header(name: string): string | undefined;
  /** All headers, names in lower case. */
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Uint8Array;
  /** The body as UTF-8 text. */
  text(): string;
  /** The body as JSON. @throws ApiError JSON_PARSER_ERROR (400) when it is empty or malformed. */
  json(): unknown;
  /** The body as a URL-encoded form. */
  form(): URLSearchParams;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as UTF-8. No body when absent. */
  readonly body?: string | Uint8Array;
}

/** What a handler works with. It lives for one request. */
export interface RouteContext {
  readonly request: ApiRequest;
  readonly org: Org;
  /** A path parameter, percent-decoded. @throws Error when the route has no such parameter. */
  readonly param: (name: string) => string;
  /** The signed-in user's session. @throws ApiError INVALID_SESSION_ID (401) on a public route without one. */
  readonly session: OrgSession;
  /** The session, or undefined when nobody is signed in (public routes). */
  readonly optionalSession: OrgSession | undefined;
}

/**
 * Answers one request. It runs in a worker, synchronously, inside one store transaction; throwing rolls the transaction
 * back, and an {@link ApiError} becomes the answer.
 */
export type RouteHandler = (context: RouteContext) => ApiResponse;

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RouteOptions {
  /** `session` (default): refused with 401 before the handler when nobody is signed in. */
  readonly access?: 'session' | 'public';
  /**
   * Default: `read` for GET and HEAD, `write` for the rest. A read transaction refuses to write. With `none` the handler
   * opens transactions itself; only `param`, `request`, `org` and the session's `user` may be used outside of them.
   */
  readonly transaction?: 'read' | 'write' | 'none';
}

/** Collects routes. Paths use Hono's syntax (`:name`, `:name{regex}`, a trailing `*`); among several matches the first added wins. */
export interface RouteRegistrar {
  add(method: HttpMethod | readonly HttpMethod[], path: string, handler: RouteHandler, options?: RouteOptions): void;
}

/** What the module named by {@link ServerExtension.workerModule} exports. */
export interface WorkerExtension {
  registerRoutes(routes: RouteRegistrar, org: Org): void;
}

/** A GET or HEAD request for something the main thread answers itself. */
export interface MountRequest {
  readonly method: string;
  /** Percent-decoded path below the prefix, without a leading slash; never contains `..`. */
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string | undefined;
}

/** Answers GET and HEAD requests below `prefix` on the main thread. Undefined passes the request on to the workers' routes. */
export interface StaticMount {
  /** Begins with a slash and ends with one, e.g. `/lightning/assets/`. */
  readonly prefix: string;
  handle(request: MountRequest): ApiResponse | undefined | Promise<ApiResponse | undefined>;
}

export interface ServerExtension {
  readonly name: string;
  /** `file:` URL of a module that exports {@link WorkerExtension.registerRoutes}; imported once per worker. */
  readonly workerModule?: string;
  readonly mounts?: readonly StaticMount[];
  /** Work to do before the server reports ready, e.g. building bundles; progress goes to `/healthz` and the console. */
  prepare?(progress: (message: string) => void): Promise<void>;
  /** Releases what `prepare` opened. */
  close?(): Promise<void>;
}

/** A JSON answer. Status 200 unless given. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body: JSON.stringify(value) };
}

/** 204 without a body. */
export function noContent(): ApiResponse {
  return { status: 204 };
}
