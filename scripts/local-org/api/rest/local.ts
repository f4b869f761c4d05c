import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import type { OrgAccess } from '../org/types.ts';
import { asObject } from './record-input.ts';

/** What only a local org has: its clock, its debug logs, its outbox and sign-in for programs on the same machine. */
export function localRoutes(routes: RouteRegistrar, access: OrgAccess): void {
  routes.add('GET', '/local/clock', showClock);
  routes.add('PUT', '/local/clock', setClock);
  routes.add('GET', '/local/log', showLog);
  routes.add('GET', '/local/outbox', showOutbox);
  routes.add('DELETE', '/local/outbox', clearOutbox);
  routes.add('POST', '/local/token', (context) => localToken(context, access), { access: 'public' });
}

function showClock(context: RouteContext): ApiResponse {
  const { org } = context;
  return json({ now: new Date(org.now()).toISOString(), offsetMs: org.clock.offset() });
}

/** Body `{"offsetMs": N}` (relative to the machine's clock) or `{"now": "2026-01-01T10:00:00Z"}`; `{"offsetMs": 0}` sets it right again. */
function setClock(context: RouteContext): ApiResponse {
  requireAdmin(context);
  const { clock } = context.org;
  const body = asObject(context.request.json());
  const now = typeof body['now'] === 'string' ? Date.parse(body['now']) : NaN;
  if (typeof body['offsetMs'] === 'number' && Number.isSafeInteger(body['offsetMs'])) clock.setOffset(body['offsetMs']);
  else if (!Number.isNaN(now)) clock.setNow(now);
  else throw new ApiError(400, 'INVALID_INPUT', 'Give offsetMs (whole milliseconds) or now (an ISO 8601 date and time)');
  return json({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offset() });
}

function showLog(context: RouteContext): ApiResponse {
  requireAdmin(context);
  const id = context.request.query.get('id');
  const logs = context.org.requestLogs().filter((log) => id === null || log.id === id);
  return json({ requests: logs.map((log) => ({ ...log, at: new Date(log.at).toISOString() })) });
}

/** Query: `kind` (email, callout), `to` and `text` (parts, any case), `after` (an id), `limit`. Newest first. */
function showOutbox(context: RouteContext): ApiResponse {
  requireAdmin(context);
  const { query } = context.request;
  const given = (name: string) => query.get(name) ?? undefined;
  const entries = context.org.outbox.list({
    kind: given('kind'),
    to: given('to'),
    text: given('text'),
    after: wholeNumber(query, 'after'),
    limit: wholeNumber(query, 'limit'),
  });
  return json({ entries });
}

function clearOutbox(context: RouteContext): ApiResponse {
  requireAdmin(context);
  context.org.outbox.clear();
  return noContent();
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,12}$/.test(text)) throw new ApiError(400, 'INVALID_INPUT', `${name} must be a whole number`);
  return Number(text);
}

/** @throws ApiError INSUFFICIENT_ACCESS (403) unless the user may modify all data. */
function requireAdmin(context: RouteContext): void {
  if (context.session.isAdmin) return;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Only an administrator (Modify All Data) may do this');
}

/** Body `{"username"?: "…"}` and the header `X-Local-Secret`: an access token for a program that can read the server's 0600 file. */
function localToken(context: RouteContext, access: OrgAccess): ApiResponse {
  const { request, org } = context;
  const [given, expected] = [Buffer.from(request.header('x-local-secret') ?? ''), Buffer.from(access.localSecret)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new ApiError(401, 'INVALID_SESSION_ID', 'The local secret is wrong');
  }
  const { username } = (request.body.length === 0 ? {} : asObject(request.json())) as { username?: unknown };
  if (username !== undefined && typeof username !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'username must be a text');
  const userId = username === undefined ? org.adminId : org.findUser(username);
  if (userId === undefined) throw new ApiError(404, 'NOT_FOUND', `There is no active user ${username}`);
  return json({ access_token: org.sessions.create(userId), user_id: userId });
}
