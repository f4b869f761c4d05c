import { ApiError, asObject, fullId, json, readCookie, sessionCookie, type ApiResponse, type RouteContext } from '../../api/index.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `POST /lightning/host/sign-in`: a session for the user chosen on the sign-in page. There is no password to check, so it
 * works only on the machine itself and only for the server's own page.
 * @throws ApiError FORBIDDEN (403), NOT_FOUND (404).
 */
export function signIn({ request, org }: RouteContext): ApiResponse {
  if (!LOOPBACK.has(new URL(request.origin).hostname)) {
    throw new ApiError(403, 'FORBIDDEN', 'Choosing a user works only on the machine the org runs on');
  }
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const isJson = /^application\/json\b/i.test(request.header('content-type') ?? '');
  if ((site !== undefined && site !== 'same-origin') || (origin !== undefined && origin !== request.origin) || !isJson) {
    throw new ApiError(403, 'CSRF_CHECK_FAILED', 'Signing in must come from the sign-in page of this server');
  }
  const { userId } = asObject(request.json());
  const id = typeof userId === 'string' ? fullId(userId) : undefined;
  if (!id || !org.isActiveUser(id)) throw new ApiError(404, 'NOT_FOUND', 'There is no such active user');
  return json({ userId: id }, 200, { 'set-cookie': sessionCookie(org.sessions.create(id)), 'cache-control': 'no-store' });
}

/** `POST /lightning/host/sign-out`: ends the session and removes the cookie. */
export function signOut({ request, org }: RouteContext): ApiResponse {
  const token = readCookie(request, 'sid');
  if (token) org.sessions.revoke(token);
  return json({}, 200, { 'set-cookie': sessionCookie(''), 'cache-control': 'no-store' });
}
