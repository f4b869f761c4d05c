import type { IncomingMessage } from 'node:http';
import { ApiError } from '../errors.ts';
import { json, type ApiResponse } from '../extension.ts';
import type { CometServer } from './comet.ts';
import type { RequestMessage } from './messages.ts';
import type { WorkerPool } from './pool.ts';

const PATH = /^\/cometd(?:\/\d+\.\d+)?\/?(?:\?|$)/;

export function isComet(url: string): boolean {
  return PATH.test(url);
}

/** One request of a streaming client. @throws ApiError for what is no list of messages */
export async function answerComet(comet: CometServer, incoming: IncomingMessage, url: string, body: Uint8Array): Promise<ApiResponse> {
  if (!/^\/cometd\/\d/.test(url)) return json([{ channel: '/meta/handshake', successful: false, error: NO_VERSION }]);
  if (incoming.method !== 'POST') throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'Streaming clients POST their messages');
  const gone = new AbortController();
  incoming.socket.once('close', () => gone.abort());
  return json(await comet.handle(readMessages(body), incoming.headers.authorization, gone.signal));
}

const NO_VERSION = "400::API version in the URI is mandatory. URI format: '/cometd/65.0'";

function readMessages(body: Uint8Array): Parameters<CometServer['handle']>[0] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    parsed = undefined;
  }
  const messages = [parsed].flat();
  const isMessage = (one: unknown): one is { channel: string } =>
    typeof one === 'object' && one !== null && 'channel' in one && typeof one.channel === 'string';
  if (!messages.every(isMessage)) throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body must be a list of Bayeux messages');
  return messages;
}

/** Asks a worker whose session a header names. */
export async function userOfHeader(pool: WorkerPool, authorization: string): Promise<string | undefined> {
  const request: RequestMessage = {
    kind: 'request',
    id: 'comet',
    method: 'GET',
    url: '/services/oauth2/userinfo',
    origin: '',
    headers: [['authorization', authorization.replace(/^OAuth /i, 'Bearer ')]],
    body: new Uint8Array(),
  };
  const { status, body } = await pool.run(request);
  if (status !== 200 || typeof body !== 'string') return undefined;
  return (JSON.parse(body) as { user_id?: string }).user_id;
}
