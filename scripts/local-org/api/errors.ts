/** One entry of the platform's REST error body. */
export interface ApiErrorEntry {
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/**
 * A refusal the API answers with: HTTP status and the platform's error list. Throwing it from a handler rolls the
 * request's transaction back.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly entries: readonly ApiErrorEntry[];
  /** Body to send instead of the error list, for APIs with another error shape. */
  readonly body: unknown;

  constructor(status: number, code: string, message: string, options: { fields?: readonly string[]; body?: unknown } = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.entries = [{ errorCode: code, message, ...(options.fields ? { fields: options.fields } : {}) }];
    this.body = options.body ?? this.entries;
  }
}

/** 404 with the platform's wording. */
export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message);
}

/** 401: no session, or one that has expired or was revoked. */
export function invalidSession(): ApiError {
  return new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/** 501: a part of the platform that the local org does not have; the message names it. */
export function unsupported(feature: string): ApiError {
  return new ApiError(501, 'UNSUPPORTED_FEATURE', `The local org does not support ${feature} yet`);
}

/**
 * A reason the org cannot start or a command cannot run, with what to do about it. The command line prints the message
 * alone and exits with a code other than 0.
 */
export class StartError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.code = code;
  }
}
