import { levelsFrom, LogLevelError, oldLevels, type LogLevels } from '../../apex/index.ts';
import { ApiError, invalidSession } from '../errors.ts';
import type { ApiResponse, RouteContext, RouteRegistrar } from '../extension.ts';
import { asNode, asNodes, readSoapCall, soapAnswer, soapFault, textOf, type SoapCall } from './soap.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/**
 * `executeAnonymous` of the SOAP API for Apex, with its debug log; its other calls are refused by name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_api_executeanonymous.htm
 */
export function soapApexRoutes(routes: RouteRegistrar): void {
  for (const tail of ['', '/:org']) routes.add('POST', `/services/Soap/s/:version${tail}`, answerCall, { access: 'public' });
}

function answerCall(context: RouteContext): ApiResponse {
  const call = readSoapCall(context.request.text());
  if (call.name !== 'executeAnonymous') {
    return soapFault(NAMESPACE, 'UNSUPPORTED_FEATURE', `The local org does not support the Apex API call ${call.name || '(none)'} yet`);
  }
  try {
    return executeAnonymous(context, call);
  } catch (error) {
    if (error instanceof ApiError || error instanceof LogLevelError) return soapFault(NAMESPACE, error.code, error.message);
    throw error;
  }
}

function executeAnonymous({ org }: RouteContext, { parameters, sessionId, header }: SoapCall): ApiResponse {
  const userId = sessionId === undefined ? undefined : org.sessions.userOf(sessionId);
  if (userId === undefined) throw invalidSession();
  const code = textOf(parameters, 'String') ?? textOf(parameters, 'apexcode') ?? '';
  const levels = readDebuggingHeader(header);
  const { debugLog, ...result } = org.session(userId, sessionId).executeAnonymous(code, levels ? { levels } : {});
  return soapAnswer(
    NAMESPACE,
    { executeAnonymousResponse: { result } },
    debugLog === undefined ? {} : { header: { DebuggingInfo: { debugLog } } },
  );
}

/**
 * Levels of the log that the answer is to have; undefined when it wants none.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_debuggingheader.htm
 * @throws ApiError, LogLevelError for levels and categories that do not exist
 */
function readDebuggingHeader(header: SoapCall['header']): LogLevels | undefined {
  if (header['DebuggingHeader'] === undefined) return undefined;
  const debugging = asNode(header['DebuggingHeader']);
  const categories = asNodes(debugging['categories']);
  if (categories.length > 0) return levelsFrom(categories.map((one) => [textOf(one, 'category') ?? '', textOf(one, 'level') ?? '']));
  const level = textOf(debugging, 'debugLevel') ?? 'None';
  const levels = oldLevels(level);
  if (!levels) throw new ApiError(400, 'INVALID_TYPE', `'${level}' is not a valid value for the enum 'LogType'`);
  return levels;
}
