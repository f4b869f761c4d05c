import { ApexException, RestCallError } from '../../apex/index.ts';
import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { refusal } from '../org/aura-errors.ts';
import { asObject } from './record-input.ts';

/** Apex for Lightning web components, and Apex REST. */
export function apexRoutes(routes: RouteRegistrar): void {
  routes.add('POST', '/apex/:class/:method', callApex);
  routes.add(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '/services/apexrest/*', callRest, { transaction: 'write' });
}

const REST_STATUS: Readonly<Record<RestCallError['code'], number>> = {
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  JSON_PARSER_ERROR: 400,
  BAD_REQUEST: 400,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_STATUS_CODE: 500,
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_methods.htm */
function callRest(context: RouteContext): ApiResponse {
  const { request, session } = context;
  try {
    return session.callRest({
      method: request.method,
      path: request.path.replace(/^\/services\/apexrest/, ''),
      params: request.query,
      headers: request.headers,
      body: request.body,
      remoteAddress: '127.0.0.1',
    });
  } catch (error) {
    if (error instanceof RestCallError) throw new ApiError(REST_STATUS[error.code], error.code, error.message);
    if (!(error instanceof ApexException)) throw error;
    const text = `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
    throw new ApiError(500, 'APEX_ERROR', `${text}\n\n${error.stackTraceString}`);
  }
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
