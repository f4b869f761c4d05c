import { ApexException } from '../../apex/index.ts';
import { ApiError } from '../errors.ts';
import type { ApiRequest, ApiResponse } from '../extension.ts';
import { json } from '../extension.ts';

/** Errors of the layers below carry a `code`; these are the client's fault and keep it. */
const CLIENT_CODES = new Set([
  'MALFORMED_QUERY',
  'MALFORMED_SEARCH',
  'INVALID_FIELD',
  'INVALID_TYPE',
  'INVALID_QUERY_FILTER_OPERATOR',
  'QUERY_TOO_COMPLICATED',
  'NUMBER_OUTSIDE_VALID_RANGE',
]);

/**
 * The answer to whatever a handler threw: the API's own refusals as they are, query errors as 400, unsupported features
 * as 501 naming them, and anything else as 500 with its stack in the debug log only.
 */
export function errorResponse(error: unknown, request: ApiRequest, log: (line: string) => void): ApiResponse {
  if (error instanceof ApiError) return json(error.body, error.status);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ApexException) return json([{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: apexText(error) }], 400);
  if (code !== undefined && CLIENT_CODES.has(code)) return json([{ errorCode: code, message }], 400);
  if (code === 'UNSUPPORTED_FEATURE') return json([{ errorCode: code, message }], 501);
  if (code === 'LOCK_TIMEOUT' || code === 'REPLAY_CONFLICT')
    return json([{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access to this record' }], 400);
  log(`${request.method} ${request.path} failed: ${error instanceof Error ? (error.stack ?? message) : message}`);
  return json([{ errorCode: 'UNKNOWN_EXCEPTION', message: `An unexpected error occurred. Include this ErrorId: ${request.id}` }], 500);
}

/** What a trigger leaves uncaught and no "catch" sees, a passed limit above all, with where it happened. */
function apexText(error: ApexException): string {
  return `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}\n\n${error.stackTraceString}`;
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
