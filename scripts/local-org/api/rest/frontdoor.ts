import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { sessionCookie } from '../server/credentials.ts';

/** Page shown after sign-in when the link names none. */
const HOME = '/lightning/page/home';

/** Sign-in of a browser by a session or a one-time code. https://help.salesforce.com/s/articleView?id=sf.security_frontdoorjsp.htm */
export function frontdoorRoutes(routes: RouteRegistrar): void {
  routes.add('GET', '/services/oauth2/singleaccess', singleAccess);
  routes.add('POST', '/services/oauth2/singleaccess', singleAccess);
  routes.add(['GET', 'POST'], '/secur/frontdoor.jsp', frontdoor, { access: 'public', transaction: 'write' });
}

function singleAccess(context: RouteContext): ApiResponse {
  const { request, session, org } = context;
  const target = request.query.get('redirect_uri') ?? request.form().get('redirect_uri');
  const query = new URLSearchParams({ otp: org.sessions.createCode(session.user.id) });
  if (target) query.set('startURL', localPath(target));
  return json({ frontdoor_uri: `${request.origin}/secur/frontdoor.jsp?${query.toString()}` });
}

function frontdoor(context: RouteContext): ApiResponse {
  const { request, org } = context;
  const form = request.method === 'POST' ? request.form() : new URLSearchParams();
  const read = (name: string) => request.query.get(name) ?? form.get(name);
  const [sid, otp] = [read('sid'), read('otp')];
  const userId = sid !== null ? org.sessions.userOf(sid) : org.sessions.redeemCode(otp ?? '');
  if (userId === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'The sign-in link is not valid any more: ask for a new one');
  const token = sid ?? org.sessions.create(userId);
  const location = localPath(read('startURL') ?? read('retURL') ?? HOME);
  return { status: 302, headers: { location, 'set-cookie': sessionCookie(token), 'cache-control': 'no-store' } };
}

/** Only paths of this server: a sign-in link must not lead elsewhere. */
function localPath(target: string): string {
  const path = target.startsWith('/') ? target : `/${target}`;
  return /^\/(?![/\\])/.test(path) && !/[\r\n]/.test(path) ? path : HOME;
}
