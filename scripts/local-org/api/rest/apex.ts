import { unsupported } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { asObject } from './record-input.ts';

/** Apex for Lightning web components, and Apex REST. */
export function apexRoutes(routes: RouteRegistrar): void {
  routes.add('POST', '/apex/:class/:method', callApex);
  routes.add(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '/services/apexrest/*', () => {
    throw unsupported('Apex REST (@RestResource)');
  });
}

/** Body: the named parameters; none means no parameters. */
function callApex(context: RouteContext): ApiResponse {
  const { request, session } = context;
  const parameters = request.body.length === 0 ? {} : asObject(request.json());
  return json({ returnValue: session.callApex(context.param('class'), context.param('method'), parameters) });
}
