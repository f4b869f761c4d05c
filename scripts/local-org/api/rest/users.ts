import { ApiError, notFound } from '../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { fullId } from './ids.ts';
import { DATA } from './paths.ts';
import { asObject } from './record-input.ts';

/** User passwords. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_user_password.htm */
export function userRoutes(routes: RouteRegistrar): void {
  const path = `${DATA}/sobjects/User/:id/password`;
  routes.add('GET', path, (context) => json({ isExpired: !context.org.passwords.has(userId(context)) }));
  routes.add('POST', path, setPassword);
  routes.add('DELETE', path, (context) => json({ NewPassword: context.org.passwords.reset(userId(context)) }));
}

function setPassword(context: RouteContext): ApiResponse {
  const password = asObject(context.request.json())['NewPassword'];
  if (typeof password !== 'string' || password.length < 8) {
    throw new ApiError(400, 'INVALID_NEW_PASSWORD', 'Your password must be at least 8 characters long.');
  }
  context.org.passwords.set(userId(context), password);
  return noContent();
}

/** The user in the path, whose password the caller may manage: an administrator everyone's, others their own. */
function userId(context: RouteContext): string {
  const id = fullId(context.param('id'));
  if (id === undefined || !context.org.isActiveUser(id)) throw notFound();
  if (id !== context.session.user.id && !context.session.isAdmin) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Only an administrator may manage the passwords of others');
  }
  return id;
}
