import { createPublicKey, verify } from 'node:crypto';
import { json, type ApiRequest, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { readCredential, sessionCookie } from '../server/credentials.ts';
import { parseJson } from '../server/request.ts';
import type { OrgAccess } from '../org/types.ts';

/** Clocks of client and server may differ by this much, in seconds. */
const CLOCK_SKEW_S = 300;

/** OAuth 2.0 token and revocation. https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_endpoints.htm */
export function oauthRoutes(routes: RouteRegistrar, access: OrgAccess): void {
  routes.add('POST', '/services/oauth2/token', (context) => token(context, access), { access: 'public' });
  routes.add(['GET', 'POST'], '/services/oauth2/revoke', revoke, { access: 'public', transaction: 'write' });
}

function token(context: RouteContext, access: OrgAccess): ApiResponse {
  const form = parameters(context.request);
  const grant = form.get('grant_type');
  if (grant === 'password') return passwordGrant(context, form);
  if (grant === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return jwtGrant(context, form, access.jwtPublicKey);
  if (grant === 'refresh_token') return refreshGrant(context, form);
  return refused('unsupported_grant_type', 'grant type not supported');
}

/** Clients send a form; some send the same as JSON or in the query. */
function parameters(request: ApiRequest): URLSearchParams {
  if (!request.header('content-type')?.includes('json')) return new URLSearchParams([...request.query, ...request.form()]);
  return new URLSearchParams(Object.entries(request.json() as Record<string, string>));
}

function passwordGrant(context: RouteContext, form: URLSearchParams): ApiResponse {
  const { org } = context;
  const userId = org.findUser(form.get('username') ?? '');
  if (userId === undefined || !org.passwords.verify(userId, form.get('password') ?? '')) {
    return refused('invalid_grant', 'authentication failure');
  }
  return issued(context, userId);
}

function jwtGrant(context: RouteContext, form: URLSearchParams, publicKey: string): ApiResponse {
  const claims = readAssertion(form.get('assertion') ?? '', publicKey);
  if (typeof claims === 'string') return refused('invalid_grant', claims);
  const userId = context.org.findUser(claims.sub);
  if (userId === undefined) return refused('invalid_grant', `user hasn't approved this consumer: there is no active user ${claims.sub}`);
  return issued(context, userId);
}

function refreshGrant(context: RouteContext, form: URLSearchParams): ApiResponse {
  const userId = context.org.sessions.userOf(form.get('refresh_token') ?? '');
  if (userId === undefined) return refused('invalid_grant', 'expired access/refresh token');
  return issued(context, userId);
}

/** The claims of a JWT signed with the server's key, or why it is refused. */
function readAssertion(assertion: string, publicKey: string): { sub: string } | string {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const valid = verify('sha256', Buffer.from(`${header}.${payload}`), createPublicKey(publicKey), Buffer.from(signature, 'base64url'));
  if (!valid) return 'invalid assertion: it must be signed (RS256) with the key in .local-org/jwt-key.pem';
  const claims = parseJson(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  if (typeof claims['sub'] !== 'string') return 'invalid assertion: no subject';
  if (typeof claims['exp'] !== 'number' || claims['exp'] + CLOCK_SKEW_S < Date.now() / 1000) return 'invalid assertion: expired';
  return { sub: claims['sub'] };
}

/** The token answer. The refresh token is a session of its own: it lives as long. */
export function issued(context: RouteContext, userId: string): ApiResponse {
  const { org, request } = context;
  return json({
    access_token: org.sessions.create(userId),
    refresh_token: org.sessions.create(userId),
    instance_url: request.origin,
    id: `${request.origin}/id/${org.id}/${userId}`,
    token_type: 'Bearer',
    issued_at: String(Date.now()),
    scope: 'full refresh_token',
  });
}

function refused(error: string, description: string): ApiResponse {
  return json({ error, error_description: description }, 400);
}

function revoke(context: RouteContext): ApiResponse {
  const { request, org } = context;
  const given = parameters(request).get('token') ?? readCredential(request)?.token;
  if (given) org.sessions.revoke(given);
  return { status: 200, headers: { 'set-cookie': sessionCookie('') } };
}
