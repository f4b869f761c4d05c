import { AnalyticsError, Library, type AnalyticsContext } from '../../../analytics/index.ts';
import { accessFor } from '../../../security/index.ts';
import { ApiError } from '../../errors.ts';
import type { ApiResponse, RouteContext, RouteHandler } from '../../extension.ts';
import { apiBase } from '../paths.ts';

const STATUS: Readonly<Record<AnalyticsError['code'], number>> = {
  INVALID_DEFINITION: 400,
  BAD_REQUEST: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
};

/** A handler whose analytics errors become answers of the API. */
export function answering(handler: RouteHandler): RouteHandler {
  return (context): ApiResponse => {
    try {
      return handler(context);
    } catch (error) {
      if (error instanceof AnalyticsError) throw new ApiError(STATUS[error.code], error.code, error.message);
      throw error;
    }
  };
}

/**
 * The reports and dashboards the user may open and run. What "Manage Dashboards" and "Manage Reports" allow, changing them, the API refuses
 * to everybody by name.
 * @throws AnalyticsError FORBIDDEN without the permission "Run Reports", which dashboards need, too; the words are the platform's:
 *   https://www.packtpub.com/en-us/product/salesforce-lightning-reporting-and-dashboards-9781788297387 ("Dashboard permissions")
 */
export function libraryOf(context: RouteContext): Library {
  const { org, session } = context;
  if (!accessFor(session.user.id, org.store, org.source).grants.permissions.has('RunReports'))
    throw new AnalyticsError('FORBIDDEN', "You don't have permission to run reports. Check that you have the Run Reports user permission.");
  return foldersOf(context);
}

/** The folders the user may open, which needs no permission but the folder's own. */
export function foldersOf({ org, session }: RouteContext): Library {
  return new Library(org.store, org.source, session.user.id);
}

export function analyticsContext({ org, session }: RouteContext): AnalyticsContext {
  return { source: org.source, query: session.queryContext() };
}

/** `/services/data/v65.0/analytics/reports`, as the client addressed it. */
export function analyticsUrl({ request }: RouteContext, resource: 'reports' | 'dashboards'): string {
  return `${apiBase(request)}/analytics/${resource}`;
}

/** The request's JSON body; undefined when it is empty, as some clients send it. */
export function bodyOf({ request }: RouteContext): unknown {
  return request.text().trim() === '' ? undefined : request.json();
}

export function wantsDetails({ request }: RouteContext): boolean {
  return request.query.get('includeDetails') === 'true';
}
