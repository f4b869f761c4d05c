/**
 * A report or dashboard that cannot be run, or a request about one that is refused. `code` is the platform's error code
 * where it has one. https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_error_codes.htm
 */
export class AnalyticsError extends Error {
  readonly code: AnalyticsErrorCode;

  constructor(code: AnalyticsErrorCode, message: string) {
    super(message);
    this.name = 'AnalyticsError';
    this.code = code;
  }
}

export type AnalyticsErrorCode =
  /** The definition names what does not exist, or contradicts itself. */
  | 'INVALID_DEFINITION'
  /** The request asks for what the report cannot give. */
  | 'BAD_REQUEST'
  /** The user may not see the folder, an object of the report type, or a field the report filters or groups by. */
  | 'FORBIDDEN'
  | 'NOT_FOUND';

export function invalid(message: string): AnalyticsError {
  return new AnalyticsError('INVALID_DEFINITION', message);
}
