import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { ApiResponse, StaticMount } from '../extension.ts';
import { json } from '../extension.ts';
import { answerComet, isComet } from './comet-route.ts';
import type { CometServer } from './comet.ts';
import type { LogRing } from './log-ring.ts';
import type { RequestMessage } from './messages.ts';
import { LongRunningLimitError, WorkerLostError, type WorkerPool } from './pool.ts';
import { decodePart } from './routes.ts';

/** Largest request body, as on the platform's REST API for most resources. */
export const BODY_LIMIT_BYTES = 50 * 1024 * 1024;

/** What the main thread knows about the org's readiness. */
export interface Health {
  /** `filling`: the APIs answer, but the data is not all there yet. */
  status: 'starting' | 'filling' | 'ready' | 'failed';
  progress: string;
}

export interface ListenerOptions {
  readonly pool: WorkerPool;
  readonly mounts: readonly StaticMount[];
  readonly health: Health;
  readonly logs: LogRing;
  readonly comet: CometServer;
  /** Refuse requests addressed to another name: a page elsewhere may have pointed its own name at this machine. */
  readonly loopbackOnly: boolean;
}

/** Handles one HTTP request on the main thread: health and mounts here, everything else in a worker. Never rejects. */
export function createListener(options: ListenerOptions): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const id = randomUUID();
    let response: ApiResponse;
    try {
      response = await route(incoming, id, options);
    } catch (error) {
      response = failure(error);
    }
    send(incoming, outgoing, { ...response, headers: { 'x-request-id': id, ...response.headers } });
  };
}

async function route(incoming: IncomingMessage, id: string, options: ListenerOptions): Promise<ApiResponse> {
  const url = (incoming.url ?? '/').replace(/^\/+/, '/');
  const method = incoming.method ?? 'GET';
  if (options.loopbackOnly && !isLoopbackHost(incoming.headers.host)) {
    throw new ApiError(421, 'MISDIRECTED_REQUEST', 'This local org answers only to localhost, 127.0.0.1 and [::1]');
  }
  if (url === '/healthz' || url.startsWith('/healthz?')) return healthResponse(options.health);
  const isRead = method === 'GET' || method === 'HEAD';
  const mounted = isRead ? await fromMount(incoming, url, method, options.mounts) : undefined;
  if (mounted) return mounted;
  const body = await readBody(incoming);
  if (options.health.status === 'starting' || options.health.status === 'failed')
    throw new ApiError(503, 'SERVER_UNAVAILABLE', `The org is not ready: ${options.health.progress}`);
  if (isComet(url)) return answerComet(options.comet, incoming, url, body);
  const request: RequestMessage = {
    kind: 'request',
    id,
    method,
    url,
    origin: originOf(incoming),
    headers: headerPairs(incoming),
    body,
    ...(url.startsWith('/local/log') ? { logs: options.logs.all() } : {}),
  };
  const response = await options.pool.run(request);
  options.logs.add({ id, method, url, at: Date.now(), lines: response.log });
  return response;
}

function healthResponse(health: Health): ApiResponse {
  return json({ status: health.status, progress: health.progress }, health.status === 'ready' ? 200 : 503);
}

async function fromMount(
  incoming: IncomingMessage,
  url: string,
  method: string,
  mounts: readonly StaticMount[],
): Promise<ApiResponse | undefined> {
  const mark = url.indexOf('?');
  const path = decodePart(mark < 0 ? url : url.slice(0, mark));
  if (path.split(/[/\\]/).includes('..') || path.includes('\0')) return undefined;
  for (const mount of mounts) {
    if (!path.startsWith(mount.prefix)) continue;
    const response = await mount.handle({
      method,
      path: path.slice(mount.prefix.length),
      query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
      header: (name) => single(incoming.headers[name.toLowerCase()]),
    });
    if (response) return response;
  }
  return undefined;
}

/** Largest upload of a bulk job: https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_limits.htm */
const BULK_LIMIT_BYTES = 150_000_000;

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const limit = /\/jobs\/ingest\/\w+\/batches/.test(incoming.url ?? '') ? BULK_LIMIT_BYTES : BODY_LIMIT_BYTES;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) {
      throw new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `The request body is larger than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function headerPairs(incoming: IncomingMessage): [string, string][] {
  return Object.entries(incoming.headers).flatMap(([name, value]) => {
    const text = single(value);
    return text === undefined ? [] : [[name, text] as [string, string]];
  });
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

function isLoopbackHost(host: string | undefined): boolean {
  return host === undefined || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|[\w-]+\.localhost)(?::\d+)?$/i.test(host);
}

function originOf(incoming: IncomingMessage): string {
  const host = incoming.headers.host ?? `127.0.0.1:${incoming.socket.localPort ?? ''}`;
  return `http://${host}`;
}

function failure(error: unknown): ApiResponse {
  if (error instanceof ApiError) return json(error.body, error.status, error.status === 413 ? { connection: 'close' } : {});
  if (error instanceof LongRunningLimitError) return json([{ errorCode: error.code, message: error.message }], 503);
  if (error instanceof WorkerLostError) return json([{ errorCode: 'UNKNOWN_EXCEPTION', message: error.message }], 500);
  const message = error instanceof Error ? error.message : String(error);
  return json([{ errorCode: 'UNKNOWN_EXCEPTION', message }], 500);
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, response: ApiResponse): void {
  if (outgoing.destroyed) return;
  const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
  const length = body ? { 'content-length': String(body.length) } : {};
  outgoing.writeHead(response.status, { 'x-content-type-options': 'nosniff', ...length, ...response.headers });
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}
