import { ApiError } from '../errors.ts';
import type { ApiRequest } from '../extension.ts';

export const SESSION_COOKIE = 'sid';

export interface Credential {
  /** Browsers send cookies by themselves, so a cookie needs proof that our own page made the request. */
  readonly kind: 'bearer' | 'cookie';
  readonly token: string;
}

/** The access token of a request: `Authorization: Bearer …` (or `OAuth …`) wins over the `sid` cookie. */
export function readCredential(request: ApiRequest): Credential | undefined {
  const authorization = request.header('authorization');
  const bearer = authorization && /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (bearer) return { kind: 'bearer', token: bearer };
  const cookie = readCookie(request, SESSION_COOKIE);
  return cookie === undefined ? undefined : { kind: 'cookie', token: cookie };
}

export function readCookie(request: ApiRequest, name: string): string | undefined {
  for (const part of (request.header('cookie') ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** HttpOnly cookie for the session; an empty token removes it. */
export function sessionCookie(token: string): string {
  const age = token === '' ? '; Max-Age=0' : '';
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax${age}`;
}

/**
 * Refuses a state-changing request that carries the session cookie unless the browser says our own page made it.
 * @throws ApiError CSRF (403)
 */
export function checkSameOrigin(request: ApiRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const sameSite = site === undefined ? undefined : site === 'same-origin';
  const sameOrigin = origin === undefined ? undefined : origin === request.origin;
  if (sameSite === false || sameOrigin === false || (sameSite === undefined && sameOrigin === undefined)) {
    throw new ApiError(
      403,
      'CSRF_CHECK_FAILED',
      'A request that changes data must come from a page of this server or carry a bearer token',
    );
  }
}
