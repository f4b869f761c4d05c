import { ApiError, unsupported } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { refusal } from '../org/aura-errors.ts';
import { asObject } from './record-input.ts';

/** Apex for Lightning web components, and Apex REST. */
export function apexRoutes(routes: RouteRegistrar): void {
  routes.add('POST', '/apex/:class/:method', callApex);
  routes.add(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '/services/apexrest/*', () => {
    throw unsupported('Apex REST (@RestResource)');
  });
}

/** Body: the named parameters; none means no parameters. `?cacheable=true` for calls by `@wire`. */
function callApex(context: RouteContext): ApiResponse {
  const { request, session, org } = context;
  const parameters = request.body.length === 0 ? {} : asObject(request.json());
  const cacheable = request.query.get('cacheable') === 'true';
  try {
    return json({ returnValue: session.callApex(context.param('class'), context.param('method'), parameters, { cacheable }) });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    org.log(`FATAL_ERROR|${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    throw refusal(500, 'UNKNOWN_EXCEPTION', `An internal server error has occurred. Error ID: ${request.id}`);
  }
}
