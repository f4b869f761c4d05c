import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { notFound, ApiError } from '../errors.ts';
import { API_VERSION, apiBase, DATA } from './paths.ts';
import { formatDatetime } from './values.ts';

/** Versions, the root of a version, and who is signed in. */
export function identityRoutes(routes: RouteRegistrar): void {
  routes.add('GET', '/services/data', versions, { access: 'public' });
  routes.add('GET', DATA, versionRoot);
  routes.add('GET', `${DATA}/limits`, limits);
  routes.add('GET', '/services/oauth2/userinfo', userInfo);
  routes.add('GET', '/id/:org/:user', identity);
}

function versions(): ApiResponse {
  return json([{ label: "Winter '26", url: `/services/data/v${API_VERSION}`, version: API_VERSION }]);
}

function versionRoot(context: RouteContext): ApiResponse {
  const { request, session } = context;
  const base = apiBase(request);
  const resources = ['sobjects', 'query', 'queryAll', 'limits', 'composite', 'tooling'].map((name) => [name, `${base}/${name}`]);
  return json({ ...Object.fromEntries(resources), identity: identityUrl(context, session.user.id) });
}

function identityUrl(context: RouteContext, userId: string): string {
  return `${context.request.origin}/id/${context.org.id}/${userId}`;
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm: the local org counts, and limits nothing. */
function limits(context: RouteContext): ApiResponse {
  const { used, max } = context.org.apiRequests();
  return json({ DailyApiRequests: { Max: max, Remaining: Math.max(0, max - used) } });
}

function urls(context: RouteContext): Record<string, string> {
  const root = `${context.request.origin}/services`;
  return {
    enterprise: `${root}/Soap/c/{version}/${context.org.id.slice(0, 15)}`,
    metadata: `${root}/Soap/m/{version}/${context.org.id.slice(0, 15)}`,
    partner: `${root}/Soap/u/{version}/${context.org.id.slice(0, 15)}`,
    rest: `${root}/data/v{version}/`,
    sobjects: `${root}/data/v{version}/sobjects/`,
    query: `${root}/data/v{version}/query/`,
    tooling_rest: `${root}/data/v{version}/tooling/`,
    profile: `${context.request.origin}/${context.session.user.id}`,
  };
}

function userInfo(context: RouteContext): ApiResponse {
  const { user } = context.session;
  return json({
    sub: identityUrl(context, user.id),
    user_id: user.id,
    organization_id: context.org.id,
    preferred_username: user.username,
    nickname: user.username.split('@')[0],
    name: user.name,
    email: user.email,
    email_verified: true,
    given_name: user.firstName,
    family_name: user.lastName,
    zoneinfo: user.timeZone,
    active: true,
    user_type: user.userType.toUpperCase(),
    language: user.language,
    locale: user.locale,
    updated_at: new Date(context.org.now()).toISOString(),
    urls: urls(context),
  });
}

function identity(context: RouteContext): ApiResponse {
  const { user } = context.session;
  if (context.param('org').slice(0, 15) !== context.org.id.slice(0, 15)) throw notFound();
  if (context.param('user').slice(0, 15) !== user.id.slice(0, 15))
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'The identity of another user');
  return json({
    id: identityUrl(context, user.id),
    asserted_user: true,
    user_id: user.id,
    organization_id: context.org.id,
    username: user.username,
    nick_name: user.username.split('@')[0],
    display_name: user.name,
    email: user.email,
    email_verified: true,
    first_name: user.firstName,
    last_name: user.lastName,
    timezone: user.timeZone,
    active: true,
    user_type: user.userType.toUpperCase(),
    language: user.language,
    locale: user.locale,
    is_app_installed: true,
    last_modified_date: formatDatetime(context.org.now()),
    urls: urls(context),
  });
}
