import {
  dashboardMetadata,
  runDashboard,
  selection,
  type AnalyticsContext,
  type DashboardDef,
  type Filed,
  type Library,
  type Selection,
} from '../../../analytics/index.ts';
import { ApiError, unsupported } from '../../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../extension.ts';
import type { OrgSession } from '../../org/types.ts';
import { asObject } from '../record-input.ts';
import { DATA } from '../paths.ts';
import { analyticsUrl, answering, bodyOf, libraryOf } from './request.ts';

type Json = Readonly<Record<string, unknown>>;

/** https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_resource_reference_dashboards.htm */
export function dashboardRoutes(routes: RouteRegistrar): void {
  const dashboards = `${DATA}/analytics/dashboards`;
  routes.add('GET', dashboards, answering(list));
  routes.add('GET', `${dashboards}/:id/describe`, answering(describe));
  routes.add('GET', `${dashboards}/:id/status`, answering(status));
  routes.add('GET', `${dashboards}/:id`, answering(results));
  // Asking for some components only reads, whatever the method says.
  routes.add('POST', `${dashboards}/:id`, answering(results), { transaction: 'read' });
  routes.add('PUT', `${dashboards}/:id`, answering(refresh));
  for (const method of ['PATCH', 'DELETE'] as const) {
    routes.add(method, `${dashboards}/:id`, () => {
      throw unsupported('changing dashboards over the API: their source is the metadata');
    });
  }
  routes.add('POST', dashboards, () => {
    throw unsupported('creating and cloning dashboards over the API');
  });
}

function list(context: RouteContext): ApiResponse {
  const base = analyticsUrl(context, 'dashboards');
  const infos = libraryOf(context)
    .dashboards()
    .map(({ id, definition }) => ({ id, name: definition.title, statusUrl: `${base}/${id}/status`, url: `${base}/${id}` }));
  return json(infos);
}

function describe(context: RouteContext): ApiResponse {
  const library = libraryOf(context);
  const filed = library.dashboard(context.param('id'));
  return json(metadata(context, library, filed, chosen(context, filed)));
}

function results(context: RouteContext): ApiResponse {
  const library = libraryOf(context);
  const filed = library.dashboard(context.param('id'));
  const options = chosen(context, filed);
  const body = context.request.method === 'POST' ? bodyOf(context) : undefined;
  const only = body === undefined ? undefined : (asObject(body).componentIds as readonly string[] | undefined);
  return json({
    componentData: runDashboard(filed, library, runningContext(context, filed.definition), options, only),
    dashboardMetadata: metadata(context, library, filed, options),
  });
}

const REFRESHED = 'dashboard refreshed ';

/** Every run shows what is there now, so a refresh is only remembered by its moment. */
function refresh(context: RouteContext): ApiResponse {
  const { id } = libraryOf(context).dashboard(context.param('id'));
  context.org.store.setSetting(`${REFRESHED}${id}`, new Date(context.org.now()).toISOString());
  return json({ statusUrl: `${analyticsUrl(context, 'dashboards')}/${id}/status` }, 201);
}

function status(context: RouteContext): ApiResponse {
  const library = libraryOf(context);
  const filed = library.dashboard(context.param('id'));
  const refreshDate = context.org.store.getSetting(`${REFRESHED}${filed.id}`) ?? null;
  const components = metadata(context, library, filed, []).components as readonly { readonly id: string }[];
  return json({ componentStatus: components.map(({ id }) => ({ componentId: id, refreshDate, refreshStatus: 'IDLE' })) });
}

function metadata(context: RouteContext, library: Library, filed: Filed<DashboardDef>, options: Selection): Json {
  const { user } = runningSession(context, filed.definition);
  const reportIds = filed.definition.components.map(({ report }) => library.reportOf(report)?.id ?? null);
  return dashboardMetadata(filed, reportIds, { id: user.id, displayName: user.name }, analyticsUrl(context, 'dashboards'), options);
}

/** `?filter1=…&filter2=…`: ids of the options. */
function chosen({ request }: RouteContext, { id, definition }: Filed<DashboardDef>): Selection {
  return selection(
    definition,
    id,
    definition.filters.map((_, index) => request.query.get(`filter${index + 1}`) ?? undefined),
  );
}

function runningContext(context: RouteContext, dashboard: DashboardDef): AnalyticsContext {
  return { source: context.org.source, query: runningSession(context, dashboard).queryContext() };
}

/** Whose data a dashboard shows. Its words and times are the running user's, too, as on the platform. */
function runningSession(context: RouteContext, dashboard: DashboardDef): OrgSession {
  if (dashboard.type === 'LoggedInUser') return context.session;
  if (dashboard.type === 'MyTeamUser')
    throw unsupported(`the dashboard ${dashboard.fullName}, whose viewers choose the running user (MyTeamUser)`);
  const userId = dashboard.runningUser === undefined ? undefined : context.org.findUser(dashboard.runningUser);
  if (userId === undefined) {
    throw new ApiError(
      400,
      'INVALID_DEFINITION',
      `The running user ${dashboard.runningUser ?? ''} of ${dashboard.fullName} does not exist`,
    );
  }
  return context.org.session(userId);
}
